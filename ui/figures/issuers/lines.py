"""Warehouse lines by lender: drawn and free, with their spread now and a year before."""

from __future__ import annotations

import pandas as pd

from analytics.model.metric import NBSP, show
from ui.figures.drawing import Drawing, rows
from ui.style import HALF, Palette, base_layout, ticks, vline, words

FEW = 4
"""Up to so many lenders the bars are thin, as they would be thick as beams."""


def lenders(table: pd.DataFrame, palette: Palette, illustrative: bool) -> Drawing:
    """Draw owed_usd_m and free_usd_m stacked by lender; beside each bar its spreads and what ends within a year.

    A lender of which no line has both a limit and a debt has no bar.
    """
    layout = base_layout(palette, HALF, illustrative=illustrative)
    layout["margin"] |= {"l": 60, "r": 150}
    known = table[table["owed_usd_m"].notna()]
    layout |= {"hovermode": "closest", "barmode": "stack", "bargap": 0.35 if len(known) > FEW else 0.65}
    places = list(range(len(known)))
    data = [
        {
            "type": "bar",
            "orientation": "h",
            "x": known[name].round(1).tolist(),
            "y": places,
            "marker": {"color": colour, "line": {"width": 0}},
            "name": label,
            "customdata": rows(known, ("lender", "lines_count"), 0),
            "hovertemplate": f"<b>%{{customdata[0]}}</b>: USD{NBSP}%{{x:,.0f}}{NBSP}m {label}"
            "<br>%{customdata[1]} lines<extra></extra>",
        }
        for name, label, colour in (("owed_usd_m", "drawn", palette.small), ("free_usd_m", "free", palette.grid))
    ]
    for place, row in enumerate(known.to_dict("records")):
        now, before = row["spread_high_pct"], row["spread_before_pct"]
        text = f"<b>+{show(now, '%', 2)}</b>" if now == now else "spread n/a"
        text += f" from +{show(before, '%', 2)}" if now == now and before == before else ""
        layout["annotations"].append(
            words(text, palette.ink, xref="paper", x=1, xanchor="left", xshift=8, y=place, font={"size": 11})
        )
    top = float((known["owed_usd_m"] + known["free_usd_m"]).max()) * 1.02 if len(known) else 1.0
    layout["xaxis"] |= {"range": [0, top], **ticks(0, top, whole=True)}
    layout["yaxis"] |= {
        "range": [len(known) - 0.4, -0.6],
        "tickvals": places,
        "ticktext": known["ticker"].tolist(),
        "showgrid": False,
        "nticks": None,
    }
    layout["shapes"] = [vline(0, palette.ink)]
    return Drawing(data, layout)
