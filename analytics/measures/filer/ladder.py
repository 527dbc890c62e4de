"""The maturity ladder: calendar quarters out of the fiscal-year buckets a filing states (method M-LADDER).

A bucket says that so much falls due within a fiscal year and no more than that, so its place within the year
is an assumption (even by month) and a quarter has a range: nothing of a bucket that only touches it, or all.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.model.scenario import QUARTERS

Array = NDArray[np.float64]
Months = NDArray[np.int64]
Flags = NDArray[np.bool_]

BUCKETS = ("ladder_remainder", "ladder_1", "ladder_2", "ladder_3", "ladder_4", "ladder_5", "ladder_after")
"""Columns of a ladder: the rest of the fiscal year (10-Q only), years one to five, after year five."""
FIRST_MONTH = int(QUARTERS[0][:4]) * 12
"""The first month of the quarters shown, counted from year 0."""
SHORT_BY = 0.10
"""A quarterly report's ladder this far below debt has dropped its late buckets."""
TAGGED, LAST_ANNUAL_SHORT, LAST_ANNUAL_UNCLEAR, SHORT = range(4)
WHICH = (
    "newest ladder filed",
    "last 10-K's ladder, because the newer 10-Q's falls short of debt by over 10 %",
    "last 10-K's ladder, because the newer 10-Q does not say what its first year is",
    "newest ladder filed; it falls short of debt by over 10 %",
)
"""Why a ladder was chosen, by code."""


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
        quarters = months.reshape(len(months), -1, 3).sum(axis=2)
        quarters[quarters < 1e-3] = 0.0
        return quarters, outside

    def bounds(self, first: int, last: int) -> tuple[Array, Array]:
        """The least and the most that can fall due from month `first` to month `last`, both included.

        A bucket wholly inside counts in both, one that touches the span in the second only.
        """
        inside = (self.first >= first) & (self.last <= last)
        touching = (self.first <= last) & (self.last >= first)
        return (self.amount * inside).sum(axis=1), (self.amount * touching).sum(axis=1)


def schedule(buckets: Array, period: Months, year_end_month: Months) -> Schedule:
    """Place buckets (columns of `BUCKETS`, NaN where none is tagged) on the calendar.

    `period` is the month the balance sheet closes, `year_end_month` the month of the year (0 to 11) the fiscal
    year ends with. Buckets are fiscal years after the one the balance sheet lies in, so that a 10-Q's year one
    is a 10-K's year two; a 10-Q that tags no remainder counts from the year in progress, as the tag is defined.
    A missing bucket is 0: never the one of an older filing.
    """
    stated = np.nan_to_num(buckets)
    year_end = period + (year_end_month - period) % 12
    interim = year_end > period
    no_rest = np.isnan(buckets[:, 0])
    first_year = np.where(interim & no_rest, year_end - 12, year_end)
    steps = 12 * np.arange(5)
    first = first_year[:, None] + 1 + steps
    last = first + 11
    rest_last = np.where(interim, year_end, period + 12)
    first = np.column_stack([period + 1, np.maximum(first, period[:, None] + 1)])
    last = np.column_stack([rest_last, last])
    return Schedule(stated[:, :6], first, last, stated[:, 6].copy())


def current(amount: Array, period: Months) -> Schedule:
    """Debt that is due within twelve months of the balance sheet, and known to be nothing more than that."""
    column = amount[:, None]
    return Schedule(column, period[:, None] + 1, period[:, None] + 12, np.zeros(len(amount)))


def choose(ladders: pd.DataFrame) -> pd.DataFrame:
    """One ladder an issuer: the newest, unless it is a 10-Q's that has dropped or blurred its buckets.

    `ladders` has a row an issuer and balance sheet with columns cik, end (`datetime64`), year_end_month (0 to
    11), debt (NaN where none is tagged) and `BUCKETS`. Rows without a bucket are ignored. The result is indexed
    by cik, one of those rows each, with `which`, a code of `WHICH`.
    """
    tagged = ladders[ladders[list(BUCKETS)].notna().any(axis=1)].sort_values(["cik", "end"])
    period = month_end(tagged["end"].to_numpy())
    annual = (tagged["year_end_month"].to_numpy() - period) % 12 == 0
    total = tagged[list(BUCKETS)].sum(axis=1).to_numpy()
    debt = tagged["debt"].to_numpy(dtype=float)
    short = total < (1.0 - SHORT_BY) * np.nan_to_num(debt)
    unclear = ~annual & tagged["ladder_remainder"].isna().to_numpy()
    marked = tagged.assign(annual=annual, short=short, unclear=unclear, which=TAGGED)
    newest = marked.groupby("cik").tail(1).set_index("cik")
    last_annual = marked[marked["annual"]].groupby("cik").tail(1).set_index("cik")
    poor = newest.index[~newest["annual"] & (newest["short"] | newest["unclear"])]
    replaced = last_annual[last_annual.index.isin(poor)]
    why = newest.loc[replaced.index, "short"].map({True: LAST_ANNUAL_SHORT, False: LAST_ANNUAL_UNCLEAR})
    kept = newest[~newest.index.isin(replaced.index)]
    kept = kept.assign(which=np.where(kept["short"], SHORT, TAGGED))
    chosen = pd.concat([kept, replaced.assign(which=why.astype(int))]).sort_index()
    return chosen.drop(columns=["annual", "short", "unclear"])
