"""Maturity buckets of a bank's assets: how each is repriced, and what is assumed where none are filed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from analytics.measures import bonds
from analytics.measures.curve import Curve

Floats = NDArray[np.float64]

TEN = 10.0


@dataclass(frozen=True)
class Bucket:
    """One field of the maturity ladder: repriced as a bond of `years`, or as a pool paid down over them.

    `assumed` is its part of its kind of asset where a bank files no ladder.
    """

    field: str
    years: float
    assumed: float
    amortising: bool = False

    @property
    def tenor(self) -> float:
        """The maturity in years whose yield it is repriced at: of a pool the ten-year, which mortgage rates follow."""
        return TEN if self.amortising else self.years

    def change(self, before: float, after: float) -> float:
        """Relative change of a bond's value between two yields (decimals) of its tenor: 0 where they are equal.

        It is taken to carry the first of the two, so higher yields never raise it. Of a pool 0: see
        `analytics.banks.mortgages`.
        """
        return 0.0 if self.amortising else float(bonds.price(before, after, self.years)) - 1.0


def _spans(stem: str, shares: tuple[float, ...], residential_mortgages: bool) -> tuple[Bucket, ...]:
    """Six spans of maturity; those of home loans over five years are paid down, not repaid at the end."""
    years = (0.125, 0.625, 2.0, 4.0, 10.0, 25.0 if residential_mortgages else 20.0)
    names = ("3LES", "3T12", "1T3", "3T5", "5T15", "OV15")
    return tuple(
        Bucket(f"{stem}{name}", span, share, residential_mortgages and span > 5)
        for name, span, share in zip(names, years, shares, strict=True)
    )


SECURITIES: tuple[Bucket, ...] = (
    *_spans("SCNM", (0.06, 0.04, 0.09, 0.10, 0.14, 0.04), residential_mortgages=False),
    *_spans("SCPT", (0.00, 0.00, 0.01, 0.02, 0.09, 0.19), residential_mortgages=True),
    Bucket("SCO3YLES", 1.5, 0.06),
    Bucket("SCOOV3Y", 6.0, 0.16),
)
"""Debt securities: by maturity, and other mortgage securities by average life."""
HOMES: tuple[Bucket, ...] = _spans("LNRS", (0.03, 0.07, 0.10, 0.12, 0.28, 0.40), residential_mortgages=True)
"""First liens on one to four family homes."""
OTHER_LOANS: tuple[Bucket, ...] = _spans("LNOT", (0.50, 0.11, 0.14, 0.12, 0.11, 0.02), residential_mortgages=False)
"""All other loans and leases; one that floats stands at its next repricing."""


def yields_at(curve: Curve, tenors: Floats) -> Floats:
    """Yields of a curve in decimals at some maturities in years, linear between the published ones, flat outside."""
    return np.asarray(np.interp(tenors, curve.years, curve.yields.to_numpy() / 100.0))


@lru_cache(maxsize=8)
def _tenors(buckets: tuple[Bucket, ...]) -> Floats:
    return np.array([bucket.tenor for bucket in buckets])


@lru_cache(maxsize=64)
def changes(buckets: tuple[Bucket, ...], before: Curve, after: Curve) -> Floats:
    """Relative change of value of each bucket between two curves, in the order of `buckets`; 0 for pools."""
    tenors = _tenors(buckets)
    pairs = zip(buckets, yields_at(before, tenors), yields_at(after, tenors), strict=True)
    return np.array([bucket.change(float(then), float(now)) for bucket, then, now in pairs])
