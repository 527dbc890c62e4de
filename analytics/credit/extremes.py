"""How high a value is: since when none was higher, and whether it is a high of ten years."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

YEARS = 10
SINCE = pd.Timestamp("1997-01-31")
"""A history that is to reach back to 1997 has begun by then."""
HOLE = pd.Timedelta(days=31)
"""Days without a value from which a daily history counts as torn."""


@dataclass(frozen=True, slots=True)
class Highest:
    """The newest value of a series against those before it.

    `higher_on` is the newest earlier date with a higher value, which is `higher`; both are None where none was. A
    `is_ten_year_high` of None says that the series begins within the ten years, so that nobody knows.
    """

    value: float
    on: pd.Timestamp
    first: pd.Timestamp
    higher_on: pd.Timestamp | None
    higher: float | None
    is_ten_year_high: bool | None


def highest(values: pd.Series[float], years: int = YEARS) -> Highest | None:
    """Compare the newest known value of a series with all before it; None where none is known.

    x(t) is a k-year high where x(t) >= max of x over [t - k years, t], and the series begins before t - k years;
    "highest since" is the newest earlier value that is strictly higher. A missing value is passed over, a zero is a
    value. Source: methods, section 8.
    """
    known = values.dropna()
    if known.empty:
        return None
    dates = pd.DatetimeIndex(known.index)
    on: pd.Timestamp = dates[-1]
    value = float(known.iloc[-1])
    above = known[known > value]
    start = on - pd.DateOffset(years=years)
    higher_on: pd.Timestamp | None = pd.DatetimeIndex(above.index)[-1] if len(above) else None
    is_high = None
    if higher_on is not None and higher_on >= start:
        is_high = False
    elif dates[0] < start:
        is_high = True
    return Highest(value, on, dates[0], higher_on, float(above.iloc[-1]) if len(above) else None, is_high)


def percentile(values: pd.Series[float]) -> float:
    """The share of the known values at or below the newest, itself included, in per cent; NaN where none is known."""
    known = values.dropna()
    return float((known <= known.iloc[-1]).mean() * 100) if len(known) else float("nan")


def rank(values: pd.Series[float], n: int) -> int | None:
    """The place of the newest value among the last `n`, 1 for the highest; equals share the better place.

    None where fewer than `n` are known.
    """
    known = values.dropna().tail(n)
    return int((known > known.iloc[-1]).sum()) + 1 if len(known) == n else None


def shortness(values: pd.Series[float]) -> str:
    """Why a daily history does not reach from 1997 to its newest value without a hole; empty where it does.

    "begins" or "hole": a reader is told the day by the caller.
    """
    dates = pd.DatetimeIndex(values.dropna().index)
    if dates.empty or dates[0] > SINCE:
        return "begins"
    gaps = dates[1:] - dates[:-1]
    return "hole" if len(gaps) and gaps.max() > HOLE else ""
