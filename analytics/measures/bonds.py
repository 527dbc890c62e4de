"""Prices of fixed payments at a yield: bonds that pay twice a year, and loans that are paid down."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

PERIODS = 2
MONTHS = 12


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


def loan_price(coupon: float, yield_: float, years: float, prepaid: float) -> float:
    """Price of a level-payment loan per unit of its balance.

    Both rates are decimals a year, compounded twice a year, and turned into monthly ones; `prepaid` is
    the part of the balance paid ahead of schedule in a year, the same at every yield. A loan that
    carries its own yield costs 1.
    """
    _, flows = _loan(coupon, years, prepaid)
    month = np.arange(1, len(flows) + 1)
    return float(np.sum(flows * (1 + _monthly(yield_)) ** -month))


def average_life(coupon: float, years: float, prepaid: float) -> float:
    """Mean time in years until a unit of a level-payment loan's balance is repaid."""
    balance, _ = _loan(coupon, years, prepaid)
    return float(np.sum(balance[:-1]) / MONTHS)


def _loan(coupon: float, years: float, prepaid: float) -> tuple[Floats, Floats]:
    """Balances from month 0 on, and the payments of months 1 on."""
    rate, n = _monthly(coupon), round(MONTHS * years)
    month = np.arange(n + 1)
    grown: Floats = np.power(1 + rate, month)
    scheduled: Floats = (grown[-1] - grown) / (grown[-1] - 1) if abs(rate) > 1e-12 else 1 - month / n
    balance = scheduled * (1 - prepaid) ** (month / MONTHS)
    return balance, balance[:-1] * (1 + rate) - balance[1:]


def _monthly(yield_: float) -> float:
    return float(np.power(1 + yield_ / PERIODS, PERIODS / MONTHS)) - 1
