"""The gap and the ten-year over time, and what the reader's ten-year would mean."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analytics.model.metric import MINUS, NBSP, show
from ui.figures import time
from ui.figures.drawing import Drawing
from ui.style import HALF, Palette, base_layout, figure, hline, signed_ticks, vline, words


def sensitivity(table: pd.DataFrame, bands: pd.DataFrame, palette: Palette, illustrative: bool) -> go.Figure:
    """Draw the rolling slope with its interval, column duration_pct_per_pp."""
    dates, values = table["date"], table["duration_pct_per_pp"]
    drawn = figure(palette, HALF, illustrative=illustrative)
    time.recessions(drawn, bands, dates, palette)
    time.band(drawn, dates, table["low_pct_per_pp"], table["high_pct_per_pp"], palette.above)
    drawn.add_shape(hline(0.0, palette.ink))
    time.line(drawn, dates, values, palette.small, "%{y:+.1f} pp for +1 pp of yield")
    low, high = float(table["low_pct_per_pp"].min()), float(table["high_pct_per_pp"].max())
    drawn.update_yaxes(range=[low, high], **signed_ticks(low, high))
    last = float(values.iloc[-1])
    time.end(drawn, dates.iloc[-1], last, f"{last:+.1f}".replace("-", MINUS), palette.small, palette)
    time.span(drawn, dates)
    return drawn


def effect(
    table: pd.DataFrame, today: float, chosen: float, change: float, palette: Palette, illustrative: bool
) -> Drawing:
    """Draw the line and its band around today's ten-year, with the slider's yield on it.

    `today` and `chosen` are yields in per cent, `change` the gap's change in pp at the chosen one. It is
    drawn at every slider move, so it is put together as plain data and made a figure once.
    """
    layout = base_layout(palette, HALF, illustrative=illustrative)
    layout["margin"] |= {"r": 72}
    rates = table["ten_year_pct"].tolist()
    low, high = float(table["effect_low_pp"].min()), float(table["effect_high_pp"].max())
    line = {"type": "scatter", "mode": "lines", "x": rates, "hoverinfo": "skip"}
    data: list[dict[str, Any]] = [
        {**line, "y": table["effect_low_pp"].round(4).tolist(), "line": {"width": 0}},
        {
            **line,
            "y": table["effect_high_pp"].round(4).tolist(),
            "line": {"width": 0},
            "fill": "tonexty",
            "fillcolor": palette.above,
        },
        {
            **line,
            "y": table["effect_pp"].round(4).tolist(),
            "line": {"color": palette.small, "width": 1.5},
            "hoverinfo": None,
            "hovertemplate": "%{y:+.2f} pp<extra></extra>",
        },
        _dot(today, 0.0, palette.ink, 8),
    ]
    annotations = layout["annotations"]
    annotations.append(words("<b>published</b>", palette.ink, x=today, y=0, yanchor="bottom", yshift=6))
    layout["shapes"] = [hline(0, palette.ink)]
    first, last = min(rates[0], chosen), max(rates[-1], chosen)
    if chosen != today:
        data.append(_dot(chosen, change, palette.scenario, 12))
        layout["shapes"].append(vline(chosen, palette.scenario, "dash", 1.5))
        right = chosen > (first + last) / 2
        annotations.append(
            words(
                f"<b>{show(chosen, '%')}: {show(change, 'pp', 1, sign=True)}</b>",
                palette.scenario,
                x=chosen,
                y=1,
                yref="y domain",
                yanchor="top",
                xanchor="right" if right else "left",
                xshift=-6 if right else 6,
            )
        )
    layout["xaxis"] |= {"range": [first, last], "ticksuffix": f"{NBSP}%", "nticks": 6, "tickformat": ".1~f"}
    reach = max(abs(low), abs(high), abs(change), 0.1) * 1.08
    layout["yaxis"] |= {"range": [-reach, reach], **signed_ticks(-reach, reach)}
    return Drawing(data, layout)


def _dot(x: float, y: float, colour: str, size: int) -> dict[str, Any]:
    return {
        "type": "scatter",
        "x": [x],
        "y": [y],
        "mode": "markers",
        "marker": {"size": size, "color": colour},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }
