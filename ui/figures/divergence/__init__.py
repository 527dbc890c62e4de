"""Small against large caps, drawn: levels, co-movement, and what goes with yields and event days."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from plotly.basedatatypes import BaseFigure

from ui.figures import downsample
from ui.figures.divergence.comovement import beta, correlation, weighting
from ui.figures.divergence.dots import durations, names
from ui.figures.divergence.events import events
from ui.figures.divergence.levels import drawdowns, percentile_strip, relative_strength, rolling_gap, years
from ui.figures.divergence.yields import effect, sensitivity
from ui.figures.picture import Draw, Picture

__all__ = [
    "DRAWINGS",
    "beta",
    "correlation",
    "drawdowns",
    "durations",
    "effect",
    "events",
    "names",
    "percentile_strip",
    "relative_strength",
    "rolling_gap",
    "sensitivity",
    "weighting",
    "years",
]


def _within(p: Picture) -> pd.DataFrame:
    return downsample.within(p.rows, p.scenario.span)


def _bands(p: Picture) -> pd.DataFrame:
    return p.tables["recessions"]


def _means(p: Picture) -> dict[str, tuple[float, float, float]]:
    """Average and interval of each kind of event whose average is known."""
    kinds = (kind for kind in ("cpi", "fomc") if p.value(f"{kind}_gap") is not None)
    return {
        kind: (p.number(f"{kind}_gap"), p.number(f"{kind}_gap_low"), p.number(f"{kind}_gap_high")) for kind in kinds
    }


def _gap(p: Picture) -> BaseFigure:
    column = f"gap_{p.scenario.window.lower()}_pp"
    return rolling_gap(_within(p), column, _bands(p), p.text.captions["width"], p.palette, p.illustrative)


def _sides(p: Picture) -> tuple[str, str]:
    small, large = p.scenario.pair.split("/")
    return small, large


DRAWINGS: Mapping[str, Draw] = {
    "ratio": lambda p: relative_strength(_within(p), _bands(p), p.palette, p.illustrative),
    "years": lambda p: years(p.rows, p.palette, p.illustrative),
    "gap": _gap,
    "effect": lambda p: effect(
        p.rows,
        p.number("ten_year"),
        p.number("ten_year_scenario"),
        p.number("gap_effect"),
        p.palette,
        p.illustrative,
    ),
    "drawdown": lambda p: drawdowns(_within(p), _sides(p), _bands(p), p.palette, p.illustrative),
    "weighting": lambda p: weighting(_within(p), _bands(p), p.palette, p.illustrative),
    "beta": lambda p: beta(_within(p), _bands(p), p.palette, p.illustrative),
    "correlation": lambda p: correlation(_within(p), _bands(p), p.palette, p.illustrative),
    "sensitivity": lambda p: sensitivity(_within(p), _bands(p), p.palette, p.illustrative),
    "durations": lambda p: durations(p.rows, p.palette, p.illustrative),
    "names": lambda p: names(p.rows, p.palette, p.illustrative),
    "events": lambda p: events(p.rows, _means(p), p.palette, p.illustrative),
    "strip": lambda p: percentile_strip(
        p.tables["strip"],
        p.number(f"ratio{p.text.captions['end']}"),
        p.text.captions["place"],
        p.palette,
    ),
}
