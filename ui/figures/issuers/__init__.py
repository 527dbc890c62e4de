"""Issuers, drawn: shares by definition, by year and by yield, the specification curve."""

from __future__ import annotations

from collections.abc import Mapping

from analytics.issuers.watchlist import RATE
from ui.figures.banks.lines import Line, line_chart
from ui.figures.debt_wall.response import Mark, by_yield, published_mark
from ui.figures.divergence.dots import intervals
from ui.figures.drawing import Drawing
from ui.figures.issuers.breadth import returns
from ui.figures.issuers.cash import dilution, retail, runway
from ui.figures.issuers.lines import lenders
from ui.figures.issuers.published import published_shares
from ui.figures.issuers.shares import definitions, specification
from ui.figures.issuers.years import aggregate, by_definition
from ui.figures.picture import Draw, Picture

__all__ = ["DRAWINGS"]


def _by_yield(p: Picture) -> Drawing:
    marks: list[Mark] = [
        *published_mark(p, "zombie_icr_below_one_published"),
        ("slider", p.number("ten_year_scenario"), p.value("zombie_icr_below_one_scenario")),
    ]
    rows = p.rows.rename(columns={"icr_below_one_pct": "share_pct"})
    return by_yield(rows, marks, p.palette, p.illustrative, "below 1")


DRAWINGS: Mapping[str, Draw] = {
    "zombies": lambda p: definitions(p.rows, p.scenario.definition, p.palette, p.illustrative),
    "zombie_by_yield": _by_yield,
    "specification": lambda p: specification(p.rows, p.palette, p.illustrative),
    "zombie_years": lambda p: by_definition(p.rows, p.scenario.definition, p.palette, p.illustrative),
    "runway": lambda p: runway(p.rows, p.palette, p.illustrative),
    "dilution": lambda p: dilution(p.rows, p.palette, p.illustrative),
    "retail": lambda p: retail(p.rows, p.palette, p.illustrative),
    "retail_ratio": lambda p: line_chart(
        p.rows, (Line("retail_ratio_x", "all<br>retailers", p.palette.ink),), p.palette, p.illustrative, unit="x"
    ),
    "warehouse_lenders": lambda p: lenders(p.rows, p.palette, p.illustrative),
    "breadth": lambda p: returns(
        p.rows,
        p.number("breadth_median_ytd"),
        (p.number("breadth_median_ytd_low"), p.number("breadth_median_ytd_high")),
        p.palette,
        p.illustrative,
    ),
    "watchlist_rates": lambda p: intervals(
        list(p.rows[["ticker", *RATE]].itertuples(index=False, name=None)), p.palette, p.illustrative, left=56
    ),
    "zombie_published": lambda p: published_shares(p.rows, p.palette, p.illustrative),
    "zombie_aggregate": lambda p: aggregate(p.rows, p.palette, p.illustrative),
}
