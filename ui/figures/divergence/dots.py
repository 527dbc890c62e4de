"""Dots with their 95 % intervals, a row each: slopes of the gap and of the names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analytics.model.metric import NBSP, show
from ui.figures.drawing import Drawing
from ui.style import HALF, Palette, base_layout, signed_ticks, vline, words

MOVES = {"all": "All days", "up": "Yields up", "down": "Yields down"}
Row = tuple[str, float, float, float]
"""A row's name, its value and the ends of its interval; NaN where there is none."""


def durations(table: pd.DataFrame, palette: Palette, illustrative: bool) -> go.Figure:
    """Draw the slope with its 95 % interval for all days, for rises and for falls of the yield."""
    rows = [
        (MOVES[move], *values) for move, *values in table[["moves", *_interval("duration")]].itertuples(index=False)
    ]
    return intervals(rows, palette, illustrative, left=88)


def names(table: pd.DataFrame, palette: Palette, illustrative: bool) -> go.Figure:
    """Draw each name's slope with its interval, and muted under it what is left beyond the market's move."""
    rows = list(table[["ticker", *_interval("duration")]].itertuples(index=False, name=None))
    beyond = list(table[["ticker", *_interval("beyond_market")]].itertuples(index=False, name=None))
    return intervals(rows, palette, illustrative, left=56, second=beyond)


def _interval(name: str) -> list[str]:
    unit = "pct_per_pp"
    if name == "duration":
        return [f"duration_{unit}", f"low_{unit}", f"high_{unit}"]
    return [f"{name}_{unit}", f"{name}_low_{unit}", f"{name}_high_{unit}"]


def intervals(
    rows: Sequence[Row],
    palette: Palette,
    illustrative: bool,
    left: int,
    second: Sequence[Row] | None = None,
) -> Drawing:
    """A dot and its interval a row, top to bottom; rows without a value keep their place and say n/a."""
    layout = base_layout(palette, HALF, illustrative=illustrative)
    layout["margin"] |= {"l": left, "r": 60}
    layout["hovermode"] = "closest"
    known = [value for _, *values in [*rows, *(second or [])] for value in values if value == value]
    low, high = min([*known, 0.0]), max([*known, 0.0])
    room = (high - low or 1.0) * 0.05
    layout["xaxis"] |= {"range": [low - room, high + room], **signed_ticks(low - room, high + room)}
    layout["yaxis"] |= {
        "range": [len(rows) - 0.4, -0.6],
        "tickvals": list(range(len(rows))),
        "ticktext": [name for name, *_ in rows],
        "showgrid": False,
    }
    layout["shapes"] = [vline(0, palette.ink)]
    shift = 0.18 if second else 0.0
    data = [marks(rows, -shift, palette.small)]
    if second:
        data.append(marks(second, shift, palette.muted, "circle-open"))
    for place, (_, value, *_rest) in enumerate(rows):
        text = show(value, "pp", 1, sign=True).removesuffix(f"{NBSP}pp") if value == value else "n/a"
        layout["annotations"].append(
            words(f"<b>{text}</b>", palette.small, xref="paper", x=1, xanchor="left", xshift=8, y=place - shift)
        )
    return Drawing(data, layout)


def marks(rows: Sequence[Row], shift: float, colour: str, symbol: str = "circle") -> dict[str, Any]:
    """A trace of dots with their intervals; `shift` moves them off their rows."""
    values = [value for _, value, _, _ in rows]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": values,
        "y": [place + shift for place in range(len(rows))],
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": [high - value for _, value, _, high in rows],
            "arrayminus": [value - low for _, value, low, _ in rows],
            "color": colour,
            "thickness": 1.5,
            "width": 0,
        },
        "marker": {"size": 9, "color": colour, "symbol": symbol},
        "customdata": [[name, low, high] for name, _, low, high in rows],
        "hovertemplate": "%{customdata[0]}: %{x:+.1f} (%{customdata[1]:+.1f} to %{customdata[2]:+.1f})<extra></extra>",
    }
