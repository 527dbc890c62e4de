"""The days of a ticker's bars, set against the sessions of the exchange."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics import sessions
from analytics.errors import SourceChanged
from analytics.model.metric import day

NAMED = 3
"""Missing sessions that a remark names at the most."""
WEEKENDS, FEWEST = 0.01, 3
"""Part of the bars, and their least number, that must lie on weekends before the days themselves are doubted. The
exchange has been closed on all of them since the rules begin; midnight in London or Tokyo, or a clock that keeps
summer time all the year, moves one bar in five, or in twelve, onto one."""


def check(days: pd.DatetimeIndex) -> None:
    """Raise `SourceChanged` where so many bars lie on weekends that their stamps are of another time zone.

    Those bars could be left out one by one; the others would stand a day off, each in its neighbour's place.
    """
    ruled = days[days >= pd.Timestamp(sessions.FIRST_RULED)]
    weekend = ruled[ruled.day_of_week >= 5]
    if len(weekend) >= FEWEST and len(weekend) > WEEKENDS * len(ruled):
        raise SourceChanged(
            f"{len(weekend):,} of its {len(ruled):,} bars are dated on weekends, the last {day(weekend[-1])}: its days "
            "are shifted."
        )


def is_open(days: pd.DatetimeIndex) -> NDArray[np.bool_]:
    """Which days are sessions of the exchange; before the rules begin, every weekday."""
    ruled = sessions.sessions(days[0].date(), days[-1].date())
    return np.asarray(days.isin(ruled) | ((days < pd.Timestamp(sessions.FIRST_RULED)) & (days.day_of_week < 5)))


def holes(frame: pd.DataFrame) -> list[str]:
    """The sessions of the exchange between a ticker's first and last bar for which it has none, in words."""
    days = pd.DatetimeIndex(frame.index)
    first = max(days[0], pd.Timestamp(sessions.FIRST_RULED))
    if first > days[-1]:
        return []
    known = min(days[-1].date(), sessions.KNOWN_TO)
    missing = sessions.sessions(first.date(), known).difference(days) if first.date() <= known else days[:0]
    if missing.empty:
        return []
    named = ", ".join(day(moment) for moment in missing[-NAMED:])
    if len(missing) > NAMED:
        return [f"no bar on {len(missing):,} sessions of the exchange, the last {named}"]
    return [f"no bar on {named}, when the exchange was open"]
