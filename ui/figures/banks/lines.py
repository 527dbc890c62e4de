"""Some lines over time on one axis, each named at its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from analytics.model.metric import NBSP
from ui.figures import time
from ui.style import HALF, Palette, figure, hline, signed_ticks, ticks


@dataclass(frozen=True)
class Line:
    """One column of a table, its name at the end of the line, its colour, width and dash."""

    column: str
    name: str
    colour: str
    width: float = 1.5
    dash: str = "solid"


def line_chart(
    table: pd.DataFrame,
    lines: Sequence[Line],
    palette: Palette,
    illustrative: bool,
    *,
    unit: str = "%",
    bands: pd.DataFrame | None = None,
    signed: bool = False,
    reference: float | None = None,
    margin: int = 84,
    from_zero: bool = False,
) -> go.Figure:
    """Draw columns of a table against its column `date`, later lines in front.

    `signed` axes have a line at zero and signs on their ticks; `reference` is a level drawn across, dotted;
    `bands` are recessions. A line ends where its values do, and so does the dot on its last one.
    """
    kept = [line for line in lines if line.column in table and table[line.column].notna().any()]
    plot = figure(palette, HALF, illustrative=illustrative)
    plot.update_layout(margin={"r": margin, "l": 48})
    if not kept:
        return plot
    first = table[[line.column for line in kept]].notna().any(axis=1).idxmax()
    shown = table.loc[first:]
    dates = shown["date"]
    low, high = reach(shown, [line.column for line in kept], signed or from_zero, reference)
    if bands is not None:
        time.recessions(plot, bands, dates, palette)
    if signed:
        plot.add_shape(hline(0.0, palette.ink))
    if reference is not None:
        plot.add_shape(hline(reference, palette.muted, "dot", 1.5))
    hover = f"%{{y:{'+' if signed else ''},.2f}}{NBSP}{unit}"
    for line in kept:
        time.line(plot, dates, shown[line.column], line.colour, hover, width=line.width, name=_plain(line.name))
        plot.data[-1].line.dash = line.dash
    ends = []
    for line in kept:
        known = shown[line.column].dropna()
        ends.append((float(known.iloc[-1]), line.name, line.colour, dates[known.index[-1]]))
    time.ends(plot, dates.iloc[-1], [end[:3] for end in ends], high - low, palette)
    for dot, (*_, last) in zip(plot.data[-len(ends) :], sorted(ends, reverse=True), strict=True):
        dot.x = time.milliseconds(pd.Series([last]))
    time.span(plot, dates)
    suffix = f"{NBSP}{unit}" if unit == "%" else ""
    marks = signed_ticks(low, high, suffix) if signed else ticks(low, high, unit if unit == "%" else "")
    plot.update_yaxes(range=[low, high], **marks)
    return plot


def reach(table: pd.DataFrame, columns: Sequence[str], zero: bool, reference: float | None) -> tuple[float, float]:
    """The ends of a value axis: what is drawn, zero where it matters, a reference, and some room."""
    values = [float(table[name].min()) for name in columns] + [float(table[name].max()) for name in columns]
    values += [0.0] if zero else []
    values += [] if reference is None else [reference]
    low, high = min(values), max(values)
    if zero and low == high == 0.0:
        return -1.0, 1.0
    room = (high - low or abs(high) or 1.0) * 0.06
    return (0.0 if zero and low >= 0.0 else low - room), (0.0 if zero and high <= 0.0 else high + room)


def _plain(name: str) -> str:
    return name.replace("<br>", " ")
