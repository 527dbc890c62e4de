"""Returns, gaps and drawdowns on common sessions. All results are decimals; nothing is filled forward."""

from __future__ import annotations

import numpy as np
import pandas as pd

YEAR_END_WEEK = 25
"""A base close must fall on 25 December or later; an older one belongs to a hole in the data."""


def year_bases(frame: pd.DataFrame) -> pd.DataFrame:
    """For every session, the last close of the previous calendar year.

    Parameters and result have the same shape. NaN in the first year, and in a year whose predecessor
    has no session from 25 December on.
    """
    days = pd.DatetimeIndex(frame.index)
    last = frame.groupby(days.year).tail(1)
    ends = pd.DatetimeIndex(last.index)
    whole = (ends.month == 12) & (ends.day >= YEAR_END_WEEK)
    last = last.where(pd.Series(whole, index=last.index), np.nan)
    last.index = ends.year + 1
    bases = last.reindex(days.year)
    bases.index = frame.index
    return bases


def windowed(frame: pd.DataFrame, sessions: int | None) -> pd.DataFrame:
    """Return over a window ending on each session: P(t)/P(t-h) - 1.

    `sessions` is h in rows of `frame`; None is the year to date, P(t) over the last close of the
    previous year. NaN where the window reaches before the first row.
    """
    bases = year_bases(frame) if sessions is None else frame.shift(sessions)
    return frame / bases - 1.0


def gap(pair: pd.DataFrame, sessions: int | None) -> pd.Series[float]:
    """Return of `small` less return of `large` over a window, NaN rows dropped."""
    returns = windowed(pair, sessions)
    return (returns["small"] - returns["large"]).dropna()


def ratio(pair: pd.DataFrame, rebased: bool = False) -> pd.Series[float]:
    """`small` over `large` on each session; `rebased` makes both start at 1 on the first one."""
    values = pair["small"] / pair["large"]
    return values / values.iloc[0] if rebased and len(values) else values


def drawdown(values: pd.Series[float]) -> pd.Series[float]:
    """Value over its running maximum, minus one: 0 at a new high, negative below it."""
    return values / values.cummax() - 1.0


def percentile(history: pd.Series[float]) -> float:
    """Share of the history at or below its last value, the value itself included, from 0 to 100.

    NaN where the last value is NaN.
    """
    last = history.iloc[-1]
    return float("nan") if pd.isna(last) else float((history <= last).mean() * 100.0)
