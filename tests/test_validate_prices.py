"""Which bars are believed: one ticker at a time, against what is held of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from analytics.catalogue import ENTRIES
from analytics.errors import SourceChanged
from analytics.refresh.schemas import PRICES, table
from analytics.refresh.validate import prices
from analytics.sessions import sessions
from tests.bars import BOTH, DAYS, FUND, SHARE, TODAY, VIX, bars, changed


def test_good_bars_pass_unchanged() -> None:
    kept, remarks = prices(FUND, bars(), None, TODAY)
    pd.testing.assert_frame_equal(kept, bars())
    assert remarks == []
    assert prices(FUND, bars(), bars(), TODAY)[1] == []


@pytest.mark.parametrize("bad", [np.nan, 0.0, -5.0, np.inf, -np.inf])
def test_a_bar_without_a_usable_close_is_left_out_and_counted(bad: float) -> None:
    fresh = bars()
    fresh.iloc[-3:, 0] = bad
    kept, remarks = prices(FUND, fresh, None, TODAY)
    assert list(kept.index) == list(DAYS[:-3])
    assert remarks == ["3 bars without a usable close left out"]


@pytest.mark.parametrize("bad", [np.nan, 0.0, -5.0, np.inf])
def test_an_unusable_adjusted_close_is_missing_not_zero(bad: float) -> None:
    fresh = bars()
    fresh.iloc[5, 1] = bad
    kept = prices(FUND, fresh, None, TODAY)[0]
    assert np.isnan(kept["adj_close"].iloc[5])
    assert kept["close"].notna().all()


def test_weekends_and_the_future_are_no_sessions() -> None:
    days = DAYS.append(pd.DatetimeIndex(["2025-10-11", "2025-10-12", "2025-10-15", "2026-10-14"])).as_unit("us")
    fresh = pd.concat([bars(), bars().iloc[-4:].set_axis(days[-4:])]).rename_axis("date")
    kept = prices(FUND, fresh, None, TODAY)[0]
    assert list(kept.index) == list(DAYS)


@pytest.mark.parametrize("winter_only", [False, True])
@pytest.mark.parametrize("has_held", [False, True])
def test_days_that_are_shifted_are_held_back_and_never_left_out_by_the_weekend(
    winter_only: bool, has_held: bool
) -> None:
    """Bars stamped at midnight elsewhere, all the year or while New York keeps winter time, are of the day before."""
    winter = np.asarray((DAYS.month > 10) | (DAYS.month < 4)) if winter_only else np.ones(len(DAYS), dtype=bool)
    assert winter.sum() > 20
    days = DAYS - pd.to_timedelta(winter.astype(int), unit="D")
    fresh = bars().set_axis(days.as_unit("us")).rename_axis("date")
    with pytest.raises(SourceChanged, match="its days are shifted"):
        prices(FUND, fresh, bars() if has_held else None, TODAY)


def test_bars_may_repeat_and_come_in_any_order() -> None:
    spoiled = bars()
    spoiled.iloc[3] = spoiled.iloc[3] * 1.01
    fresh = pd.concat([spoiled, bars().iloc[[3]]]).sample(frac=1, random_state=1)
    first = fresh.index.get_loc(DAYS[3])
    kept = prices(FUND, fresh, None, TODAY)[0]
    assert kept.index.is_monotonic_increasing
    assert kept.index.is_unique
    assert kept["close"].iloc[3] == fresh["close"].iloc[np.flatnonzero(first)[-1]]


def test_nothing_usable_is_said() -> None:
    with pytest.raises(SourceChanged, match="No usable bar"):
        prices(FUND, bars() * np.nan, None, TODAY)


@pytest.mark.parametrize("factor", [0.01, 100.0])
def test_a_history_in_other_units_is_held_back(factor: float) -> None:
    with pytest.raises(SourceChanged, match="is outside 20 to 1500 USD"):
        prices(FUND, changed(slice(None), factor, BOTH), None, TODAY)
    with pytest.raises(SourceChanged, match=f"multiplied by {factor:g} without a split"):
        prices(SHARE, changed(slice(None), factor, BOTH, bars(30)), bars(30), TODAY)


@pytest.mark.parametrize("place", [0, 90, -1])
@pytest.mark.parametrize("factor", [0.01, 100.0, 2.0])
def test_one_bar_of_a_fund_in_other_units_is_held_back(place: int, factor: float) -> None:
    with pytest.raises(SourceChanged, match=r"outside|a fund does not do"):
        prices(FUND, changed(place, factor, BOTH), None, TODAY)


@pytest.mark.parametrize("place", [0, 90, -1, slice(40, 60)])
@pytest.mark.parametrize("factor", [0.01, 100.0, 1.6])
def test_bars_of_a_share_that_are_not_those_held_are_held_back(place: int, factor: float) -> None:
    """The median of the history is unchanged, so only a comparison bar by bar can see it."""
    newest = place == -1
    words = r"not yet confirmed|as if a split" if newest else r"is held|not yet confirmed"
    with pytest.raises(SourceChanged, match=words):
        prices(SHARE, changed(place, factor, BOTH, bars(30)), bars(30), TODAY)


def test_the_newest_close_held_yields_alone_to_the_service_and_is_remarked_on() -> None:
    """It was taken before it was final: held for ever, it would keep every later one out."""
    true = bars(20)
    for held in (true, true.iloc[:-3]):
        early = held.copy()
        early.iloc[-1, :2] *= 1.09
        kept, remarks = prices(VIX, true, early, TODAY)
        pd.testing.assert_frame_equal(kept, true)
        assert len(remarks) == 1
        assert remarks[0].startswith("one close restated; that of ")
        early.iloc[-2, :2] *= 1.09
        with pytest.raises(SourceChanged, match="is held"):
            prices(VIX, true, early, TODAY)


@pytest.mark.parametrize("factor", [0.01, 0.2, 1.05, 100.0])
@pytest.mark.parametrize("place", [slice(None), 90])
def test_adjusted_closes_that_cannot_be_are_held_back(factor: float, place: int | slice) -> None:
    """A dividend only lowers the closes before it: an adjusted close never tops its close, and ends on it."""
    with pytest.raises(SourceChanged, match="adjusted"):
        prices(FUND, changed(place, factor, "adj_close"), None, TODAY)


def test_a_history_that_ends_earlier_is_held_back() -> None:
    with pytest.raises(SourceChanged, match="ends on 13 Oct 2025, before what is held"):
        prices(FUND, bars().iloc[:-1], bars(), TODAY)


def test_a_start_that_the_service_moves_keeps_what_is_held_before_it() -> None:
    """The client's longest history is a rolling window of 36,135 days: each refresh would lose a bar at its start."""
    days = pd.DatetimeIndex(pd.bdate_range("1926-01-04", "2025-10-14")).as_unit("us")
    days = days[(days < "1971-01-01") | days.isin(sessions(date(1971, 1, 4), TODAY))]
    close = 100 * np.exp(np.cumsum(np.random.default_rng(2).normal(0, 0.005, len(days))))
    held = pd.DataFrame({"close": close, "adj_close": close, "dividend": 0.0, "split": 0.0}, index=days.rename("date"))
    index = replace(ENTRIES["^GSPC"], low=0.0001, high=1e9)
    kept, _ = prices(index, held.iloc[60:], held, TODAY)
    pd.testing.assert_frame_equal(kept, held, check_freq=False)


def test_a_history_that_starts_later_is_held_back() -> None:
    with pytest.raises(SourceChanged, match=r"starts on .*; 2 Jan 2025 is held"):
        prices(FUND, bars().iloc[40:], bars(), TODAY)


@pytest.mark.parametrize("gone", [[60], list(range(60, 70)), [3, 90, 150]])
def test_a_bar_that_is_held_is_never_given_up(gone: list[int]) -> None:
    """Its close is that held; its adjusted close is lowered by what the dividends since have lowered the others."""
    fresh = changed(slice(0, -1), 0.98, "adj_close").drop(DAYS[gone])
    kept, remarks = prices(FUND, fresh, bars(), TODAY)
    assert list(kept.index) == list(DAYS)
    np.testing.assert_allclose(kept["close"], bars()["close"])
    np.testing.assert_allclose(kept["adj_close"].iloc[gone], bars()["adj_close"].iloc[gone] * 0.98)
    last = f"{DAYS[gone[-1]]:%-d %b %Y}"
    one = f"one session that was held is missing, {last}: its bar is as held"
    several = f"{len(gone)} sessions that were held are missing, the last {last}: their bars are as held"
    assert remarks == [one if len(gone) == 1 else several]
    again, _ = prices(FUND, bars().iloc[:-1].drop(DAYS[[5, 7]]).pipe(lambda f: f), kept.iloc[:-1], TODAY)
    assert list(again.index) == list(DAYS[:-1])


@pytest.mark.parametrize(
    ("gone", "words"),
    [
        (DAYS[[60]], "no bar on 1 Apr 2025, when the exchange was open"),
        (DAYS[[60, 90]], "no bar on 1 Apr 2025, 14 May 2025, when the exchange was open"),
        (DAYS[60:70], "no bar on 10 sessions of the exchange, the last 10 Apr 2025, 11 Apr 2025, 14 Apr 2025"),
    ],
)
def test_a_session_missing_from_a_first_history_is_named(gone: pd.DatetimeIndex, words: str) -> None:
    assert prices(FUND, bars().drop(gone), None, TODAY)[1] == [words]


def test_a_day_of_mourning_is_no_hole_and_no_session() -> None:
    days = pd.DatetimeIndex(["2025-01-08", "2025-01-09", "2025-01-10"]).as_unit("us")
    fresh = pd.concat([bars().iloc[[4]].set_axis(days[[1]]), bars()]).rename_axis("date")
    kept, remarks = prices(FUND, fresh, None, TODAY)
    assert list(kept.index) == list(DAYS)
    assert remarks == ["one bar of days without a session left out, the last 9 Jan 2025"]


def test_a_history_of_other_days_is_held_back() -> None:
    with pytest.raises(SourceChanged, match=r"no session in common|are missing"):
        prices(FUND, bars().iloc[1::2], bars().iloc[0:-1:2], TODAY)


@pytest.mark.parametrize("later", [0, 1, 2])
def test_a_share_that_jumped_waits_for_three_sessions(later: int) -> None:
    fresh = changed(slice(len(DAYS) - 1 - later, None), 1.6, BOTH, bars(30))
    with pytest.raises(SourceChanged, match="not yet confirmed by 3 later sessions"):
        prices(SHARE, fresh, bars(30).iloc[: len(DAYS) - 1 - later], TODAY)
    with pytest.raises(SourceChanged, match="not yet confirmed"):
        prices(SHARE, fresh, None, TODAY)


def test_a_jump_three_sessions_later_is_believed_and_remarked_on() -> None:
    fresh = changed(slice(-4, None), 1.6, BOTH, bars(30))
    kept, remarks = prices(SHARE, fresh, bars(30).iloc[:-4], TODAY)
    assert len(kept) == len(DAYS)
    assert "1 daily moves over 40 %, the last +" in remarks[0]


def test_a_fund_that_jumped_is_never_believed() -> None:
    with pytest.raises(SourceChanged, match=r"It moved \+(59|6.)% on .*, which a fund does not do"):
        prices(FUND, changed(slice(-10, None), 1.6, BOTH), None, TODAY)


def test_volatility_may_jump() -> None:
    assert len(prices(VIX, changed(slice(-10, None), 1.9, BOTH, bars(20)), None, TODAY)[0]) == len(DAYS)


def test_the_table_is_checked_as_a_whole() -> None:
    whole = bars().reset_index().assign(ticker="IWM")[list(PRICES.columns)]
    whole["ticker"] = whole["ticker"].astype("str")
    pd.testing.assert_frame_equal(table(PRICES, whole), whole)
    for spoiled in (
        pd.concat([whole, whole.iloc[[0]]], ignore_index=True),
        whole.drop(columns="split"),
        whole.assign(more=1),
        whole.assign(close=-1.0),
        whole.assign(date=whole["date"].astype("str")),
    ):
        with pytest.raises(SourceChanged, match="does not fit its table"):
            table(PRICES, spoiled)
