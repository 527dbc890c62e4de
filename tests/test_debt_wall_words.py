"""The debt wall in words: every branch, no figure that is not measured, and an answer that fits its line."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics import debt_wall, illustrative
from analytics.debt_wall import text as debt_wall_text
from analytics.debt_wall import words
from analytics.issuer import words as issuer_words
from analytics.model.metric import Metric, by_id
from analytics.model.scenario import Scenario

UNITS = {"due_window": "USD bn", "due_q1_2026_low": "USD bn", "due_q1_2026_high": "USD bn", "profitable": "count",
         "other_sign": "count"}  # fmt: skip


def found(**values: float | None) -> dict[str, Metric]:
    """Figures by name, at the published 4.03 and 4.02 % unless said otherwise; None is missing."""
    known: dict[str, float | None] = {
        "ten_year": 4.03,
        "ten_year_scenario": 4.03,
        "short_rate": 4.02,
        "short_rate_scenario": 4.02,
        "due_window": 215.0,
        "due_share": 25.8,
        "profitable": 1026.0,
        "other_sign": 40.0,
        "wiped_out_share": 3.0,
        "wiped_out_at_450": 6.0,
        "wiped_out_at_482": 9.0,
        "wiped_out_at_today": 3.0,
        "break_even_median": 8.9,
        "above_15_share": 20.0,
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


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "At the yields of 14 Oct 2025, refinancing wipes out 3 in 100 profitable small caps."),
        ({"wiped_out_share": 0.0}, "At the yields of 14 Oct 2025, none of the profitable small caps make a loss."),
        ({"wiped_out_share": 0.2}, "At the yields of 14 Oct 2025, under 1 in 100 profitable small caps make a loss."),
        ({"ten_year_scenario": 5.25, "wiped_out_share": 15.2},
         "At a ten-year of 5.25 %, refinancing wipes out 15 in 100 profitable small caps."),
        ({"short_rate_scenario": 9.0, "wiped_out_share": 20.0},
         "Ten-year 4.03 %, three-month 9.00 %: 20 in 100 profitable small caps make a loss."),
        ({"wiped_out_share": None}, "Nothing can be repriced: no profitable issuer of the band tags its debt."),
    ],
)  # fmt: skip
def test_the_answer_names_what_was_moved(values: dict[str, float | None], said: str) -> None:
    assert plain(words.answer(found(**values))) == said


@given(st.floats(0, 100), st.floats(0, 10), st.floats(0, 10), st.booleans())
def test_the_answer_fits_one_line(share: float, level: float, short: float, invented: bool) -> None:
    figures = found(wiped_out_share=share, ten_year_scenario=round(level, 2), short_rate_scenario=round(short, 2))
    told = words.answer(figures, invented)
    assert len(told) <= 85
    assert ("in this invented market" in told.lower()) is invented


def test_the_commentary_is_judged_on_its_own_ranks_in_a_live_market() -> None:
    scenario = Scenario(due_from="2026Q1", due_to="2027Q4")
    told = plain(words.prose(found(), scenario))
    assert "from Q1 2026 to Q4 2027" in told
    assert "In Q1 2026 at most USD 51 bn fell due; the commentary said 300." in told
    assert "6 in 100 would lose their profit" in told
    assert "until the ten-year reaches 8.9 %" in told
    assert "40 issuers reported a net income of the other sign" in told
    assert "Credit spreads" not in told
    assert "the commentary" not in words.prose(found(), scenario, invented=True)
    assert "the commentary" not in words.prose(found(), scenario.changes(band_high=2000))
    wider = plain(words.prose(found(), scenario.changes(spread_bp=150)))
    assert "Credit spreads on new debt are taken 150 bp wider." in wider
    assert "50 bp narrower" in plain(words.prose(found(), scenario.changes(spread_bp=-50)))
    within = plain(words.prose(found(due_q1_2026_high=340.0), scenario))
    assert "In Q1 2026 USD 31 bn to USD 340 bn fell due; the commentary said 300." in within
    above = plain(words.prose(found(break_even_median=None, above_15_share=61.0), scenario))
    assert "More than half stay profitable at any ten-year up to 15 %." in above


def test_a_window_of_one_quarter_and_one_in_the_wrong_order() -> None:
    assert words.window(Scenario(due_from="2026Q1", due_to="2026Q1")) == "in Q1 2026"
    assert words.window(Scenario(due_from="2027Q4", due_to="2026Q1")) == "from Q1 2026 to Q4 2027"
    assert words.window(Scenario()) == "in the window"


@pytest.mark.parametrize(
    ("values", "judged", "said"),
    [
        ({}, True, "3 % at 4.03 %, 9 % at 4.82 %: a slope, not a cliff"),
        ({"ten_year_scenario": 5.1}, True, "9 % at 4.82 %, 3 % at 5.10 %: a slope, not a cliff"),
        ({"ten_year_scenario": 4.82}, False, "6 % lose their profit at 4.50 %, 3 % at 4.82 %"),
        ({"wiped_out_share": 0.0, "wiped_out_at_482": 0.0}, True, "Nobody loses a profit up to a ten-year of 4.82 %"),
    ],
)
def test_the_curve_is_read_from_the_lower_yield_up(values: dict[str, float], judged: bool, said: str) -> None:
    assert plain(words._by_yield(found(**values), judged)) == said


def test_every_title_of_the_built_in_world_is_a_sentence() -> None:
    result = debt_wall.measure(illustrative.filings(), illustrative.market(), Scenario(ten_year_bp=525))
    titles = words.titles(by_id(result.metrics), Scenario(), True)
    assert set(titles) >= {"wall", "by_yield", "break_evens", "coverage", "heat", "sectors", "fan", "share_fan"}
    assert all(10 < len(title) <= 60 for title in titles.values()), titles


def test_titles_stand_when_nothing_is_measured() -> None:
    nothing = found(**dict.fromkeys(found(), None))
    assert all(words.titles(nothing, Scenario()).values())


@pytest.mark.parametrize(
    ("before", "after", "reported", "even", "kind", "said"),
    [
        (2.0, 1.0, 2.0, 6.24, "computed", "Example keeps its profit; its break-even is a ten-year of 6.24 %."),
        (2.0, -1.0, 2.0, 3.5, "already past", "Example loses its profit; its break-even is a ten-year of 3.50 %."),
        (2.0, -1.0, 2.0, None, "already past", "Example loses its profit; it would at any ten-year."),
        (2.0, 1.0, 2.0, None, "above 15 %", "keeps its profit, and would at any higher ten-year up to 15 %."),
        (2.0, 2.0, 2.0, None, "not rate-exposed", "keeps its profit: nothing of its debt moves with yields."),
        (-2.0, -3.0, -1.0, None, "already loss-making", "Example loses money before any refinancing, and"),
        (-2.0, 1.0, -1.0, None, "already loss-making",
         "Example loses money before refinancing but would earn a profit"),
        (-2.0, -3.0, 200.0, None, "already loss-making",
         "Example reports a profit of USD 200.0 m; by operating profit less interest and tax it loses money"),
        (2.0, 1.0, -300.0, 6.24, "computed",
         "Example reports a loss of USD 300.0 m; by operating profit less interest"),
        (None, None, 2.0, None, "it tags no debt", "Example cannot be repriced: it tags no debt."),
    ],
)  # fmt: skip
def test_an_issuers_answer_is_the_sign_of_its_profit(
    before: float | None, after: float | None, reported: float, even: float | None, kind: str, said: str
) -> None:
    units = {"profit_before": "USD m", "profit_after": "USD m", "net_income": "USD m"}
    values = {
        "profit_before": before, "profit_after": after, "net_income": reported, "break_even": even, "ten_year": 4.0,
        "ten_year_scenario": 5.0, "short_rate": 4.0, "short_rate_scenario": 4.0,
    }  # fmt: skip
    figures = {
        name: Metric(f"issuer.{name}", "", value, units.get(name, "%"), date(2026, 1, 1), "M-BE", (), "why")
        for name, value in values.items()
    }
    assert said in plain(issuer_words.answer("Example", figures, kind))
    assert plain(issuer_words.answer("Example", figures, kind, invented=True)).startswith(
        ("In this invented market, at a ten-year of 5.00 %", "In this invented market, Example", "Example cannot")
    )


@pytest.mark.parametrize("ten_year_bp", [150, 403, 650, 1200])
def test_the_next_to_break_are_the_first_above_the_readers_ten_year(ten_year_bp: int) -> None:
    scenario = Scenario(ten_year_bp=ten_year_bp)
    result = debt_wall.measure(illustrative.filings(), illustrative.market(), scenario)
    table = result.tables["issuers"]
    mine = table["class"].isin(["computed", "already past"]) & (table["break_even_pct"] > ten_year_bp / 100)
    first = table[mine].sort_values("break_even_pct", kind="stable").head(3)
    expected = "; ".join(f"{row.name} at {row.break_even_pct:.2f} %" for row in first.itertuples(index=False))
    assert plain(debt_wall_text.text(result, scenario).captions["first"]) == f"Next to break: {expected}"
    assert debt_wall_text._first_to_break(table[~mine], by_id(result.metrics)) == "Nobody is next to break"
