"""Refinancing: what a yield does to an issuer's interest, coverage and net income, and where it breaks even.

Everything is vectorised over issuers, and over yields where a list of them is given. Dollars are in any
one unit, yields, coupons, spreads and shares are decimals (0.0463 is 4.63 %). Methods M-REFI, M-BE, M-163J.
"""

from analytics.refinancing.break_even import (
    ABOVE,
    CLASSES,
    COMPUTED,
    HIGHEST,
    LOSS,
    PAST,
    UNEXPOSED,
    break_even,
    classes,
    crossing,
    profit_target,
    share_by_yield,
    shown,
)
from analytics.refinancing.inputs import Array, RefinancingInputs
from analytics.refinancing.rating import Scale, rerated, rerated_target, scale
from analytics.refinancing.reprice import coverage, extra_interest, interest, net_income
from analytics.refinancing.tax import FEDERAL_RATE, exempt, limit

__all__ = [
    "ABOVE",
    "CLASSES",
    "COMPUTED",
    "FEDERAL_RATE",
    "HIGHEST",
    "LOSS",
    "PAST",
    "UNEXPOSED",
    "Array",
    "RefinancingInputs",
    "Scale",
    "break_even",
    "classes",
    "coverage",
    "crossing",
    "exempt",
    "extra_interest",
    "interest",
    "limit",
    "net_income",
    "profit_target",
    "rerated",
    "rerated_target",
    "scale",
    "share_by_yield",
    "shown",
]
