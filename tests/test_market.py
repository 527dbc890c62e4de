"""The sessions of two tickers."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

from analytics.errors import NoData
from analytics.frames.market import Market
from analytics.store import published

DAYS = pd.DatetimeIndex(["2025-10-08", "2025-10-09", "2025-10-10", "2025-10-13", "2025-10-14"]).as_unit("us")


def market(small: list[float], large: list[float], adjusted: list[float] | None = None) -> Market:
    close = pd.DataFrame({"IWM": small, "SPY": large}, index=DAYS)
    adj_close = close.assign(IWM=adjusted) if adjusted else close * 0.9
    return Market(close, adj_close, pd.DataFrame(index=DAYS), published=published.read())


FIVE = [1.0, 2.0, 3.0, 4.0, 5.0]


def test_every_session_of_the_exchange_counts_and_a_missing_close_is_a_hole() -> None:
    pair = market([1, np.nan, 3, 4, 5], [1, 2, 3, np.nan, 5]).pair("IWM", "SPY")
    assert [day.day for day in pair.price.index] == [8, 9, 10, 13, 14]
    assert (pair.first, pair.last) == (date(2025, 10, 8), date(2025, 10, 14))
    assert list(pair.price.columns) == ["small", "large"]
    assert list(pair.price["small"].dropna()) == [1, 3, 4, 5]
    assert {ticker: [day.day for day in days] for ticker, days in pair.holes.items()} == {"IWM": [9], "SPY": [13]}


def test_a_session_that_no_ticker_has_is_a_session_still() -> None:
    held = market(FIVE, FIVE)
    pair = Market(*(frame.drop(DAYS[2]) for frame in (held.close, held.adj_close, held.rates))).pair("IWM", "SPY")
    assert [day.day for day in pair.price.index] == [8, 9, 10, 13, 14]
    assert pair.price.loc[DAYS[2]].isna().all()


def test_the_last_session_is_the_newest_that_a_side_has() -> None:
    held = market([1, 2, 3, 4, np.nan], FIVE)
    assert held.pair("IWM", "SPY").last == date(2025, 10, 13)
    assert held.pair("IWM", "SPY", date(2025, 10, 14)).last == date(2025, 10, 14)


def test_total_return_has_the_same_sessions() -> None:
    pair = market(FIVE, FIVE, [1, 2, np.nan, 4, 5]).pair("IWM", "SPY")
    assert len(pair.on("Price")) == 5
    assert [day.day for day in pair.on("Total return").dropna().index] == [8, 9, 13, 14]


@pytest.mark.parametrize("last", ["2025-10-10", "2025-10-11", "2025-10-12"])
def test_nothing_after_the_day_asked_for_is_used(last: str) -> None:
    pair = market(FIVE, FIVE).pair("IWM", "SPY", date.fromisoformat(last))
    assert pair.last == date(2025, 10, 10)
    assert list(pair.price["large"]) == [1, 2, 3]


@pytest.mark.parametrize(
    ("small", "large", "last", "words"),
    [
        ("IWM", "XXX", None, "No prices of XXX are held"),
        ("XXX", "SPY", None, "No prices of XXX are held"),
        ("IWM", "SPY", date(2025, 10, 7), "no common session up to 2025-10-07"),
        ("IWM", "SPY", date(1, 1, 1), "no common session up to"),
    ],
)
def test_what_is_not_held_is_said(small: str, large: str, last: date | None, words: str) -> None:
    with pytest.raises(NoData, match=words):
        market(FIVE, FIVE).pair(small, large, last)


def test_the_end_of_time_is_a_day_like_any_other() -> None:
    assert market(FIVE, FIVE).pair("IWM", "SPY", date(9999, 12, 31)).last == date(2025, 10, 14)


def test_two_that_never_traded_together_have_no_pair() -> None:
    with pytest.raises(NoData, match="IWM and SPY have no common session"):
        market([1, 2, np.nan, np.nan, np.nan], [np.nan, np.nan, 3, 4, 5]).pair("IWM", "SPY")


def test_the_frames_of_the_market_are_left_as_they_are() -> None:
    held = market(FIVE, FIVE)
    before = held.close.copy()
    pair = held.pair("IWM", "SPY").price
    pair.loc[:, "small"] = 0.0
    pd.testing.assert_frame_equal(held.close, before)
