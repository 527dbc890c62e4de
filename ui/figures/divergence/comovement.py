"""How the two sides move together, and how equal weight has done against cap weight."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analytics.model.metric import show
from ui.figures import time
from ui.style import HALF, Palette, figure, hline, signed_ticks


def beta(table: pd.DataFrame, bands: pd.DataFrame, palette: Palette, illustrative: bool) -> go.Figure:
    """Draw beta_x with its interval and a line at one."""
    drawn = _banded(table, ("beta_low_x", "beta_x", "beta_high_x"), bands, palette, illustrative, "%{y:.2f}")
    drawn.add_shape(hline(1.0, palette.ink))
    low, high = float(table["beta_low_x"].min()), float(table["beta_high_x"].max())
    drawn.update_yaxes(range=[min(low, 0.95) - 0.05, max(high, 1.05) + 0.05], nticks=6, tickformat=".1f")
    last = float(table["beta_x"].iloc[-1])
    time.end(drawn, table["date"].iloc[-1], last, f"{last:.2f}", palette.small, palette)
    return drawn


def correlation(table: pd.DataFrame, bands: pd.DataFrame, palette: Palette, illustrative: bool) -> go.Figure:
    """Draw the correlation with its interval."""
    columns = ("correlation_low", "correlation", "correlation_high")
    drawn = _banded(table, columns, bands, palette, illustrative, "%{y:.3f}")
    low = float(table["correlation_low"].min())
    drawn.update_yaxes(range=[min(low - 0.03, 0.9), 1.005], nticks=5, tickformat=".1f")
    last = float(table["correlation"].iloc[-1])
    time.end(drawn, table["date"].iloc[-1], last, f"{last:.2f}", palette.small, palette)
    return drawn


def weighting(table: pd.DataFrame, bands: pd.DataFrame, palette: Palette, illustrative: bool) -> go.Figure:
    """Draw equal less cap weight over a year, column gap_1y_pp."""
    known = table.dropna(subset=["gap_1y_pp"])
    dates, values = known["date"], known["gap_1y_pp"]
    drawn = figure(palette, HALF, illustrative=illustrative)
    drawn.update_layout(margin={"r": 72})
    time.recessions(drawn, bands, dates, palette)
    drawn.add_shape(hline(0.0, palette.ink))
    time.line(drawn, dates, values, palette.large, "%{y:+.1f} pp")
    low, high = min(0.0, float(values.min())) * 1.1, max(0.0, float(values.max())) * 1.1
    drawn.update_yaxes(range=[low, high], **signed_ticks(low, high))
    last = float(values.iloc[-1])
    time.end(drawn, dates.iloc[-1], last, show(last, "pp", 1, sign=True), palette.large, palette)
    time.span(drawn, dates)
    return drawn


def _banded(
    table: pd.DataFrame,
    columns: tuple[str, str, str],
    bands: pd.DataFrame,
    palette: Palette,
    illustrative: bool,
    hover: str,
) -> go.Figure:
    low, centre, high = columns
    drawn = figure(palette, HALF, illustrative=illustrative)
    time.recessions(drawn, bands, table["date"], palette)
    time.band(drawn, table["date"], table[low], table[high], palette.above)
    time.line(drawn, table["date"], table[centre], palette.small, hover)
    time.span(drawn, table["date"])
    return drawn
