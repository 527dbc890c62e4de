"""What the built-in issuers file beside their debt and income: first years, inventories, shares, stock sold.

Drawn from a generator of its own, so that everything else about them stays what it was.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

OLD = 0.72
"""Part of the issuers that filed in 2015 or before."""
RETAIL = (5200, 5990)
EATING = 5812


@dataclass(frozen=True, eq=False)
class Extras:
    """A row an issuer: `first_year` is NaN where it filed after 2015, `inventory_share` is NaN of what has none."""

    first_year: Array
    cost_share: Array
    cost_drift: Array
    inventory_share: Array
    inventory_growth: Array
    shares: Array
    share_growth: Array
    securities_share: Array
    raises: NDArray[np.bool_]
    floats: Array
    float_growth: Array

    def float_in(self, years: float) -> Array:
        """The public float so many years before the newest."""
        return np.asarray(self.floats * (1.0 + self.float_growth) ** -years)

    def instant(self, revenue: Array, cash: Array, back: int) -> dict[str, Array]:
        """The lines of a balance sheet `back` quarters before the newest."""
        years = back / 4.0
        return {
            "inventory": revenue * self.inventory_share * (1.0 + self.inventory_growth) ** -years,
            "shares": self.shares * (1.0 + self.share_growth) ** -years,
            "debt_securities_noncurrent": np.where(self.securities_share > 0.0, cash * self.securities_share, np.nan),
        }

    def cost(self, revenue: Array, years: float) -> Array:
        """Cost of the sales of a period so many years before the newest."""
        return np.asarray(revenue * np.clip(self.cost_share - self.cost_drift * years, 0.1, 0.95))

    def issued(self, pretax: Array) -> Array:
        """Proceeds of stock in a year: most of a loss, by those that sell stock."""
        return np.where(self.raises, 0.8 * np.maximum(-pretax, 0.0), np.nan)


def extras(random: np.random.Generator, revenue: Array, pretax: Array, sic: NDArray[np.int64], floats: Array) -> Extras:
    """Draw them; loss-makers sell stock more often, and only traders and makers hold inventories."""
    count = len(revenue)
    loses = pretax < 0.0
    retail = (sic >= RETAIL[0]) & (sic <= RETAIL[1]) & (sic != EATING)
    makes = ((sic >= 2000) & (sic < 4000)) | retail
    return Extras(
        first_year=np.where(random.random(count) < OLD, random.integers(2009, 2016, count), np.nan),
        cost_share=np.clip(random.normal(0.64, 0.1, count), 0.2, 0.9),
        cost_drift=random.normal(0.002, 0.012, count),
        inventory_share=np.where(makes, np.clip(random.normal(0.13, 0.04, count), 0.02, 0.4), np.nan),
        inventory_growth=random.normal(0.05, 0.09, count),
        shares=np.exp(random.normal(17.8, 0.7, count)).round(),
        share_growth=np.where(loses, np.abs(random.normal(0.12, 0.15, count)), random.normal(-0.01, 0.03, count)),
        securities_share=np.where(random.random(count) < 0.3, random.random(count), 0.0),
        raises=loses & (random.random(count) < 0.7),
        floats=floats,
        float_growth=np.clip(random.normal(np.where(loses, -0.1, 0.06), 0.2), -0.5, 1.0),
    )
