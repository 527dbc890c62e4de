"""The Treasury curve of the day, and with it the one the reader's yields make.

It is drawn at every slider move, so it is put together as plain data and made a figure once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ui.figures.drawing import Drawing
from ui.style import SIDEBAR, Palette, base_layout, words

DRAWN = ("DGS3MO", "DGS1", "DGS2", "DGS3", "DGS5", "DGS7", "DGS10", "DGS20", "DGS30")
TICKS = {"DGS3MO": "3m", "DGS2": "2y", "DGS5": "5y", "DGS10": "10y", "DGS30": "30y"}


def sidebar(columns: Mapping[str, Sequence[Any]], palette: Palette) -> Drawing:
    """Draw columns series, published_pct and scenario_pct, maturities evenly spaced, a dot at ten years."""
    kept = [i for i, id in enumerate(columns["series"]) if id in DRAWN]
    ids = [columns["series"][i] for i in kept]
    today, scenario = ([round(columns[name][i], 4) for i in kept] for name in ("published_pct", "scenario_pct"))
    moved, ten = scenario != today, ids.index("DGS10")
    low, high = min(*today, *scenario), max(*today, *scenario)
    room = max(0.25, (high - low) * 0.35)
    above = moved and scenario[ten] >= today[ten]
    data = _line(today, palette.ink, "solid", "published", ten, 7)
    labels = [_label("published", today, 2, palette.ink, "bottom" if moved and not above else "top")]
    if moved:
        data += _line(scenario, palette.scenario, "dot", "scenario", ten, 9)
        labels.append(_label("scenario", scenario, 4, palette.scenario, "bottom" if above else "top"))
    layout = base_layout(palette, SIDEBAR)
    layout["margin"] = {"l": 40, "r": 10, "t": 6, "b": 22, "pad": 0}
    places = [i for i, id in enumerate(ids) if id in TICKS]
    layout["xaxis"] |= {
        "range": [-0.15, len(ids) - 0.85],
        "tickvals": places,
        "ticktext": [TICKS[ids[i]] for i in places],
    }
    layout["yaxis"] |= {"range": [low - room, high + room], "ticksuffix": " %", "nticks": 4, "tickformat": ".2~f"}
    layout["annotations"] = labels
    return Drawing(data, layout)


def _line(values: list[float], colour: str, dash: str, name: str, ten: int, size: int) -> list[dict[str, Any]]:
    places = list(range(len(values)))
    line = {"color": colour, "width": 2, "dash": dash}
    dot = {"size": size, "color": colour}
    return [
        {
            "type": "scatter",
            "x": places,
            "y": values,
            "mode": "lines",
            "line": line,
            "name": name,
            "hovertemplate": "%{y:.2f} %",
        },
        {"type": "scatter", "x": [ten], "y": [values[ten]], "mode": "markers", "marker": dot, "hoverinfo": "skip"},
    ]


def _label(name: str, values: list[float], place: int, colour: str, anchor: str) -> dict[str, Any]:
    beside = values[place - 2 : place + 2]
    clear = max(beside) if anchor == "bottom" else min(beside)
    return words(f"<b>{name}</b>", colour, x=place - 0.5, y=clear, yanchor=anchor)
