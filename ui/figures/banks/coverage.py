"""What is left for insured depositors the more of the uninsured run; drawn at every slider move."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analytics.model.metric import NBSP, show
from ui.figures.drawing import Drawing, rows
from ui.style import HALF, Palette, base_layout, hline, signed_ticks, vline, words


def run(table: pd.DataFrame, share: float, palette: Palette, illustrative: bool) -> Drawing:
    """Draw coverage by run_off_pct: the median, half and nine tenths of banks, and how many are below zero.

    `share` is the reader's run-off in per cent, a whole ten or between two.
    """
    layout = base_layout(palette, HALF, illustrative=illustrative)
    layout["margin"] |= {"l": 52, "r": 92}
    shares = table["run_off_pct"].tolist()
    known = table.dropna(subset=["p05_pct"])
    low = min([0.0, *known["p05_pct"]]) if len(known) else 0.0
    high = max([10.0, *known["p95_pct"]]) if len(known) else 10.0
    room = (high - low) * 0.06
    low, high = low - room, high + room
    data: list[dict[str, Any]] = []
    for first, second, tint in (("p05", "p95", palette.below), ("p25", "p75", palette.axis)):
        for name, fill in ((first, None), (second, "tonexty")):
            data.append(
                {
                    "type": "scatter",
                    "mode": "lines",
                    "x": shares,
                    "y": table[f"{name}_pct"].round(2).tolist(),
                    "line": {"width": 0},
                    "fill": fill,
                    "fillcolor": tint,
                    "hoverinfo": "skip",
                }
            )
    data.append(
        {
            "type": "scatter",
            "mode": "lines",
            "x": shares,
            "y": table["p50_pct"].round(2).tolist(),
            "line": {"color": palette.banks, "width": 2},
            "customdata": rows(table, ("banks_count", "assets_usd_bn", "shortfall_usd_bn"), 1),
            "hovertemplate": f"median %{{y:.1f}}{NBSP}%; below zero: %{{customdata[0]:,}} banks, "
            "USD %{customdata[1]:,.0f} bn, USD %{customdata[2]:,.1f} bn short<extra></extra>",
        }
    )
    layout["shapes"] = [hline(0.0, palette.ink), vline(share, palette.scenario, "dash", 1.5)]
    layout["annotations"] += _words(table, share, (low, high), palette)
    layout["xaxis"] |= {
        "range": [0, 100],
        "tickvals": [0, 25, 50, 75, 100],
        "ticktext": ["0", "25", "50", "75", f"100{NBSP}%"],
        "hoverformat": ".0f",
    }
    layout["yaxis"] |= {"range": [low, high], **signed_ticks(low, high, f"{NBSP}%")}
    return Drawing(data, layout)


def _words(table: pd.DataFrame, share: float, ends: tuple[float, float], palette: Palette) -> list[dict[str, Any]]:
    """The lines' names at their ends, the reader's share, and in the upper right the banks below zero if all ran."""
    right = share < 50
    found = [
        words(
            f"<b>{share:.0f}{NBSP}% run</b>",
            palette.scenario,
            x=share,
            y=0.0,
            yanchor="bottom",
            xanchor="left" if right else "right",
            xshift=5 if right else -5,
            yshift=3,
        )
    ]
    if table.empty or table["p50_pct"].isna().all():
        return found
    end = table.iloc[-1]
    apart, placed = (ends[1] - ends[0]) * 0.06, float("inf")
    for column, name, colour in (
        ("p95", "95th", palette.muted),
        ("p50", "median", palette.banks),
        ("p05", "5th", palette.muted),
    ):
        value = float(end[f"{column}_pct"])
        placed = min(value, placed - apart)
        told = f"{name} {show(value, '%', 0)}"
        bold = f"<b>{told}</b>" if column == "p50" else told
        found.append(words(bold, colour, xref="paper", x=1, xanchor="left", xshift=7, y=placed))
    count = int(end["banks_count"])
    none = "If all ran:<br>no bank below zero"
    told = none if count == 0 else f"If all ran:<br><b>{count:,} bank{'s' * (count != 1)}</b> below zero"
    if count:
        held, lacks = (float(end[f"{name}_usd_bn"]) for name in ("assets", "shortfall"))
        told += f"<br>{show(held, 'USD bn', 0)}, {show(lacks, 'USD bn', 1)} short"
    corner = {"xref": "x domain", "yref": "y domain", "x": 0.99, "y": 1, "xanchor": "right", "yanchor": "top"}
    found.append(words(told, palette.ink, **corner, align="right"))
    return found
