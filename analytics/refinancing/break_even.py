"""The ten-year yield at which an issuer's profit, or its coverage, is gone: closed form and classes."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analytics.refinancing.inputs import Array, RefinancingInputs

LOSS, UNEXPOSED, PAST, ABOVE, COMPUTED = range(5)
CLASSES = ("already loss-making", "not rate-exposed", "already past", "above 15 %", "computed")
"""What a break-even can be, by code."""
HIGHEST = 0.15
"""A break-even above this ten-year yield is shown as being above it."""


def profit_target(terms: RefinancingInputs) -> Array:
    """The interest I* at which net income is 0.

    P = EBIT + interest income where the limit on deductions is slack there, (1 − τ)·P + τ·L where it binds:
    taxable income is then above 0 although nothing is earned.
    """
    cap = np.minimum(terms.limit, terms.earned)
    return (1.0 - terms.tax_rate) * terms.earned + terms.tax_rate * cap


def crossing(terms: RefinancingInputs, target: Array | None = None) -> Array:
    """The ten-year yield (decimal) from which on interest is at or above `target`, by default `profit_target`.

    y* = [I* − I0 + M_f·(c − s) + E·y0 − M_v·Δm] / (M_f + E) at the run-rate, the whole curve moving in
    parallel from the terms' own yields; below the short rate's floor the floating leg no longer gives way. Minus
    infinity where every yield is too high, plus infinity where none is, NaN nowhere.
    """
    run = terms.run_rate
    aim = profit_target(run) if target is None else target
    fixed, floating = run.fixed, run.exposed
    kink = run.floor - run.short
    at_kink = run.base + fixed * kink + floating * (run.floor - max(run.short, run.floor))
    gap = aim - at_kink
    slope = np.where(gap >= 0.0, fixed + floating, fixed)
    change = np.full(len(run), np.inf)
    with np.errstate(over="ignore"):
        np.divide(gap, slope, out=change, where=slope > 0.0)
    change[(slope <= 0.0) & (gap < 0.0)] = -np.inf
    static = (fixed + floating) <= 0.0
    change[static] = np.where(run.base[static] >= aim[static], -np.inf, np.inf)
    return run.ten_year + kink + change


def classes(terms: RefinancingInputs, break_evens: Array) -> NDArray[np.int8]:
    """The class of every issuer (a code of `CLASSES`), given what `crossing` found.

    Loss-making comes first (EBIT + interest income − I0 ≤ 0), then not exposed to any yield; a break-even at or below
    the ten-year of the terms is already past: at that yield nothing is earned.
    """
    code = np.full(len(terms), COMPUTED, dtype=np.int8)
    code[break_evens > HIGHEST] = ABOVE
    code[break_evens <= terms.ten_year] = PAST
    code[(terms.fixed + terms.exposed) <= 0.0] = UNEXPOSED
    code[terms.earned - terms.interest <= 0.0] = LOSS
    return code


def shown(break_evens: Array, code: NDArray[np.int8]) -> Array:
    """Break-evens that are a figure: NaN above 15 %, for the loss-making, the unexposed and where none is finite."""
    known = np.isin(code, (COMPUTED, PAST)) & np.isfinite(break_evens)
    return np.where(known, break_evens, np.nan)


def break_even(terms: RefinancingInputs, target: Array | None = None) -> tuple[Array, NDArray[np.int8]]:
    """Break-even ten-year yields (decimals) and their classes.

    NaN for issuers already loss-making or not exposed, above 15 %, and where no yield is low enough.
    """
    break_evens = crossing(terms, target)
    code = classes(terms, break_evens)
    return shown(break_evens, code), code


def share_by_yield(break_evens: Array, yields: ArrayLike, weights: Array | None = None) -> Array:
    """Share, 0 to 1, of the issuers whose crossing lies at or below each ten-year yield.

    `weights` (dollars of debt, of earnings) makes it a share of their sum. One sort serves any number of
    yields. NaN where there is no issuer, or no weight.
    """
    levels = np.asarray(yields, dtype=float)
    if weights is None:
        ordered = np.sort(break_evens)
        passed = np.searchsorted(ordered, levels, side="right").astype(float)
        total = float(len(break_evens))
    else:
        order = np.argsort(break_evens, kind="stable")
        running = np.concatenate([[0.0], np.cumsum(weights[order])])
        passed = running[np.searchsorted(break_evens[order], levels, side="right")]
        total = float(running[-1])
    return passed / total if total > 0.0 else np.full(levels.shape, np.nan)
