"""What the built-in issuers filed of past years beside their income: lines of debt, and sales of before 2019.

Drawn from a generator of its own, so that everything else about them stays what it was.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

YEARS = 12
"""Years before the last one that are drawn."""
LACKING = 0.08
"""Part of the issuers whose balance sheets of past years show no main line of debt."""
MOST = 1.08
"""A past debt over the present one: total liabilities of a past year leave room for a tenth."""


@dataclass(frozen=True, eq=False)
class Past:
    """A row an issuer: `levels` are debt over the present one by year back, NaN of balance sheets without lines."""

    levels: Array

    def lines(self, debt: Array, tagging: NDArray[np.int64], soon: Array, back: int) -> dict[str, Array]:
        """The lines of debt so many years before the newest, USD: `soon` is the part due within a year."""
        owed = np.where(tagging >= 0, debt * self.levels[:, back], np.nan)
        current = np.where(tagging >= 1, owed * soon, np.nan)
        return {"debt_current_part": current, "debt_noncurrent": owed - np.nan_to_num(current)}


def past(random: np.random.Generator, growth: Array) -> Past:
    """Draw it: debt grows half as fast as sales, with a swing of its own in every year."""
    count = len(growth)
    factor = (1.0 + np.clip(growth, -0.15, 0.3))[:, None] ** (-0.5 * np.arange(YEARS))
    levels = np.minimum(factor * np.exp(random.normal(0.0, 0.05, (count, YEARS))), MOST)
    return Past(np.where((random.random(count) < LACKING)[:, None], np.nan, levels))
