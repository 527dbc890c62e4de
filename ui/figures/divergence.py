"""Small against large caps: the ratio with its place in history, and the rolling gap."""

from __future__ import annotations

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from analytics.metric import show
from ui.figures import time
from ui.style import FULL, HALF, STRIP, Palette, figure, note, signed_ticks

RATIO_TICKS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7, 0.8, 1.0, 1.2, 1.5, 2.0)


def relative_strength(history: pd.DataFrame, bands: pd.DataFrame, palette: Palette, illustrative: bool) -> go.Figure:
    """Draw columns date and ratio_x on a log scale, with its high, its low and its last value."""
    dates, values = history["date"], history["ratio_x"]
    low, high = float(values.min()), float(values.max())
    reach = np.log10(high / low) or 0.01
    drawn = figure(palette, HALF, illustrative=illustrative)
    drawn.update_yaxes(
        type="log",
        range=[np.log10(low) - 0.08 * reach, np.log10(high) + 0.1 * reach],
        tickvals=[tick for tick in RATIO_TICKS if low <= tick <= high * 1.02],
        tickformat=".2f",
    )
    time.recessions(drawn, bands, dates, palette)
    time.line(drawn, dates, values, palette.small, "%{y:.4f}")
    for word, place, above in (("High", values.idxmax(), True), ("Low", values.idxmin(), False)):
        moment = dates[place]
        share = (moment - dates.iloc[0]) / max(dates.iloc[-1] - dates.iloc[0], pd.Timedelta(days=1))
        note(
            drawn,
            f"{word} {values[place]:.3f}, {moment:%b %Y}",
            palette,
            x=moment.isoformat(),
            y=np.log10(values[place]),
            xanchor="left" if share < 0.35 else "right" if share > 0.65 else "center",
            yanchor="bottom" if above else "top",
            yshift=2 if above else -2,
        )
    time.end(drawn, dates.iloc[-1], float(values.iloc[-1]), f"{values.iloc[-1]:.3f}", palette.small, palette)
    time.span(drawn, dates)
    return drawn


def percentile_strip(marks: dict[str, float], now: str, palette: Palette) -> go.Figure:
    """Draw where the last value stands: lowest to highest, 5 to 95, quartiles, median, a diamond for now.

    `marks` holds low, p5, p25, median, p75, p95, high and now; `now` is the sentence over the diamond.
    """
    drawn = figure(palette, STRIP)
    drawn.update_layout(margin={"t": 22, "b": 20}, hovermode=False)
    for left, right, strength in (("low", "high", 0.22), ("p5", "p95", 0.4), ("p25", "p75", 0.75)):
        drawn.add_shape(
            type="rect",
            x0=marks[left],
            x1=marks[right],
            y0=0,
            y1=1,
            line_width=0,
            fillcolor=palette.large,
            opacity=strength,
        )
    drawn.add_shape(type="line", x0=marks["median"], x1=marks["median"], y0=-0.3, y1=1.3, line_color=palette.ink)
    drawn.add_scatter(
        x=[marks["now"]],
        y=[0.5],
        mode="markers",
        marker={"symbol": "diamond", "size": 12, "color": palette.small},
        cliponaxis=False,
    )
    share = (marks["now"] - marks["low"]) / (marks["high"] - marks["low"] or 1.0)
    note(
        drawn,
        f"<b>{now}</b>",
        palette,
        x=marks["now"],
        y=1,
        xanchor="left" if share < 0.5 else "right",
        yanchor="bottom",
        yshift=4,
        xshift=-8 if share < 0.5 else 8,
        font={"color": palette.small, "size": 12},
    )
    for name, place in (("low", "left"), ("median", "center"), ("high", "right")):
        label = f"{'median ' if name == 'median' else ''}{marks[name]:.2f}"
        note(
            drawn,
            label,
            palette,
            x=marks[name],
            y=0,
            xanchor=place,
            yanchor="top",
            yshift=-5,
            font={"color": palette.muted, "size": 12},
        )
    drawn.update_xaxes(visible=False, range=[marks["low"], marks["high"]])
    drawn.update_yaxes(visible=False, range=[-0.2, 1.2])
    return drawn


def rolling_gap(
    history: pd.DataFrame, column: str, bands: pd.DataFrame, standing: str, palette: Palette, illustrative: bool
) -> go.Figure:
    """Draw one column of the gaps in pp, tinted to zero, with a dotted line at its last value.

    `standing` says how unusual the last value is; it stands in the lower left corner.
    """
    known = history[["date", column]].dropna()
    dates, values = known["date"], known[column]
    drawn = figure(palette, FULL, illustrative=illustrative)
    low, high = min(0.0, float(values.min())), max(0.0, float(values.max()))
    room = (high - low or 1.0) * 0.06
    for side, tint in ((values.clip(lower=0.0), palette.above), (values.clip(upper=0.0), palette.below)):
        _tint(drawn, dates, side, tint)
    time.recessions(drawn, bands, dates, palette)
    time.line(drawn, dates, values, palette.ink, "%{y:+.2f} pp")
    last = float(values.iloc[-1])
    for height, dash in ((0.0, "solid"), (last, "dot")):
        drawn.add_shape(
            type="line",
            x0=0,
            x1=1,
            xref="x domain",
            y0=height,
            y1=height,
            line={"color": palette.ink, "width": 1, "dash": dash},
        )
    if standing:
        corner = {"xref": "x domain", "yref": "y domain", "xanchor": "left", "yanchor": "bottom"}
        note(drawn, standing, palette, x=0.005, y=0.01, **corner)
    time.end(drawn, dates.iloc[-1], last, show(last, "pp", 1, sign=True), palette.ink, palette)
    time.span(drawn, dates)
    drawn.update_layout(margin={"r": 84})
    bottom, top = low - room * 3, high + room
    drawn.update_yaxes(range=[bottom, top], **signed_ticks(bottom, top))
    return drawn


def _tint(drawn: go.Figure, dates: pd.Series, values: pd.Series, colour: str) -> None:
    time.line(drawn, dates, values, colour, "skip", width=0)
    drawn.data[-1].update(fill="tozeroy", fillcolor=colour, hoverinfo="skip", hovertemplate=None)
