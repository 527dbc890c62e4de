"""Runway by class, dilution by group, and retailers' inventories against their sales."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.issuers.retail import GLUT_PP
from analytics.model.metric import NBSP, show
from ui.figures.drawing import Drawing, rows
from ui.style import HALF, Palette, base_layout, hline, signed_ticks, ticks, vline, words

REACH_PCT = 60.0
"""Growth at the ends of both axes; a dot beyond them stands at the edge."""


def runway(table: pd.DataFrame, palette: Palette, illustrative: bool) -> Drawing:
    """Draw biotech_count and other_count stacked by class of runway, with their sum at the end."""
    layout = base_layout(palette, HALF, illustrative=illustrative)
    layout["margin"] |= {"l": 128, "r": 56}
    layout |= {"hovermode": "closest", "barmode": "stack", "bargap": 0.4}
    places = list(range(len(table)))
    data = [
        {
            "type": "bar",
            "orientation": "h",
            "x": table[name].tolist(),
            "y": places,
            "marker": {"color": colour, "line": {"width": 0}},
            "name": label,
            "customdata": table["class"].tolist(),
            "hovertemplate": f"%{{customdata}}: %{{x:,}} {label}<extra></extra>",
        }
        for name, label, colour in (
            ("biotech_count", "biotech", palette.small),
            ("other_count", "others", palette.large),
        )
    ]
    totals = (table["biotech_count"] + table["other_count"]).tolist()
    top = max([*totals, 1]) * 1.02
    layout["annotations"] += [
        words(f"<b>{total:,}</b>", palette.ink, x=total, y=place, xanchor="left", xshift=5)
        for place, total in zip(places, totals, strict=True)
    ]
    layout["xaxis"] |= {"range": [0, top], **ticks(0, top, whole=True)}
    layout["yaxis"] |= {
        "range": [len(table) - 0.4, -0.6],
        "tickvals": places,
        "ticktext": table["class"].tolist(),
        "showgrid": False,
        "nticks": None,
    }
    layout["shapes"] = [vline(0, palette.ink)]
    return Drawing(data, layout)


def dilution(table: pd.DataFrame, palette: Palette, illustrative: bool) -> Drawing:
    """Draw median_growth_pct by group; beside each bar the part with over a tenth more shares and the stock sold."""
    layout = base_layout(palette, HALF, illustrative=illustrative)
    layout["margin"] |= {"l": 108, "r": 132}
    layout |= {"hovermode": "closest", "bargap": 0.5}
    places, values = list(range(len(table))), table["median_growth_pct"]
    known = values.dropna().tolist()
    low, high = min([*known, 0.0]), max([*known, 1.0])
    room = (high - low) * 0.08
    bars = {
        "type": "bar",
        "orientation": "h",
        "x": [value if value == value else None for value in values],
        "y": places,
        "marker": {"color": [palette.small, palette.derived, palette.large, palette.muted][: len(table)]},
        "customdata": rows(table, ("group", "known_count", "firms_count"), 0),
        "hovertemplate": f"%{{customdata[0]}}: %{{x:+.1f}}{NBSP}%<br>%{{customdata[1]:,}} of %{{customdata[2]:,}} firms"
        "<extra></extra>",
    }
    for place, row in enumerate(table.to_dict("records")):
        value, over, raised = row["median_growth_pct"], row["over_10_pct"], row["raised_usd_bn"]
        text = f"<b>{show(value if value == value else None, '%', 1, sign=True)}</b>"
        text += f"<br>{show(over, '%', 0)} by over 10{NBSP}%" if over == over else ""
        text += f"<br>sold {show(raised, 'USD bn', 1)}" if raised == raised else ""
        layout["annotations"].append(
            words(text, palette.ink, xref="paper", x=1, xanchor="left", xshift=8, y=place, font={"size": 11})
        )
    layout["xaxis"] |= {"range": [low - room * (low < 0), high + room], **signed_ticks(low, high + room, f"{NBSP}%")}
    layout["yaxis"] |= {
        "range": [len(table) - 0.4, -0.6],
        "tickvals": places,
        "ticktext": [str(name).replace(" loss", "<br>loss") for name in table["group"]],
        "showgrid": False,
        "nticks": None,
    }
    layout["shapes"] = [vline(0, palette.ink)]
    return Drawing([bars], layout)


def retail(table: pd.DataFrame, palette: Palette, illustrative: bool) -> Drawing:
    """Draw inventory_growth_pct against sales_growth_pct with the line five points above the diagonal.

    A retailer above the line is coloured; one beyond the axes stands at their edge.
    """
    layout = base_layout(palette, HALF, illustrative=illustrative)
    layout["margin"] |= {"l": 48, "r": 24, "b": 40}
    layout["hovermode"] = "closest"
    known = table[table["inventory_growth_pct"].notna() & table["sales_growth_pct"].notna()]
    most = known[["inventory_growth_pct", "sales_growth_pct"]].abs().to_numpy()
    reach = min(REACH_PCT, max(20.0, float(most.max()) * 1.05)) if most.size else 20.0
    x, y = (
        np.clip(known[name].to_numpy(dtype=float), -reach, reach)
        for name in ("sales_growth_pct", "inventory_growth_pct")
    )
    data = [
        {
            "type": "scatter",
            "mode": "markers",
            "x": x.round(2).tolist(),
            "y": y.round(2).tolist(),
            "marker": {
                "size": 8,
                "color": [palette.down if glut else palette.large for glut in known["glut"]],
                "line": {"width": 1, "color": palette.page},
            },
            "cliponaxis": False,
            "customdata": rows(known, ("name", "sales_growth_pct", "inventory_growth_pct", "inventory_days"), 1),
            "hovertemplate": f"<b>%{{customdata[0]}}</b><br>sales %{{customdata[1]:+.1f}}{NBSP}%, inventories "
            f"%{{customdata[2]:+.1f}}{NBSP}%<br>%{{customdata[3]:.0f}} days of inventories<extra></extra>",
        }
    ]
    line = {"type": "line", "x0": -reach, "y0": GLUT_PP - reach, "x1": reach - GLUT_PP, "y1": reach, "layer": "below"}
    layout["shapes"] = [
        {**line, "line": {"color": palette.axis, "width": 1, "dash": "dot"}},
        vline(0, palette.grid),
        hline(0, palette.ink),
    ]
    layout["annotations"] += [
        words(f"<b>outgrew sales by over {GLUT_PP:.0f} points</b>", palette.down, xref="x domain", yref="y domain", x=0,
              y=1, xanchor="left", yanchor="top", xshift=4),
        words("sales", palette.muted, xref="x domain", yref="y domain", x=1, y=0, xanchor="right", yanchor="bottom"),
    ]  # fmt: skip
    layout["xaxis"] |= {"range": [-reach, reach], **signed_ticks(-reach, reach, f"{NBSP}%")}
    layout["yaxis"] |= {"range": [-reach, reach], **signed_ticks(-reach, reach, f"{NBSP}%")}
    return Drawing(data, layout)
