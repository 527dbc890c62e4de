"""Zombies over the years: a line a definition, and aggregate coverage beside the Federal Reserve's points."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analytics.model.metric import NBSP
from ui.figures.drawing import Drawing
from ui.style import HALF, Palette, base_layout, hline, ticks, words

APART = 0.075
"""How far names at the ends of lines stay from each other, of the axis."""


def by_definition(table: pd.DataFrame, chosen: str, palette: Palette, illustrative: bool) -> Drawing:
    """Draw share_pct against year, a line a definition with its name at the end, the reader's own in colour.

    A definition known of one year alone is a dot; lines that lie on each other are named once.
    """
    layout = base_layout(palette, HALF, illustrative=illustrative)
    layout["margin"] |= {"l": 40, "r": 116}
    layout["hovermode"] = "closest"
    known = table[table["share_pct"].notna()]
    data: list[dict[str, Any]] = []
    ends: dict[float, list[str]] = {}
    for name, rows in known.groupby("definition", sort=False):
        own = name == chosen
        colour = palette.small if own else palette.large
        data.append(
            {
                "type": "scatter",
                "mode": "lines+markers",
                "x": rows["year"].tolist(),
                "y": rows["share_pct"].round(3).tolist(),
                "line": {"color": colour, "width": 2.5 if own else 1.5},
                "marker": {"color": colour, "size": 6 if own else 4},
                "name": str(name),
                "customdata": rows[["classified_count", "unclassifiable_count"]].to_numpy().tolist(),
                "hovertemplate": f"<b>{name}</b> %{{x}}: %{{y:.1f}}{NBSP}%<br>%{{customdata[0]:,}} classified, "
                "%{customdata[1]:,} not<extra></extra>",
                "cliponaxis": False,
            }
        )
        ends.setdefault(round(float(rows["share_pct"].iloc[-1]), 1), []).append(str(name))
    data.sort(key=lambda trace: trace["name"] == chosen)
    top = max(10.0, float(known["share_pct"].max()) * 1.1) if len(known) else 10.0
    layout["annotations"] += _names(ends, chosen, top, palette)
    years = sorted(set(table["year"].tolist()))
    low, high = (years[0], years[-1]) if years else (2019, 2020)
    layout["xaxis"] |= {"range": [low - 0.3, high + 0.1], "tickvals": years, "ticktext": [str(year) for year in years]}
    layout["yaxis"] |= {"range": [0, top], **ticks(0, top, "%")}
    return Drawing(data, layout)


def _names(ends: dict[float, list[str]], chosen: str, top: float, palette: Palette) -> list[dict[str, Any]]:
    """The names right of the last year, pushed apart from the lowest up."""
    found, at = [], -APART * top
    for value, names in sorted(ends.items()):
        at = max(value, at + APART * top)
        colour = palette.small if chosen in names else palette.muted
        text = f"<b>{', '.join(names)}</b>" if chosen in names else ", ".join(names)
        found.append(
            words(text, colour, xref="paper", x=1, xanchor="left", xshift=8, y=at, font={"size": 11, "color": colour})
        )
    return found


def aggregate(table: pd.DataFrame, palette: Palette, illustrative: bool) -> Drawing:
    """Draw aggregate_icr_x by fiscal year as a line and published_x as open dots against date."""
    layout = base_layout(palette, HALF, illustrative=illustrative)
    layout["margin"] |= {"l": 40, "r": 92}
    layout["hovermode"] = "closest"
    ours, theirs = (table[table[name].notna()] for name in ("aggregate_icr_x", "published_x"))
    data = [
        _series(ours, "aggregate_icr_x", {"mode": "lines+markers", "line": {"color": palette.small, "width": 2}},
                {"size": 6, "color": palette.small}, "small caps"),
        _series(theirs, "published_x", {"mode": "markers"},
                {"size": 9, "color": palette.muted, "symbol": "circle-open"}, "FEDS Note"),
    ]  # fmt: skip
    values = [*ours["aggregate_icr_x"], *theirs["published_x"]]
    low, high = min([*values, 0.0]), max([*values, 1.0]) * 1.08
    for rows, column, text, colour in (
        (ours, "aggregate_icr_x", "small caps", palette.small),
        (theirs, "published_x", "FEDS Note,<br>all firms", palette.muted),
    ):
        if len(rows):
            at = float(rows[column].iloc[-1])
            layout["annotations"].append(
                words(f"<b>{text}</b>", colour, xref="paper", x=1, xanchor="left", xshift=8, y=at)
            )
    layout["shapes"] = [hline(1, palette.ink, "dot", 1.5)]
    if len(table):
        first, last = table["date"].iloc[0], table["date"].iloc[-1]
        room = pd.Timedelta(days=180)
        layout["xaxis"] |= {"type": "date", "range": [str((first - room).date()), str((last + room).date())]}
    layout["yaxis"] |= {"range": [low, high], **ticks(low, high, "x")}
    return Drawing(data, layout)


def _series(rows: pd.DataFrame, column: str, how: dict[str, Any], marker: dict[str, Any], name: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "x": [str(day.date()) for day in rows["date"]],
        "y": rows[column].round(4).tolist(),
        "marker": marker,
        "name": name,
        "hovertemplate": f"{name}, %{{x|%b %Y}}: %{{y:.2f}}{NBSP}x<extra></extra>",
        "cliponaxis": False,
        **how,
    }
