"""The series of credit over time: which columns a chart draws, in which colours, and on which axis."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from numpy.typing import NDArray

from analytics.model.thresholds import FREEZE_PCT
from ui.figures.banks.lines import Line, line_chart
from ui.figures.picture import Draw, Picture
from ui.style import Palette

QUARTER = "Q%q %Y"
FIRST = pd.Timestamp("1990-01-01")
"""Where the drawings begin: the survey of standards does."""
DAY_MS = 86_400_000.0
SHORT_AXIS = pd.Timedelta(days=1278)
"""Up to which the time axis names months, which a quarterly series has none of."""


@dataclass(frozen=True)
class Plan:
    """What one chart draws: (column, name, colour) of each line, later ones in front, and its axis.

    `by_quarter` marks values of a quarter, which is what a hover then names; a line is open over more than
    `hole_days` without a value.
    """

    lines: tuple[tuple[str, str, str], ...]
    unit: str = "%"
    signed: bool = False
    from_zero: bool = False
    by_quarter: bool = False
    reference: float | None = None
    hole_days: int = 120
    margin: int = 92


PLANS = {
    "standards": Plan(
        (
            ("standards_large_net_pct", "larger firms", "large"),
            ("standards_small_net_pct", "small firms", "small"),
        ),
        signed=True, by_quarter=True, reference=FREEZE_PCT,
    ),
    "demand": Plan(
        (
            ("standards_demand_large_net_pct", "larger firms", "large"),
            ("standards_demand_small_net_pct", "small firms", "small"),
        ),
        signed=True, by_quarter=True,
    ),
    "spread": Plan((("spread_bbb_bp", "BBB", "banks"), ("spread_hy_bp", "high yield", "ink")), "bp", from_zero=True),
    "spread_ratings": Plan(
        (("spread_bb_bp", "BB", "small"), ("spread_b_bp", "B", "large"), ("spread_ccc_bp", "CCC", "ink")),
        "bp", from_zero=True, margin=64,
    ),
    "lending": Plan(
        (
            ("lending_all_pct", "all loans", "large"),
            ("lending_nonbanks_pct", "non-banks", "banks"),
            ("lending_business_pct", "business", "ink"),
        ),
        signed=True,
    ),
    "credit_growth": Plan(
        (
            ("lending_cre_pct", "real estate", "large"),
            ("lending_card_pct", "cards", "ink"),
            ("lending_auto_pct", "auto", "small"),
        ),
        signed=True,
    ),
    "inventories": Plan((("inventories_to_sales_x", "retail", "ink"),), "months", margin=64),
    "delinquency": Plan(
        (
            ("auto_other_delinquency_pct", "auto, other", "small"),
            ("consumer_delinquency_pct", "consumer", "banks"),
            ("card_delinquency_pct", "cards", "ink"),
        ),
        from_zero=True, by_quarter=True,
    ),
    "charge_offs": Plan(
        (
            ("auto_other_charge_offs_pct", "auto, other", "small"),
            ("consumer_charge_offs_pct", "consumer", "banks"),
            ("card_charge_offs_pct", "cards", "ink"),
        ),
        from_zero=True, by_quarter=True,
    ),
    "cre_quality": Plan(
        (("cre_delinquency_pct", "late", "ink"),),
        from_zero=True, by_quarter=True, margin=64,
    ),
    "cre_charge_offs": Plan(
        (("cre_charge_offs_pct", "charged off", "ink"),),
        signed=True, by_quarter=True,
    ),
    "facilities": Plan(
        (
            ("facilities_term_funding_usd_bn", "Term Funding", "banks"),
            ("facilities_discount_window_usd_bn", "discount<br>window", "ink"),
        ),
        "USD bn", from_zero=True,
    ),
    "liquidity": Plan((("facilities_net_liquidity_usd_bn", "net", "ink"),), "USD bn", margin=48),
    "cpi": Plan((("cpi_year_pct", "CPI", "ink"),), signed=True, hole_days=45, margin=48),
}  # fmt: skip


def drawing_of(key: str) -> Draw:
    """The drawing of a chart by its plan."""

    def draw(p: Picture) -> go.Figure:
        return series(p.rows, p.tables["recessions"], PLANS[key], p.palette, p.illustrative)

    return draw


def series(table: pd.DataFrame, bands: pd.DataFrame, plan: Plan, palette: Palette, illustrative: bool) -> go.Figure:
    """Draw the lines of a plan that a table has, over the dates on which one of them has a value.

    Values of different frequencies share a table, so each line joins its own values, but over no hole. The drawing
    begins in 1990 at the earliest, the table where the series does.
    """
    columns = [column for column, *_ in plan.lines if column in table]
    rows = table.loc[table["date"] >= FIRST, ["date", *columns]]
    rows = rows.dropna(how="all", subset=columns).reset_index(drop=True)
    lines = tuple(Line(column, name, getattr(palette, colour)) for column, name, colour in plan.lines)
    plot = line_chart(
        rows, lines, palette, illustrative, unit=plan.unit, bands=bands, signed=plan.signed, margin=plan.margin,
        from_zero=plan.from_zero, reference=plan.reference,
    )  # fmt: skip
    for trace in plot.data:
        if trace.mode == "lines":
            trace.x, trace.y = _opened(np.asarray(trace.x), np.asarray(trace.y), plan.hole_days * DAY_MS)
    if plan.by_quarter and len(rows):
        short = rows["date"].iloc[-1] - rows["date"].iloc[0] <= SHORT_AXIS
        plot.update_xaxes(hoverformat=QUARTER, **({"tickformat": QUARTER} if short else {}))
    return plot


def _opened(
    moments: NDArray[np.float64], heights: NDArray[np.float64], hole: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The known points of a line, with an empty one in each hole between them."""
    known = ~np.isnan(heights)
    x, y = moments[known], heights[known].astype("float64")
    holes = np.flatnonzero(np.diff(x) > hole) + 1
    return np.insert(x, holes, x[holes] - 1), np.insert(y, holes, np.nan)
