"""The debt wall in words: every branch, no figure that is not measured, and an answer that fits its line."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics import debt_wall, illustrative
from analytics.debt_wall import words
from analytics.issuer import words as issuer_words
from analytics.model.metric import Metric, by_id
from analytics.model.scenario import Scenario

UNITS = {"due_window": "USD bn", "due_q1_2026_low": "USD bn", "due_q1_2026_high": "USD bn"}


def found(**values: float | None) -> dict[str, Metric]:
    """Figures by name, at today's 4.03 and 4.02 % unless said otherwise; None is missing."""
    known: dict[str, float | None] = {
        "ten_year": 4.03,
        "ten_year_scenario": 4.03,
        "short_rate": 4.02,
        "short_rate_scenario": 4.02,
        "due_window": 215.0,
        "due_share": 25.8,
        "wiped_out_share": 3.0,
        "wiped_out_at_450": 6.0,
        "wiped_out_at_482": 9.0,
        "wiped_out_at_today": 3.0,
        "break_even_median": 8.9,
        "due_q1_2026_low": 31.0,
        "due_q1_2026_high": 51.0,
        **values,
    }
    return {
        name: Metric(
            f"debt_wall.{name}", name, value, UNITS.get(name, "%"), date(2025, 10, 14), "M-REFI", ("DGS10",), "why"
        )
        for name, value in known.items()
    }


def test_the_answer_names_the_readers_yield() -> None:
    at = words.answer(found(ten_year_scenario=5.25, wiped_out_share=15.2))
    assert at == "At a ten-year of 5.25\u00a0%, refinancing wipes out 15 in 100 profitable small caps."
    rest = words.answer(found())
    assert rest == "At today's 4.03\u00a0%, refinancing wipes out 3 in 100 profitable small caps."
    assert "none of the" in words.answer(found(wiped_out_share=0.0))
    assert "under 1 in 100" in words.answer(found(wiped_out_share=0.2))
    assert words.answer(found(wiped_out_share=None)).startswith("Nothing can be repriced")
    assert "5.25" in words.answer(found(short_rate_scenario=5.25, ten_year_scenario=5.25))


@given(st.floats(0, 100), st.floats(0, 10))
def test_the_answer_fits_one_line(share: float, level: float) -> None:
    assert len(words.answer(found(wiped_out_share=share, ten_year_scenario=round(level, 2)))) <= 85


def test_the_claimed_quarter_is_called_wrong_only_where_the_most_is_below_it() -> None:
    scenario = Scenario(due_from="2026Q1", due_to="2027Q4")
    told = words.prose(found(), scenario)
    assert "from Q1 2026 to Q4 2027" in told
    assert "31 to USD\u00a051 bn, not the 300 claimed" in told
    assert "At 4.50\u00a0% it is 6 in 100." in told
    assert "until the ten-year reaches 8.9\u00a0%" in told
    assert "spread" not in told
    wider = words.prose(found(), scenario.changes(spread_bp=150))
    assert "Credit spreads are taken 150\u00a0bp wider than today's." in wider
    assert "50\u00a0bp narrower" in words.prose(found(), scenario.changes(spread_bp=-50))
    within = words.prose(found(due_q1_2026_high=340.0), scenario)
    assert "the 300 claimed lies within" in within
    assert "is above 15\u00a0%" in words.prose(found(break_even_median=19.9), scenario)


def test_a_window_of_one_quarter_and_one_in_the_wrong_order() -> None:
    assert words.window(Scenario(due_from="2026Q1", due_to="2026Q1")) == "in Q1 2026"
    assert words.window(Scenario(due_from="2027Q4", due_to="2026Q1")) == "from Q1 2026 to Q4 2027"
    assert words.window(Scenario()) == "in the window"


@pytest.mark.parametrize(
    ("level", "start"),
    [(4.03, "3\u00a0% at today, 9\u00a0% at 4.82"), (5.10, "9\u00a0% at 4.82\u00a0%, 3\u00a0% at today")],
)
def test_the_curve_is_read_from_the_lower_yield_up(level: float, start: str) -> None:
    assert words._by_yield(found(ten_year=level)).startswith(start)


def test_every_title_of_the_built_in_world_is_a_sentence() -> None:
    result = debt_wall.measure(illustrative.filings(), illustrative.market(), Scenario(ten_year_bp=525))
    titles = words.titles(by_id(result.metrics), result.tables)
    assert set(titles) >= {"wall", "by_yield", "break_evens", "coverage", "heat", "sectors", "fan", "share_fan"}
    assert all(10 < len(title) <= 60 for title in titles.values()), titles


def test_titles_stand_when_nothing_is_measured() -> None:
    empty = {
        "wall": pd.DataFrame({"in_window": [], "quarter": [], "total_usd_bn": []}),
        "heat": pd.DataFrame({"ten_year_pct": [], "spread_bp": [], "share_pct": []}),
        "sectors": pd.DataFrame({"sector": [], "profitable_count": [], "wiped_out_pct": []}),
    }
    nothing = found(**dict.fromkeys(found(), None))
    assert all(words.titles(nothing, empty).values())


@pytest.mark.parametrize(
    ("value", "note", "level", "said"),
    [
        (None, "already loss-making", 4.0, "loses money before any refinancing"),
        (None, "not rate-exposed", 4.0, "Nothing of"),
        (19.0, "above 15 %", 4.0, "keeps a profit at any ten-year up to"),
        (3.5, "already past", 4.0, "has passed its break-even"),
        (6.24, "computed", 4.0, "it keeps its profit"),
        (6.24, "computed", 7.0, "it loses its profit"),
        (None, "it tags no debt", 4.0, "cannot be repriced: it tags no debt"),
    ],
)
def test_an_issuers_answer_has_a_branch_for_every_class(
    value: float | None, note: str, level: float, said: str
) -> None:
    figures = {
        "break_even": Metric("issuer.break_even", "", value, "%", date(2026, 1, 1), "M-BE", ("DGS10",), note),
        "ten_year_scenario": Metric("issuer.ten_year_scenario", "", level, "%", date(2026, 1, 1), "M-PAR", ("DGS10",)),
    }
    assert said in issuer_words.answer("Example", figures, note)
