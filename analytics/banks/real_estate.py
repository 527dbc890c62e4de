"""Commercial real estate: concentration by the supervisory test, its growth, and what defaults would cost."""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray

from analytics.banks.call_report import REAL_ESTATE, CallReportQuarter
from analytics.model.thresholds import CRE_GROWTH_PCT, CRE_TO_CAPITAL_PCT

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

NEW_CAPITAL = date(2020, 3, 31)
"""From this quarter on the test is on tier 1 capital plus allowance, before on total risk-based capital."""


def loans(construction: Floats, multifamily: Floats, nonfarm: Floats, unsecured: Floats) -> Floats:
    """The loans that count: owner-occupied property does not. NaN where a part is not filed."""
    return np.asarray(construction + multifamily + nonfarm + unsecured)


def capital(end: date, tier_one: Floats, allowance: Floats, total: Floats) -> Floats:
    """The denominator of a quarter (method M-CRE300).

    Since 31 March 2020 tier 1 capital plus the allowance for loan losses, before it total risk-based
    capital, which filers under the community bank leverage ratio do not report.
    """
    return np.asarray(tier_one + allowance if end >= NEW_CAPITAL else total)


def over(amount: Floats, base: Floats) -> Floats:
    """A multiple, in decimals; NaN where the base is not positive or either is not known."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(base > 0, amount / base, np.nan)


def over_capital(amount: Floats, base: Floats, always: bool = False) -> Floats:
    """A multiple of capital, in decimals; infinite where the capital is gone, which is the worst case and no unknown.

    Capital that is not positive makes any positive amount infinite, with `always` any known amount; 0 stays 0.
    NaN where either is not known.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(base > 0, amount / base, np.nan)
    gone = (base <= 0) & ~np.isnan(amount)
    return np.where(gone, np.where((amount > 0) | always, np.inf, 0.0), ratio)


def growth(now: Floats, before: Floats | None) -> Floats:
    """Growth over 36 months in decimals; NaN where there was none to grow from, or the quarter is not held."""
    if before is None:
        return np.full(len(now), np.nan)
    return np.where(before > 0, over(now, before) - 1.0, np.nan)


def both_parts(concentration: Floats, growth: Floats) -> Bools:
    """Whether both parts of the total test are met: 300 % of capital, and a growth of 50 % in 36 months."""
    return np.asarray((concentration >= CRE_TO_CAPITAL_PCT / 100) & (growth >= CRE_GROWTH_PCT / 100))


def loss(amount: Floats, default: float, severity: float) -> Floats:
    """Default rate times loss given default times the loans (method M-CREL); both rates are decimals."""
    return np.asarray(amount * default * severity)


def of(book: CallReportQuarter) -> Floats:
    """The counted loans of each charter of a quarter, in USD."""
    return loans(*(book[name] for name in REAL_ESTATE))


def cre_denominator(book: CallReportQuarter) -> Floats:
    """The test's denominator for each charter of a quarter, in USD."""
    return capital(book.end, book["RBCT1J"], book["LNATRES"], book["RBC"])
