"""Trading days, which session is over, and which date may be asked for."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pandas as pd
import pytest

from analytics.errors import BadInput
from analytics.sessions import FIRST_RULED, NEW_YORK, check, last_closed, sessions, traded
from tests.loopback import REAL

HOLIDAYS = """2001-09-11 2001-09-12 2001-09-13 2001-09-14 2004-06-11 2007-01-02 2012-10-29 2012-10-30 2018-12-05
2025-01-09 1994-04-27 1985-09-27 1998-01-19 1980-11-04 1977-07-14 1973-01-25 1972-12-28 1972-11-07
1976-11-02 2025-01-01 2025-01-20 2025-02-17 2025-04-18 2025-05-26 2025-06-19 2025-07-04 2025-09-01
2025-11-27 2025-12-25 2020-07-03 2021-12-24 2022-06-20 2022-12-26 2023-01-02 2025-10-18"""
OPEN = "1997-01-20 2025-01-10 2012-10-31 2025-10-13 2021-12-31 2021-06-18 2025-11-11 2025-11-28 2024-12-24"


@pytest.mark.parametrize("holiday", HOLIDAYS.split())
def test_holidays_are_no_sessions(holiday: str) -> None:
    day = date.fromisoformat(holiday)
    assert len(sessions(day, day)) == 0


@pytest.mark.parametrize("open_day", OPEN.split())
def test_bond_holidays_and_half_days_are_sessions(open_day: str) -> None:
    day = date.fromisoformat(open_day)
    assert list(sessions(day, day)) == [pd.Timestamp(open_day)]


@pytest.mark.real
@pytest.mark.parametrize("ticker", ["SPY", "IWM", "^IXIC", "KRE"])
def test_the_calendar_is_the_recorded_one(ticker: str) -> None:
    held = pd.read_csv(REAL / "prices" / f"{ticker}.csv", index_col=0, parse_dates=True).loc[f"{FIRST_RULED}" :].index
    assert list(sessions(held[0].date(), held[-1].date())) == list(held)


def test_the_calendar_is_that_of_an_independent_library() -> None:
    library = pytest.importorskip("exchange_calendars")
    days = library.get_calendar("XNYS", start=str(FIRST_RULED), end="2027-12-31").sessions.tz_localize(None)
    assert list(sessions(FIRST_RULED, date(2027, 12, 31))) == list(days)


def test_what_traded_decides_before_the_rules_and_after_the_table_of_closures() -> None:
    early = pd.DatetimeIndex(["1968-06-11", "1968-06-13"]).as_unit("us")
    assert list(traded(early)) == list(early)
    around = pd.DatetimeIndex(["2026-07-29", "2026-07-31", "2026-08-03", "2026-08-05"]).as_unit("us")
    assert [f"{day:%m-%d}" for day in traded(around)] == ["07-29", "07-30", "07-31", "08-03", "08-05"]


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
        ("2025-01-09 18:30", "2025-01-08"),
        ("2025-01-10 08:00", "2025-01-08"),
        ("2018-12-05 19:00", "2018-12-04"),
        ("2012-10-30 23:00", "2012-10-26"),
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
