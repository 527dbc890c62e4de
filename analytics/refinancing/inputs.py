"""Terms: what repricing needs to know of each issuer and of the curve."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

SHORT_TENOR, LONG_TENOR = 0.25, 10.0
"""Maturities of the two yields, in years."""


@dataclass(frozen=True, eq=False)
class RefinancingInputs:
    """One row an issuer; every array has the length n.

    `ebit` and `interest` are of a year, before repricing; `limit` is the section 163(j) limit on
    deductible interest, infinite where there is none; `tax_rate` is 0 for an issuer that pays none.
    `fixed` is fixed debt that matures in the window, `floating_due` floating debt that does, `floating` all
    floating debt, the maturing part included. `coupon` is what maturing fixed debt pays now, `spread` what
    its successor pays over the Treasury yield of its tenor (`tenor` in years, `tenor_yield` on the as-of
    date), `margin` the change of margin on floating debt that matures.

    `ten_year` and `short` are the as-of yields, `hedged` the share of floating debt swapped to fixed,
    `pass_through` the short rate's move per move of the reader's, `floor` the lowest short rate, and
    `fraction` the part of the year after repricing (1 is the run-rate). `interest_income` is earned beside EBIT,
    before and after. `short_since` is the as-of short rate less its mean over the twelve months that `interest`
    is of: floating debt at rest pays the yields of the day. No value may be NaN.
    """

    ebit: Array
    interest: Array
    limit: Array
    tax_rate: Array
    fixed: Array
    floating_due: Array
    floating: Array
    coupon: Array
    spread: Array
    margin: Array
    tenor: Array
    tenor_yield: Array
    ten_year: float
    short: float
    hedged: float = 0.0
    pass_through: float = 1.0
    floor: float = 0.0
    fraction: float = 1.0
    interest_income: Array | float = 0.0
    short_since: Array | float = 0.0

    def __len__(self) -> int:
        return len(self.ebit)

    def changes(self, **values: Any) -> RefinancingInputs:
        """The terms with some values set."""
        return dataclasses.replace(self, **values)

    def moved(self, ten_year_change: float, short_change: float) -> RefinancingInputs:
        """The terms seen from a curve whose two yields have changed (decimals): nothing else is repriced yet.

        Floating debt pays the new short rate, and the two as-of yields and that of each tenor are the moved ones, so
        that a parallel move from here is a change of both by as much.
        """
        reach = self.on_ten_year
        return self.changes(
            interest=self.interest + self.exposed * self.floating_change(np.asarray(short_change)),
            tenor_yield=self.tenor_yield + reach * ten_year_change + (1.0 - reach) * short_change,
            ten_year=self.ten_year + ten_year_change,
            short=self.short + self.pass_through * short_change,
        )

    @property
    def run_rate(self) -> RefinancingInputs:
        """The terms at a full year's repricing and a parallel short rate, as break-evens are stated."""
        return self.changes(fraction=1.0, pass_through=1.0)

    @property
    def base(self) -> Array:
        """Interest after repricing at the as-of yields: I0 + w·M_f·(y0 + s − c) + E·(r0 − r̄) + M_v·Δm."""
        renewed = self.fraction * self.fixed * (self.tenor_yield + self.spread - self.coupon)
        at_rest: Array = self.interest + renewed + self.exposed * self.short_since + self.floating_due * self.margin
        return at_rest

    @property
    def earned(self) -> Array:
        """What is earned before interest: P = EBIT + interest income."""
        earned: Array = self.ebit + self.interest_income
        return earned

    @property
    def exposed(self) -> Array:
        """Floating debt that is not hedged: E = D_v·(1 − h)."""
        return self.floating * (1.0 - self.hedged)

    @property
    def on_ten_year(self) -> Array:
        """The part, 0 to 1, of a ten-year change that reaches the tenor; the rest is the short rate's."""
        return np.clip((self.tenor - SHORT_TENOR) / (LONG_TENOR - SHORT_TENOR), 0.0, 1.0)

    def floating_change(self, short_change: Array) -> Array:
        """The move of the floating rate: max(r + β·Δ, floor) − max(r, floor)."""
        moved = np.maximum(self.short + self.pass_through * short_change, self.floor)
        return moved - max(self.short, self.floor)
