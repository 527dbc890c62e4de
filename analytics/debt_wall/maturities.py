"""Maturities of every member by quarter: ladders reconciled to the newest balance sheet, and the claimed quarter."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.measures.filer import ladder
from analytics.measures.filer.ladder import AFTER, BUCKETS, Schedule
from analytics.model.choices import QUARTERS
from analytics.model.dated import CLAIM_CUTOFF, CLAIM_QUARTER

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]

ROUNDING = 0.02
"""How far a near bucket may lie from current debt and be the same."""
FEWEST_BUCKETS, LEAST_PART = 2, 0.5
"""A ladder has at least so many buckets, or this part of the debt in those it has."""


@dataclass(frozen=True, eq=False)
class Plan:
    """Ladders as they stand on the newest balance sheets, a row a member; USD.

    `filed` are the buckets as filed, `amount` what of them counts, both of shape (n, 7) with the open bucket last;
    `first` and `last` are their months, shape (n, 6), and `accn` their filings. `near` is current debt beyond
    what the buckets place within twelve months, `rest` debt that no bucket places: due later, assumed. `cut` is
    what the buckets hold above what is owed. Rows without a ladder are zeros.
    """

    filed: Array
    amount: Array
    first: NDArray[np.int64]
    last: NDArray[np.int64]
    accn: NDArray[np.int64]
    near: Array
    rest: Array
    cut: Array

    @property
    def schedule(self) -> Schedule:
        """What counts, on the calendar."""
        return Schedule(self.amount[:, :AFTER], self.first, self.last, self.amount[:, AFTER])

    def by_quarter(self) -> tuple[Array, Array]:
        """Amounts by quarter of `QUARTERS` and what falls after them, the open bucket included."""
        quarters, outside = self.schedule.by_quarter()
        return quarters, self.amount[:, AFTER] + outside


def newest(sheets: pd.DataFrame, cik: NDArray[np.int64]) -> pd.DataFrame:
    """The newest balance sheet of each filer, by CIK; a row without total assets is none."""
    whole = sheets[sheets["assets"].notna()].sort_values("end", kind="stable")
    return whole.drop_duplicates("cik", keep="last").set_index("cik").reindex(cik)


def plan(merged: pd.DataFrame, period_end: pd.Series, owed: Array, current: Array) -> Plan:
    """Set the ladders `merged` (as `ladder.merge` gives them, by member) against the newest balance sheets.

    What an older ladder places before the balance sheet has passed. Buckets that lie within twelve months are cut
    to current debt, and current debt that no bucket within them can hold is placed beside them. What is left over
    debt is cut from the near end, after current debt where that is known; what is short of it falls due later.
    """
    count = len(merged)
    filed = np.zeros((count, len(BUCKETS)))
    first = np.zeros((count, AFTER), np.int64)
    last = np.zeros((count, AFTER), np.int64)
    there = np.flatnonzero(merged["end"].notna().to_numpy())
    tagged = merged[list(BUCKETS)].to_numpy(dtype=float)
    if len(there):
        laid = _lay(merged.iloc[there])
        filed[there] = np.column_stack([laid.amount, laid.after])
        first[there], last[there] = laid.first, laid.last
    month = np.zeros(count, np.int64)
    dated = period_end.notna().to_numpy()
    month[dated] = ladder.month_end(period_end[dated].to_numpy())
    month = np.where(dated, month, first.min(axis=1, initial=10**6) - 1)[:, None]
    ahead = np.clip(last - np.maximum(first, month + 1) + 1, 0, None)
    with np.errstate(divide="ignore", invalid="ignore"):
        part = np.where(last >= first, ahead / np.maximum(last - first + 1, 1), 0.0)
    amount = filed.copy()
    amount[:, :AFTER] *= part
    start = np.minimum(np.maximum(first, month + 1), np.maximum(last, first))
    inside, touching = (last <= month + 12) & (ahead > 0), (start <= month + 12) & (ahead > 0)
    known = np.isfinite(current)
    soon = (amount[:, :AFTER] * inside).sum(axis=1)
    over = known & (soon > (1.0 + ROUNDING) * current)
    with np.errstate(divide="ignore", invalid="ignore"):
        scale = np.where(over, current / soon, 1.0)
    amount[:, :AFTER] *= np.where(inside, scale[:, None], 1.0)
    most = (amount[:, :AFTER] * touching).sum(axis=1)
    has = np.zeros(count, bool)
    has[there] = True
    near = np.where(has & known & (most < (1.0 - ROUNDING) * current), current - most, 0.0)
    limit = np.nan_to_num(owed)
    near = np.minimum(near, limit)
    excess = np.maximum(amount.sum(axis=1) + near - limit, 0.0)
    for place in [*range(AFTER), AFTER]:
        free = amount[:, place] * (np.ones(count) if place == AFTER else ~(inside[:, place] & known))
        taken = np.minimum(excess, free)
        amount[:, place] -= taken
        excess -= taken
    for place in range(AFTER):
        taken = np.minimum(excess, amount[:, place])
        amount[:, place] -= taken
        excess -= taken
    amount = np.where(has[:, None], np.maximum(amount, 0.0), 0.0)
    rest = np.where(has, np.maximum(limit - amount.sum(axis=1) - near, 0.0), 0.0)
    accn = merged[[f"accn_{place}" for place in range(len(BUCKETS))]].fillna(0).to_numpy(dtype=np.int64)
    kept = np.where(np.isfinite(tagged), filed, np.nan)
    gone = np.maximum(np.where(has, filed.sum(axis=1) - amount.sum(axis=1), 0.0), 0.0)
    return Plan(kept, amount, start, last, accn, near, rest, gone)


def is_ladder(made: Plan, owed: Array) -> Flags:
    """Whether what is tagged is a ladder: two buckets of it, or one of half of the debt, and something in them."""
    told = np.isfinite(made.filed)
    whole = np.nansum(made.filed, axis=1)
    enough = (told.sum(axis=1) >= FEWEST_BUCKETS) | (whole >= LEAST_PART * np.where(np.isnan(owed), np.inf, owed))
    return np.asarray(enough & (whole > 0.0))


def only(made: Plan, rows: Flags) -> Plan:
    """The plan with nothing in all rows but some."""
    amount, near, rest, cut = (
        np.where(rows[:, None] if part.ndim == 2 else rows, part, 0.0)
        for part in (made.amount, made.near, made.rest, made.cut)
    )
    return Plan(made.filed, amount, made.first, made.last, made.accn, near, rest, cut)


def due_soon(amount: Array, period_end: pd.Series) -> Array:
    """Amounts over the twelve months after each balance sheet, by quarter, to the cent."""
    spread = np.zeros((len(amount), len(QUARTERS)))
    rows = np.flatnonzero((amount > 0.0) & period_end.notna().to_numpy())
    if len(rows):
        period = ladder.month_end(period_end.iloc[rows].to_numpy())
        quarters, outside = ladder.current(amount[rows], period).by_quarter()
        quarters[:, 0] += outside
        spread[rows] = quarters
    return spread


def claim(sheets: pd.DataFrame, cik: NDArray[np.int64]) -> tuple[Array, Array, Array, Array]:
    """Point (filed, derived), least and most of the claimed quarter, on the balance sheets before it."""
    place = QUARTERS.index(CLAIM_QUARTER)
    first = ladder.month_start(f"{CLAIM_QUARTER[:4]}-01-01") + 3 * (int(CLAIM_QUARTER[5]) - 1)
    old = sheets[sheets["end"] <= np.datetime64(CLAIM_CUTOFF)]
    last = newest(old, cik)
    owed, current = (last[name].to_numpy(dtype=float) for name in ("debt", "current"))
    made = plan(ladder.merge(old).reindex(cik), last["end"], owed, current)
    filed = is_ladder(made, owed)
    made = only(made, filed)
    point = made.by_quarter()[0][:, place]
    low, high = made.schedule.bounds(first, first + 2)
    soon = np.where(filed, made.near, np.nan_to_num(np.minimum(current, owed)))
    current_point = due_soon(soon, last["end"])[:, place]
    high += np.where(current_point > 0.0, soon, 0.0)
    return point, current_point, low, high


def _lay(merged: pd.DataFrame) -> Schedule:
    period = ladder.month_end(merged["end"].to_numpy())
    return ladder.schedule(
        merged[list(BUCKETS)].to_numpy(dtype=float),
        period,
        merged["year_end_month"].to_numpy(dtype=np.int64),
        merged["rolling"].to_numpy(dtype=bool),
    )
