"""Gaps over their windows: z-scores, independent windows, compounding, drawdowns and their dates."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from analytics import divergence
from analytics.divergence import prefix
from analytics.divergence.levels import WINDOWS, metrics, tables
from analytics.divergence.metric_parts import basis
from analytics.frames.market import Pair
from analytics.model.metric import by_id
from analytics.model.scenario import Scenario
from tests.divergence.markets import DAYS, market


def pair(small, large=None, days=DAYS) -> Pair:
    days = days[-len(small) :]
    frame = pd.DataFrame({"small": small, "large": 100.0 if large is None else large}, index=days, dtype="float64")
    return Pair("IWM", "SPY", frame.rename_axis("date"), frame.rename_axis("date"))


def found(held: Pair, name: str = "Price"):
    return by_id(tuple(metrics(basis(held, name))))


@pytest.mark.parametrize("name", ["Price", "Total return"])
@pytest.mark.parametrize("window", list(WINDOWS))
def test_figures_are_those_of_the_table_shown(name, window):
    held = market().pair("IWM", "SPY")
    history = tables(held, name)["gap"].set_index("date")[f"gap_{window.lower()}_pp"].dropna()
    if WINDOWS[window] is None:
        days = pd.DatetimeIndex(history.index)
        upto = history[(days.month * 100 + days.day <= held.last.month * 100 + held.last.day)]
        history = upto.groupby(pd.DatetimeIndex(upto.index).year).tail(1)
    metrics, end = found(held, name), "_total" if name == "Total return" else ""
    before = history.iloc[:-1]

    def value(part=""):
        return metrics[f"{prefix(window)}{part}{end}"].value

    assert value() == pytest.approx(history.iloc[-1])
    assert value("_z") == pytest.approx((history.iloc[-1] - before.mean()) / before.std(ddof=1))
    assert value("_independent") == len(before) // (WINDOWS[window] or 1)
    assert value("_percentile") == pytest.approx(100 * (history <= history.iloc[-1]).mean())
    assert value("_first") == history.index[0].date()
    side = 1 if history.iloc[-1] > 0 else -1
    assert value("_widest") == (side * history).max() * side
    assert value("_widest_on") == (side * history).idxmax().date()
    assert value("_wide_share") == pytest.approx(100 * (side * history >= side * history.iloc[-1]).mean())


def test_z_looks_at_no_session_from_today_on():
    small = np.linspace(100, 150, len(DAYS)) + np.sin(np.arange(len(DAYS)))
    calm, jump = small.copy(), small.copy()
    jump[-1] *= 3
    one, other = found(pair(calm)), found(pair(jump))
    assert one["gap_1y_z"].note == other["gap_1y_z"].note
    assert other["gap_1y_z"].value > one["gap_1y_z"].value


def test_z_needs_ten_years_of_history():
    days = DAYS[DAYS.slice_indexer("2013-09-03")]
    small = 100 + np.sin(np.arange(len(days)))
    metrics = found(pair(small))
    assert metrics["ytd_gap_z"].value is not None
    assert metrics["ytd_gap_independent"].value == 10
    assert metrics["gap_1y_z"].value is None
    first = metrics["gap_1y_first"].value
    assert metrics["gap_1y_z"].note == f"needs ten years of history; this one begins on {first.day} {first:%b %Y}"


def test_a_gap_that_never_moves_has_no_z():
    assert found(pair(np.full(len(DAYS), 100.0)))["gap_1y_z"].value is None


def test_compounded_gap_is_the_relative_return():
    small, large = np.full(300, 100.0), np.full(300, 100.0)
    small[-1], large[-1] = 105.0, 121.0
    metrics = found(pair(small, large))
    assert metrics["gap_1y"].value == pytest.approx(-16.0)
    assert metrics["gap_1y_geometric"].value == pytest.approx(-13.22, abs=0.005)


def test_spell_and_the_date_before_it_on_the_page():
    small = np.full(300, 100.0)
    small[-20], small[-10], small[-5:] = 90.0, 94.0, [99.0, 95.0, 94.5, 94.0, 95.0]
    metrics = found(pair(small))
    days = DAYS[-300:]
    assert metrics["gap_1y_spell_since"].value == days[-4].date()
    assert metrics["gap_1y_last_wide"].value == days[-10].date()
    assert metrics["gap_1y_widest"].value == pytest.approx(-10.0)
    assert metrics["gap_1y_widest_on"].value == days[-20].date()


def test_a_gap_wider_than_ever_says_so():
    small = np.full(300, 100.0)
    small[-3:] = [99.0, 97.0, 96.0]
    metrics = found(pair(small))
    assert metrics["gap_1y_last_wide"].value is None
    assert metrics["gap_1y_last_wide"].note.startswith("never before, of 48 sessions since ")
    assert metrics["gap_1y_spell_since"].value == DAYS[-1].date()


def test_drawdowns_with_their_dates_and_days_under_water():
    small = np.full(300, 100.0)
    small[-30], small[-20], small[-1] = 120.0, 60.0, 90.0
    metrics, days = found(pair(small)), DAYS[-300:]
    assert metrics["small_drawdown"].value == pytest.approx(-25.0)
    assert metrics["small_max_drawdown"].value == pytest.approx(-50.0)
    assert metrics["small_max_drawdown_on"].value == days[-20].date()
    assert metrics["small_under_water"].value == (days[-1] - days[-30]).days
    assert metrics["large_drawdown"].value == 0
    assert metrics["large_under_water"].value == 0
    assert metrics["relative_max_drawdown"].value == pytest.approx(-50.0)
    assert (metrics["ratio_high"].value, metrics["ratio_low"].value) == pytest.approx((1.2, 0.6))
    assert (metrics["ratio_high_on"].value, metrics["ratio_low_on"].value) == (days[-30].date(), days[-20].date())


def test_strip_holds_the_quantiles_of_the_ratio():
    result = tables(market().pair("IWM", "SPY"), "Price")
    strip, ratio = result["strip"].set_index("quantile")["ratio_x"], result["ratio"]["ratio_x"]
    assert strip["lowest"] == ratio.min()
    assert strip["median"] == ratio.median()
    assert strip["95 %"] == pytest.approx(np.percentile(ratio, 95))


def test_a_hole_in_the_last_days_of_a_year_leaves_this_year_without_a_figure():
    held = market()
    gone = DAYS[DAYS.slice_indexer("2023-12-20", "2023-12-31")]
    holed = type(held)(held.close.drop(gone), held.adj_close.drop(gone), held.rates, published=held.published)
    result = divergence.measure(holed, Scenario())
    metrics = by_id(result.metrics)
    for name in ("ytd_gap", "ytd_gap_percentile", "ytd_gap_wide_share", "ytd_gap_rank", "small_ytd"):
        assert (metrics[name].value, metrics[name].note) == (
            None,
            "no close in the last week of 2023 is held for both",
        )
    assert metrics["gap_1y"].value is not None


def test_a_last_session_without_adjusted_closes_has_no_total_return():
    held = market()
    adjusted = held.adj_close.copy()
    adjusted.loc[DAYS[-1], "IWM"] = np.nan
    metrics = by_id(
        divergence.measure(type(held)(held.close, adjusted, held.rates, published=held.published), Scenario()).metrics
    )
    assert metrics["gap_3y_total"].note == "IWM has no adjusted close on 28 Jun 2024"
    assert metrics["gap_3y_z_total"].value is None
    assert metrics["gap_3y"].value is not None
    assert metrics["beta_1y"].as_of == date(2024, 6, 27)


def test_adjusted_closes_that_are_missing_altogether_leave_price_whole():
    held = market()
    bare = type(held)(held.close, held.adj_close * np.nan, held.rates, published=held.published)
    result = divergence.measure(bare, Scenario(basis="Total return"))
    metrics = by_id(result.metrics)
    assert metrics["gap_3y"].value is not None
    for name in ("gap_3y_total", "beta_1y", "rate_duration_gap", "cpi_gap"):
        assert metrics[name].value is None
    assert len(result.tables["gap"]) == len(result.tables["years"].dropna(subset="gap_pp")) == 0
