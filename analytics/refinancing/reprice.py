"""Interest, coverage and net income once the yields have moved."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from analytics.refinancing.inputs import Array, RefinancingInputs

ALONE = 200_000
"""Multiplications in one product that stay in this thread: on a busy machine a second one is waited for in vain."""
CACHED = 25_600
"""Numbers worked on at a time, so that they stay in the processor's cache."""


def interest(terms: RefinancingInputs, ten_year_change: ArrayLike, short_change: ArrayLike) -> Array:
    """A year's interest after the two yields have changed (decimals): I1.

    I1 = I0 + w·M_f·(y + s − c) + E·(r0 − r̄ + Δr) + M_v·Δm, with y the as-of yield of the issuer's tenor plus a change
    linear between the two given ones, and Δr the floating rate's own change. Scalars give shape (n,), two
    lists of k changes give (n, k).
    """
    return _changed(terms, terms.base, ten_year_change, short_change)


def extra_interest(terms: RefinancingInputs, ten_year_change: ArrayLike, short_change: ArrayLike) -> Array:
    """Interest after less interest before: ΔI, shaped as in `interest`."""
    return _changed(terms, terms.base - terms.interest, ten_year_change, short_change)


def _changed(terms: RefinancingInputs, start: Array, ten_year_change: ArrayLike, short_change: ArrayLike) -> Array:
    """`start` and what the two changes add to it, as one product of matrices."""
    long, short = np.asarray(ten_year_change, dtype=float), np.asarray(short_change, dtype=float)
    renewed, reach = terms.fraction * terms.fixed, terms.on_ten_year
    legs = np.column_stack([start, renewed * reach, renewed * (1.0 - reach), terms.exposed])
    factors = np.stack([np.ones_like(long), long, short, terms.floating_change(short)])
    if factors.ndim == 1:
        alone: Array = legs @ factors
        return alone
    changed = np.empty((len(legs), factors.shape[1]))
    rows = max(1, ALONE // factors.size)
    for first in range(0, len(legs), rows):
        np.matmul(legs[first : first + rows], factors, out=changed[first : first + rows])
    return changed


def coverage(terms: RefinancingInputs, after: Array) -> Array:
    """Interest coverage EBIT/I for an interest of shape (n,) or (n, k).

    Infinite where there is no interest to pay: the issuer is to be classed before the ratio is shown.
    """
    shape = _column(terms.ebit, after)
    if bool((after > 0.0).all()):
        plain: Array = np.divide(shape, after)
        return plain
    covered = np.full(after.shape, np.inf)
    np.divide(shape, after, out=covered, where=after > 0.0)
    return covered


def net_income(terms: RefinancingInputs, after: Array) -> Array:
    """Net income under an interest of shape (n,) or (n, k): P − I − τ·max(0, P − min(I, L)), P = EBIT + interest
    income."""
    result = np.empty_like(after)
    # max(0, P − min(I, L)) is max(P − I, max(0, P − L)), of which no yield moves the second part.
    always = np.maximum(terms.earned - terms.limit, 0.0)
    ebit, least, rate = (_column(values, after) for values in (terms.earned, always, terms.tax_rate))
    block = max(1, CACHED // (1 if after.ndim == 1 else max(1, after.shape[1])))
    taxed = np.empty_like(after[:block])
    for start in range(0, len(after), block):
        rows = slice(start, start + block)
        earned, tax = result[rows], taxed[: len(after) - start]
        np.subtract(ebit[rows], after[rows], out=earned)
        np.maximum(earned, least[rows], out=tax)
        tax *= rate[rows]
        earned -= tax
    return result


def _column(values: Array, like: Array) -> Array:
    return values if like.ndim == 1 else values[:, None]
