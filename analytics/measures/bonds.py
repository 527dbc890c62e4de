"""Prices of fixed payments at a yield: bonds that pay twice a year, and pools of mortgages that are prepaid."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

PERIODS = 2
MONTHS = 12
REFINANCING = (0.2406, 0.1389, 5.952, 1.089)
"""The refinancing part of Richard and Roll's prepayment: level, width, slope and middle of its arctangent."""
STRIP = 0.005
"""What servicing and guarantee take of a mortgage's coupon in a year."""


def price(coupon: ArrayLike, yield_: ArrayLike, years: ArrayLike) -> Floats:
    """Price of a bond per unit of face: c/y (1 - v) + v with v = (1 + y/2)^(-2 years).

    `coupon` and `yield_` are decimals a year, paid and compounded twice a year; the three broadcast. A
    maturity that is no whole number of half-years is priced by the same formula, so a bond that carries
    its own yield costs 1 at any maturity. At a yield of 0 it is the sum of the payments. NaN where one
    of the three is.
    """
    c, y, t = (np.asarray(x, dtype=np.float64) for x in (coupon, yield_, years))
    periods = PERIODS * t
    v = np.power(1 + y / PERIODS, -periods)
    zero = np.abs(y) < 1e-12
    annuity = np.where(zero, t, (1 - v) / np.where(zero, 1.0, y))
    return np.asarray(c * annuity + v)


def prepayment(coupon: ArrayLike, mortgage_rate: ArrayLike) -> Floats:
    """Part of a pool's balance prepaid in a year, by its incentive to refinance: CPR = a - b arctan(c (d - C/M)).

    C is the pool's gross coupon and M today's mortgage rate, both decimals; a = 0.2406, b = 0.1389, c = 5.952,
    d = 1.089. It lies between 4.4 and 45.9 % a year: 17 % at par, about 6 % where C is half of M.
    Source: Richard and Roll (1989), Journal of Portfolio Management 15:73, refinancing part alone; seasoning,
    the season of the year and burnout are left out.
    """
    level, width, slope, middle = REFINANCING
    incentive = np.asarray(coupon, dtype=np.float64) / np.asarray(mortgage_rate, dtype=np.float64)
    return np.asarray(level - width * np.arctan(slope * (middle - incentive)))


def pool_price(coupon: ArrayLike, mortgage_rate: float, years: float) -> Floats:
    """Price of a pool of level-payment mortgages per unit of its balance, at a mortgage rate.

    Paid down monthly over `years` at the gross coupon, with `prepayment`; the holder gets the coupon less half a
    percentage point for servicing and guarantee, and discounts at the mortgage rate less the same. Rates are
    decimals a year, paid and compounded monthly; `coupon` may be an array, the price has its shape. A pool whose
    coupon is the mortgage rate costs 1.
    """
    coupons = np.atleast_1d(np.asarray(coupon, dtype=np.float64))
    n = round(MONTHS * years)
    month = np.arange(n + 1)
    grown = np.power(1 + coupons[:, None] / MONTHS, month)
    scheduled = (grown[:, -1:] - grown) / (grown[:, -1:] - 1)
    balance = scheduled * np.power(1 - prepayment(coupons, mortgage_rate)[:, None], month / MONTHS)
    flows = balance[:, :-1] * (1 + (coupons[:, None] - STRIP) / MONTHS) - balance[:, 1:]
    value = flows @ np.power(1 + (mortgage_rate - STRIP) / MONTHS, -month[1:].astype(np.float64))
    return np.asarray(value.reshape(np.shape(coupon)))
