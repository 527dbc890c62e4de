"""Which values are believed, and how they are merged into what is held."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

from analytics.catalogue import ENTRIES
from analytics.errors import SourceChanged
from analytics.model.metric import day
from analytics.refresh.validate_rates import CURVE, on_the_curve, rates
from analytics.sessions import sessions

DAYS = sessions(date(2024, 1, 2), date(2025, 10, 14))
TODAY = date(2025, 10, 14)
TEN_YEAR, SPREAD, CPI, CYCLE = (ENTRIES[id] for id in ("DGS10", "BAMLH0A0HYM2", "CPIAUCSL", "USREC"))


def values(level: float = 4.0, days: pd.DatetimeIndex = DAYS) -> pd.Series:
    steps = np.random.default_rng(5).normal(0, 0.02, len(DAYS)).cumsum()
    return pd.Series(level + steps, index=DAYS).round(2).reindex(days).rename_axis("date")


def merged(fresh: pd.Series, held: pd.Series | None, **options: object) -> tuple[pd.Series, list[str]]:
    return rates(TEN_YEAR, fresh, held, **{"whole": True, "today": TODAY, **options})


def test_a_first_history_passes_unchanged() -> None:
    kept, remarks = merged(values(), None)
    pd.testing.assert_series_equal(kept, values())
    assert remarks == []


def test_gaps_inside_stay_gaps() -> None:
    fresh = values()
    fresh.iloc[[5, 6, 200]] = np.nan
    pd.testing.assert_series_equal(merged(fresh, None)[0], fresh)


def test_within_its_span_the_fresh_series_is_the_truth() -> None:
    fresh = values()
    fresh.iloc[10] = np.nan
    fresh.iloc[20] += 0.3
    pd.testing.assert_series_equal(merged(fresh, values())[0], fresh)


@pytest.mark.parametrize(
    ("places", "words"), [([10], "1 value that was held is"), ([10, 30], "2 values that were held are")]
)
def test_values_withdrawn_are_said(places: list[int], words: str) -> None:
    fresh = values()
    fresh.iloc[places] = np.nan
    assert merged(fresh, values())[1] == [f"{words} no longer served, the last of {day(DAYS[places[-1]])}"]


HELD = {id: values(4.0 + 0.1 * place) for place, id in enumerate(CURVE)}


@pytest.mark.parametrize("held", [0, len(DAYS) - 5], ids=["a first fetch", "an increment"])
@pytest.mark.parametrize("id", CURVE)
def test_a_yield_that_is_blank_where_its_neighbours_are_not_is_said(id: str, held: int) -> None:
    """A curve without one maturity is drawn through the others, and moves every security between them."""
    before = {name: series.iloc[:held] for name, series in HELD.items() if held}
    assert on_the_curve(HELD, before) == {}
    blank = HELD[id].drop(DAYS[-1])
    assert on_the_curve({**HELD, id: blank}, before) == {
        id: "no value for 14 Oct 2025, where its neighbours on the curve have one"
    }
    everywhere = {name: series.drop(DAYS[-1]) for name, series in HELD.items()}
    assert on_the_curve(everywhere, before) == {}, "a holiday"
    assert on_the_curve({id: blank}, before) == {}, "there is nothing to hold it against"


def test_a_rolling_window_is_merged_never_replacing() -> None:
    """The service keeps three years of the ICE spreads; what it has forgotten stays here, without a remark."""
    kept, remarks = rates(SPREAD, values().iloc[200:], values().iloc[:-20], whole=True, today=TODAY)
    pd.testing.assert_series_equal(kept, values())
    assert remarks == []


def test_another_series_that_comes_back_shorter_is_merged_and_remarked_on() -> None:
    kept, remarks = merged(values().iloc[200:], values())
    pd.testing.assert_series_equal(kept, values())
    assert remarks == ["served from 17 Oct 2024 only; 200 earlier values kept"]
    kept, remarks = merged(values().iloc[:-5], values())
    pd.testing.assert_series_equal(kept, values())
    assert remarks == ["served to 7 Oct 2025 only; 5 later values kept"]


def test_increments_are_merged_without_a_remark() -> None:
    kept, remarks = merged(values().iloc[-30:], values().iloc[:-3], whole=False)
    pd.testing.assert_series_equal(kept, values())
    assert remarks == []


@pytest.mark.parametrize("fresh", [values().iloc[:0], values() * np.nan], ids=["empty", "all missing"])
@pytest.mark.parametrize("whole", [True, False])
def test_nothing_served_takes_nothing_away(fresh: pd.Series, whole: bool) -> None:
    with pytest.raises(SourceChanged, match="No value was served"):
        merged(fresh, values(), whole=whole)


def test_many_values_withdrawn_at_once_are_held_back() -> None:
    fresh = values()
    fresh.iloc[100:150] = np.nan
    for served in (fresh, fresh.dropna()):
        with pytest.raises(SourceChanged, match="50 values that are held are missing, the last 6 Aug 2024"):
            merged(served, values())
        assert merged(served, values(), believe=True)[0].equals(served)


@pytest.mark.parametrize("wrong", [-3.0, 21.0, 463.0, np.inf, -np.inf])
def test_a_value_out_of_range_is_held_back(wrong: float) -> None:
    fresh = values()
    fresh.iloc[-1] = wrong
    with pytest.raises(SourceChanged, match=r"value of 14 Oct 2025, .* is outside -2 to 20"):
        merged(fresh, None)


@pytest.mark.parametrize("factor", [0.01, 0.5, 2.0, 3.0])
@pytest.mark.parametrize("whole", [True, False])
def test_a_history_in_other_units_is_held_back(factor: float, whole: bool) -> None:
    with pytest.raises(SourceChanged, match="whole history was multiplied by"):
        merged(values() * factor, values(), whole=whole)


def test_what_the_reader_accepts_is_believed() -> None:
    assert merged(values() * 2, values(), believe=True)[0].equals(values() * 2)


def test_zero_is_a_value() -> None:
    flat = pd.Series(0.0, index=DAYS[:24], name="USREC").rename_axis("date")
    flat.iloc[5:8] = 1.0
    assert rates(CYCLE, flat, flat, whole=True, today=TODAY)[0].equals(flat)


@pytest.mark.parametrize("step", [2.5, -2.5])
def test_a_yield_that_moved_two_points_in_a_day_is_held_back(step: float) -> None:
    fresh = values()
    fresh.iloc[-1] += step
    with pytest.raises(SourceChanged, match=r"moved 2\.\d\d pp to 14 Oct 2025"):
        merged(fresh, None)


def test_a_seam_between_held_and_fresh_counts_as_a_move() -> None:
    with pytest.raises(SourceChanged, match="which a Treasury yield does not do"):
        merged(values(7.0).iloc[-5:], values().iloc[:-5], whole=False)


def test_values_of_days_to_come_are_left_out() -> None:
    """A mistyped year would be the newest observation for good, and the series would never be stale again."""
    days = DAYS.append(pd.DatetimeIndex(["2026-10-14", "2205-01-02"])).as_unit("us")
    fresh = pd.Series([*values(), 4.0, 4.0], index=days).rename_axis("date")
    kept, remarks = merged(fresh, values())
    assert kept.index[-1] == DAYS[-1]
    assert remarks == ["2 values of days to come left out"]


def test_a_month_that_was_never_published_stays_absent() -> None:
    """October 2025 has no consumer price index: blank in one vintage, no row in the other."""
    months = pd.date_range("2025-01-01", "2025-12-01", freq="MS").as_unit("us")
    blank = pd.Series(np.linspace(315, 326, 12), index=months).rename_axis("date")
    blank.loc["2025-10-01"] = np.nan
    absent = blank.dropna()
    for held, fresh in ((blank, absent), (absent, blank)):
        kept = rates(CPI, fresh, held, whole=True, today=date(2026, 1, 15))[0]
        assert kept.equals(fresh)
        assert "2025-10-01" not in kept.dropna().index
