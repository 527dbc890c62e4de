"""Returns, gaps and drawdowns by session. All results are decimals; nothing is filled forward.

Frames have a row for every session of the exchange, NaN where a close is missing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

YEAR_END_WEEK = 25
"""A base close must fall on 25 December or later; an older one belongs to a hole in the data."""
SAME_DAY_SLACK = pd.Timedelta(days=7)
"""How long before the day asked for a year's session may lie: longer than any closure of the exchange."""


def year_bases(frame: pd.DataFrame) -> pd.DataFrame:
    """For every session, the last close of the previous calendar year.

    `frame` is in order of time; the result has its shape. NaN in the first year, and in a year whose predecessor
    has no session from 25 December on.
    """
    days = pd.DatetimeIndex(frame.index)
    years = days.year.to_numpy()
    before = np.searchsorted(years, years) - 1
    ends = days[before]
    whole = (before >= 0) & (ends.year == years - 1) & (ends.month == 12) & (ends.day >= YEAR_END_WEEK)
    bases = np.where(whole[:, None], frame.to_numpy(dtype=np.float64)[before], np.nan)
    return pd.DataFrame(bases, index=frame.index, columns=frame.columns)


def window_return(frame: pd.DataFrame, sessions: int | None) -> pd.DataFrame:
    """Return over a window ending on each session: P(t)/P(t-h) - 1.

    `sessions` is h in rows of `frame`; None is the year to date, P(t) over the last close of the
    previous year. NaN where the window reaches before the first row, or either end has no close.
    """
    bases = year_bases(frame) if sessions is None else frame.shift(sessions)
    return frame / bases - 1.0


def gap(pair: pd.DataFrame, sessions: int | None) -> pd.Series[float]:
    """Return of `small` less return of `large` over a window, NaN rows dropped."""
    returns = window_return(pair, sessions)
    return (returns["small"] - returns["large"]).dropna()


def same_day_gap(pair: pd.DataFrame, last: date) -> pd.Series[float]:
    """Return of `small` less return of `large` in each year to the same day, by the session used; NaN dropped.

    The last one is this year's, and is absent where that has none: see `same_day`.
    """
    moves = same_day(pair, last).dropna(subset=["date", "small", "large"])
    gaps = moves["small"] - moves["large"]
    return pd.Series(gaps.to_numpy(), index=pd.DatetimeIndex(moves["date"], name="date").as_unit("us"), dtype="float64")


def ratio(pair: pd.DataFrame, rebased: bool = False) -> pd.Series[float]:
    """`small` over `large` on each session that has both; `rebased` makes both start at 1 on the first one."""
    values = (pair["small"] / pair["large"]).dropna()
    return values / values.iloc[0] if rebased and len(values) else values


def drawdown(values: pd.Series[float]) -> pd.Series[float]:
    """Value over its running maximum, minus one: 0 at a new high, negative below it, NaN where there is none."""
    return values / values.cummax() - 1.0


def percentile(history: pd.Series[float]) -> float:
    """Share of the history at or below its last value, the value itself included, from 0 to 100.

    NaN where the last value is NaN.
    """
    last = history.iloc[-1]
    return float("nan") if pd.isna(last) else float((history <= last).mean() * 100.0)


def standardised(value: float, history: pd.Series[float]) -> float:
    """Distance of a value from the mean of a history, in its standard deviations (n - 1). NaN where it has none."""
    spread = history.std(ddof=1)
    return float((value - history.mean()) / spread) if spread > 0 else math.nan


def rank(values: pd.Series[float]) -> int:
    """Place of the last value among all of them, 1 for the lowest; equal ones share the better place."""
    return int((values < values.iloc[-1]).sum()) + 1


@dataclass(frozen=True)
class Extremeness:
    """How wide the last value of a history is, on its own side of zero (`side` is -1 or 1).

    A value is as wide when it lies at or beyond the last one, away from zero and on its side. `share` of
    all values is, in per cent, the last one included. The present spell is the unbroken run of such
    sessions up to now: it began on `since`; `before` is the last such session earlier than it, None
    where there is none. `widest` is the value furthest out on this side, first reached on `widest_on`.
    """

    side: int
    share: float
    widest: float
    widest_on: date
    since: date
    before: date | None


def width(history: pd.Series[float]) -> Extremeness | None:
    """Measure the width of the last value; a gap of zero counts as one on the lower side.

    `history` is indexed by date, oldest first, without NaN. None where it is empty.
    """
    if history.empty:
        return None
    values, days = history.to_numpy(), pd.DatetimeIndex(history.index)
    side = 1 if values[-1] > 0 else -1
    wide = side * values >= side * values[-1]
    narrower = np.flatnonzero(~wide)
    start = int(narrower[-1]) + 1 if len(narrower) else 0
    earlier = np.flatnonzero(wide[:start])
    furthest = int(np.argmax(side * values))
    return Extremeness(
        side,
        float(wide.mean() * 100.0),
        float(values[furthest]),
        days[furthest].date(),
        days[start].date(),
        days[int(earlier[-1])].date() if len(earlier) else None,
    )


def since_high(values: pd.Series[float]) -> date | None:
    """The session of the highest value so far, the newest one of several. None where there is no value."""
    known = values.dropna()
    if known.empty:
        return None
    high: pd.Timestamp = pd.DatetimeIndex(known.index[known == known.max()])[-1]
    return high.date()


def same_day(frame: pd.DataFrame, last: date) -> pd.DataFrame:
    """Return of each year to the same day of the calendar, and over the whole year, up to `last`.

    Indexed by year, from the first with a base close; columns `date` (the session used: the last on or
    before the day, so 28 February stands in for the 29th), one for each column of `frame` and one more
    ending in `_whole` for years that are over. NaN in a year that has no session in the week before the
    day, or no base.
    """
    moves = window_return(frame.loc[: pd.Timestamp(last)], None)
    days = pd.DatetimeIndex(moves.index)
    upto = days.month * 100 + days.day <= last.month * 100 + last.day
    based = days.year[moves.notna().all(axis=1)]
    years = pd.RangeIndex(based.min() if len(based) else last.year, last.year + 1, name="year")
    ends = moves.groupby(days.year).tail(1)
    reached = moves[upto].groupby(days.year[upto]).tail(1)
    used = pd.Series(reached.index, index=pd.DatetimeIndex(reached.index).year, name="date").reindex(years)
    reached.index = pd.DatetimeIndex(reached.index).year
    asked = [pd.Timestamp(year, last.month, min(last.day, 28) if last.month == 2 else last.day) for year in years]
    held = used >= pd.Series(asked, index=years) - SAME_DAY_SLACK
    over = pd.DatetimeIndex(ends.index)
    ends = ends[(over.month == 12) & (over.day >= YEAR_END_WEEK) & (over.year < last.year)]
    ends.index = pd.DatetimeIndex(ends.index).year
    table = reached.reindex(years).where(held, np.nan)
    return table.join(ends.add_suffix("_whole")).assign(date=used.where(held))
