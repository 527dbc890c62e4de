"""The fiscal years of every member side by side: what it earned, paid in interest and sold, a column a year."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.debt_wall import doubts
from analytics.frames.issuers import Filings
from analytics.issuers import classify, leverage
from analytics.issuers.definitions import MINIMUM_AGE
from analytics.memo import Memo, memoised

Array = NDArray[np.float64]

NAMES = (
    "operating_income", "pretax_income", "interest", "interest_paid", "interest_capitalised", "interest_income",
    "impairment", "impairment_goodwill", "impairment_long_lived", "net_income", "revenue",
)  # fmt: skip
LAST_FIRST_YEAR = 2015
"""The last year that can show a firm to be ten years old: facts of that year or an earlier one."""
PART = 0.5
"""A year counts as filed once so many of the members have it that had the year before."""
SALES_YEARS = 3
"""Years over which sales are compared: so many are stored of them before the first year of everything else."""


@dataclass(frozen=True, eq=False)
class Annual:
    """A row a member of `cik` (sorted), a column a year of `years`; USD, NaN where not tagged.

    `coverage` is EBIT over interest cost, `newest` the column of the newest year that half of the members have filed,
    `last` that of each member's own newest fiscal year (-1 where there is none as new as the year before that),
    `first_year` the first year with facts, NaN where it is not stored or is after 2015, `q` Tobin's q. `sales` are
    revenue with three years more before the first. `leverage` is debt over assets at the end of the calendar year by
    the main lines of debt, `coverage_by_debt` coverage where that debt decides what interest of nothing means.
    """

    cik: NDArray[np.int64]
    years: tuple[int, ...]
    ebit: Array
    interest: Array
    net_income: Array
    revenue: Array
    coverage: Array
    last: NDArray[np.int64]
    newest: int
    first_year: Array
    q: Array
    sales: Array
    leverage: Array
    coverage_by_debt: Array
    memo: Memo = field(default_factory=Memo, repr=False)

    def back(self, values: Array, years: int) -> Array:
        """The value of each member so many years before its newest fiscal year, NaN where there is none."""
        place = self.last - years
        rows = np.arange(len(self.cik))
        if not values.shape[1]:
            return np.full(len(self.cik), np.nan)
        return np.where(place >= 0, values[rows, np.maximum(place, 0)], np.nan)

    @property
    def sales_years(self) -> tuple[int, ...]:
        """The year of each column of `sales`."""
        return tuple(range(self.years[0] - SALES_YEARS, self.years[-1] + 1)) if self.years else ()

    def age(self, year: int) -> Array:
        """Years since the first facts at the end of a year, NaN where fewer than ten are known.

        A firm that filed no facts so early may be older than them: whether it is old enough is then not known.
        """
        age = year - self.first_year
        return np.where(age >= MINIMUM_AGE, age, np.nan)


@memoised
def annual(filings: Filings, debt_free: frozenset[int]) -> Annual:
    """The fiscal years stored of all members; `debt_free` are the filers whose newest balance sheet has no debt."""
    cik = np.sort(filings.members["cik"].to_numpy(dtype=np.int64))
    rows = filings.rows("year", *NAMES).sort_values("end", kind="stable")
    rows = rows[np.isin(rows["cik"], cik)]
    label = rows["period"].str[2:6].astype(int)
    rows = rows.assign(label=label).drop_duplicates(["cik", "label"], keep="last")
    years = tuple(range(int(label.min()), int(label.max()) + 1)) if len(rows) else ()
    wide = {name: _wide(rows, name, cik, years) for name in NAMES}
    interest = wide["interest"] + np.nan_to_num(wide["interest_capitalised"])
    parts = np.nan_to_num(wide["impairment_goodwill"]) + np.nan_to_num(wide["impairment_long_lived"])
    impaired = np.fmax(np.nan_to_num(wide["impairment"]), parts)
    expensed = np.where(
        ~(wide["interest"] > 0.0) & (wide["interest_paid"] > 0.0), wide["interest_paid"], wide["interest"]
    )
    before = wide["pretax_income"] + expensed - np.nan_to_num(wide["interest_income"])
    ebit = np.where(np.isnan(wide["operating_income"]), before, wide["operating_income"]) + impaired
    odd = doubts.out_of_scale(
        ebit - impaired, np.full(ebit.shape, np.nan), wide["revenue"], wide["net_income"], interest
    )
    ebit = np.where(odd, np.nan, ebit)
    there = np.isfinite(wide["net_income"]) | np.isfinite(ebit)
    last = (
        np.where(there.any(axis=1), len(years) - 1 - np.argmax(there[:, ::-1], axis=1), -1)
        if years
        else np.full(len(cik), -1)
    )
    newest = _newest(there)
    last = np.where(last < newest - 1, -1, last)
    debt = np.full(interest.shape, np.nan)
    if years:
        free = np.isin(cik, list(debt_free)) & (last >= 0)
        debt[np.flatnonzero(free), last[free]] = 0.0
    owed, over = leverage.by_year(filings, cik, years, interest)
    return Annual(
        cik, years, ebit, interest, wide["net_income"], wide["revenue"],
        classify.coverage(ebit, interest, wide["interest_paid"], debt), last.astype(np.int64),
        newest, _first_years(filings, cik), _values(filings, cik, years),
        np.hstack([_sales_before(filings, cik, years), wide["revenue"]]), over,
        classify.coverage(ebit, interest, wide["interest_paid"], owed),
    )  # fmt: skip


def _wide(rows: pd.DataFrame, name: str, cik: NDArray[np.int64], years: tuple[int, ...]) -> Array:
    wide = np.full((len(cik), len(years)), np.nan)
    if years:
        wide[np.searchsorted(cik, rows["cik"]), rows["label"].to_numpy() - years[0]] = rows[name].to_numpy(dtype=float)
    return wide


def _newest(there: NDArray[np.bool_]) -> int:
    """The newest column that half as many members have as the fullest one."""
    counts = there.sum(axis=0)
    full = np.flatnonzero(counts >= PART * counts.max()) if len(counts) and counts.max() else np.empty(0, int)
    return int(full[-1]) if len(full) else -1


def _values(filings: Filings, cik: NDArray[np.int64], years: tuple[int, ...]) -> Array:
    """Tobin's q by calendar year: public float of its middle plus liabilities of its end, over assets of its end.

    Known where all three are stored; the newest float is the members' own, those before it end in June.
    """
    sheets = pd.concat([filings.rows(kind, "assets", "liabilities", "equity") for kind in ("past", "instant")])
    sheets = sheets[sheets["period"].str.endswith("Q4I") & sheets["cik"].isin(cik)]
    owed = sheets["liabilities"].fillna(sheets["assets"] - sheets["equity"])
    sheets = sheets.assign(liabilities=owed, label=sheets["period"].str[2:6].astype(int))
    floats = filings.rows("float", "market_float")
    newest = filings.members[["cik", "float_usd", "float_end"]].dropna().rename(columns={"float_usd": "market_float"})
    newest = newest.assign(label=pd.to_datetime(newest["float_end"]).dt.year)
    floats = pd.concat([floats.assign(label=floats["period"].str[2:6].astype(int)), newest])
    floats = floats[floats["cik"].isin(cik)]
    wide = {}
    for name, rows in (("assets", sheets), ("liabilities", sheets), ("market_float", floats)):
        rows = rows[rows[name].notna() & rows["label"].isin(years)].drop_duplicates(["cik", "label"], keep="last")
        wide[name] = _wide(rows, name, cik, years)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = (wide["market_float"] + wide["liabilities"]) / wide["assets"]
    return np.asarray(np.where(wide["assets"] > 0.0, value, np.nan))


def _sales_before(filings: Filings, cik: NDArray[np.int64], years: tuple[int, ...]) -> Array:
    """Sales of the three years before the first of `years`, NaN where they are not stored."""
    before = tuple(range(years[0] - SALES_YEARS, years[0])) if years else ()
    rows = filings.rows("sales", "sales_before").sort_values("end", kind="stable")
    rows = rows.assign(label=rows["period"].str[2:6].astype(int))
    rows = rows[rows["cik"].isin(cik) & rows["label"].isin(before)].drop_duplicates(["cik", "label"], keep="last")
    return _wide(rows, "sales_before", cik, before)


def _first_years(filings: Filings, cik: NDArray[np.int64]) -> Array:
    """The first year with facts by filer, where it is 2015 or before."""
    rows = filings.rows("first")
    year = pd.Series(rows["period"].str[2:6].astype(float).to_numpy(), index=rows["cik"]).groupby(level=0).min()
    found = year.reindex(cik).to_numpy(dtype=float)
    return np.where(found <= LAST_FIRST_YEAR, found, np.nan)
