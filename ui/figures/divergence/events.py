"""CPI and FOMC days: a dot for every event, and their average."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from analytics.model.metric import NBSP
from ui.figures.divergence.dots import marks
from ui.figures.drawing import Drawing
from ui.style import FULL, Palette, base_layout, signed_ticks, vline, words

KINDS = {"cpi": "CPI", "fomc": "Fed"}


def events(
    table: pd.DataFrame, means: dict[str, tuple[float, float, float]], palette: Palette, illustrative: bool
) -> Drawing:
    """Draw a dot for every event's gap, its kinds on two rows, with the average and its interval.

    `means` holds (average, low, high) in pp by kind; the largest day of each kind is named by its date.
    """
    layout = base_layout(palette, FULL, illustrative=illustrative)
    layout["margin"] |= {"l": 44, "r": 20}
    layout["hovermode"] = "closest"
    kinds = [kind for kind in KINDS if (table["kind"] == kind).any()]
    reach = float(table["gap_pp"].abs().max() or 1.0) * 1.15
    layout["xaxis"] |= {"range": [-reach, reach], **signed_ticks(-reach, reach, f"{NBSP}pp")}
    layout["yaxis"] |= {
        "range": [len(kinds) - 0.4, -0.6],
        "tickvals": list(range(len(kinds))),
        "ticktext": [KINDS[kind] for kind in kinds],
        "showgrid": False,
    }
    layout["shapes"] = [vline(0, palette.ink)]
    data: list[dict[str, Any]] = []
    for row, kind in enumerate(kinds):
        part = table[table["kind"] == kind].reset_index(drop=True)
        data.append(_strip(part, row, palette))
        if kind in means:
            mean, low, high = means[kind]
            average = marks([(f"{KINDS[kind]}, average", mean, low, high)], row + 0.32, palette.ink, "diamond")
            data.append(average)
        far = int(np.nanargmax(part["gap_pp"].abs()))
        label = f"{part['date'].iloc[far].day} {part['date'].iloc[far]:%b %Y}"
        layout["annotations"].append(
            words(label, palette.muted, x=float(part["gap_pp"].iloc[far]), y=row - 0.16, yanchor="bottom", yshift=9)
        )
    return Drawing(data, layout)


def _strip(part: pd.DataFrame, row: int, palette: Palette) -> dict[str, Any]:
    """One kind's events, spread a little around their row in a fixed pattern so that dots do not hide each other."""
    spread = [row - 0.16 + 0.08 * ((i * 7) % 5 - 2) / 2 for i in range(len(part))]
    texts = [f"{moment.day} {moment:%b %Y}, {what}" for moment, what in zip(part["date"], part["what"], strict=True)]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": part["gap_pp"].round(4).tolist(),
        "y": spread,
        "marker": {
            "size": 8,
            "color": [palette.small if gap > 0 else palette.large for gap in part["gap_pp"]],
            "opacity": 0.75,
        },
        "text": texts,
        "hovertemplate": "%{text}: %{x:+.2f} pp<extra></extra>",
    }
