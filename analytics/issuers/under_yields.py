"""Coverage under the reader's yields: which borrowers would not earn their interest after refinancing."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.debt_wall import Exposure, Outcome, coverage_at
from analytics.issuers.classify import below_one
from analytics.issuers.sample import BIOTECH_CODES
from analytics.model.scenario import Scenario

Array = NDArray[np.float64]
YIELDS_BP = np.arange(0, 1001, 25)


@dataclass(frozen=True)
class Below:
    """The part of borrowers, and of their debt, with coverage below one, in per cent; NaN where there is none."""

    share: float
    debt: float


def measure(exposure: Exposure, outcome: Outcome, scenario: Scenario) -> tuple[dict[str, Below], pd.DataFrame]:
    """Coverage below one as filed, at the published and at the reader's yields, and along the ten-year.

    Of the borrowers that can be repriced; along the ten-year both yields move alike from the reader's curve, and all
    are re-rated where that is asked for. The published ten-year and the reader's are among those, for their dots.
    """
    mine = np.ones(len(exposure.repriceable), bool)
    if scenario.biotech == "Off":
        mine = ~np.isin(exposure.table["sic"].to_numpy()[exposure.repriceable], BIOTECH_CODES)
    debt, rerates = np.nan_to_num(exposure.debt), scenario.rerating == "On"
    pays = mine & np.isfinite(exposure.covered)

    def below(covered: Array) -> Below:
        under = below_one(covered) & pays
        owed = float(debt[pays].sum())
        share = 100 * under.sum() / pays.sum() if pays.any() else math.nan
        return Below(float(share), 100 * float(debt[under].sum()) / owed if owed > 0.0 else math.nan)

    states = {
        "filed": below(exposure.covered),
        "published": below(coverage_at(exposure, 0.0, 0.0, is_rerated=rerates)),
        "scenario": below(outcome.covered),
    }
    long, short = exposure.curve.under(scenario)
    base = exposure.curve
    rows = []
    for points in np.union1d(YIELDS_BP, (base.ten_year_bp, long)):
        changes = (points - base.ten_year_bp) / 1e4, (short + points - long - base.short_rate_bp) / 1e4
        at = below(coverage_at(exposure, *changes, is_rerated=rerates))
        rows.append({"ten_year_pct": points / 100, "icr_below_one_pct": at.share, "debt_at_risk_pct": at.debt})
    return states, pd.DataFrame(rows)
