"""Sessions of the New York Stock Exchange: which days trade, and which session is over."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import pandas as pd
from pandas.tseries.holiday import (
    AbstractHolidayCalendar,
    GoodFriday,
    Holiday,
    USLaborDay,
    USMartinLutherKingJr,
    USMemorialDay,
    USPresidentsDay,
    USThanksgivingDay,
    nearest_workday,
    sunday_to_monday,
)

from analytics.errors import BadInput
from analytics.model.metric import day

NEW_YORK = ZoneInfo("America/New_York")
CLOSE = time(16, 0)
PUBLISHED_AFTER_CLOSE = timedelta(hours=2)
CLOSURES: dict[str, str] = {
    "1972-11-07": "Presidential election day",
    "1972-12-28": "Funeral of President Truman",
    "1973-01-25": "Funeral of President Johnson",
    "1976-11-02": "Presidential election day",
    "1977-07-14": "Blackout of New York City",
    "1980-11-04": "Presidential election day",
    "1985-09-27": "Hurricane Gloria",
    "1994-04-27": "Funeral of President Nixon",
    "2001-09-11": "Attacks of 11 September",
    "2001-09-12": "Attacks of 11 September",
    "2001-09-13": "Attacks of 11 September",
    "2001-09-14": "Attacks of 11 September",
    "2004-06-11": "Day of mourning for President Reagan",
    "2007-01-02": "Day of mourning for President Ford",
    "2012-10-29": "Hurricane Sandy",
    "2012-10-30": "Hurricane Sandy",
    "2018-12-05": "Day of mourning for President G. H. W. Bush",
    "2025-01-09": "Day of mourning for President Carter",
}
"""Days without a session by no rule, and why.

Source: New York Stock Exchange, list of special closings, and its announcements of 1 December 2018 and
30 December 2024.
"""
FIRST_RULED = date(1971, 1, 1)
"""From this day on the rules below are the exchange's; before it only days that traded are sessions."""
KNOWN_TO = date(2026, 7, 31)
"""Up to this day `CLOSURES` names every unscheduled closure; a later one shows as a day on which nothing traded."""


_CLOSED = pd.DatetimeIndex(pd.to_datetime(list(CLOSURES))).as_unit("us")


class _Exchange(AbstractHolidayCalendar):
    """The exchange's regular holidays; a Saturday New Year's Day is not made up for."""

    rules = [  # noqa: RUF012
        Holiday("New Year's Day", month=1, day=1, observance=sunday_to_monday),
        Holiday(
            "Martin Luther King Jr. Day", month=1, day=1, start_date="1998-01-01", offset=USMartinLutherKingJr.offset
        ),
        USPresidentsDay,
        GoodFriday,
        USMemorialDay,
        Holiday("Juneteenth", month=6, day=19, start_date="2022-06-19", observance=nearest_workday),
        Holiday("Independence Day", month=7, day=4, observance=nearest_workday),
        USLaborDay,
        USThanksgivingDay,
        Holiday("Christmas Day", month=12, day=25, observance=nearest_workday),
    ]


@lru_cache(maxsize=64)
def sessions(first: date, last: date) -> pd.DatetimeIndex:
    """Trading days from `first` to `last`, both included, by the holiday rules and the table of closures.

    The rules hold from 1971 on. Unscheduled closures after `KNOWN_TO` are not known to it: `traded` finds them.
    """
    weekdays = pd.bdate_range(first, last).as_unit("us")
    regular = weekdays.difference(_Exchange().holidays(first, last))
    return pd.DatetimeIndex(regular.difference(_CLOSED))


def traded(days: pd.DatetimeIndex) -> pd.DatetimeIndex:
    """The sessions from the first to the last of some days on which prices are held.

    Between `FIRST_RULED` and `KNOWN_TO` the calendar's sessions are all there, so one that no series has is a
    session still. Outside of it a session is a day on which something traded: a day without may be a closure
    that was announced since.
    """
    if days.empty:
        return days
    ruled = sessions(days[0].date(), days[-1].date())
    known = ruled[(ruled >= pd.Timestamp(FIRST_RULED)) & (ruled <= pd.Timestamp(KNOWN_TO))]
    return pd.DatetimeIndex(days.union(known), name="date").as_unit("us")


def closing(session: date) -> datetime:
    """The moment from which a session's closes are taken to be published, in New York."""
    return datetime.combine(session, CLOSE, NEW_YORK) + PUBLISHED_AFTER_CLOSE


def last_closed(now: datetime) -> date:
    """The newest session whose close lies two hours or more before `now` (an aware time).

    Half days count as full ones, which delays their figures by three hours and never calls them late.
    """
    moment = now.astimezone(NEW_YORK) - PUBLISHED_AFTER_CLOSE
    newest = moment.date() if moment.hour >= 16 else moment.date() - timedelta(days=1)
    held: date = sessions(newest - timedelta(days=10), newest)[-1].date()
    return held


def check(asked: date, first: date, last: date, today: date) -> None:
    """Raise `BadInput` unless `asked` lies within the sessions held, `first` to `last`.

    A weekend or holiday after the last session is allowed for four days; later than that the figures
    would be of another week than the reader asked for.
    """
    if asked > today:
        raise BadInput(f"{day(asked)} lies in the future.", remedy=f"The last session held is {day(last)}.")
    if asked < first:
        raise BadInput(f"{day(asked)} is before the first session held, {day(first)}.")
    if (asked - last).days > 4:
        raise BadInput(
            f"No session is held for {day(asked)}.",
            remedy=f"The last one held is {day(last)}: refresh, or ask for an earlier date.",
        )
