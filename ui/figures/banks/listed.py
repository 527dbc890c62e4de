"""The listed banks by name: what each would lose of its equity, as filed and in the scenario; drawn at every move."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analytics.model.metric import NBSP, show
from analytics.model.thresholds import BEYOND_PCT
from ui.figures.drawing import Drawing
from ui.style import Palette, base_layout, ticks, vline

ROW, LEAST = 14, 12
"""Height of a bank's row in px, and the rows there is room for at the least."""


def listed(table: pd.DataFrame, moved: bool, palette: Palette, illustrative: bool) -> Drawing:
    """Draw burden_filed_pct, burden_today_pct and burden_scenario_pct of each bank, the highest on top.

    Banks whose burden is not known are left out. With the slider at today's yields there is no third dot.
    """
    rows = table.dropna(subset=["burden_scenario_pct"])
    rows = rows.sort_values("burden_scenario_pct", ascending=False, ignore_index=True, kind="stable")
    count = len(rows)
    layout = base_layout(palette, ROW * max(count, LEAST) + 38, illustrative=illustrative)
    layout["margin"] |= {"l": 52, "r": 40}
    layout["hovermode"] = "closest"
    filed, today, scenario = (rows[f"burden_{state}_pct"].round(3).tolist() for state in ("filed", "today", "scenario"))
    ends, places = (scenario if moved else today), list(range(count))
    low, high = min([0.0, *filed, *ends]), max([5.0, *filed, *today, *ends])
    room = (high - low) * 0.03
    bars: dict[str, list[float | None]] = {"x": [], "y": []}
    for place in places:
        bars["x"] += [filed[place], ends[place], None]
        bars["y"] += [place, place, None]
    colour = palette.scenario if moved else palette.ink
    data: list[dict[str, Any]] = [
        {"type": "scatter", "mode": "lines", **bars, "line": {"width": 1, "color": palette.axis}, "hoverinfo": "skip"},
        _dots(filed, places, palette.muted, 6, "circle-open"),
    ]
    if moved:
        data.append(_dots(today, places, palette.ink, 5, "circle"))
    last = _dots(ends, places, colour, 8, "circle")
    last |= {
        "mode": "markers+text",
        "text": [show(value, "index", 0) for value in ends],
        "textposition": "middle right",
        "textfont": {"size": 11, "color": palette.ink},
        "hoverinfo": None,
        "customdata": [
            [name, before, now, assets]
            for name, before, now, assets in zip(
                rows["holding"].astype(str), filed, today, rows["assets_usd_bn"].round(1), strict=True
            )
        ],
        "hovertemplate": "<b>%{customdata[0]}</b>, USD %{customdata[3]:,.1f} bn<br>%{customdata[1]:.1f} as filed, "
        f"%{{customdata[2]:.1f}} at published yields, %{{x:.1f}}{NBSP}%<extra></extra>",
    }
    data.append(last)
    marked = [line for line in BEYOND_PCT if line <= high + room]
    layout["shapes"] = [vline(0, palette.ink), *(vline(line, palette.muted, "dot") for line in marked)]
    layout["xaxis"] |= {"range": [low - room, high + room], **ticks(low - room, high + room, "%"), "showgrid": True}
    layout["yaxis"] |= {
        "range": [max(count, LEAST) - 0.4, -0.6],
        "tickvals": places,
        "ticktext": rows["ticker"].astype(str).tolist(),
        "tickfont": {"size": 11, "color": palette.muted},
        "showgrid": False,
        "nticks": None,
    }
    return Drawing(data, layout)


def _dots(values: list[float], places: list[int], colour: str, size: int, symbol: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": values,
        "y": places,
        "marker": {"size": size, "color": colour, "symbol": symbol},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }
