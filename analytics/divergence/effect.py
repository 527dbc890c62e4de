"""What the reader's ten-year yield would mean for the gap, if it moved with the yield as it has."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from analytics.divergence.metric_parts import metric
from analytics.measures.curve import LONG, Curve
from analytics.measures.distributions import NORMAL_95
from analytics.model.metric import Metric
from analytics.model.scenario import Scenario

ASSOCIATION = "Association, not cause: the straight line through daily moves of the past year, carried on."
REACH, STEP = 300, 25
"""How far from the published ten-year the line is drawn, in basis points."""


def table(curve: Curve | None, duration: Metric, error: Metric) -> pd.DataFrame:
    """The line and its 95 % band around the published ten-year, every 25 bp to 300 bp on either side, not below zero.

    Columns `ten_year_pct`, `change_bp`, `effect_pp`, `effect_low_pp`, `effect_high_pp`; no rows where there is
    no yield or no sensitivity.
    """
    names = ("ten_year_pct", "change_bp", "effect_pp", "effect_low_pp", "effect_high_pp")
    if curve is None or not isinstance(duration.value, float) or not isinstance(error.value, float):
        return pd.DataFrame({name: [] for name in names})
    today = curve.ten_year_bp
    change = np.arange(-REACH, REACH + 1, STEP)
    change = change[today + change >= 0]
    effect, half = duration.value * change / 100, NORMAL_95 * error.value * np.abs(change) / 100
    return pd.DataFrame(
        dict(zip(names, ((today + change) / 100, change, effect, effect - half, effect + half), strict=True))
    )


def metrics(curve: Curve | None, scenario: Scenario, measured: Mapping[str, Metric]) -> Iterator[Metric]:
    """The change of the gap that goes with the reader's ten-year, with its 95 % interval, in percentage points.

    The slope `rate_duration_gap` times the change of the ten-year; the interval is its standard
    error's, so it is wider the further the slider goes, and both are zero while it is untouched. The
    three-month does not enter. n/a with the reason where there is no yield or no sensitivity.
    """
    duration, error = measured["rate_duration_gap"], measured["rate_duration_gap_se"]
    centre, half, change, missing = math.nan, math.nan, math.nan, duration.note
    if curve is None:
        missing = "no Treasury yields are held for the day"
    else:
        change = float(curve.under(scenario)[0] - curve.ten_year_bp)
        if isinstance(duration.value, float) and isinstance(error.value, float):
            centre, half = duration.value * change / 100, NORMAL_95 * error.value * abs(change) / 100
    as_of = curve.as_of if curve else duration.as_of
    for name, label, value, unit, method in (
        ("ten_year_change", "Ten-year in the scenario less the published one", change, "bp", "M-PAR"),
        ("gap_effect", "Gap that goes with the scenario's ten-year", centre, "pp", "M-EFF"),
        ("gap_effect_low", "Gap that goes with it, lower 95 % bound", centre - half, "pp", "M-EFF"),
        ("gap_effect_high", "Gap that goes with it, upper 95 % bound", centre + half, "pp", "M-EFF"),
    ):
        sources = (LONG,) if unit == "bp" else duration.sources
        note = "" if unit == "bp" else ASSOCIATION
        yield metric(name, label, value, unit, method, sources, as_of, note, missing)
