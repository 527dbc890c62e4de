"""What a new bond would pay by rating, published and at the reader's yields: a row a rating."""

from __future__ import annotations

import pandas as pd

from analytics.model.metric import NBSP, show
from ui.figures.drawing import Drawing
from ui.style import HALF, Palette, base_layout, ticks, words

LEFT, RIGHT = 108, 64


def yields(table: pd.DataFrame, palette: Palette, illustrative: bool) -> Drawing:
    """Draw two dots a rating, from zero; one without a spread keeps its row and says n/a. They lie on each other
    while the reader has moved nothing."""
    layout = base_layout(palette, HALF, illustrative=illustrative)
    layout["margin"] |= {"l": LEFT, "r": RIGHT}
    layout["hovermode"] = "closest"
    published, moved = table["yield_published_pct"], table["yield_scenario_pct"]
    places = list(range(len(table)))
    top = max([*published.dropna(), *moved.dropna(), 1.0]) * 1.05
    layout["xaxis"] |= {"range": [0.0, top], **ticks(0.0, top, "%")}
    layout["yaxis"] |= {
        "range": [len(table) - 0.4, -0.6], "tickvals": places, "ticktext": list(table["rating"]), "showgrid": False,
    }  # fmt: skip
    traces = [
        _dots(published, places, palette.ink, 10, "published", palette),
        _dots(moved, places, palette.scenario, 13, "at the reader's yields", palette),
    ]
    layout["annotations"] = [
        *layout.get("annotations", []),
        *(
            words(show(value, "%") if value == value else "n/a", palette.scenario, x=1.0, xref="paper", xanchor="left",
                  xshift=6, y=place)
            for place, value in zip(places, moved, strict=True)
        ),
    ]  # fmt: skip
    return Drawing(traces[::-1], layout)


def _dots(
    values: pd.Series, places: list[int], colour: str, size: int, name: str, palette: Palette
) -> dict[str, object]:
    known = values.notna().to_numpy()
    return {
        "type": "scatter",
        "mode": "markers",
        "x": values[known].tolist(),
        "y": [place for place, is_known in zip(places, known, strict=True) if is_known],
        "marker": {"size": size, "color": colour, "line": {"width": 2, "color": palette.page}},
        "hovertemplate": f"%{{x:.2f}}{NBSP}% {name}<extra></extra>",
        "showlegend": False,
    }
