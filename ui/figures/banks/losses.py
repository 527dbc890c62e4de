"""What yields take of banks' equity: over all banks, and beyond the thresholds; drawn at every slider move."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analytics.model.metric import NBSP, show
from analytics.model.thresholds import BEYOND_PCT
from ui.figures.drawing import Drawing
from ui.style import HALF, Palette, base_layout, ticks, vline, words


def distribution(table: pd.DataFrame, moved: bool, palette: Palette, illustrative: bool) -> Drawing:
    """Draw filed, today and scenario _count by bin of loss over tangible equity, as steps.

    Bins are of equal width on the figure: gains left of zero, then from_pct to to_pct, then 100 and more. With
    the slider at today's yields there is no line of the scenario.
    """
    layout = base_layout(palette, HALF, illustrative=illustrative)
    layout["margin"] |= {"l": 52, "r": 24}
    places = list(range(len(table)))
    states = (
        ("filed", "as filed", palette.muted, "dot", 1.5),
        ("today", "published", palette.ink, "solid", 1.5),
        ("scenario", "slider", palette.scenario, "dash", 2.0),
    )
    data: list[dict[str, Any]] = []
    for state, name, colour, dash, width in states if moved else states[:2]:
        trace = {
            "type": "scatter",
            "mode": "lines",
            "x": places,
            "y": table[f"{state}_count"].tolist(),
            "line": {"shape": "hvh", "color": colour, "dash": dash, "width": width},
            "name": name,
            "hovertemplate": "%{y:,} banks",
        }
        if state == "today":
            trace |= {"fill": "tozeroy", "fillcolor": palette.below}
            data.insert(0, trace)
        else:
            data.append(trace)
    drawn = [state for state, *_ in (states if moved else states[:2])]
    top = max([int(table[f"{state}_count"].max()) for state in drawn] if len(table) else [0]) or 1
    edges = {float(start): i - 0.5 for i, start in enumerate(table["from_pct"]) if start in (0, 25, 50, 75, 100)}
    names = {place: f"{edge:.0f}" + f"{NBSP}%" * (edge == 100) for edge, place in edges.items()}
    layout["shapes"] = [vline(edges[line], palette.muted, "dot", 1) for line in BEYOND_PCT if line in edges]
    layout["xaxis"] |= {
        "range": [-0.5, max(len(table), 1) - 0.5],
        "tickvals": list(names),
        "ticktext": list(names.values()),
        "hoverformat": "",
    }
    if data:
        data[0]["text"] = [_bin(start, end) for start, end in zip(table["from_pct"], table["to_pct"], strict=True)]
        data[0]["hovertemplate"] = "%{y:,} banks lose %{text}"
    layout["yaxis"] |= {"range": [0, top * 1.06], **ticks(0, top * 1.06, whole=True)}
    return Drawing(data, layout)


def _bin(start: float, end: float) -> str:
    if start == float("-inf"):
        return "nothing"
    return f"{start:.0f}{NBSP}% and more" if end == float("inf") else f"{start:.0f} to {end:.0f}{NBSP}%"


ROWS = (
    ("tangible equity", 50, "half of<br>tangible equity"),
    ("tangible equity", 100, "all of<br>tangible equity"),
    ("CET1", 50, "half of CET1"),
    ("CET1", 100, "all of CET1"),
)
"""The capital and the threshold of each row, and what it is called."""


def beyond(table: pd.DataFrame, moved: bool, palette: Palette, illustrative: bool) -> Drawing:
    """Draw banks_count beyond each threshold: as filed, today, in the scenario; assets in words at the right."""
    layout = base_layout(palette, HALF, illustrative=illustrative)
    layout["margin"] |= {"l": 104, "r": 92}
    layout["hovermode"] = "closest"
    held = table.set_index(["base", "state", "threshold_pct"]).to_dict("index")
    states = [("filed", palette.muted, 8, "circle-open"), ("today", palette.ink, 8, "circle")]
    states += [("scenario", palette.scenario, 12, "circle")] if moved else []
    last = states[-1][0]
    data: list[dict[str, Any]] = []
    top = 1.0
    for state, colour, size, symbol in states:
        rows = [held.get((base, state, threshold)) for base, threshold, _ in ROWS]
        counts = [
            float("nan") if row is None or row["assets_share_pct"] != row["assets_share_pct"] else row["banks_count"]
            for row in rows
        ]
        top = max([top, *(count for count in counts if count == count)])
        data.append(
            {
                "type": "scatter",
                "mode": "markers",
                "x": counts,
                "y": list(range(len(ROWS))),
                "marker": {"size": size, "color": colour, "symbol": symbol, "line": {"width": 1.5, "color": colour}},
                "cliponaxis": False,
                "hovertemplate": f"{'as filed' if state == 'filed' else state}: %{{x:,}} banks<extra></extra>",
            }
        )
    colour = states[-1][1]
    for place, (base, threshold, _) in enumerate(ROWS):
        row = held.get((base, last, threshold))
        text = "n/a"
        if row is not None and row["assets_share_pct"] == row["assets_share_pct"]:
            text = f"<b>{_banks(int(row['banks_count']))}</b><br>{show(row['assets_usd_bn'], 'USD bn', 0)}"
        layout["annotations"].append(words(text, colour, xref="paper", x=1, xanchor="left", xshift=8, y=place))
    layout["shapes"] = [
        {"type": "line", "xref": "x domain", "x0": 0, "x1": 1, "y0": i, "y1": i, "layer": "below",
         "line": {"color": palette.grid}}
        for i in range(len(ROWS))
    ]  # fmt: skip
    layout["xaxis"] |= {"range": [0, top * 1.05], **ticks(0, top * 1.05, whole=True)}
    layout["yaxis"] |= {
        "range": [len(ROWS) - 0.4, -0.6],
        "tickvals": list(range(len(ROWS))),
        "ticktext": [name for *_, name in ROWS],
        "showgrid": False,
        "nticks": None,
    }
    return Drawing(data, layout)


def _banks(count: int) -> str:
    return f"{count:,} bank{'s' * (count != 1)}"
