"""Figures of the extremes: the largest quarter, the sector hit hardest, a point of yield against a point of spread."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from analytics.debt_wall.repricing import DEBT, LADDER, REPRICED, MaturityParts, RepricingParts
from analytics.model.language import quarter
from analytics.model.metric import Metric, show
from analytics.model.thresholds import FEWEST_PROFITABLE

POINT_BP = 100
"""The step by which a move of yields is set against one of credit spreads."""


def largest_quarter(parts: MaturityParts, wall: pd.DataFrame) -> Metric:
    """What falls due in the quarter of the window with the most, USD bn; `subject` is that quarter.

    0 where nothing falls due in the window.
    """
    quarters = wall[wall["in_window"]]
    totals = zip(quarters["total_usd_bn"].tolist(), quarters["quarter"].astype(str), strict=True)
    most, name = max(totals, key=lambda row: row[0], default=(0.0, ""))
    name = name if most > 0 else ""
    label, sources = "Most due in one quarter of the window", (*LADDER, *DEBT)
    metric = parts.metric(
        "due_quarter_largest", label, most, "USD bn", "M-LADDER", sources, quarter(name) if name else ""
    )
    return replace(metric, subject=name)


def hardest_hit(parts: RepricingParts, sectors: pd.DataFrame) -> Metric:
    """The highest share of profitable issuers wiped out in a sector, per cent; `subject` is the sector.

    Sectors with fewer than `FEWEST_PROFITABLE` profitable issuers are left out; n/a where all have fewer.
    """
    columns = (sectors[name].tolist() for name in ("wiped_out_pct", "sector", "profitable_count"))
    rows = [(share, name) for share, name, count in zip(*columns, strict=True) if count >= FEWEST_PROFITABLE]
    share, name = max((row for row in rows if row[0] == row[0]), key=lambda row: row[0], default=(math.nan, ""))
    few = f"no sector has {FEWEST_PROFITABLE} profitable issuers"
    day = parts.exposure.curve.as_of
    label = "Wiped out in the sector hit hardest"
    return replace(
        parts.metric("sector_wiped_out_highest", label, share, "%", "M-REFI", REPRICED, name, few, day), subject=name
    )


def points(parts: RepricingParts, heat: pd.DataFrame) -> Iterator[Metric]:
    """The share wiped out a point of yield and a point of spread above the cell of the heat map nearest the reader's.

    Per cent of the profitable issuers; n/a where the map ends before.
    """
    day, level = parts.exposure.curve.as_of, 1e4 * parts.outcome.ten_year
    yields = [round(value * 100) for value in heat["ten_year_pct"].tolist()]
    shares = dict(zip(zip(yields, heat["spread_bp"].tolist(), strict=True), heat["share_pct"].tolist(), strict=True))
    nearest = min(yields, key=lambda value: abs(value - level), default=0)
    for name, what, cell in (
        ("yield", "yield", (nearest + POINT_BP, 0)),
        ("spread", "credit spread", (nearest, POINT_BP)),
    ):
        label = f"Wiped out with a point more of {what}"
        note = f"counted from a ten-year of {show(nearest / 100, '%', 1)} on the map of yields and spreads"
        share = shares.get(cell, math.nan)
        yield parts.metric(
            f"wiped_out_{name}_point", label, share, "%", "M-REFI", REPRICED, note, "the map of yields ends before", day
        )
