"""Trading days, which session is over, and which date may be asked for."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pandas as pd
import pytest

from analytics.errors import BadInput
from analytics.sessions import NEW_YORK, check, last_closed, sessions
from tests.loopback import REAL

CLOSED_BY_EVENTS = """2001-09-11 2001-09-12 2001-09-13 2001-09-14 2004-06-11 2007-01-02 2012-10-29 2012-10-30
2018-12-05 2025-01-09"""
HOLIDAYS = """2025-01-01 2025-01-20 2025-02-17 2025-04-18 2025-05-26 2025-06-19 2025-07-04 2025-09-01 2025-11-27
2025-12-25 2020-07-03 2021-12-24 2022-06-20 2022-12-26 2023-01-02 2025-10-18"""
OPEN = "2025-10-13 2021-12-31 2021-06-18 2025-11-11 2025-11-28 2024-12-24"


@pytest.mark.parametrize("holiday", HOLIDAYS.split())
def test_holidays_are_no_sessions(holiday: str) -> None:
    day = date.fromisoformat(holiday)
    assert len(sessions(day, day)) == 0


@pytest.mark.parametrize("open_day", OPEN.split())
def test_bond_holidays_and_half_days_are_sessions(open_day: str) -> None:
    day = date.fromisoformat(open_day)
    assert list(sessions(day, day)) == [pd.Timestamp(open_day)]


@pytest.mark.real
def test_the_calendar_is_the_recorded_one_but_for_closures_by_events() -> None:
    held = pd.read_csv(REAL / "prices" / "SPY.csv", index_col=0, parse_dates=True).loc["2000":].index
    ruled = sessions(held[0].date(), held[-1].date())
    assert [str(day.date()) for day in ruled.difference(held)] == CLOSED_BY_EVENTS.split()
    assert len(held.difference(ruled)) == 0


@pytest.mark.parametrize(
    ("now", "closed"),
    [
        ("2025-10-14 17:59", "2025-10-13"),
        ("2025-10-14 18:00", "2025-10-14"),
        ("2025-10-15 09:00", "2025-10-14"),
        ("2025-10-18 12:00", "2025-10-17"),
        ("2025-10-20 10:00", "2025-10-17"),
        ("2025-11-28 00:10", "2025-11-26"),
        ("2025-03-09 03:30", "2025-03-07"),
        ("2026-01-01 20:00", "2025-12-31"),
    ],
)
def test_the_last_session_that_is_over(now: str, closed: str) -> None:
    moment = datetime.fromisoformat(now).replace(tzinfo=NEW_YORK)
    assert last_closed(moment) == date.fromisoformat(closed)
    assert last_closed(moment.astimezone(UTC)) == date.fromisoformat(closed)


FIRST, LAST, TODAY = date(2000, 5, 26), date(2025, 10, 14), date(2025, 10, 20)


@pytest.mark.parametrize("asked", ["2000-05-26", "2010-01-01", "2025-10-14", "2025-10-18"])
def test_days_held_may_be_asked_for(asked: str) -> None:
    check(date.fromisoformat(asked), FIRST, LAST, TODAY)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("2025-10-21", "lies in the future. The last session held is 14 Oct 2025"),
        ("9999-12-31", "lies in the future"),
        ("2000-05-25", "before the first session held, 26 May 2000"),
        ("0001-01-01", "before the first session held"),
        ("2025-10-19", "No session is held for 19 Oct 2025. The last one held is 14 Oct 2025"),
    ],
)
def test_other_days_are_refused_in_words(asked: str, words: str) -> None:
    with pytest.raises(BadInput, match=words):
        check(date.fromisoformat(asked), FIRST, LAST, TODAY)
