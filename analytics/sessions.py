"""Sessions of the New York Stock Exchange: which days trade, and which session is over."""

from __future__ import annotations

from datetime import date, datetime, timedelta
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
PUBLISHED_AFTER_CLOSE = timedelta(hours=2)


class _Exchange(AbstractHolidayCalendar):
    """The exchange's regular holidays; a Saturday New Year's Day is not made up for."""

    rules = [  # noqa: RUF012
        Holiday("New Year's Day", month=1, day=1, observance=sunday_to_monday),
        USMartinLutherKingJr,
        USPresidentsDay,
        GoodFriday,
        USMemorialDay,
        Holiday("Juneteenth", month=6, day=19, start_date="2022-06-19", observance=nearest_workday),
        Holiday("Independence Day", month=7, day=4, observance=nearest_workday),
        USLaborDay,
        USThanksgivingDay,
        Holiday("Christmas Day", month=12, day=25, observance=nearest_workday),
    ]


@lru_cache(maxsize=8)
def sessions(first: date, last: date) -> pd.DatetimeIndex:
    """Trading days from `first` to `last`, both included, by the regular holiday rules.

    Closures for mourning, storms and attacks are not known to it, so it serves ages and the
    illustrative market, never a calculation on real prices.
    """
    weekdays = pd.bdate_range(first, last).as_unit("us")
    return pd.DatetimeIndex(weekdays.difference(_Exchange().holidays(first, last)))


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
