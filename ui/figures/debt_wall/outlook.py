"""Where the yields may go, and how many profits go with them: fans by month, and the end of the paths."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analytics.model.metric import NBSP, show
from analytics.model.thresholds import QUANTILES
from ui.figures.drawing import Drawing, rows
from ui.style import HALF, Palette, base_layout, hline, ticks, words

APART = 16 / (HALF - 38)
"""The least distance of two end labels, as a part of the axis."""


def fan(
    table: pd.DataFrame, reference: float = 4.5, above: float | None = None, *, palette: Palette, illustrative: bool
) -> Drawing:
    """Draw the ten-year's percentiles by month, with a dotted line at `reference`, a yield in per cent.

    `above` is the share of paths in per cent that end above it; without it the words give the percentiles the
    reference lies between.
    """
    low, high = _ends(table)
    ends = (min(low, reference), max(high, reference))
    room = (ends[1] - ends[0] or 1.0) * 0.08
    layout = _layout(table, (max(0.0, ends[0] - room), ends[1] + room * 3), 2, palette, illustrative)
    layout["shapes"] = [hline(reference, palette.muted, "dot", 1.5)]
    if len(table):
        told = f"{_above(table, reference, above)} end above {show(reference, '%')}"
        corner = {"xref": "x domain", "yref": "y domain", "xanchor": "left", "yanchor": "top"}
        layout["annotations"].append(words(told, palette.ink, x=0.01, y=1, **corner))
        if abs(float(table["p50_pct"].iloc[0]) - reference) > (ends[1] - ends[0]) * 0.05:
            under = float(table["p50_pct"].iloc[0]) > reference
            place = {"xref": "x domain", "x": 0.01, "y": reference, "xanchor": "left"}
            anchor = "top" if under else "bottom"
            layout["annotations"].append(words(f"{reference:.2f}", palette.muted, **place, yanchor=anchor))
    return Drawing(_traces(table, palette.ink, palette), layout)


def share_fan(table: pd.DataFrame, palette: Palette, illustrative: bool) -> Drawing:
    """Draw the percentiles of the share of profitable issuers wiped out so far, by month."""
    _, high = _ends(table)
    layout = _layout(table, (0.0, min(100.0, max(high * 1.1, 5.0))), 1, palette, illustrative)
    return Drawing(_traces(table, palette.small, palette), layout)


def _ends(table: pd.DataFrame) -> tuple[float, float]:
    known = table[[f"p{q:02d}_pct" for q in QUANTILES]].to_numpy(dtype=float)
    return (float(known.min()), float(known.max())) if known.size and known[0, 0] == known[0, 0] else (0.0, 1.0)


def _above(table: pd.DataFrame, reference: float, above: float | None) -> str:
    """The share of paths above the reference at the end, from the percentiles alone where it is not given."""
    if above is not None:
        return f"{show(above, '%', 0)} of paths"
    last = {q: float(table[f"p{q:02d}_pct"].iloc[-1]) for q in QUANTILES}
    least = max([100 - q for q, value in last.items() if value > reference], default=0)
    most = min([100 - q for q, value in last.items() if value <= reference], default=100)
    if not least:
        return f"Under {most}{NBSP}% of paths"
    return f"{least} to {most}{NBSP}% of paths" if most < 100 else f"Over {least}{NBSP}% of paths"


def _layout(
    table: pd.DataFrame, reach: tuple[float, float], decimals: int, palette: Palette, illustrative: bool
) -> dict[str, Any]:
    """The months across, and at the end the values of the median and of the outer percentiles, pushed apart."""
    layout = base_layout(palette, HALF, illustrative=illustrative)
    layout["margin"] |= {"l": 48, "r": 96}
    months = int(table["month"].iloc[-1]) if len(table) else 1
    step = next(s for s, most in ((1, 5), (2, 10), (3, 15), (6, 36), (12, 10_000)) if months <= most)
    kept = list(range(0, months + 1, step))
    names = [*(str(month) for month in kept[:-1]), f"{kept[-1]}{NBSP}month{'s' * (kept[-1] != 1)}"]
    layout["xaxis"] |= {
        "range": [0, max(months, 1)],
        "tickvals": kept,
        "ticktext": names,
        "ticksuffix": f"{NBSP}months",
    }
    layout["yaxis"] |= {"range": list(reach), **ticks(*reach, "%")}
    if len(table):
        placed = float("-inf")
        for quantile, name in ((5, "5th"), (50, "median"), (95, "95th")):
            value = float(table[f"p{quantile:02d}_pct"].iloc[-1])
            placed = max(value, placed + APART * (reach[1] - reach[0]))
            told = f"{name} {show(value if value == value else None, '%', decimals)}"
            middle = quantile == 50
            where = {"xref": "paper", "x": 1, "y": placed, "xanchor": "left", "xshift": 7}
            colour = palette.ink if middle else palette.muted
            layout["annotations"].append(words(f"<b>{told}</b>" if middle else told, colour, **where))
    return layout


def _traces(table: pd.DataFrame, colour: str, palette: Palette) -> list[dict[str, Any]]:
    """Two tints and the median; a fan of one month is a point."""
    months = table["month"].tolist()
    data: list[dict[str, Any]] = []
    for low, high, tint in ((5, 95, palette.sequential[1]), (25, 75, palette.sequential[3])):
        for quantile, fill in ((low, None), (high, "tonexty")):
            data.append(
                {
                    "type": "scatter",
                    "mode": "lines",
                    "x": months,
                    "y": table[f"p{quantile:02d}_pct"].round(3).tolist(),
                    "line": {"width": 0, "color": tint},
                    "fill": fill,
                    "fillcolor": tint,
                    "name": f"{quantile}th percentile",
                    "hovertemplate": f"%{{y:.2f}}{NBSP}%",
                }
            )
    data.append(
        {
            "type": "scatter",
            "mode": "lines+markers" if len(table) == 1 else "lines",
            "x": months,
            "y": table["p50_pct"].round(3).tolist(),
            "line": {"color": colour, "width": 2},
            "cliponaxis": False,
            "name": "median",
            "hovertemplate": f"%{{y:.2f}}{NBSP}%",
        }
    )
    return data


def by_end(table: pd.DataFrame, palette: Palette, illustrative: bool) -> Drawing:
    """Draw paths_count by the share of profitable issuers wiped out by the end of the window."""
    layout = base_layout(palette, HALF, illustrative=illustrative)
    layout["margin"] |= {"l": 52, "r": 24}
    layout |= {"hovermode": "closest", "bargap": 0.08}
    counts = table["paths_count"].tolist()
    edge = float(table["to_pct"].iloc[-1]) if len(table) else 10.0
    top = (max([*counts, 0]) or 1) * 1.08
    bars = {
        "type": "bar",
        "x": ((table["from_pct"] + table["to_pct"]) / 2).round(3).tolist(),
        "y": counts,
        "marker": {"color": palette.small, "line": {"width": 0}},
        "customdata": rows(table, ("from_pct", "to_pct"), 2),
        "hovertemplate": f"%{{customdata[0]:.0f}} to %{{customdata[1]:.0f}}{NBSP}%: %{{y:,}} paths<extra></extra>",
    }
    layout["xaxis"] |= {"range": [0, edge], **ticks(0, edge, "%")}
    layout["yaxis"] |= {"range": [0, top], **ticks(0, top, whole=True)}
    return Drawing([bars], layout)
