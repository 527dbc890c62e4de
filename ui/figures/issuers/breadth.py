"""Breadth: the sampled names by their price change this year, with the median and its interval."""

from __future__ import annotations

import pandas as pd

from analytics.model.metric import NBSP, show
from ui.figures.drawing import Drawing
from ui.style import HALF, Palette, base_layout, signed_ticks, ticks, vline, words


def returns(
    table: pd.DataFrame, middle: float | None, ends: tuple[float | None, float | None], palette: Palette,
    illustrative: bool,
) -> Drawing:  # fmt: skip
    """Draw names_count by bin from_pct to to_pct; the last bin is open. The median is a line, its interval a band."""
    layout = base_layout(palette, HALF, illustrative=illustrative)
    layout["margin"] |= {"l": 40, "r": 24, "b": 32}
    layout |= {"hovermode": "closest", "bargap": 0.08}
    width = float(table["to_pct"].iloc[0] - table["from_pct"].iloc[0])
    starts, counts = table["from_pct"].tolist(), table["names_count"].tolist()
    labels = [
        f"{show(start, '%', 0, sign=True)} {'and more' if end != end else 'to ' + show(end, '%', 0, sign=True)}"
        for start, end in zip(starts, table["to_pct"], strict=True)
    ]
    bars = {
        "type": "bar",
        "x": [start + width / 2 for start in starts],
        "y": counts,
        "width": width * 0.92,
        "marker": {"color": [palette.down if start < 0 else palette.small for start in starts], "line": {"width": 0}},
        "customdata": labels,
        "hovertemplate": "%{customdata}: %{y:,} names<extra></extra>",
    }
    used = [start for start, count in zip(starts, counts, strict=True) if count]
    low, high = min([*used, -width]), max([*used, 0.0]) + width
    top = max([*counts, 1]) * 1.18
    shapes = [vline(0, palette.axis)]
    if ends[0] is not None and ends[1] is not None:
        shapes.insert(0, {"type": "rect", "x0": ends[0], "x1": ends[1], "yref": "paper", "y0": 0, "y1": 1,
                          "fillcolor": palette.muted, "opacity": 0.25, "line": {"width": 0},
                          "layer": "below"})  # fmt: skip
    if middle is not None:
        shapes.append(vline(middle, palette.ink, width=2))
        left = middle > (low + high) / 2
        layout["annotations"].append(
            words(f"<b>median {show(middle, '%', 1, sign=True)}</b>", palette.ink, x=middle, yref="paper", y=1,
                  xanchor="right" if left else "left", yanchor="top", xshift=-8 if left else 8)
        )  # fmt: skip
    layout["shapes"] = shapes
    layout["xaxis"] |= {"range": [low, high], **signed_ticks(low, high, f"{NBSP}%")}
    layout["yaxis"] |= {"range": [0, top], **ticks(0, top, whole=True)}
    return Drawing([bars], layout)
