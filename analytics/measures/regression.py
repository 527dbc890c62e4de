"""Least squares with Newey-West errors, at once and over a rolling window."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import ArrayLike, NDArray

from analytics.measures.distributions import NORMAL_95, chi_square_p

Floats = NDArray[np.float64]

_BATCH = 128
"""Windows solved together: small enough that their columns stay in the processor's cache."""
_COLLINEAR = 1e-10
"""Columns scaled to unit length whose smallest pivot is below this say the same thing twice."""


@dataclass(frozen=True, eq=False)
class Fit:
    """A fitted line: `coefficients` (k), their `covariance` (k, k), `residuals` (n); the constant is first.

    All are NaN where the columns are collinear or there are no more rows than columns.
    """

    coefficients: Floats
    covariance: Floats
    residuals: Floats
    r_squared: float

    @property
    def observations(self) -> int:
        """Rows used."""
        return len(self.residuals)

    @property
    def errors(self) -> Floats:
        """Standard errors, in the order of `coefficients`."""
        return np.asarray(np.sqrt(np.diag(self.covariance)))

    def interval(self, place: int) -> tuple[float, float]:
        """The 95 % interval of one coefficient, by the normal distribution."""
        half = NORMAL_95 * float(self.errors[place])
        value = float(self.coefficients[place])
        return value - half, value + half


@dataclass(frozen=True)
class Wald:
    """A Wald test: `statistic` is chi-square with `restrictions` degrees of freedom if they hold; `p` its tail."""

    statistic: float
    restrictions: int
    p: float


@dataclass(frozen=True, eq=False)
class Rolling:
    """Coefficients and standard errors (n, k) of windows ending on each row, NaN before the first whole one."""

    coefficients: Floats
    errors: Floats


def newey_west_lag(observations: int) -> int:
    """The lag of Newey and West's rule, floor(4 (T/100)^(2/9)): 4 for a year of sessions, 7 for five, 8 for ten."""
    return int(4.0 * math.pow(observations / 100.0, 2.0 / 9.0))


def ols(y: ArrayLike, x: ArrayLike, lag: int | None = None, constant: bool = True, correction: bool = False) -> Fit:
    """Least squares of `y` (n) on `x` (n, or n by k), with a constant in front unless told otherwise.

    Errors are Newey and West's with Bartlett weights 1 - l/(lag + 1); `lag` 0 makes them White's, None
    the ordinary ones, s²(X'X)⁻¹ with n - k. `correction` multiplies a Newey-West covariance by n/(n - k).
    Rows are in order of time and hold no NaN: raises `ValueError` when they do or when lengths differ.
    Source: Newey and West (1987), Econometrica 55:703; as Greene, and sandwich::NeweyWest unprewhitened.
    """
    target, columns = _checked(y, x, constant)
    rows, k = columns.shape
    scale = np.sqrt(np.sum(columns**2, axis=0))
    if rows <= k or not np.all(scale > 0):
        return _undefined(rows, k)
    q, r = np.linalg.qr(columns / scale)
    if np.abs(np.diag(r)).min() < _COLLINEAR:
        return _undefined(rows, k)
    inverse = np.linalg.inv(r)
    coefficients = inverse @ (q.T @ target) / scale
    residuals = target - columns @ coefficients
    squares = float(residuals @ residuals)
    if lag is None:
        covariance = (inverse @ inverse.T) * squares / (rows - k)
    else:
        half = inverse @ _moving_sums(q.T * residuals, lag) / math.sqrt(lag + 1)
        covariance = half @ half.T * (rows / (rows - k) if correction else 1.0)
    around = target - target.mean() if constant else target
    total = float(around @ around)
    return Fit(
        coefficients,
        covariance / np.outer(scale, scale),
        residuals,
        1.0 - squares / total if total > 0 else math.nan,
    )


def wald(fit: Fit, restrictions: ArrayLike, values: ArrayLike = 0.0) -> Wald:
    """Test that R b = r, with R (q, k) or one row of it: (Rb - r)'(R V R')⁻¹(Rb - r), chi-square with q.

    NaN where the fit is.
    """
    matrix = np.atleast_2d(np.asarray(restrictions, dtype=np.float64))
    off = matrix @ fit.coefficients - np.asarray(values, dtype=np.float64)
    if np.isnan(off).any():
        return Wald(math.nan, len(matrix), math.nan)
    statistic = float(off @ np.linalg.solve(matrix @ fit.covariance @ matrix.T, off))
    return Wald(statistic, len(matrix), chi_square_p(statistic, len(matrix)))


def rolling(y: ArrayLike, x: ArrayLike, window: int, lag: int | None = None) -> Rolling:
    """`ols` with a constant over the `window` rows ending on each row, solved in batches.

    Rows before the first whole window are NaN, as is a window whose columns are collinear. Raises
    `ValueError` as `ols` does.
    """
    target, columns = _checked(y, x, True)
    rows, k = columns.shape
    coefficients, errors = np.full((rows, k), np.nan), np.full((rows, k), np.nan)
    if rows < window or window <= k:
        return Rolling(coefficients, errors)
    scale = np.sqrt(np.mean(columns**2, axis=0))
    scale[scale == 0] = 1.0
    targets = sliding_window_view(target, window)
    wide = [sliding_window_view(column, window) for column in (columns / scale).T]
    for start in range(0, len(targets), _BATCH):
        part = slice(start, start + _BATCH)
        values, variances = _batch(targets[part], [column[part] for column in wide], lag)
        place = slice(start + window - 1, start + window - 1 + len(values))
        coefficients[place], errors[place] = values / scale, np.sqrt(np.maximum(variances, 0.0)) / scale
    return Rolling(coefficients, errors)


def _batch(y: Floats, x: list[Floats], lag: int | None) -> tuple[Floats, Floats]:
    """Coefficients and their variances (m, k) of m windows: y (m, w), and x, k columns of (m, w) each."""
    rows, k = y.shape[1], len(x)
    cross = _products(x)
    sizes = np.sqrt(np.einsum("mii->mi", cross))
    whole = np.all(sizes > 0, axis=1)
    sizes[~whole] = 1.0
    whole &= np.abs(np.linalg.det(cross / (sizes[:, :, None] * sizes[:, None, :]))) > _COLLINEAR
    cross[~whole] = np.eye(k)
    inverse = np.linalg.inv(cross)
    onto = np.stack([np.einsum("mw,mw->m", column, y) for column in x], axis=1)
    coefficients = np.einsum("mij,mj->mi", inverse, onto)
    residuals = y - sum(coefficients[:, i, None] * x[i] for i in range(k))
    if lag is None:
        squares = np.einsum("mw,mw->m", residuals, residuals) / (rows - k)
        variances = np.einsum("mii->mi", inverse) * squares[:, None]
    else:
        middle = _products([_moving_sums(column * residuals, lag) for column in x]) / (lag + 1)
        variances = np.einsum("mii->mi", inverse @ middle @ inverse)
    undefined = ~whole[:, None]
    return np.where(undefined, np.nan, coefficients), np.where(undefined, np.nan, variances)


def _products(columns: list[Floats]) -> Floats:
    """The k by k sums of products of k columns (m, w), for each of the m windows: (m, k, k)."""
    return np.stack([np.stack([np.einsum("mw,mw->m", a, b) for a in columns], axis=1) for b in columns], axis=1)


def _moving_sums(scores: Floats, lag: int) -> Floats:
    """Sums of `lag + 1` neighbours along the last axis, those that reach over either end included.

    Their products add up to the sum over lags l of (lag + 1 - |l|) times the scores' l-th
    autocovariance, which is the Bartlett sum times lag + 1: positive semi-definite by construction.
    """
    rows = scores.shape[-1]
    sums = np.zeros((*scores.shape[:-1], rows + lag))
    for shift in range(lag + 1):
        sums[..., shift : shift + rows] += scores
    return sums


def _checked(y: ArrayLike, x: ArrayLike, constant: bool) -> tuple[Floats, Floats]:
    target, columns = np.asarray(y, dtype=np.float64), np.asarray(x, dtype=np.float64)
    if columns.ndim == 1:
        columns = columns[:, None]
    if target.ndim != 1 or len(target) != len(columns):
        raise ValueError(f"{len(target)} values cannot be regressed on {len(columns)} rows")
    if not (np.isfinite(target).all() and np.isfinite(columns).all()):
        raise ValueError("a value to be regressed is missing or not finite")
    return target, np.column_stack([np.ones(len(target)), columns]) if constant else columns


def _undefined(rows: int, k: int) -> Fit:
    return Fit(np.full(k, np.nan), np.full((k, k), np.nan), np.full(rows, np.nan), math.nan)
