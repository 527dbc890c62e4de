"""Interest coverage before and after refinancing, a dot an issuer; drawn at every slider move."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from analytics.model.metric import NBSP
from ui.figures.drawing import Drawing
from ui.style import HALF, Palette, base_layout, hline, vline, words

LOW, HIGH = 0.1, 30.0
"""Coverage at the ends of both axes; a dot beyond them is told in words."""
TICKS = {0.1: "0.1", 0.3: "0.3", 1.0: "1", 3.0: "3", 10.0: "10", 30.0: f"30{NBSP}x"}
MOST = 1700
"""Dots that do not cross drawn at most, evenly taken from all, so that a slider move stays small."""


def coverage(table: pd.DataFrame, palette: Palette, illustrative: bool) -> Drawing:
    """Draw after_x against before_x on two log axes with the diagonal and lines at one, crossers coloured.

    A crosser has coverage of one or more on one side of the repricing and less on the other. Coverage below zero
    has no place on a log axis; it is counted in words, as is what lies beyond the axes' ends.
    """
    layout = base_layout(palette, HALF, illustrative=illustrative)
    layout["margin"] |= {"l": 40, "r": 24}
    layout["hovermode"] = "closest"
    before, after = (table[name].to_numpy(dtype=float, na_value=np.nan) for name in ("before_x", "after_x"))
    losing = before < 0.0
    inside = (before >= LOW) & (before <= HIGH) & (after >= LOW) & (after <= HIGH)
    fell, rose = (before >= 1.0) & (after < 1.0) & ~losing, (before < 1.0) & (after >= 1.0) & ~losing
    break_evens = fell | rose
    still = np.flatnonzero(inside & ~break_evens)
    if len(still) > MOST:
        still = still[np.linspace(0, len(still) - 1, MOST).astype(int)]
    moved = np.flatnonzero(inside & break_evens)
    data = [
        _dots(before[still], after[still], {"size": 4, "color": palette.muted, "opacity": 0.45}),
        _dots(before[moved], after[moved], {"size": 6, "color": palette.scenario}),
    ]
    data[0]["hoverinfo"] = "skip"
    data[1] |= {
        "text": table["name"].iloc[moved].astype(str).tolist(),
        "hovertemplate": f"%{{text}}: %{{x:.2f}} before, %{{y:.2f}}{NBSP}x after<extra></extra>",
    }
    diagonal = {"type": "line", "x0": LOW, "y0": LOW, "x1": HIGH, "y1": HIGH, "layer": "below"}
    layout["shapes"] = [
        {**diagonal, "line": {"color": palette.axis, "width": 1}},
        vline(1, palette.ink),
        hline(1, palette.ink),
    ]
    beyond = int((~inside & ~losing).sum())
    layout["annotations"] += _words(int(fell.sum()), int(rose.sum()), int(losing.sum()), beyond, palette)
    axis = {
        "type": "log",
        "range": [float(np.log10(LOW)), float(np.log10(HIGH))],
        "tickvals": list(TICKS),
        "ticktext": list(TICKS.values()),
    }
    layout["xaxis"] |= axis
    layout["yaxis"] |= axis
    return Drawing(data, layout)


def _dots(before: np.ndarray, after: np.ndarray, marker: dict[str, Any]) -> dict[str, Any]:
    """A trace of dots; single precision halves what is sent, and is finer than a pixel."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": before.astype("float32"),
        "y": after.astype("float32"),
        "marker": {**marker, "line": {"width": 0}},
    }


def _words(fell: int, rose: int, losing: int, beyond: int, palette: Palette) -> list[dict[str, Any]]:
    """Counts in the upper left corner, which the diagonal leaves empty, and the axes' names at their ends."""
    corner = {"xref": "x domain", "yref": "y domain"}
    found = [f"<b>{count:,} {verb} {side} 1</b>" for count, verb, side in ((fell, _verb(fell, "fall"), "below"),)]
    if rose:
        found.append(f"<b>{rose:,} {_verb(rose, 'rise')} above 1</b>")
    left = [f"{losing:,} below 0"] * (losing > 0) + [f"{beyond:,} off the axes"] * (beyond > 0)
    if left:
        found.append(f'<span style="color:{palette.muted}">{"<br>".join(["Not drawn:", *left])}</span>')
    return [
        words("<br>".join(found), palette.scenario, **corner, x=0.02, y=0.93, xanchor="left", yanchor="top"),
        words("after", palette.muted, **corner, x=0, y=1, xanchor="left", yanchor="top", xshift=4),
        words("before", palette.muted, **corner, x=1, y=0, xanchor="right", yanchor="bottom", yshift=2),
    ]


def _verb(count: int, plural: str) -> str:
    return f"{plural}s" if count == 1 else plural
