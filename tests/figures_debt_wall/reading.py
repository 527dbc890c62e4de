"""What can be read on a figure: its words, its totals, its bars."""

from __future__ import annotations

import re

import plotly.graph_objects as go

from ui.style import LIGHT

PLAIN = {"palette": LIGHT, "illustrative": False}
MARKS = [("published", 4.75, 5.5), ("4.50", 4.5, 4.4), ("4.82", 4.82, None), ("slider", 5.25, 7.4)]


def texts(figure: go.Figure) -> list[str]:
    return [note.text for note in figure.layout.annotations]


def bare(figure: go.Figure) -> str:
    """All words of a figure without mark-up."""
    return re.sub(r"<[^>]*>", " ", " ".join(texts(figure))).replace("\u00a0", " ")


def bars(figure: go.Figure, name: str) -> dict[float, float]:
    return {x: y for trace in figure.data if trace.name == name for x, y in zip(trace.x, trace.y, strict=True)}


def totals(figure: go.Figure) -> dict[float, str]:
    """What stands over the columns, by place."""
    written = [trace for trace in figure.data if trace.type == "scatter"]
    return dict(sorted((x, text) for trace in written for x, text in zip(trace.x, trace.text, strict=True)))
