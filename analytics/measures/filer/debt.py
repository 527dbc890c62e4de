"""Debt out of the several tags a balance sheet puts it under, without ever adding the same money twice."""

from __future__ import annotations

import numpy as np
import pandas as pd

COLUMNS = (
    "debt_noncurrent",
    "debt_current",
    "debt_current_part",
    "debt_short",
    "debt_long",
    "debt_total",
    "debt_floating",
    "debt_fixed",
)
"""The concepts read."""
SAME = 0.01
"""Two amounts this close are the same money under two tags."""
LARGER = 1.1
"""Long-term debt this much above its parts holds more than those parts."""
HOW = (
    "none tagged",
    "long-term debt less its current part, plus current debt",
    "long-term debt, its current part included",
    "total debt",
    "current debt alone",
)
"""How a debt was put together, by code."""


def debt(rows: pd.DataFrame) -> pd.DataFrame:
    """Debt, its current part and its floating share for balance sheets with the columns `COLUMNS` (USD or NaN).

    Returns the columns debt, current, floating (0 to 1) and how (a code of `HOW`), aligned with `rows`; NaN where
    nothing is tagged. Current debt is the tag for all of it, else the current part of long-term debt plus
    short-term borrowings that are not the same money; the current part, where not tagged, is long-term debt with
    it less long-term debt without it. The floating share is what the filer tags as floating over what it tags as
    floating and fixed, else over debt.
    """
    long_part, current_all, part, short, long, total, floating, fixed = (
        rows[name].to_numpy(dtype=float) for name in COLUMNS
    )
    implied = long - long_part
    part = np.where(np.isnan(part) & (implied >= 0), implied, part)
    same = np.abs(short - part) <= SAME * np.maximum(np.abs(short), 1.0)
    summed = np.nansum([part, np.where(same, 0.0, short)], axis=0)
    current = np.where(np.isfinite(current_all), current_all, summed)
    current[np.isnan(current_all) & np.isnan(part) & np.isnan(short)] = np.nan
    parts = long_part + np.nan_to_num(current)
    beside_long = np.where(same, 0.0, np.nan_to_num(short))
    beside_long = np.where(np.isfinite(current_all), np.maximum(current_all - part, 0.0), beside_long)
    whole = long + np.nan_to_num(beside_long)
    by_parts = np.isfinite(long_part) & ~(long > LARGER * parts)
    choices = [by_parts, np.isfinite(long), np.isfinite(total), np.isfinite(current)]
    owed = np.select(choices, [parts, whole, total, current], np.nan)
    share = floating / np.where(np.isfinite(fixed), floating + fixed, owed)
    share = np.where((share >= 0.0) & (share <= 1.0), share, np.nan)
    return pd.DataFrame(
        {
            "debt": owed,
            "current": np.minimum(current, owed),
            "floating": share,
            "how": np.select(choices, [1, 2, 3, 4], 0),
        },
        index=rows.index,
    )
