"""Standard forms of the yield curve and of the short rate: interpolation, Nelson-Siegel-Svensson, Vasicek, CIR.

Yields and rates are decimals or per cent as they come in; times are in years. Everything is closed form.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def interpolated(years: ArrayLike, yields: ArrayLike, at: ArrayLike) -> Floats:
    """Par yields linear between published maturities; NaN outside them, and between a missing one.

    `years` ascend. A constant-maturity yield is a par yield: it is neither a zero nor a forward rate.
    """
    known = np.asarray(years, dtype=np.float64), np.asarray(yields, dtype=np.float64)
    return np.asarray(np.interp(np.asarray(at, dtype=np.float64), *known, left=np.nan, right=np.nan))


@dataclass(frozen=True)
class Svensson:
    """A Nelson-Siegel-Svensson curve of continuously compounded zero yields, in the unit of its betas.

    y(t) = β0 + β1 f(t/τ1) + β2 (f(t/τ1) - e^(-t/τ1)) + β3 (f(t/τ2) - e^(-t/τ2)), f(x) = (1 - e^(-x))/x.
    Where `tau2` is not positive (the Federal Reserve writes -999.99 before 1980) or `beta3` is zero there
    is no fourth term. Source: Gürkaynak, Sack and Wright (2007), Journal of Monetary Economics 54:2291.
    """

    beta0: float
    beta1: float
    beta2: float
    beta3: float
    tau1: float
    tau2: float = -999.99

    def zero(self, years: ArrayLike) -> Floats:
        """Zero yields at some maturities above zero."""
        x = np.asarray(years, dtype=np.float64)
        level = self.beta0 + self.beta1 * _slope(x / self.tau1) + self.beta2 * _hump(x / self.tau1)
        return level + self.beta3 * _hump(x / self.tau2) if self._fourth else level

    def forward(self, years: ArrayLike) -> Floats:
        """Instantaneous forward rates."""
        x = np.asarray(years, dtype=np.float64) / self.tau1
        rate = self.beta0 + (self.beta1 + self.beta2 * x) * np.exp(-x)
        if self._fourth:
            second = np.asarray(years, dtype=np.float64) / self.tau2
            rate = rate + self.beta3 * second * np.exp(-second)
        return np.asarray(rate)

    def par(self, years: float) -> float:
        """The par yield of a bond with half-yearly coupons, for betas in per cent; whole half-years only."""
        payments = round(years * 2)
        if payments < 1 or not math.isclose(payments / 2, years):
            raise ValueError(f"a par yield needs whole half-years, not {years}")
        times = np.arange(1, payments + 1) / 2
        discounts = np.exp(-self.zero(times) / 100 * times)
        return float(200 * (1 - discounts[-1]) / discounts.sum())

    @property
    def _fourth(self) -> bool:
        return self.tau2 > 0 and self.beta3 != 0


def forward(start: float, start_yield: float, end: float, end_yield: float) -> float:
    """The forward rate between two zero yields, continuously compounded: (b y_b - a y_a)/(b - a)."""
    return (end * end_yield - start * start_yield) / (end - start)


def vasicek(rate: float, speed: float, mean: float, volatility: float, years: float) -> tuple[float, float]:
    """Mean and standard deviation of a Vasicek short rate after some years; it can be negative."""
    decay = math.exp(-speed * years)
    variance = volatility**2 * (1 - decay**2) / (2 * speed)
    return mean + (rate - mean) * decay, math.sqrt(variance)


def cox_ingersoll_ross(rate: float, speed: float, mean: float, volatility: float, years: float) -> tuple[float, float]:
    """Mean and standard deviation of a CIR short rate after some years.

    It stays above zero where 2 κ θ ≥ σ².
    """
    decay = math.exp(-speed * years)
    variance = rate * volatility**2 * (decay - decay**2) / speed
    variance += mean * volatility**2 * (1 - decay) ** 2 / (2 * speed)
    return mean + (rate - mean) * decay, math.sqrt(variance)


def _slope(x: Floats) -> Floats:
    return np.asarray(-np.expm1(-x) / x)


def _hump(x: Floats) -> Floats:
    return np.asarray(_slope(x) - np.exp(-x))
