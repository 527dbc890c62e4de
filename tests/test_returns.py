"""Returns, gaps, drawdowns and widths: the published and hand-checked cases of the methods."""

import math
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.measures import returns
from analytics.sessions import sessions

# Total returns of calendar years, per cent: Russell 2000 and S&P 500, 1995 to 2003.
RUSSELL = [28.45, 16.49, 22.36, -2.55, 21.26, -3.02, 2.49, -20.48, 47.25]
SP500 = [37.58, 22.96, 33.36, 28.58, 21.04, -9.10, -11.89, -22.10, 28.68]


def frame(days, small, large) -> pd.DataFrame:
    index = pd.DatetimeIndex(pd.to_datetime(days), name="date").as_unit("us")
    return pd.DataFrame({"small": small, "large": large}, index=index, dtype="float64")


def yearly() -> pd.DataFrame:
    """Levels at year ends, from 1994."""
    ends = [f"{year}-12-31" for year in range(1994, 2004)]
    small, large = (np.cumprod([1.0, *(1 + np.array(moves) / 100)]) for moves in (RUSSELL, SP500))
    return frame(ends, small, large)


@pytest.mark.parametrize(
    ("day", "small", "large", "published"),
    [
        ("2025-10-17", 2452.17, 6664.01, (9.95, 13.30)),
        ("2025-12-19", 2529.42, 6834.50, (13.42, 16.20)),
    ],
)
def test_year_to_date_starts_from_the_last_close_of_the_year_before(day, small, large, published):
    prices = frame(["2024-12-31", "2025-01-02", day], [2230.16, 2231.67, small], [5881.63, 5868.55, large])
    ytd = returns.window_return(prices, None).iloc[-1] * 100
    assert (ytd["small"], ytd["large"]) == pytest.approx(published, abs=0.006)
    assert (returns.gap(prices, None) * 100).iloc[-1] == pytest.approx(published[0] - published[1], abs=0.01)


def test_year_to_date_has_no_value_without_a_close_in_the_last_week():
    prices = frame(["2024-12-24", "2025-01-02", "2025-12-29", "2026-01-02"], [1, 2, 3, 4], [1, 1, 1, 1])
    ytd = returns.window_return(prices, None)["small"]
    assert np.isnan(ytd.iloc[:3]).all()
    assert ytd.iloc[3] == pytest.approx(1 / 3)
    skipped = frame(["2023-12-29", "2025-01-02"], [1, 2], [1, 1])
    assert np.isnan(returns.window_return(skipped, None)["small"].iloc[-1])


def test_a_week_of_the_russell_2000():
    weeks = frame(["2025-10-10", "2025-10-17"], [2394.59, 2452.17], [1, 1])
    assert returns.window_return(weeks, 1)["small"].iloc[-1] * 100 == pytest.approx(2.40, abs=0.005)


def test_spreads_of_nine_years_and_how_unusual_1998_was():
    spreads = returns.gap(yearly(), 1) * 100
    known = [-9.13, -6.47, -11.00, -31.13, 0.22, 6.08, 14.38, 1.62, 18.57]
    assert spreads.to_numpy() == pytest.approx(known, abs=1e-9)
    assert spreads.mean() == pytest.approx(-1.873, abs=5e-4)
    assert spreads.std(ddof=1) == pytest.approx(14.895, abs=5e-4)
    assert returns.standardised(-31.13, spreads) == pytest.approx(-1.964, abs=5e-4)
    worst = pd.Timestamp("1998-12-31")
    assert returns.rank(pd.Series([*spreads.drop(worst), spreads[worst]])) == 1
    assert returns.rank(pd.Series([*spreads, -3.35])) == 5


def test_relative_drawdown_of_nine_years():
    falls = returns.drawdown(returns.ratio(yearly(), rebased=True)) * 100
    assert falls.min() == pytest.approx(-38.49, abs=0.005)
    assert falls.idxmin() == pd.Timestamp("1998-12-31")
    assert falls.iloc[-1] == pytest.approx(-10.68, abs=0.005)


def test_toy_ratio_gap_and_relative_drawdown():
    toy = frame(["2020-01-02", "2020-01-03", "2020-01-06", "2020-01-07"], [100, 110, 99, 105], [100, 105, 110, 121])
    ratio = returns.ratio(toy, rebased=True)
    assert ratio.to_numpy() == pytest.approx([1, 1.0476, 0.9, 0.8678], abs=5e-5)
    assert (returns.drawdown(ratio) * 100).to_numpy() == pytest.approx([0, 0, -14.09, -17.17], abs=0.005)
    assert returns.gap(toy, 3).iloc[0] * 100 == pytest.approx(-16.0)
    moves = 1 + returns.window_return(toy, 3).iloc[-1]
    assert (moves["small"] / moves["large"] - 1) * 100 == pytest.approx(-13.22, abs=0.005)


def test_deepest_drawdown_counts_the_start_as_a_peak():
    values = pd.Series(np.cumprod([1, 1.1, 0.8, 1.05, 0.9, 1.3]))
    assert returns.drawdown(values).min() * 100 == pytest.approx(-24.40, abs=0.005)
    assert values.iloc[-1] - 1 == pytest.approx(0.08108)
    assert returns.drawdown(pd.Series([1.0, 0.9])).min() == pytest.approx(-0.1)


def series(values, start="2020-01-01") -> pd.Series:
    return pd.Series(values, index=pd.bdate_range(start, periods=len(values)).as_unit("us"), dtype="float64")


def test_width_of_a_gap_below_zero():
    history = series([-1, -5, -2, -4, 3, -3, -2, -3.5, -3])
    width = returns.width(history)
    days = history.index
    assert width.side == -1
    assert width.share == pytest.approx(500 / 9)
    assert (width.widest, width.widest_on) == (-5, days[1].date())
    assert width.since == days[7].date()
    assert width.before == days[5].date()


def test_width_of_a_gap_above_zero_is_its_mirror():
    history = series([-1, -5, -2, -4, 3, -3, -2, -3.5, -3])
    below, above = returns.width(history), returns.width(-history)
    assert above.side == 1
    assert above.widest == -below.widest
    assert (above.share, above.since, above.before) == (below.share, below.since, below.before)


def test_the_last_date_this_wide_is_none_when_it_never_was():
    first = returns.width(series([-1, -2, -3, -6, -5]))
    assert (first.since, first.before) == (date(2020, 1, 6), None)
    always = returns.width(series([-3, -2, -1]))
    assert (always.since, always.before) == (date(2020, 1, 1), None)
    assert returns.width(series([])) is None


@given(st.lists(st.integers(-6, 6), min_size=1, max_size=40))
def test_width_by_its_definition(values):
    history = series(values)
    width, last = returns.width(history), values[-1]
    wide = [(v >= last) if last > 0 else (v <= last) for v in values]
    start = len(values) - 1
    while start > 0 and wide[start - 1]:
        start -= 1
    earlier = [i for i in range(start) if wide[i]]
    assert width.since == history.index[start].date()
    assert width.before == (history.index[earlier[-1]].date() if earlier else None)
    assert width.share == pytest.approx(100 * sum(wide) / len(wide))
    assert width.widest == (max(values) if last > 0 else min(values))


def test_high_is_the_newest_of_equal_ones():
    assert returns.since_high(series([1, 3, 2, 3, 1])) == date(2020, 1, 6)
    assert returns.since_high(series([math.nan])) is None


def test_same_day_of_other_years():
    days = sessions(date(2019, 12, 2), date(2024, 2, 29))
    grown = np.arange(1.0, len(days) + 1)
    prices = pd.DataFrame({"small": grown, "large": 1.0}, index=days)
    table = returns.same_day(prices, date(2024, 2, 29))
    assert list(table.index) == [2020, 2021, 2022, 2023, 2024]
    # 29 February 2020 was a Saturday; 28 February stands in where there is no 29th, or the session before it.
    used = ["2020-02-28", "2021-02-26", "2022-02-28", "2023-02-28", "2024-02-29"]
    assert list(table["date"].dt.strftime("%Y-%m-%d")) == used
    for year, day in zip(table.index, used, strict=True):
        base = prices.loc[: f"{year - 1}-12-31", "small"].iloc[-1]
        assert table.loc[year, "small"] == pytest.approx(prices.loc[day, "small"] / base - 1)
    end, base = prices.loc[:"2023-12-31", "small"].iloc[-1], prices.loc[:"2022-12-31", "small"].iloc[-1]
    assert table.loc[2023, "small_whole"] == pytest.approx(end / base - 1)
    assert np.isnan(table.loc[2024, "small_whole"])


def test_same_day_leaves_out_years_with_a_hole_and_looks_no_further():
    days = sessions(date(2019, 12, 2), date(2024, 12, 31))
    prices = pd.DataFrame({"small": 1.0, "large": 1.0}, index=days).drop(days[days.slice_indexer("2021-05", "2021-07")])
    table = returns.same_day(prices, date(2023, 6, 30))
    assert list(table.index) == [2020, 2021, 2022, 2023]
    assert np.isnan(table.loc[2021, "small"])
    assert pd.isna(table.loc[2021, "date"])
    assert table["small"].notna().sum() == 3
    assert table.loc[2021, "small_whole"] == 0
    assert np.isnan(table.loc[2023, "small_whole"])


def test_same_day_in_a_first_year_has_nothing_to_say():
    table = returns.same_day(frame(["2024-03-01", "2024-03-04"], [1, 2], [1, 1]), date(2024, 3, 4))
    assert list(table.index) == [2024]
    assert np.isnan(table.loc[2024, "small"])
