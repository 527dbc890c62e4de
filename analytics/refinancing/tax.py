"""The limit on deductible business interest, section 163(j) of the Internal Revenue Code."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analytics.refinancing.inputs import Array

SHARE = 0.30
FEDERAL_RATE = 0.21
EXEMPT_RECEIPTS = {2024: 30e6, 2025: 31e6, 2026: 32e6}
"""Average gross receipts of three years, in USD, up to which the limit does not apply, by tax year."""


def limit(adjusted_income: ArrayLike, interest_income: ArrayLike = 0.0) -> Array:
    """Interest that may be deducted: L = 0.30·ATI + business interest income.

    ATI is EBITDA for tax years from 2025 on (P.L. 119-21) and was EBIT for 2022 to 2024; a negative one counts as 0.
    """
    allowed: Array = SHARE * np.maximum(adjusted_income, 0.0) + np.asarray(interest_income, dtype=float)
    return allowed


def exempt(average_receipts: Array, year: int) -> NDArray[np.bool_]:
    """Whether the limit does not apply, because average gross receipts stay under the year's threshold.

    NaN receipts are not exempt. A year without a threshold of its own takes the nearest known one.
    """
    known = min(max(year, min(EXEMPT_RECEIPTS)), max(EXEMPT_RECEIPTS))
    return np.asarray(average_receipts <= EXEMPT_RECEIPTS[known])
