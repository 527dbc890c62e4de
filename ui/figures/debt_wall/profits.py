"""Profits under a yield: where issuers break even, and which sectors suffer.

Both are drawn at every slider move, so they are put together as plain data and made figures once.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

import pandas as pd

from analytics.model.metric import NBSP, show
from analytics.model.thresholds import FEWEST_PROFITABLE
from ui.figures.drawing import Drawing, rows
from ui.style import HALF, Palette, base_layout, ticks, vline, words

ROW, LEAST = 30, 8
"""Height of a sector's row in px, and the rows there is room for at the least."""


def break_evens(
    table: pd.DataFrame, today: float | None, chosen: float, above_15: int, palette: Palette, illustrative: bool
) -> Drawing:
    """Draw issuers_count by break-even ten-year in bars of half a point, those left of the slider coloured.

    `today` and `chosen` are yields in per cent, `above_15` the issuers whose break-even is above 15 %. With the
    slider at today's yield the bars left of it are ink, for nothing is assumed. Without `today` the published curve
    is none that these break-evens are measured along, and has no line.
    """
    layout = base_layout(palette, HALF, illustrative=illustrative)
    layout["margin"] |= {"l": 40, "r": 24}
    layout |= {"hovermode": "closest", "bargap": 0.08}
    moved = today is None or round(chosen, 2) != round(today, 2)
    counts = table["issuers_count"].tolist()
    gone = palette.scenario if moved else palette.ink
    edge = float(table["to_pct"].iloc[-1]) if len(table) else 15.0
    top = (max([*counts, 0]) or 1) * 1.2
    bars = {
        "type": "bar",
        "x": ((table["from_pct"] + table["to_pct"]) / 2).round(3).tolist(),
        "y": counts,
        "marker": {
            "color": [gone if to <= chosen + 1e-9 else palette.large for to in table["to_pct"]],
            "line": {"width": 0},
        },
        "customdata": rows(table, ("from_pct", "to_pct", "debt_usd_bn"), 2),
        "hovertemplate": f"%{{customdata[0]:.1f}} to %{{customdata[1]:.1f}}{NBSP}%: %{{y:,}} issuers, "
        f"USD %{{customdata[2]:.1f}}{NBSP}bn of debt<extra></extra>",
    }
    lines = [] if today is None else [("published", today, palette.ink)]
    layout["shapes"] = [vline(rate, colour, width=1.5) for _, rate, colour in lines]
    if moved:
        layout["shapes"].append(vline(chosen, palette.scenario, "dash", 1.5))
        lines.append(("slider", chosen, palette.scenario))
    layout["annotations"] += _beside(sorted(lines, key=lambda line: line[1]), palette)
    layout["annotations"].append(
        words(
            f"<b>{above_15:,}</b> more above {edge:g}{NBSP}% →",
            palette.muted,
            x=1,
            xref="x domain",
            y=1,
            yref="y domain",
            xanchor="right",
            yanchor="top",
            yshift=-18,
            bgcolor=palette.page,
        )
    )
    reach = max(edge, chosen, today or 0.0)
    layout["xaxis"] |= {"range": [0, reach], **ticks(0, reach, "%")}
    layout["yaxis"] |= {"range": [0, top], **ticks(0, top, whole=True)}
    return Drawing([bars], layout)


def _beside(lines: Sequence[tuple[str, float, str]], palette: Palette) -> list[dict[str, Any]]:
    """Names of one or two upright lines, from left to right: outside of them, a row lower where there is no room."""
    placed = []
    for i, (name, rate, colour) in enumerate(lines):
        left = i == 0 and len(lines) == 2 and rate >= 4.0
        low = i == 0 and len(lines) == 2 and not left
        placed.append(
            words(
                f"<b>{name} {rate:.2f}</b>",
                colour,
                x=rate,
                y=1,
                yref="y domain",
                yanchor="top",
                xanchor="right" if left else "left",
                xshift=-5 if left else 5,
                yshift=-18 if low else 0,
                bgcolor=palette.page,
            )
        )
    return placed


def sectors(table: pd.DataFrame, palette: Palette, illustrative: bool) -> Drawing:
    """Draw wiped_out_pct of the profitable issuers by sector, most debt first, with the count behind each.

    The order does not follow the slider, so that a sector stays where it is; one of fewer than ten profitable
    issuers is gray, one without any says n/a.
    """
    layout = base_layout(palette, max(HALF, ROW * len(table) + 24), illustrative=illustrative)
    layout["margin"] |= {"l": 128, "r": 96, "b": 8, "t": layout["margin"]["t"] - 4}
    layout |= {"hovermode": "closest", "bargap": 0.35}
    shares, counts = table["wiped_out_pct"], table["profitable_count"].tolist()
    grays = [count < FEWEST_PROFITABLE for count in counts]
    reach = max(5.0, float(shares.max()) if shares.notna().any() else 0.0)
    texts = [
        f"<b>{show(share, '%', 1)}</b>  {gone} of {count}" if share == share else "n/a"
        for share, gone, count in zip(shares, table["wiped_out_count"], counts, strict=True)
    ]
    bars = {
        "type": "bar",
        "orientation": "h",
        "x": [round(share, 3) if share == share else 0.0 for share in shares],
        "y": list(range(len(table))),
        "text": texts,
        "textposition": "outside",
        "constraintext": "none",
        "cliponaxis": False,
        "textfont": {"size": 11, "color": [palette.muted if gray else palette.ink for gray in grays]},
        "marker": {"color": [palette.large if gray else palette.small for gray in grays], "line": {"width": 0}},
        "customdata": _owed(table),
        "hovertemplate": "<b>%{customdata[0]}</b><br>debt %{customdata[1]}, due in the window"
        "<br>%{customdata[2]} (%{customdata[3]})<extra></extra>",
    }
    layout["xaxis"] |= {"visible": False, "range": [0, reach * 1.01]}
    layout["yaxis"] |= {
        "range": [max(len(table), LEAST) - 0.4, -0.6],
        "tickvals": list(range(len(table))),
        "ticktext": ["<br>".join(textwrap.wrap(str(name), 20)) for name in table["sector"]],
        "tickfont": {"size": 11, "color": palette.muted},
        "showgrid": False,
        "nticks": None,
    }
    layout["shapes"] = [vline(0, palette.ink)]
    return Drawing([bars], layout)


def _owed(table: pd.DataFrame) -> list[tuple[str, ...]]:
    """Each sector with what it owes, what falls due of it, and that in per cent, as they are read."""
    columns = [
        [show(value if value == value else None, unit, decimals) for value in table[name]]
        for name, unit, decimals in (("debt_usd_bn", "USD bn", 1), ("due_usd_bn", "USD bn", 1), ("due_pct", "%", 0))
    ]
    return list(zip(table["sector"].astype(str), *columns, strict=True))
