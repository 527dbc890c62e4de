"""What the figures of the debt wall are made of, and how one becomes a metric."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from analytics.debt_wall.exposure import Exposure
from analytics.debt_wall.fundamentals import IssuerFundamentals
from analytics.debt_wall.outcome import Outcome
from analytics.debt_wall.outlook import Outlook
from analytics.model.metric import Metric, of

Array = NDArray[np.float64]

LADDER = ("sec.ladder_1", "sec.ladder_2", "sec.ladder_3", "sec.ladder_4", "sec.ladder_5", "sec.ladder_after")
DEBT = ("sec.debt_noncurrent", "sec.debt_current_part", "sec.debt_short")
INCOME = ("sec.operating_income", "sec.interest")
YIELDS = ("DGS10", "DGS3MO")
REPRICED = (*INCOME, *LADDER, *DEBT, *YIELDS)
MARKED = (("450", 0.045), ("482", 0.0482))
"""Ten-year yields of the commentary, marked wherever the share by yield is drawn."""


@dataclass(frozen=True)
class MaturityParts:
    """What the figures that no yield moves are made of."""

    book: IssuerFundamentals
    exposure: Exposure

    def metric(
        self,
        name: str,
        label: str,
        value: float,
        unit: str,
        method: str,
        sources: tuple[str, ...],
        note: str = "",
        missing: str = "nothing of it is held",
        as_of: date | None = None,
    ) -> Metric:
        """One metric of the page; NaN is n/a because of `missing`."""
        at = as_of or self.book.newest
        return of(f"debt_wall.{name}", label, value, unit, method, sources, at, note, missing)


def share(flags: NDArray[np.bool_], weights: Array, total: float | None = None) -> float:
    """Share of the weights that is flagged, in per cent; NaN where there is nothing to share."""
    whole = float(weights.sum()) if total is None else total
    return 100 * float(weights[flags].sum()) / whole if whole > 0.0 else math.nan


@dataclass(frozen=True)
class RepricingParts(MaturityParts):
    """What the figures of the repricing are made of as well."""

    outcome: Outcome
    outlook: Outlook
    ends: tuple[tuple[Exposure, Outcome], ...] = ()
    """The same with none and with all of the debt floating whose rate is not tagged."""
