"""The published rules of a zombie, vectorised over firms: a zombie, not one, or not classifiable for a reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analytics.issuers.definitions import MINIMUM_AGE

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
Codes = NDArray[np.int8]

ZOMBIE, SOUND, UNCLASSIFIABLE = 1, 0, -1
REASONS = (
    "",
    "no net income of twelve months is tagged",
    "operating profit or interest is not tagged",
    "coverage is not known for three fiscal years",
    "coverage is not known for two fiscal years",
    "no facts before 2016 are stored, so the age is not known",
    "no market value or total liabilities are stored",
    "market values of two years are needed",
    "debt or assets are not tagged, or the debt is doubted",
    "sales of three years before, or a price index, are not stored",
    "a financial: interest is the cost of what it sells",
    "no line of debt of that year is stored",
)
(NONE, NO_INCOME, NO_COVERAGE, NO_THREE_YEARS, NO_TWO_YEARS, NO_AGE, NO_VALUE, NO_TWO_VALUES, NO_LEVERAGE, NO_SALES,
 FINANCIAL, NO_PAST_SHEETS) = range(len(REASONS))  # fmt: skip


@dataclass(frozen=True, eq=False)
class Classes:
    """One row a firm: `code` is 1 for a zombie, 0 for none, -1 for not classifiable; `reason` says why (`REASONS`)."""

    code: Codes
    reason: Codes

    @property
    def known(self) -> Flags:
        """Which firms can be classified."""
        return np.asarray(self.code != UNCLASSIFIABLE)

    @property
    def zombie(self) -> Flags:
        """Which firms fall under the rule."""
        return np.asarray(self.code == ZOMBIE)

    def without(self, firms: Flags, reason: int) -> Classes:
        """The same with some firms not classifiable."""
        return Classes(
            np.where(firms, UNCLASSIFIABLE, self.code).astype(np.int8),
            np.where(firms, reason, self.reason).astype(np.int8),
        )


def of(verdict: Flags, *lacking: tuple[Any, int]) -> Classes:
    """Classes out of a verdict and what each firm lacks; the first reason that applies is the one said."""
    reason = np.select([flags for flags, _ in lacking], [code for _, code in lacking], NONE).astype(np.int8)
    code = np.where(reason > NONE, UNCLASSIFIABLE, np.where(verdict, ZOMBIE, SOUND)).astype(np.int8)
    return Classes(code, reason)


def coverage(ebit: Array, interest: Array, paid: Array, debt: Array) -> Array:
    """Interest coverage: EBIT over interest cost, any shape.

    Interest of nothing is set against what was paid; where that is nothing as well, an issuer that states no
    interest and has no debt is covered without end (`inf`), and one with debt is not known. NaN is not known;
    an EBIT of 0 or below gives a coverage of 0 or below.
    """
    cost = np.where(~(interest > 0.0) & (paid > 0.0), paid, interest)
    none = ~(cost > 0.0) & ~(debt > 0.0) & ((cost == 0.0) | (debt == 0.0))
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(cost > 0.0, ebit / np.where(cost > 0.0, cost, 1.0), np.nan)
    return np.asarray(np.where(none, np.inf, ratio))


def below_one(icr: Array) -> Flags:
    """Strictly below one; not known is not below."""
    with np.errstate(invalid="ignore"):
        return np.asarray(icr < 1.0)


def unprofitable(net_income: Array) -> Classes:
    """Net income of twelve months below 0 (method M-NEG)."""
    with np.errstate(invalid="ignore"):
        return of(net_income < 0.0, (np.isnan(net_income), NO_INCOME))


def icr_below_one(icr: Array) -> Classes:
    """Coverage of twelve months below 1 (method M-ICR)."""
    return of(below_one(icr), (np.isnan(icr), NO_COVERAGE))


def oecd(icr: Array, age: Array) -> Classes:
    """Ten years old or more and coverage below one in each of three years (`icr` of shape (n, 3); method M-ZOECD).

    Three years of coverage and the age are needed: `age` in years, NaN where not known.
    """
    verdict = below_one(icr).all(axis=1) & (age >= MINIMUM_AGE)
    return of(verdict, (np.isnan(icr).any(axis=1), NO_THREE_YEARS), (np.isnan(age), NO_AGE))


def bis_narrow(broad: Classes, q: Array, q_median: Array) -> Classes:
    """Broad and Tobin's q below the median of its sector and year (method M-ZBISN)."""
    with np.errstate(invalid="ignore"):
        low = q < q_median
    unknown = np.isnan(q) | np.isnan(q_median)
    found = of(broad.zombie & low, (unknown, NO_VALUE))
    code = np.where(broad.known, found.code, UNCLASSIFIABLE).astype(np.int8)
    return Classes(code, np.where(broad.known, found.reason, broad.reason).astype(np.int8))


def bis_2022(icr: Array, q: Array, q_median: Array) -> Classes:
    """Coverage below one and q below the sector's median, both for two years (method M-ZBIS22).

    Arrays have a column a year, oldest first. A firm enters after two years under both and leaves after two years
    that fail either; where the last two years differ it is what it was the year before, and no zombie where
    nothing earlier is known of it. Both last years must be known.
    """
    with np.errstate(invalid="ignore"):
        under = below_one(icr) & (q < q_median)
    known = np.isfinite(q) & np.isfinite(q_median) & ~np.isnan(icr)
    state = np.zeros(len(icr), bool)
    for year in range(1, icr.shape[1]):
        both = known[:, year] & known[:, year - 1]
        enters, leaves = under[:, year] & under[:, year - 1], ~under[:, year] & ~under[:, year - 1]
        state = np.where(both & enters, True, np.where(~both | leaves, False, state))
    ends = slice(-2, None)
    no_value = ~(np.isfinite(q) & np.isfinite(q_median))[:, ends].all(axis=1)
    return of(state, (np.isnan(icr[:, ends]).any(axis=1), NO_TWO_YEARS), (no_value, NO_TWO_VALUES))


def fed(leverage: Array, icr: Array, sales_growth: Array) -> Classes:
    """Leverage above the sample's median, coverage below one, real sales lower than three years before (M-ZFED).

    The median is that of the firms given whose leverage is known. `sales_growth` is real, over three years.
    """
    known = np.isfinite(leverage)
    middle = float(np.median(leverage[known])) if known.any() else np.nan
    with np.errstate(invalid="ignore"):
        verdict = (leverage > middle) & below_one(icr) & (sales_growth < 0.0)
    return of(verdict, (np.isnan(icr), NO_COVERAGE), (~known, NO_LEVERAGE), (np.isnan(sales_growth), NO_SALES))


def sector_medians(q: Array, sector: NDArray[np.str_]) -> Array:
    """The median q of each firm's own sector, NaN where no firm of it has one."""
    found = np.full(len(q), np.nan)
    for name in np.unique(sector):
        mine = sector == name
        known = q[mine][np.isfinite(q[mine])]
        if len(known):
            found[mine] = np.median(known)
    return found
