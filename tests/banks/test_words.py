"""The sentences: what they say at each turn of the figures, and that they never invent one."""

from __future__ import annotations

from datetime import date

import pytest

from analytics import banks, illustrative
from analytics.banks import words
from analytics.metric import Metric, by_id
from analytics.scenario import Scenario


def figures(**values: float | int | None):
    units = {"ten_year_scenario": "%", "unrealised_loss": "USD bn", "unrealised_loss_to_equity": "%"}
    return {
        name: Metric(
            name, "Unrealised loss on securities", value, units.get(name, "count"), date(2026, 3, 31), "M-JMPS", (), "x"
        )
        for name, value in values.items()
    }


@pytest.mark.parametrize(
    ("loss", "burden", "half", "said"),
    [
        (
            476.6,
            12.24,
            41,
            "477 USD bn less than they cost, 12 % of their tangible equity not yet counted in it: 41 banks",
        ),
        (476.6, 12.24, 1, "one bank would lose half of its own"),
        (476.6, 0.0, 0, "all of it in equity already: no bank"),
        (-20.0, -1.0, 0, "20 USD bn more than they cost."),
    ],
)
def test_the_answer(loss, burden, half, said):
    found = figures(
        unrealised_loss=loss, unrealised_loss_to_equity=burden, banks_beyond_50=half, ten_year_scenario=5.25
    )
    text = words.answer(found).replace("\u00a0", " ")
    assert text.startswith("At a ten-year of 5.25 %, banks' securities are worth")
    assert said in text


def test_nothing_is_said_of_what_is_not_known():
    for sentence in (
        words.answer, words.loss_title, words.property_title, words.run_title, words.growth_title, words.freeze_title,
        words.fund_title,
    ):  # fmt: skip
        text = sentence({})
        assert text
        assert not any(letter.isdigit() for letter in text)


def test_titles_follow_the_figures():
    assert words.freeze_title(figures(freeze_marks=2, standards_small=46.7)) == "Credit is frozen by both marks"
    assert "No freeze" in words.freeze_title(figures(freeze_marks=0, standards_small=6.0))
    assert words.run_title(figures(uncovered_banks=0)) == "Every bank could pay its insured depositors"
    more = words.loss_title(figures(banks_beyond_50=30, banks_beyond_50_filed=10))
    assert more == "30 banks would lose half of their equity, 20 more than by their own books"


def test_the_built_in_world_fills_every_sentence():
    found = by_id(banks.measure(illustrative.panel(), illustrative.market(), Scenario()).metrics)
    for sentence in (words.answer, words.loss_title, words.growth_title, words.freeze_title, words.fund_title):
        assert "not known" not in sentence(found)
