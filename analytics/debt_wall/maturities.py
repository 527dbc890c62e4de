"""Maturities of every member by quarter: filed ladders, current debt, and the one quarter a claim is about."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.measures.filer import ladder
from analytics.model.scenario import QUARTERS

Array = NDArray[np.float64]

CLAIM_QUARTER = "2026Q1"
CLAIM_CUTOFF = np.datetime64("2026-01-15")
"""A commentary puts USD 300 bn into this quarter; the balance sheets before it are those of this day or older."""


def newest(sheets: pd.DataFrame, cik: NDArray[np.int64]) -> pd.DataFrame:
    """The newest balance sheet of each filer, by CIK; a row without total assets is none."""
    whole = sheets[sheets["assets"].notna()].sort_values("end")
    return whole.drop_duplicates("cik", keep="last").set_index("cik").reindex(cik)


def filed(chosen: pd.DataFrame) -> tuple[Array, Array, Array]:
    """Filed maturities by quarter, the open bucket, and what lies outside the quarters, 0 where no ladder is."""
    count = len(chosen)
    quarters, after, outside = np.zeros((count, len(QUARTERS))), np.zeros(count), np.zeros(count)
    rows = np.flatnonzero(chosen["end"].notna().to_numpy())
    if len(rows):
        plan = _plan(chosen.iloc[rows])
        quarters[rows], outside[rows] = plan.by_quarter()
        after[rows] = plan.after
    return quarters, after, outside


def derived(table: pd.DataFrame, rows: NDArray[np.bool_]) -> Array:
    """Current debt over the twelve months after the balance sheet, by quarter, of some rows; 0 elsewhere."""
    spread = np.zeros((len(table), len(QUARTERS)))
    chosen = table[rows]
    if len(chosen):
        period = ladder.month_end(chosen["period_end"].to_numpy())
        spread[rows] = ladder.current(chosen["current"].to_numpy(dtype=float), period).by_quarter()[0]
    return spread


def claim(sheets: pd.DataFrame, cik: NDArray[np.int64]) -> tuple[Array, Array, Array, Array]:
    """Point (filed, derived), least and most of the claimed quarter, on the balance sheets before it."""
    place = QUARTERS.index(CLAIM_QUARTER)
    first = ladder.month_start(f"{CLAIM_QUARTER[:4]}-01-01") + 3 * (int(CLAIM_QUARTER[5]) - 1)
    old = sheets[sheets["end"] <= CLAIM_CUTOFF]
    chosen = ladder.choose(old).reindex(cik)
    point, current_point, low, high = (np.zeros(len(cik)) for _ in range(4))
    rows = np.flatnonzero(chosen["end"].notna().to_numpy())
    if len(rows):
        plan = _plan(chosen.iloc[rows])
        point[rows] = plan.by_quarter()[0][:, place]
        low[rows], high[rows] = plan.bounds(first, first + 2)
    last = newest(old, cik)
    rest = last["current"].notna().to_numpy() & chosen["end"].isna().to_numpy()
    current = last.rename(columns={"end": "period_end"}).reset_index()
    current_point = derived(current, rest)[:, place]
    high[rest] = np.where(current_point[rest] > 0.0, current["current"].to_numpy(dtype=float)[rest], 0.0)
    return point, current_point, low, high


def _plan(chosen: pd.DataFrame) -> ladder.Schedule:
    period = ladder.month_end(chosen["end"].to_numpy())
    month = chosen["year_end_month"].to_numpy(dtype=np.int64)
    return ladder.schedule(chosen[list(ladder.BUCKETS)].to_numpy(dtype=float), period, month)
