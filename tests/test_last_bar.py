"""The last bar of an answer: when it is final, and what is left where it is not."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.sources.last_bar import unfinished_session, without_last
from tests.conftest import House

NY = ZoneInfo("America/New_York")
DAY = date(2025, 10, 14)


def meta(traded: str | None, opens: str | None = "2025-10-14 09:30", closes: str = "2025-10-14 16:00") -> dict:
    """What an answer says of itself, with its moments as New York time."""

    def stamp(text: str) -> int:
        return int(datetime.fromisoformat(text).replace(tzinfo=NY).timestamp())

    regular = {"regular": {"start": stamp(opens), "end": stamp(closes)}} if opens else {}
    return {
        "exchangeTimezoneName": "America/New_York",
        "currentTradingPeriod": regular,
        **({"regularMarketTime": stamp(traded)} if traded else {}),
    }


@pytest.mark.parametrize(
    ("told", "now", "unfinished"),
    [
        (meta("2025-10-14 12:28"), "2025-10-14 12:28", True),
        (meta("2025-10-14 12:28"), "2025-10-20 12:00", True),
        (meta("2025-10-14 16:00"), "2025-10-14 16:01", False),
        (meta("2025-10-14 16:15"), "2025-10-14 18:00", False),
        (meta("2025-10-14 13:00", closes="2025-10-14 13:00"), "2025-10-14 13:30", False),
        (meta("2025-10-14 16:00", "2025-10-15 09:30", "2025-10-15 16:00"), "2025-10-15 08:00", False),
        (meta(None), "2025-10-14 12:00", True),
        (meta(None), "2025-10-14 16:00", True),
        (meta(None), "2025-10-14 16:15", False),
        (meta("2025-10-14 04:10"), "2025-10-14 04:10", True),
        (meta("2025-10-14 04:10"), "2025-10-14 09:30", True),
        (meta("2025-10-13 16:00"), "2025-10-14 08:00", True),
        (meta("2025-10-15 04:10", None), "2025-10-15 04:10", False),
        (meta(None, None), "2025-10-14 09:00", True),
        (meta(None, None), "2025-10-14 10:00", True),
        (meta(None, None), "2025-10-15 10:00", False),
        ({}, "2025-10-14 15:59", True),
        ({"regularMarketTime": None, "currentTradingPeriod": None, "exchangeTimezoneName": None}, "2025-10-15", False),
    ],
)
def test_which_session_is_still_trading(told: dict, now: str, unfinished: bool) -> None:
    moment = datetime.fromisoformat(now).replace(tzinfo=NY).astimezone(UTC)
    assert unfinished_session(told, DAY, moment) is unfinished


CLOSES = st.lists(st.floats(1, 1000), min_size=2, max_size=12)


@given(CLOSES, st.floats(0, 0.4), st.one_of(st.just(0.0), st.floats(1.5, 50), st.floats(0.02, 0.7)), st.booleans())
def test_without_its_last_bar_an_answer_is_what_it_was_the_day_before(
    closes: list[float], paid: float, split: float, applied: bool
) -> None:
    """Whether or not the service has applied the day's dividend and split to the bars before it."""
    days = pd.bdate_range("2025-10-01", periods=len(closes) + 1)
    old = pd.DataFrame({"close": closes, "adj_close": closes, "dividend": 0.0, "split": 0.0}, index=days[:-1])
    served, ratio = old.copy(), split or 1.0
    if applied:
        served["adj_close"] *= 1 - paid
        served[["close", "adj_close"]] /= ratio
    now = closes[-1] / ratio
    last = pd.DataFrame({"close": now, "adj_close": now, "dividend": paid * now, "split": split}, index=days[-1:])
    left = without_last(pd.concat([served, last]))
    assert list(left.index) == list(old.index)
    np.testing.assert_allclose(left[["close", "adj_close"]], old[["close", "adj_close"]], rtol=1e-9)


def test_funds_are_held_that_are_first_asked_for_during_an_ex_date(house: House) -> None:
    """The bar of the day is left out; its dividend is not to stand against the bars before it."""
    recordings = house.loopback.recordings
    day = recordings.bars["SPY"].index[-1]
    paid = {"SPY": 0.0028, "IWM": 0.0032, "HYG": 0.0047, "TLT": 0.0036}
    recordings.partial |= set(recordings.bars)
    for id, part in paid.items():
        bars = recordings.bars[id].assign(adj_close=recordings.bars[id]["close"])
        amount = round(float(bars["close"].iloc[-2]) * part, 4)
        bars.iloc[:-1, bars.columns.get_loc("adj_close")] *= 1 - amount / float(bars["close"].iloc[-2])
        recordings.bars[id], recordings.dividends[id] = bars, {day: amount}
    outcome = house.refresh("prices", now=datetime(day.year, day.month, day.day, 16, 28, tzinfo=UTC))["prices"]
    assert (outcome.error, outcome.missing) == ("", {})
    held = house.store.newest("prices", house.store.current()).table.to_pandas()
    for id in paid:
        mine = held[held["ticker"] == id]
        assert mine["date"].max() == recordings.bars[id].index[-2]
        np.testing.assert_allclose(mine["adj_close"], mine["close"], rtol=1e-9)
