"""Mortgages: the coupon a bank's pools carry, and what they are worth at a mortgage rate, prepayment included."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from analytics.banks import buckets
from analytics.measures import bonds
from analytics.measures.curve import Curve

Floats = NDArray[np.float64]

LOWEST = 0.006
"""A mortgage rate no lower than this is priced: what servicing takes, and a little."""
COUPONS = np.arange(0.010, 0.0901, 0.0025)
"""The coupons that prices are worked out for; between them they are linear."""
LONGEST = 25.0
"""The term in years of the pools whose price tells the coupon of a bank's pools."""


def rate(curve: Curve, spread: float) -> float:
    """The mortgage rate of a curve in decimals: its ten-year plus a spread (decimals), 0.6 % at the least."""
    ten = float(buckets.yields_at(curve, np.array([buckets.TEN]))[0])
    return max(ten + spread, LOWEST)


@lru_cache(maxsize=512)
def _prices(mortgage_rate: float, years: float) -> Floats:
    return bonds.pool_price(COUPONS, mortgage_rate, years)


def price(coupon: Floats, mortgage_rate: float, years: float) -> Floats:
    """Price of pools per unit of balance by their coupon (decimals, any shape) at a mortgage rate."""
    return np.asarray(np.interp(coupon, COUPONS, _prices(mortgage_rate, years)))


def implied_coupon(price: Floats, mortgage_rate: float) -> Floats:
    """The coupon of pools that cost `price` per unit of balance at a mortgage rate; NaN where the price is.

    Prices beyond those of a coupon of 1 and 9 % take these.
    """
    return np.asarray(np.interp(price, _prices(mortgage_rate, LONGEST), COUPONS))
