"""The outcome: what the reader's two yields do to the exposure; all that a slider recomputes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analytics import refinancing as refi
from analytics.debt_wall.exposure import Exposure
from analytics.model.scenario import Scenario

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Outcome:
    """Of every issuer that can be repriced: interest after, what it adds, coverage and net income after (USD).

    `wiped_out` had a net income above 0 before and none after; `wiped_out_published` is the same at the published
    yields, `wiped_out_repaying` with those whose cash covers what falls due paying it back. `at_current_yields` is
    what refinancing adds at the as-of yields. `ten_year` is the reader's, a decimal, and `terms` the terms seen from
    the reader's curve: `break_evens` are reached by a parallel move from there, re-rated once where that is asked
    for, and `code` are their classes. A break-even is at or below `ten_year` just where `profit` is not above 0.
    """

    interest: Array
    extra: Array
    at_current_yields: Array
    covered: Array
    profit: Array
    wiped_out: NDArray[np.bool_]
    wiped_out_published: NDArray[np.bool_]
    wiped_out_repaying: NDArray[np.bool_]
    ten_year: float
    terms: refi.RefinancingInputs
    break_evens: Array
    code: NDArray[np.int8]


def changes(exposure: Exposure, scenario: Scenario) -> tuple[float, float]:
    """The change of the ten-year and of the short rate that the scenario means, decimals."""
    curve = exposure.curve
    long, short = curve.under(scenario)
    return (long - curve.ten_year_bp) / 1e4, (short - curve.short_rate_bp) / 1e4


def reprice(exposure: Exposure, scenario: Scenario) -> Outcome:
    """Reprice every issuer at the scenario's yields, re-rated once by its new coverage where that is asked for."""
    long, short = changes(exposure, scenario)
    rerates = scenario.rerating == "On"
    terms, after = _after(exposure, long, short, rerates)
    profit = refi.net_income(terms, after)
    paid_back = _repaying(exposure, terms, long, short)
    repaid = np.where(exposure.can_repay, refi.net_income(terms, paid_back), profit)
    ten_year = exposure.curve.under(scenario)[0] / 1e4
    seen = exposure.terms.moved(long, short)
    levels = break_evens(exposure, seen, is_rerated=rerates)
    # Both say the same; where the last bit of a sum says otherwise, the profit is the verdict.
    levels = np.where(profit <= 0.0, np.minimum(levels, ten_year), np.maximum(levels, np.nextafter(ten_year, np.inf)))
    return Outcome(
        interest=after,
        extra=after - terms.interest,
        at_current_yields=refi.extra_interest(exposure.terms, 0.0, 0.0),
        covered=refi.coverage(terms, after),
        profit=profit,
        wiped_out=exposure.profitable & (profit <= 0.0),
        wiped_out_published=exposure.profitable & (refi.net_income(*_after(exposure, 0.0, 0.0, rerates)) <= 0.0),
        wiped_out_repaying=exposure.profitable & (repaid <= 0.0),
        ten_year=ten_year,
        terms=seen,
        break_evens=levels,
        code=refi.classes(exposure.terms.changes(ten_year=ten_year), levels),
    )


def break_evens(exposure: Exposure, terms: refi.RefinancingInputs, *, is_rerated: bool) -> Array:
    """Break-even ten-year yields (decimals) of terms, by a parallel move from their own yields; not rounded."""
    target = refi.profit_target(terms)
    if is_rerated:
        target = refi.rerated_target(terms, exposure.covered, target, exposure.ratings)
    return refi.crossing(terms, target)


def coverage_at(exposure: Exposure, long: float, short: float, *, is_rerated: bool) -> Array:
    """Coverage of every issuer once the ten-year and the short rate have changed by so much (decimals)."""
    return refi.coverage(*_after(exposure, long, short, is_rerated))


def _after(exposure: Exposure, long: float, short: float, rerates: bool) -> tuple[refi.RefinancingInputs, Array]:
    """The terms, re-rated where that is asked for, and the interest under them once the yields have changed."""
    terms = exposure.terms
    after = refi.interest(terms, long, short)
    if rerates:
        terms = refi.rerated(terms, exposure.covered, refi.coverage(terms, after), exposure.ratings)
        after = refi.interest(terms, long, short)
    return terms, after


def _repaying(exposure: Exposure, terms: refi.RefinancingInputs, long: float, short: float) -> Array:
    """Interest of issuers that pay back what falls due: its coupon saved, the short rate no longer earned."""
    due = terms.fixed + terms.floating_due
    nothing = np.zeros(len(terms))
    kept = terms.changes(
        interest=terms.interest - due * terms.coupon + due * (terms.short + short),
        fixed=nothing,
        floating=terms.floating - terms.floating_due,
        floating_due=nothing,
    )
    return refi.interest(kept, long, short)
