"""The short rate that filed interest was paid at: its mean over twelve months."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import pandas as pd

from analytics.frames.market import Market
from analytics.measures.curve import SHORT

FEWEST_MONTHS = 10
"""Months of history, of twelve, that a mean needs."""
YEARS = 5

Means = tuple[tuple[int, float], ...]


@lru_cache(maxsize=8)
def means(market: Market, as_of: date) -> Means:
    """The mean short rate, per cent, of the twelve months to each month of the last five years, by the month counted
    from year 0; none where fewer than ten of its months are held."""
    if SHORT not in market.rates.columns:
        return ()
    known = market.rates[SHORT].loc[: pd.Timestamp(as_of)].dropna()
    months = pd.DatetimeIndex(known.index).year * 12 + pd.DatetimeIndex(known.index).month - 1
    monthly = known.groupby(months).mean().iloc[-12 * (YEARS + 1) :]
    rolled = monthly.rolling(12, min_periods=FEWEST_MONTHS).mean().dropna()
    return tuple(zip(rolled.index.astype(int).tolist(), rolled.tolist(), strict=True))
