"""Overview says what the pages say: as many decimals, a small share no zero, a gain no loss."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analytics.load import open_world
from analytics.model.language import percent
from analytics.model.metric import Metric, by_id, show
from analytics.model.scenario import Scenario
from analytics.output import overview, views
from analytics.output.overview import BLOCKS, Block
from analytics.output.views import Answer
from analytics.store import Store
from ui import cards

STORE = Store("unused")
WORLD = open_world(STORE, "illustrative", None)
BP = st.none() | st.integers(0, 1000)


def answered(view: str, **choices: object) -> Answer:
    return views.answer(view, WORLD, Scenario().changes(**choices), STORE)


def said(loss: float | None, lost: float | None) -> dict[str, str]:
    """The two sentences of Overview, without the yields before them."""
    values = {"unrealised_loss_to_equity": loss, "wiped_out_share": lost}
    metrics = {
        name: Metric(f"overview.{name}", name, value, "%", None, "M-UL", (), "why") for name, value in values.items()
    }
    return {key: text.partition(", ")[2].replace("\u00a0", " ") for key, text in overview._effects(metrics).items()}


@pytest.mark.parametrize(
    ("loss", "lost", "banks", "refinancing"),
    [
        (12.4, 5.3, "banks' losses not yet in equity come to 12 %", "the profit of 5 % of"),
        (-3.2, 0.19, "banks' gains not yet in equity come to 3 %", "the profit of 0.2 % of"),
        (0.02, 0.02, "banks' losses not yet in equity come to under 0.1 %", "the profit of under 0.1 % of"),
        (-0.02, 0.0, "banks' gains not yet in equity come to under 0.1 %", "the profit of none of"),
        (0.0, 100.0, "banks' losses not yet in equity come to 0 %", "the profit of 100 % of"),
    ],
)
def test_a_sentence_is_there_whatever_the_sign_and_says_no_zero_of_a_little(
    loss: float, lost: float, banks: str, refinancing: str
) -> None:
    told = said(loss, lost)
    assert told["banks"].startswith(banks)
    assert refinancing in told["refinancing"]


def test_what_is_not_measured_has_no_sentence() -> None:
    assert said(None, None) == {}
    assert set(said(-1.0, None)) == {"banks"}


@settings(max_examples=15, deadline=None)
@given(ten_year=BP, short_rate=BP)
@example(ten_year=0, short_rate=None)
@example(ten_year=1000, short_rate=1000)
@example(ten_year=0, short_rate=0)
def test_every_scenario_says_of_banks_and_borrowers_what_their_pages_measure(
    ten_year: int | None, short_rate: int | None
) -> None:
    choices = {"ten_year_bp": ten_year, "short_rate_bp": short_rate}
    findings = answered("overview", **choices).text.findings
    banks, wall = (by_id(answered(view, **choices).result.metrics) for view in ("regional_banks", "debt_wall"))
    loss, lost = float(banks["unrealised_loss_to_equity"].value or 0), float(wall["wiped_out_share"].value or 0)
    assert f"{'gains' if loss < 0 else 'losses'} not yet in equity come to {percent(abs(loss))} of" in findings["banks"]
    assert f"the profit of {percent(lost) if lost else 'none'} of" in findings["refinancing"]


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.metric)
def test_a_card_has_the_decimals_of_the_page_it_is_of(block: Block) -> None:
    answer = answered(block.view, ten_year_bp=0, basis="Price")
    metric = by_id(answer.result.metrics)[block.metric]
    page = getattr(cards, block.view)(answer)
    own = [card.decimals for card in page if card.metric == metric and not card.text]
    written = show(metric.value, "count", block.decimals, sign=block.metric.endswith("ytd"))
    beside = [card for card in page if written in f"{card.context} {card.text}"]
    assert own == [block.decimals] or (not own and beside), written
