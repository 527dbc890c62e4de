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

    `wiped_out` had a net income above 0 before and none after; `wiped_out_repaying` is the same with those
    whose cash covers what falls due paying it back. `at_current_yields` is what refinancing adds at the as-of yields.
    """

    interest: Array
    extra: Array
    at_current_yields: Array
    covered: Array
    profit: Array
    wiped_out: NDArray[np.bool_]
    wiped_out_repaying: NDArray[np.bool_]


def changes(exposure: Exposure, scenario: Scenario) -> tuple[float, float]:
    """The change of the ten-year and of the short rate, decimals; 0 for a yield the reader has not set."""
    curve = exposure.curve
    long, short = curve.under(scenario)
    return (long - curve.ten_year_bp) / 1e4, (short - curve.short_rate_bp) / 1e4


def reprice(exposure: Exposure, scenario: Scenario) -> Outcome:
    """Reprice every issuer at the scenario's yields, re-rated once by its new coverage where that is asked for."""
    terms = exposure.terms
    long, short = changes(exposure, scenario)
    after = refi.interest(terms, long, short)
    if scenario.rerating == "On":
        terms = refi.rerated(terms, exposure.covered, refi.coverage(terms, after), exposure.ratings)
        after = refi.interest(terms, long, short)
    profit = refi.net_income(terms, after)
    paid_back = _repaying(exposure, terms, long, short)
    repaid = np.where(exposure.can_repay, refi.net_income(terms, paid_back), profit)
    return Outcome(
        interest=after,
        extra=after - terms.interest,
        at_current_yields=refi.extra_interest(exposure.terms, 0.0, 0.0),
        covered=refi.coverage(terms, after),
        profit=profit,
        wiped_out=exposure.profitable & (profit <= 0.0),
        wiped_out_repaying=exposure.profitable & (repaid <= 0.0),
    )


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
