"""The maturity ladder: calendar quarters out of the fiscal-year buckets a filing states (method M-LADDER).

A bucket says that so much falls due within a fiscal year and no more than that, so its place within the year
is an assumption (even by month) and a quarter has a range: nothing of a bucket that only touches it, or all.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.catalogue.filings import ROLLING
from analytics.model.choices import QUARTERS

Array = NDArray[np.float64]
Months = NDArray[np.int64]
Flags = NDArray[np.bool_]

BUCKETS = ("ladder_remainder", "ladder_1", "ladder_2", "ladder_3", "ladder_4", "ladder_5", "ladder_after")
"""Columns of a ladder: the rest of the fiscal year (10-Q only), years one to five, after year five."""
FIRST_MONTH = int(QUARTERS[0][:4]) * 12
"""The first month of the quarters shown, counted from year 0."""
COVERED = 0.98
"""A ladder of this part of debt has not left anything out."""
OLDEST_DAYS = 460
"""How much older than the newest ladder, in days (fifteen months), one may be that fills what it leaves out."""
REST, AFTER = 0, 6
"""Places of the rest of the fiscal year and of the open bucket among `BUCKETS`."""
NEWEST, FILLED, OLDER = range(3)
WHICH = (
    "newest ladder filed",
    "near years of the newest filing, later ones that it leaves out of an older one",
    "an older ladder, because the newest does not say what its first year is",
)
"""Why a ladder was taken, by code."""


def month_end(days: NDArray[np.datetime64]) -> Months:
    """The month whose end lies nearest to each day, counted from year 0 (2025-01 is 24300).

    A fiscal year that ends on 1 February ends with January.
    """
    day = days.astype("datetime64[D]")
    month = day.astype("datetime64[M]")
    end = (month + 1).astype("datetime64[D]") - 1
    before = month.astype("datetime64[D]") - 1
    count: Months = month.astype(np.int64) + 1970 * 12 - ((day - before) < (end - day))
    return count


def month_start(day: str) -> int:
    """The month a date lies in, counted from year 0."""
    return int(day[:4]) * 12 + int(day[5:7]) - 1


@dataclass(frozen=True, eq=False)
class Schedule:
    """Buckets as spans of months: amount, first and last month of each, shape (n, 6); `after` is open, shape (n,)."""

    amount: Array
    first: Months
    last: Months
    after: Array

    @property
    def total(self) -> Array:
        """All that is stated, the open bucket included."""
        whole: Array = self.amount.sum(axis=1) + self.after
        return whole

    def by_month(self, count: int) -> tuple[Array, Array]:
        """Amounts by month from `FIRST_MONTH` on, shape (n, count), and what falls before or after them."""
        rows = np.arange(len(self.amount))[:, None]
        a_month = self.amount / (self.last - self.first + 1)
        edges = np.zeros((len(self.amount), count + 1))
        low, high = (np.clip(side - FIRST_MONTH, 0, count) for side in (self.first, self.last + 1))
        np.add.at(edges, (rows, low), a_month)
        np.add.at(edges, (rows, high), -a_month)
        months = np.cumsum(edges[:, :-1], axis=1)
        inside = a_month * (high - low)
        return months, self.amount.sum(axis=1) - inside.sum(axis=1)

    def by_quarter(self) -> tuple[Array, Array]:
        """Amounts by quarter of `QUARTERS`, shape (n, quarters), each bucket spread evenly over its months.

        The second array, shape (n,), is what falls outside those quarters; the open bucket is in neither.
        """
        months, outside = self.by_month(3 * len(QUARTERS))
        quarters = months.reshape(len(months), len(QUARTERS), 3).sum(axis=2)
        quarters[quarters < 1e-3] = 0.0
        return quarters, outside

    def bounds(self, first: int, last: int) -> tuple[Array, Array]:
        """The least and the most that can fall due from month `first` to month `last`, both included.

        A bucket wholly inside counts in both, one that touches the span in the second only.
        """
        inside = (self.first >= first) & (self.last <= last)
        touching = (self.first <= last) & (self.last >= first)
        return (self.amount * inside).sum(axis=1), (self.amount * touching).sum(axis=1)


def schedule(buckets: Array, period: Months, year_end_month: Months, rolling: Flags | None = None) -> Schedule:
    """Place buckets (columns of `BUCKETS`, NaN where none is tagged) on the calendar.

    `period` is the month the balance sheet closes, `year_end_month` the month of the year (0 to 11) the fiscal
    year ends with. Buckets are fiscal years after the one the balance sheet lies in, so that a 10-Q's year one
    is a 10-K's year two; a 10-Q that tags no remainder counts from the year in progress, as the tag is defined.
    Where `rolling`, each is twelve months, the first from the balance sheet on. A missing bucket is 0.
    """
    stated = np.nan_to_num(buckets)
    year_end = fiscal_year_end(period, year_end_month, rolling)
    interim = year_end > period
    no_rest = np.isnan(buckets[:, REST])
    first_year = np.where(interim & no_rest, year_end - 12, year_end)
    steps = 12 * np.arange(5)
    first = first_year[:, None] + 1 + steps
    last = first + 11
    rest_last = np.where(interim, year_end, period + 12)
    first = np.column_stack([period + 1, np.maximum(first, period[:, None] + 1)])
    last = np.column_stack([rest_last, last])
    return Schedule(stated[:, :6], first, last, stated[:, 6].copy())


def fiscal_year_end(period: Months, year_end_month: Months, rolling: Flags | None = None) -> Months:
    """The month the fiscal year of a balance sheet ends with; its own month where years are counted from it."""
    end: Months = period + (year_end_month - period) % 12
    return end if rolling is None else np.where(rolling, period, end)


def current(amount: Array, period: Months) -> Schedule:
    """Debt that is due within twelve months of the balance sheet, and known to be nothing more than that."""
    column = amount[:, None]
    return Schedule(column, period[:, None] + 1, period[:, None] + 12, np.zeros(len(amount)))


def merge(ladders: pd.DataFrame) -> pd.DataFrame:
    """One ladder an issuer: the newest, its later years filled from an older one where it leaves them out.

    `ladders` has a row an issuer and balance sheet with columns cik, end (`datetime64`), year_end_month (0 to
    11), debt (NaN where none is tagged), ladder_accn, ladder_kind and `BUCKETS`. Rows without a bucket are ignored.
    Years after the last one the newest ladder tags come from the newest older one of at most fifteen months that
    has more of them, matched by date; of its open bucket what the newest places by year is taken off. A quarterly
    report that tags the rest of the fiscal year and year two but no year one counts from the year in progress, unless
    the annual ladder before says otherwise. The result
    is indexed by cik: end, year_end_month, rolling, `BUCKETS`, `which` (a code of `WHICH`) and `accn_0` to
    `accn_6`, the filing of each bucket.
    """
    tagged = ladders[ladders[list(BUCKETS)].notna().any(axis=1)].sort_values(["cik", "end"]).reset_index(drop=True)
    amounts = tagged[list(BUCKETS)].to_numpy(dtype=float)
    period = month_end(tagged["end"].to_numpy())
    rolling = (tagged["ladder_kind"] == ROLLING).to_numpy() if "ladder_kind" in tagged else np.zeros(len(tagged), bool)
    year_end = fiscal_year_end(period, tagged["year_end_month"].to_numpy(dtype=np.int64), rolling)
    owed = tagged["debt"].to_numpy(dtype=float)
    days = tagged["end"].to_numpy().astype("datetime64[D]").astype(np.int64)
    accn = (
        tagged["ladder_accn"].fillna(0).to_numpy(dtype=np.int64)
        if "ladder_accn" in tagged
        else np.zeros(len(tagged), np.int64)
    )
    interim = year_end > period
    unclear = interim & np.isnan(amounts[:, REST])
    cik = tagged["cik"].to_numpy()
    for place in np.flatnonzero(interim & ~unclear & np.isnan(amounts[:, 1]) & np.isfinite(amounts[:, 2])):
        before = (cik == cik[place]) & (period == year_end) & (year_end == year_end[place] - 12)
        if not before.any() or _counts_on(amounts[place], amounts[before][-1]):
            amounts[place, 1:AFTER] = np.append(amounts[place, 2:AFTER], np.nan)
    last = np.flatnonzero(np.append(cik[1:] != cik[:-1], True)) if len(cik) else np.empty(0, np.int64)
    first = np.append(0, last[:-1] + 1) if len(last) else last
    which, base = np.full(len(last), NEWEST), last.copy()
    buckets, filings = amounts[last].copy(), np.repeat(accn[last][:, None], len(BUCKETS), axis=1)
    for row, (begin, newest) in enumerate(zip(first, last, strict=True)):
        older = [
            k
            for k in range(begin, newest)
            if days[newest] - days[k] <= OLDEST_DAYS and not unclear[k] and (year_end[newest] - year_end[k]) % 12 == 0
        ]
        if unclear[newest]:
            annual = [k for k in older if period[k] == year_end[k]]
            if annual:
                base[row], which[row] = annual[-1], OLDER
                buckets[row], filings[row] = amounts[annual[-1]], accn[annual[-1]]
            continue
        if np.isfinite(buckets[row, AFTER]) or np.nansum(buckets[row]) >= COVERED * owed[newest]:
            continue
        for k in reversed(older):
            filled = _fill(buckets[row], amounts[k], int(year_end[newest] - year_end[k]) // 12)
            added = np.isnan(buckets[row]) & np.isfinite(filled)
            if np.nansum(filled) > np.nansum(buckets[row]) and added.any():
                buckets[row], which[row] = filled, FILLED
                filings[row, added] = accn[k]
                break
    made = pd.DataFrame(buckets, columns=list(BUCKETS), index=pd.Index(cik[last], name="cik"))
    made[[f"accn_{place}" for place in range(len(BUCKETS))]] = filings
    return made.assign(
        end=tagged["end"].to_numpy()[base],
        year_end_month=tagged["year_end_month"].to_numpy(dtype=np.int64)[base],
        rolling=rolling[base],
        which=which,
    )


def _counts_on(interim: Array, annual: Array) -> bool:
    """Whether an interim ladder without a year one names its years as the annual one before does.

    The rest of the fiscal year then stands in place of year one, and year two is the next fiscal year.
    """
    same, later = (np.nansum(np.abs(interim[2:5] - annual[2 + shift : 5 + shift])) for shift in (0, 1))
    return bool(same <= later)


def _fill(newer: Array, older: Array, shift: int) -> Array:
    """A newer ladder with the years after its last one, and the open bucket, of one `shift` fiscal years older."""
    filled = newer.copy()
    tagged = np.flatnonzero(np.isfinite(newer[:AFTER]))
    end = int(tagged.max()) if len(tagged) else 0
    last_older = AFTER - 1 - shift
    for place in range(end + 1, last_older + 1):
        filled[place] = older[place + shift]
    if np.isfinite(older[AFTER]):
        filled[AFTER] = max(older[AFTER] - np.nansum(newer[last_older + 1 : AFTER]), 0.0)
    return filled
