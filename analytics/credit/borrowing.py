"""What a new bond would pay by rating at the reader's yields: the five-year Treasury plus the spread."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date

import pandas as pd

from analytics.credit.groups import Groups
from analytics.credit.measured import VIEW
from analytics.measures.curve import Curve
from analytics.model.metric import Metric, of
from analytics.model.scenario import Scenario

FIVE_YEAR = "DGS5"


def table(groups: Groups, curve: Curve | None, scenario: Scenario) -> pd.DataFrame:
    """A row a rating: its spread, and the yield with the published and the reader's five-year, per cent.

    NaN where the spread or the five-year is not held, or the spread is older than it should be.
    """
    published, moved = _five_year(curve, scenario)
    spreads = [series.highest.value if series.highest and not series.is_old else math.nan for series in groups.spreads]
    return pd.DataFrame(
        {
            "rating": [series.indicator.label for series in groups.spreads],
            "spread_bp": spreads,
            "spread_on": [series.period or "n/a" for series in groups.spreads],
            "yield_published_pct": [published + spread / 100 for spread in spreads],
            "yield_scenario_pct": [moved + spread / 100 for spread in spreads],
        }
    )


def metrics(groups: Groups, curve: Curve | None, rows: pd.DataFrame, as_of: date, why: str) -> Iterator[Metric]:
    """Each rating's yield at the reader's yields; n/a where the spread is old or missing, or `why` no curve."""
    for series, value in zip(groups.spreads, rows["yield_scenario_pct"], strict=True):
        id, label = series.indicator.name, f"{series.indicator.label}: yield of a new bond at the reader's yields"
        missing = why or (series.missing if series.highest is None else f"{FIVE_YEAR} is not held")
        if series.is_old:
            missing = f"its newest spread is of {series.period}, too old to stand beside these yields"
        on = curve.as_of if curve else as_of
        yield of(f"{VIEW}.{id}_yield", label, float(value), "%", "M-BORROW", (FIVE_YEAR, *series.sources), on,
                 f"five-year Treasury plus the spread of {series.period}", missing)  # fmt: skip


def _five_year(curve: Curve | None, scenario: Scenario) -> tuple[float, float]:
    if curve is None or FIVE_YEAR not in curve.yields.index:
        return math.nan, math.nan
    place = list(curve.yields.index).index(FIVE_YEAR)
    published = float(curve.yields.iloc[place])
    return published, published + float(curve.change_bp(*curve.under(scenario))[place]) / 100
