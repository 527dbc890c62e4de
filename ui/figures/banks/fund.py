"""KRE, drawn: against the large and the small caps, its falls, its beta, its answer to the ten-year."""

from __future__ import annotations

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from analytics.model.metric import show
from ui.figures import time
from ui.figures.banks.lines import Line, line_chart
from ui.style import HALF, Palette, figure, hline, signed_ticks, ticks

RATIO_TICKS = (0.03, 0.05, 0.07, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.7, 1.0)


def _known(table: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """The rows from the first to the last in which all of some columns are known."""
    known = table.dropna(subset=list(columns)).index
    return table.loc[known[0] : known[-1]] if len(known) else table.iloc[:0]


def _funds(palette: Palette) -> tuple[Line, ...]:
    return (
        Line("SPY_pct", "SPY", palette.large, 1.0),
        Line("IWM_pct", "IWM", palette.small),
        Line("KRE_pct", "KRE", palette.banks, 2.0),
    )


def year(table: pd.DataFrame, palette: Palette, illustrative: bool) -> go.Figure:
    """Draw columns KRE, SPY and IWM _pct, price since the last close of the year before."""
    return line_chart(table, _funds(palette), palette, illustrative, signed=True, margin=56)


def drawdowns(table: pd.DataFrame, bands: pd.DataFrame, palette: Palette, illustrative: bool) -> go.Figure:
    """Draw columns KRE, SPY and IWM _pct from zero down, the banks in front."""
    return line_chart(table, _funds(palette), palette, illustrative, bands=bands, signed=True, margin=56)


def ratio(table: pd.DataFrame, bands: pd.DataFrame, palette: Palette, illustrative: bool) -> go.Figure:
    """Draw columns KRE_over_SPY_x and KRE_over_IWM_x on one log axis."""
    plot = figure(palette, HALF, illustrative=illustrative)
    plot.update_layout(margin={"r": 96, "l": 48})
    table = _known(table, "KRE_over_IWM_x", "KRE_over_SPY_x")
    if table.empty:
        return plot
    dates = table["date"]
    sides = (("KRE_over_IWM_x", "to IWM", palette.small), ("KRE_over_SPY_x", "to SPY", palette.large))
    values = table[[column for column, *_ in sides]]
    low, high = float(values.min().min()), float(values.max().max())
    room = float(np.log10(high / low)) * 0.08 or 0.05
    ends = [float(np.log10(low)) - room, float(np.log10(high)) + room]
    kept = [tick for tick in RATIO_TICKS if ends[0] <= np.log10(tick) <= ends[1]]
    plot.update_yaxes(type="log", range=ends, tickvals=kept, ticktext=[f"{tick:g}" for tick in kept])
    time.recessions(plot, bands, dates, palette)
    for column, name, colour in sides:
        time.line(plot, dates, table[column], colour, "%{y:.4f}", name=name)
        last = float(table[column].iloc[-1])
        time.end(plot, dates.iloc[-1], last, f"{name} {last:.3f}", colour, palette)
    time.span(plot, dates)
    return plot


def beta(table: pd.DataFrame, bands: pd.DataFrame, palette: Palette, illustrative: bool) -> go.Figure:
    """Draw the betas SPY_x with its interval and IWM_x without, and a line at one."""
    plot = figure(palette, HALF, illustrative=illustrative)
    plot.update_layout(margin={"r": 92})
    table = _known(table, "IWM_x", "SPY_x")
    if table.empty:
        return plot
    dates = table["date"]
    time.recessions(plot, bands, dates, palette)
    time.band(plot, dates, table["SPY_low_x"], table["SPY_high_x"], palette.below)
    plot.add_shape(hline(1.0, palette.ink))
    sides = (("IWM_x", "to IWM", palette.small), ("SPY_x", "to SPY", palette.large))
    for column, name, colour in sides:
        time.line(plot, dates, table[column], colour, "%{y:.2f}", name=name)
    drawn_ = table[["SPY_low_x", "SPY_high_x", "IWM_x"]]
    low, high = min(float(drawn_.min().min()), 0.9), max(float(drawn_.max().max()), 1.1)
    room = (high - low) * 0.05
    plot.update_yaxes(range=[low - room, high + room], **ticks(low - room, high + room))
    ends = [(float(table[column].iloc[-1]), f"{name} {table[column].iloc[-1]:.2f}", c) for column, name, c in sides]
    time.ends(plot, dates.iloc[-1], ends, high - low, palette)
    time.span(plot, dates)
    return plot


def rates(table: pd.DataFrame, bands: pd.DataFrame, palette: Palette, illustrative: bool) -> go.Figure:
    """Draw the rolling duration_pct_per_pp with its interval: the fund for a point that the ten-year rises."""
    plot = figure(palette, HALF, illustrative=illustrative)
    table = _known(table, "duration_pct_per_pp")
    if table.empty:
        return plot
    dates, values = table["date"], table["duration_pct_per_pp"]
    time.recessions(plot, bands, dates, palette)
    time.band(plot, dates, table["low_pct_per_pp"], table["high_pct_per_pp"], palette.below)
    plot.add_shape(hline(0.0, palette.ink))
    time.line(plot, dates, values, palette.banks, "%{y:+.1f} % for +1 pp of yield")
    low, high = min(float(table["low_pct_per_pp"].min()), 0.0), max(float(table["high_pct_per_pp"].max()), 0.0)
    room = (high - low or 1.0) * 0.05
    plot.update_yaxes(range=[low - room, high + room], **signed_ticks(low - room, high + room))
    last = float(values.iloc[-1])
    time.end(plot, dates.iloc[-1], last, show(last, "index", 1, sign=True), palette.banks, palette)
    time.span(plot, dates)
    return plot
