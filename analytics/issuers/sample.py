"""The firms that a share is of: the band, with or without biotech, property and financials, and their weights."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.debt_wall import IssuerFundamentals
from analytics.debt_wall.fundamentals import DOUBTED, NO_DEBT
from analytics.frames.issuers import Filings
from analytics.issuers import classify
from analytics.issuers.annual import Annual, annual
from analytics.measures.filer import sectors
from analytics.memo import Memo, memoised
from analytics.model.scenario import Scenario

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]

BIOTECH_CODES = (2834, 2835, 2836, 8731)
"""Industry codes of pharmaceutical preparations, diagnostics, biologicals and research."""


@dataclass(frozen=True, eq=False)
class Sample:
    """The members of a band with an industry code, a row each of `table` (USD), financials among them.

    `annual` holds the fiscal years of all members and `place` where each row stands in it. `q` is Tobin's q by public
    float, NaN where it is not known.
    """

    table: pd.DataFrame
    annual: Annual
    place: NDArray[np.int64]
    icr: Array
    leverage: Array
    q: Array
    biotech: Flags
    property: Flags
    financial: Flags
    memo: Memo = field(default_factory=Memo, repr=False)

    def within(self, biotech: bool, property: bool, financials: bool) -> Flags:
        """The firms of a universe: with or without three groups."""
        inside = np.ones(len(self.table), bool)
        for has, group in ((biotech, self.biotech), (property, self.property), (financials, self.financial)):
            inside &= has | ~group
        return inside

    def of_scenario(self, scenario: Scenario) -> Flags:
        """The firms of the reader's universe."""
        return self.within(*(value == "On" for value in (scenario.biotech, scenario.real_estate, scenario.financials)))

    def weights(self, weighting: str) -> Array:
        """What each firm counts for: one, its public float or its debt (USD; what is not known counts for nothing)."""
        if weighting == "Count":
            return np.ones(len(self.table))
        name = "float_usd" if weighting == "Float" else "counted_debt"
        return np.asarray(np.nan_to_num(self.table[name].to_numpy(dtype=float)))


@memoised
def sample(book: IssuerFundamentals, filings: Filings, low: int, high: int) -> Sample:
    """The sample of a band of ranks, kept with the fundamentals."""
    whole = book.table
    debt_free = frozenset(whole.loc[whole["status"] == NO_DEBT, "cik"].tolist())
    years = annual(filings, debt_free)
    first, last = sorted((low, high))
    inside = whole["rank"].between(first, last) & (whole["sic"] > 0)
    table = whole[inside].reset_index(drop=True)
    debt = table["debt"].where(table["status"] != DOUBTED)
    debt = debt.mask(table["status"] == NO_DEBT, 0.0)
    table = table.assign(counted_debt=debt)
    icr = classify.coverage(
        *(table[name].to_numpy(dtype=float) for name in ("ebit", "interest", "interest_paid", "counted_debt"))
    )
    assets, liabilities = (table[name].to_numpy(dtype=float) for name in ("assets", "liabilities"))
    with np.errstate(divide="ignore", invalid="ignore"):
        leverage = np.where(assets > 0, debt.to_numpy(dtype=float) / assets, np.nan)
        q = np.where(assets > 0, (table["float_usd"].to_numpy(dtype=float) + liabilities) / assets, np.nan)
    sic = table["sic"].to_numpy(dtype=np.int64)
    return Sample(
        table,
        years,
        np.searchsorted(years.cik, table["cik"].to_numpy(dtype=np.int64)),
        icr,
        leverage,
        q,
        np.isin(sic, BIOTECH_CODES),
        (table["sector"] == sectors.REAL_ESTATE).to_numpy(),
        table["financial"].to_numpy(dtype=bool),
    )
