"""Returns, gaps, ratios, drawdowns and percentiles hold to their definitions, whatever the prices."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.measures import returns

PRICES = st.lists(st.floats(1, 1000), min_size=2, max_size=40)


def frame(small: list[float], large: list[float], start: str = "2025-01-02") -> pd.DataFrame:
    days = pd.bdate_range(start, periods=len(small)).as_unit("us")
    return pd.DataFrame({"small": small, "large": large}, index=days, dtype="float64")


def test_the_year_starts_from_the_last_close_before_it() -> None:
    days = pd.DatetimeIndex(["2023-12-29", "2024-01-02", "2024-06-28", "2024-12-31", "2025-01-02"]).as_unit("us")
    pair = pd.DataFrame({"small": [50.0, 100, 110, 120, 90], "large": [1.0, 2, 3, 4, 5]}, index=days)
    np.testing.assert_allclose(returns.window_return(pair, None)["small"], [np.nan, 1.0, 1.2, 1.4, -0.25])


@pytest.mark.parametrize(("last", "known"), [("2024-12-31", True), ("2024-12-26", True), ("2024-12-24", False)])
def test_a_year_whose_end_is_missing_has_no_base(last: str, known: bool) -> None:
    """A close of November would make a return of fourteen months out of the year to date."""
    days = pd.DatetimeIndex(["2024-11-29", last, "2025-01-02", "2025-10-14"]).as_unit("us")
    pair = pd.DataFrame({"small": [1.0, 2, 3, 4], "large": [1.0, 1, 1, 1]}, index=days)
    now = returns.window_return(pair, None)["small"].iloc[-1]
    assert now == (pytest.approx(1.0) if known else pytest.approx(np.nan, nan_ok=True))
    assert len(returns.gap(pair, None)) == (2 if known else 0)


@given(PRICES, st.integers(1, 45))
def test_a_window_counts_sessions(prices: list[float], sessions: int) -> None:
    pair = frame(prices, prices[::-1])
    window_return = returns.window_return(pair, sessions)["small"]
    for place, value in enumerate(window_return):
        if place < sessions:
            assert np.isnan(value)
        else:
            assert value == pytest.approx(prices[place] / prices[place - sessions] - 1)
    assert len(returns.gap(pair, sessions)) == max(0, len(prices) - sessions)


@given(PRICES)
def test_a_drawdown_is_zero_at_a_high_and_below_it_else(prices: list[float]) -> None:
    falls = returns.drawdown(pd.Series(prices))
    assert falls.iloc[0] == 0
    for place, fall in enumerate(falls):
        assert fall == pytest.approx(prices[place] / max(prices[: place + 1]) - 1)
        assert -1 < fall <= 0


@given(PRICES, st.floats(0.1, 10))
def test_a_rebased_ratio_starts_at_one_whatever_the_levels(prices: list[float], scale: float) -> None:
    pair = frame(prices, prices[::-1])
    rebased = returns.ratio(pair, rebased=True)
    assert rebased.iloc[0] == 1
    np.testing.assert_allclose(returns.ratio(pair.assign(small=pair["small"] * scale), rebased=True), rebased)
    np.testing.assert_allclose(returns.ratio(pair), pair["small"] / pair["large"])


@pytest.mark.parametrize(
    ("history", "percent"),
    [
        ([1, 2, 3, 4], 100.0),
        ([4, 3, 2, 1], 25.0),
        ([1, 2, 3, 2], 75.0),
        ([2, 2, 2, 2], 100.0),
        ([5], 100.0),
        ([-31.13, -11.0, -9.13, -6.47, 0.22, 1.62, 6.08, 14.38, 18.57, -3.35], 50.0),
    ],
)
def test_a_percentile_counts_what_is_at_or_below_the_point_included(history: list[float], percent: float) -> None:
    assert returns.percentile(pd.Series(history, dtype="float64")) == pytest.approx(percent)


def test_a_percentile_of_nothing_is_nothing() -> None:
    assert np.isnan(returns.percentile(pd.Series([1.0, np.nan])))


@given(PRICES, st.integers(2, 40))
def test_what_comes_later_changes_nothing_before(prices: list[float], cut: int) -> None:
    pair = frame(prices, prices[::-1], "2024-12-20")
    for sessions in (None, 1, 5):
        whole = returns.window_return(pair, sessions).iloc[:cut]
        pd.testing.assert_frame_equal(whole, returns.window_return(pair.iloc[:cut], sessions))
    whole = returns.drawdown(returns.ratio(pair)).iloc[:cut]
    pd.testing.assert_series_equal(whole, returns.drawdown(returns.ratio(pair.iloc[:cut])))
