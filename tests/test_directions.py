"""Which way a figure goes is said by its words: no sign stands in front of them, and nothing is not so much more."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.banks import words as banks_words
from analytics.errors import DashboardError
from analytics.load import World, open_world
from analytics.model.language import dollars, more, percent, span
from analytics.model.metric import MINUS, NBSP, Metric
from analytics.model.scenario import Scenario
from analytics.output import views
from analytics.output.views import Answer
from analytics.store import Store
from tests.banks.found import at, found, scenario
from tests.sampling import sample
from ui import cards
from ui.show import Card

FIXED_WORDS = re.compile(
    rf"{MINUS}[^.;|]* (more|less|fewer)\b|\b(lost|lose|gained|costs?) {MINUS}|n/a (of|more|less|filed|lose|uncovered)"
    r"|(?<![\d.,])0(\.0)?( bn| m| %)? (more|less)\b"
)
"""A sign, a zero or a missing figure before words that say which way it goes."""
NOW = datetime(2026, 11, 27, 6, tzinfo=UTC)
CARDS: dict[str, Callable[[Answer], list[Card]]] = {
    "divergence": cards.divergence, "regional_banks": cards.regional_banks, "bank": cards.bank,
    "debt_wall": cards.debt_wall, "issuers": cards.issuers, "issuer": cards.issuer, "credit": cards.credit,
}  # fmt: skip
ONES = {"bank": "IB001", "issuer": "EX0019"}
YIELDS = ((None, None), (0, 0), (0, 900), (300, 300), (450, 383), (450, None), (None, 0), (1000, 1000))
DAYS = (None, date(2023, 3, 10), date(2025, 10, 14))
GRID = [(name, *yields, day) for name in CARDS for yields in YIELDS for day in DAYS]


@cache
def world() -> World:
    return open_world(Store("unused"), "illustrative", None)


def test_a_change_says_its_sign_in_words() -> None:
    assert more(22.9) == f"USD{NBSP}23{NBSP}bn more"
    assert more(-22.9) == f"USD{NBSP}23{NBSP}bn less"
    assert more(0.0) == more(-0.0) == "no more"
    assert more(-24.3, percent) == f"24{NBSP}% less"
    assert more(0.02, percent) == f"under 0.1{NBSP}% more"


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        (31.2, 51.4, "USD 31–51 bn"), (0.06, 0.08, "USD 60–80 m"), (0.3, 51.0, "USD 300 m–51 bn"),
        (0.0, 0.08, "USD 0–80 m"), (0.0, 0.0, "USD 0 bn"), (0.06, 0.06, "USD 60 m"), (0.0, 2.0, "USD 0–2 bn"),
    ],
)  # fmt: skip
def test_a_span_says_its_unit_once_and_never_reads_as_nothing(low: float, high: float, text: str) -> None:
    assert span(low, high).replace(NBSP, " ") == text


@given(st.floats(-1e5, 1e5), st.sampled_from([dollars, percent]))
def test_a_change_never_carries_a_sign_and_nothing_is_no_change(value: float, write: Callable[[float], str]) -> None:
    told = more(value, write)
    assert not FIXED_WORDS.search(f"It costs {told}".replace(NBSP, " "))
    assert told == "no more" or told.endswith("less" if value < 0 else "more")


@pytest.mark.parametrize(("name", "ten", "short", "day"), sample(GRID, 48))
def test_no_sentence_or_card_puts_a_sign_before_a_direction(
    name: str, ten: int | None, short: int | None, day: date | None
) -> None:
    asked = Scenario(ten_year_bp=ten, short_rate_bp=short, as_of=day, **{name: ONES[name]} if name in ONES else {})
    try:
        answer = views.answer(name, world(), asked, Store("unused"), NOW)
    except DashboardError:
        return
    told = [answer.text.answer, *answer.text.prose, *answer.text.findings.values(), *answer.text.captions.values()]
    told += [f"{card.text} | {card.context}" for card in CARDS[name](answer)]
    for text in told:
        assert not FIXED_WORDS.search(text.replace(NBSP, " ")), text


def test_a_fall_of_yields_is_less_interest_on_its_card() -> None:
    answer = views.answer("debt_wall", world(), Scenario(ten_year_bp=0), Store("unused"), NOW)
    context = {card.label: card.context for card in cards.debt_wall(answer)}["Extra interest"]
    assert context.endswith(f"{NBSP}% less")
    assert MINUS not in context


def channel(room: float, capital: float, earnings: float) -> dict[str, Metric]:
    changes = {"channel_room": room, "channel_capital": capital, "channel_earnings": earnings}
    return found(**changes, **at(4.5, 3.83))


def test_capital_and_earnings_that_do_not_change_are_no_more() -> None:
    told = banks_words.prose(channel(200.0, 23.0, 0.0), scenario()).replace(NBSP, " ")
    assert "would have USD 23 bn more of capital and no more of earnings in a year" in told
    assert "room for USD 200 bn more of loans" in told
    assert "the same room for loans" in banks_words.prose(channel(0.0, 0.0, 0.0), scenario())


def test_gains_under_a_headline_of_losses_say_why() -> None:
    """As of 10 Mar 2023 at a ten-year of 0 and a three-month of 9 %: less is lost than equity has booked already."""
    burden = {"unrealised_loss_to_equity_filed": 20.0, "banks_beyond_50": 0, "banks_beyond_100": 0}
    told = banks_words.prose(found(unrealised_loss=122.0, unrealised_loss_to_equity=-15.0, **burden), scenario())
    assert told.startswith("Equity counts larger losses already than those at these yields: gains not yet in it ")
    told = banks_words.prose(found(unrealised_loss=-122.0, unrealised_loss_to_equity=15.0, **burden), scenario())
    assert told.startswith("Equity counts larger gains already than those at these yields: losses not yet in it ")
    told = banks_words.prose(found(unrealised_loss=122.0, unrealised_loss_to_equity=15.0, **burden), scenario())
    assert told.startswith("Losses not yet in equity ")
