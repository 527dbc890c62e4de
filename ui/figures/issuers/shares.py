"""Shares by definition: a bar each with what the unclassifiable could make of it, and all specifications in order."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analytics.issuers.definitions import CLAIMED_PCT
from analytics.model.metric import NBSP, show
from ui.figures.drawing import Drawing, rows
from ui.style import FULL, HALF, Palette, base_layout, hline, ticks, vline, words

LOSSES = "Unprofitable"


def definitions(table: pd.DataFrame, chosen: str, palette: Palette, illustrative: bool) -> Drawing:
    """Draw share_pct by definition, the reader's own full, with low_pct to high_pct as a thin line through it.

    A definition by which nobody can be classified says n/a. Beside each bar stand the share and the firms that
    cannot be classified.
    """
    layout = base_layout(palette, HALF, illustrative=illustrative)
    layout["margin"] |= {"l": 116, "r": 124, "b": 24}
    layout |= {"hovermode": "closest", "bargap": 0.45}
    known = max(float(table["share_pct"].max()), float(table["high_pct"].max()))
    reach = min(100.0, max(10.0, known * 1.02)) if known == known else 10.0
    places = list(range(len(table)))
    shares = [value if value == value else None for value in table["share_pct"]]
    bars = {
        "type": "bar",
        "orientation": "h",
        "x": shares,
        "y": places,
        "marker": {"color": [palette.small if name == chosen else palette.derived for name in table["definition"]]},
        "customdata": rows(table, ("definition", "zombies_count", "classified_count", "unclassifiable_count"), 0),
        "hovertemplate": f"<b>%{{customdata[0]}}</b>: %{{x:.1f}}{NBSP}%<br>%{{customdata[1]:,}} of %{{customdata[2]:,}}"
        "<br>%{customdata[3]:,} not classifiable<extra></extra>",
    }
    ends: dict[str, list[Any]] = {"x": [], "y": []}
    for place, low, high in zip(places, table["low_pct"], table["high_pct"], strict=True):
        if low == low:
            ends["x"] += [low, high, None]
            ends["y"] += [place, place, None]
    line = {"color": palette.ink, "width": 1.5}
    whiskers = {"type": "scatter", "mode": "lines", **ends, "line": line, "hoverinfo": "skip"}
    for place, share, unknown in zip(places, shares, table["unclassifiable_count"], strict=True):
        text = f"<b>{show(share, '%', 1)}</b>"
        text += f"<br>{unknown:,} not classed" if unknown else ""
        layout["annotations"].append(
            words(
                text,
                palette.ink,
                xref="paper",
                x=1,
                xanchor="left",
                xshift=8,
                y=place,
                font={"size": 11, "color": palette.ink},
            )
        )
    layout["xaxis"] |= {"range": [0, reach], **ticks(0, reach, "%")}
    layout["yaxis"] |= {
        "range": [len(table) - 0.4, -0.6],
        "tickvals": places,
        "ticktext": [f"<b>{name}</b>" if name == chosen else name for name in table["definition"]],
        "showgrid": False,
        "nticks": None,
    }
    layout["shapes"] = [vline(0, palette.ink)]
    return Drawing([bars, whiskers], layout)


def specification(table: pd.DataFrame, palette: Palette, illustrative: bool) -> Drawing:
    """Draw share_pct of every specification in order, losses in colour, the reader's own largest, the claim across.

    One without a share has no dot; how many there are is said in words.
    """
    layout = base_layout(palette, FULL, illustrative=illustrative)
    layout["margin"] |= {"l": 44, "r": 92, "b": 22}
    layout["hovermode"] = "closest"
    known = table[table["share_pct"].notna()].reset_index(drop=True)
    is_loss = (known["definition"] == LOSSES).to_numpy()
    own = known["shown"].to_numpy(dtype=bool)
    data = [
        _dots(known[~is_loss & ~own], palette.large, 6, palette),
        _dots(known[is_loss & ~own], palette.small, 8, palette),
        _dots(known[own], palette.scenario, 12, palette),
    ]
    top = max(50.0, float(known["share_pct"].max()) * 1.08) if len(known) else 50.0
    top = min(top, 100.0)
    layout["shapes"] = [hline(CLAIMED_PCT, palette.ink, "dot", 1.5)]
    layout["annotations"].append(
        words("<b>claimed<br>nearly 40</b>", palette.ink, xref="paper", x=1, xanchor="left", xshift=6, y=CLAIMED_PCT)
    )
    missing = len(table) - len(known)
    text = f"{len(known)} specifications" + (f", {missing} more n/a" if missing else "")
    layout["annotations"].append(
        words(text, palette.muted, xref="x domain", yref="y domain", x=0, y=1, xanchor="left", yanchor="top", xshift=6)
    )
    layout["xaxis"] |= {"range": [0, max(len(known), 1) + 1], "tickvals": [], "showticklabels": False}
    layout["yaxis"] |= {"range": [0, top], **ticks(0, top, "%")}
    return Drawing(data, layout)


def _dots(table: pd.DataFrame, colour: str, size: int, palette: Palette) -> dict[str, Any]:
    names = ("definition", "weighting", "universe", "unclassifiable_count")
    return {
        "type": "scatter",
        "mode": "markers",
        "x": table["place"].tolist(),
        "y": [round(value, 3) for value in table["share_pct"]],
        "marker": {"color": colour, "size": size, "line": {"width": 1, "color": palette.page}},
        "cliponaxis": False,
        "customdata": rows(table, names, 0),
        "hovertemplate": f"<b>%{{customdata[0]}}</b> by %{{customdata[1]}}: %{{y:.1f}}{NBSP}%<br>%{{customdata[2]}}"
        "<br>%{customdata[3]:,} not classifiable<extra></extra>",
    }
