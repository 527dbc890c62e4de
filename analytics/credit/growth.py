"""Growth over a year, from date to date: a missing observation shifts nothing."""

from __future__ import annotations

import numpy as np
import pandas as pd

QUARTER_MONTHS = 3
YEAR = pd.Timedelta(weeks=52)


def over_a_year(values: pd.Series[float], every: str) -> pd.Series[float]:
    """Growth in per cent over the same month, or the same Wednesday 52 weeks, before.

    (x(t) / x(t - 1 year) - 1) x 100, where both dates carry a value; a date without its counterpart has none. The
    month of October 2025, of which no consumer prices exist, takes that of October 2026 with it and no other.
    """
    known = _by_month(values.dropna()) if every == "month" else values.dropna()
    step = pd.DateOffset(months=12) if every == "month" else YEAR
    return _over(known, step).dropna()


def without(growth: pd.Series[float], breaks: tuple[pd.Timestamp, ...]) -> pd.Series[float]:
    """The growth over a year without the dates whose year spans a break of the series, which is none of lending."""
    dates = pd.DatetimeIndex(growth.index)
    spans = np.zeros(len(dates), dtype=bool)
    for broken in breaks:
        spans |= (dates >= broken) & (dates - YEAR < broken)
    return growth[~spans]


def over_three_months(monthly: pd.Series[float]) -> pd.Series[float]:
    """Growth in per cent at an annual rate over the month three months before: ((x(t) / x(t - 3)) ^ 4 - 1) x 100."""
    known = _by_month(monthly.dropna())
    growth = _over(known, pd.DateOffset(months=QUARTER_MONTHS)).dropna()
    return ((growth / 100 + 1) ** 4 - 1) * 100


def _over(known: pd.Series[float], step: pd.DateOffset | pd.Timedelta) -> pd.Series[float]:
    if known.empty:
        return known
    before = known.reindex(pd.DatetimeIndex(known.index) - step).to_numpy()
    return pd.Series((known.to_numpy() / before - 1) * 100, index=known.index, name=known.name)


def _by_month(known: pd.Series[float]) -> pd.Series[float]:
    """The values under the first day of their month, whichever day of it they carry."""
    firsts = pd.DatetimeIndex(known.index).to_period("M").to_timestamp().as_unit("us")
    return pd.Series(known.to_numpy(), index=firsts, name=known.name)
