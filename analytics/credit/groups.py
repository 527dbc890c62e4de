"""Every group of series as measured on a market: standards, spreads, quality, lending, inventories, facilities."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from analytics.credit import growth
from analytics.credit.indicators import (
    ASSETS,
    BREAKS,
    FACILITIES,
    INVENTORIES,
    LENDING,
    LIQUIDITY,
    QUALITY,
    REVERSE_REPO,
    SPREADS,
    STANDARDS,
    TREASURY,
    Indicator,
    values,
)  # fmt: skip
from analytics.credit.measured import Measured, measure
from analytics.frames.market import Market
from analytics.memo import memoised

MILLIONS = 1e-3
"""From USD m to USD bn."""
RECENT = 4
"""Days up to which the daily reverse repurchases stand for a Wednesday without a value of its own."""


@dataclass(frozen=True, eq=False)
class Groups:
    """The series of each group, in the order in which they are shown."""

    standards: tuple[Measured, ...]
    spreads: tuple[Measured, ...]
    quality: tuple[Measured, ...]
    lending: tuple[Measured, ...]
    inventories: tuple[Measured, ...]
    facilities: tuple[Measured, ...]

    @property
    def all(self) -> tuple[Measured, ...]:
        """Every series of every group."""
        return (
            *self.standards, *self.spreads, *self.quality, *self.lending, *self.inventories, *self.facilities,
        )  # fmt: skip

    def series(self, name: str) -> Measured:
        """The series of a name. Raises `StopIteration` for one that is not on the page."""
        return next(series for series in self.all if series.indicator.name == name)


@memoised
def of(market: Market, as_of: date | None, last: date) -> Groups:
    """All groups, with what was usually public by the as-of date where one is set, seen from the day `last`."""

    def level(indicator: Indicator, unit: str, method: str, scale: float = 1.0) -> Measured:
        return measure(indicator, values(market, indicator, as_of, last) * scale, unit, method, last)

    return Groups(
        tuple(level(one, "%", "M-SLOOS") for one in STANDARDS),
        tuple(level(one, "bp", "M-OAS", 100.0) for one in SPREADS),
        tuple(level(one, "%", "M-DELINQ") for one in QUALITY),
        tuple(_grown(market, one, as_of, last) for one in LENDING),
        tuple(level(one, "x", "M-INVENTORIES") for one in INVENTORIES),
        (
            *(level(one, "USD bn", "M-H41", MILLIONS) for one in FACILITIES),
            level(ASSETS, "USD bn", "M-H41", MILLIONS),
            level(TREASURY, "USD bn", "M-H41", MILLIONS),
            level(REVERSE_REPO, "USD bn", "M-LIQUIDITY"),
            _liquidity(market, as_of, last),
        ),
    )


def _grown(market: Market, one: Indicator, as_of: date | None, last: date) -> Measured:
    levels = values(market, one, as_of, last)
    why = f"{one.id} is not held for a year" if len(levels) else f"{one.id} is not held"
    grown = growth.without(growth.over_a_year(levels, one.every), BREAKS.get(one.id, ()))
    return measure(one, grown, "%", "M-LOANS", last, why)


def _liquidity(market: Market, as_of: date | None, last: date) -> Measured:
    """Assets of the Federal Reserve less the Treasury's account and reverse repurchases, by Wednesday, USD bn.

    A Wednesday that lacks one of the three has none: what is not known is not zero.
    """
    parts = {one.id: values(market, one, as_of, last) for one in (ASSETS, TREASURY, REVERSE_REPO)}
    lacking = [id for id, series in parts.items() if series.empty]
    assets, account, repo = parts.values()
    if lacking:
        net, why = pd.Series(dtype="float64", index=pd.DatetimeIndex([])), f"{lacking[0]} is not held"
    else:
        days = pd.DatetimeIndex(assets.index)
        placed = repo.reindex(days, method="ffill", tolerance=pd.Timedelta(days=RECENT))
        net = (assets * MILLIONS - account.reindex(days) * MILLIONS - placed).dropna()
        why = "the three series have no Wednesday in common"
    return measure(LIQUIDITY, net, "USD bn", "M-LIQUIDITY", last, why, tuple(parts))
