"""Maturities by quarter as stacked columns: filed at the bottom, then derived, then assumed."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analytics.model.dated import CLAIM_QUARTER
from ui.figures.drawing import Drawing
from ui.style import HALF, Palette, base_layout, ticks, words

PARTS = ("filed", "derived", "assumed")
LATER = "later"
FEW = 12
"""Columns up to which each has its quarter under it and its total on it, on a phone as well."""
DWARFS = 1.5
"""A bar of what falls due later that is taller than this times the tallest column is told in words instead."""
PALE = 0.4
PLOT = HALF - 52
"""Height of the plot in px, to keep names apart that stand beside it."""


def wall(table: pd.DataFrame, palette: Palette, illustrative: bool, selected: str = "") -> go.Figure:
    """Draw columns filed, derived and assumed _usd_bn by quarter, paler outside the window, the total on top.

    The last trace holds the clicks: one full-height bar a column, its `customdata` the quarter ("2026Q4",
    "later"). `selected` is the quarter the reader chose; it is framed and named. The row "later" is an open bar
    set apart, or words in the margin where it would flatten the columns.
    """
    return columns(table, "usd_bn", palette, illustrative, selected)


def columns(table: pd.DataFrame, unit: str, palette: Palette, illustrative: bool, selected: str = "") -> Drawing:
    """Draw the columns of a table whose amounts end in `unit`; quarters keep their places in time.

    `unit` is "usd_bn" or "usd_m". A quarter without a row is an empty place.
    """
    layout = base_layout(palette, HALF, illustrative=illustrative)
    layout["margin"] |= {"l": 36, "r": 68, "b": 40}
    layout |= {"barmode": "stack", "hovermode": "closest"}
    whole = table.assign(total=table[[f"{part}_{unit}" for part in PARTS]].sum(axis=1))
    rows = whole[whole["quarter"] != LATER].reset_index(drop=True)
    later = float(whole.loc[whole["quarter"] == LATER, "total"].sum())
    quarters = [str(quarter) for quarter in rows["quarter"]]
    first = _count(quarters[0]) if quarters else 0
    places = [float(_count(quarter) - first) for quarter in quarters]
    totals = [float(total) for total in rows["total"]]
    tallest, end = max([*totals, 0.0]), max([*places, 0.0])
    apart = 0.0 < later <= DWARFS * tallest
    top = (max(tallest, later if apart else 0.0) or 1.0) * 1.1
    inside = [bool(flag) for flag in rows["in_window"]]
    data = [
        _part(rows, part, unit, places, inside, within, palette)
        for within in (True, False)
        if within in inside
        for part in PARTS
    ]
    if apart:
        data.append(_open(end + 2.0, later, palette))
        places, totals, quarters, inside = [*places, end + 2.0], [*totals, later], [*quarters, LATER], [*inside, False]
    elif later > 0.0:
        place = {"xref": "paper", "x": 1, "y": 1, "yref": "y domain", "xanchor": "left", "yanchor": "top", "xshift": 7}
        layout["annotations"].append(words(f"<b>{_amount(later)}</b><br>later →", palette.muted, **place))
    data += _totals(places, totals, quarters, inside, selected, top, palette)
    data.append(_clicks(whole, unit, places, quarters, top))
    layout["annotations"] += _names(rows, unit, top, palette)
    if selected in quarters:
        chosen = quarters.index(selected)
        layout["shapes"] = [_frame(places[chosen], totals[chosen], top, palette)]
    layout["xaxis"] |= {"range": [-0.6, max([*places, 3.0]) + 0.6], **_quarters(places, quarters, selected)}
    layout["yaxis"] |= {"range": [0.0, top], **ticks(0.0, top)}
    return Drawing(data, layout)


def _count(quarter: str) -> int:
    return int(quarter[:4]) * 4 + int(quarter[5]) - 1


def _amount(value: float) -> str:
    return f"{value:,.0f}" if value >= 9.95 or value == 0.0 else f"{value:.1f}" if value >= 0.05 else "&lt;0.1"


def _spoken(quarter: str) -> str:
    return LATER if quarter == LATER else f"{quarter[4:]} {quarter[:4]}"


def _part(
    rows: pd.DataFrame,
    part: str,
    unit: str,
    places: list[float],
    inside: list[bool],
    within: bool,
    palette: Palette,
) -> dict[str, Any]:
    """One part of the columns inside the window, or outside; a click must not dim what it does not select."""
    kept = [i for i, flag in enumerate(inside) if flag is within]
    strength = 1.0 if within else PALE
    marker: dict[str, Any] = {"color": palette.filed, "opacity": strength, "line": {"width": 0}}
    if part == "derived":
        marker["color"] = palette.derived
    elif part == "assumed":
        hatch = {"shape": "/", "size": 5, "solidity": 0.3, "fgcolor": palette.derived, "fgopacity": 1}
        line = {"width": 1, "color": palette.derived}
        marker |= {"color": palette.page, "pattern": {**hatch, "fillmode": "overlay"}, "line": line}
    return {
        "type": "bar",
        "name": part,
        "x": [places[i] for i in kept],
        "y": rows[f"{part}_{unit}"].iloc[kept].round(4).tolist(),
        "width": 0.76,
        "marker": marker,
        "unselected": {"marker": {"opacity": strength}},
        "customdata": rows["quarter"].iloc[kept].tolist(),
        "hoverinfo": "skip",
    }


def _open(place: float, later: float, palette: Palette) -> dict[str, Any]:
    marker = {"color": "rgba(0,0,0,0)", "line": {"width": 1, "color": palette.muted}}
    return {
        "type": "bar",
        "name": LATER,
        "x": [place],
        "y": [round(later, 4)],
        "width": 0.76,
        "marker": marker,
        "unselected": {"marker": {"opacity": 1}},
        "customdata": [LATER],
        "hoverinfo": "skip",
    }


def _totals(
    places: list[float],
    totals: list[float],
    quarters: list[str],
    inside: list[bool],
    selected: str,
    top: float,
    palette: Palette,
) -> list[dict[str, Any]]:
    """Totals over the columns: all of a few, every second of many, and none that touches the selected one's.

    Those of the window are bold, the others muted, in a trace each: a click would change a colour a word has alone.
    """
    chosen = places[quarters.index(selected)] if selected in quarters else None
    many = len(places) > FEW
    traces = []
    for strong, colour in ((True, palette.ink), (False, palette.muted)):
        shown = [
            i
            for i, (place, quarter) in enumerate(zip(places, quarters, strict=True))
            if (inside[i] or place == chosen) is strong
            and (place == chosen or quarter == LATER or not many or (place % 2 == 0 and not _near(place, chosen)))
        ]
        traces.append(
            {
                "type": "scatter",
                "mode": "text",
                "x": [places[i] for i in shown],
                "y": [round(totals[i] + (top * 0.015 if places[i] == chosen else 0.0), 4) for i in shown],
                "text": [f"<b>{_amount(totals[i])}</b>" if strong else _amount(totals[i]) for i in shown],
                "textposition": "top center",
                "textfont": {"size": 11, "color": colour},
                "unselected": {"textfont": {"color": colour}},
                "cliponaxis": False,
                "hoverinfo": "skip",
            }
        )
    return traces


def _near(place: float, chosen: float | None) -> bool:
    return chosen is not None and abs(place - chosen) < 2


def _clicks(whole: pd.DataFrame, unit: str, places: list[float], quarters: list[str], top: float) -> dict[str, Any]:
    """One unseen bar of full height a column, so that a low or an empty one can be hit; it carries the hover."""
    money = unit.replace("usd_", "USD ")
    held = whole.set_index("quarter").to_dict("index")
    texts = []
    for quarter in quarters:
        row = held[quarter]
        lines = [f"<b>{_spoken(quarter)}: {row['total']:,.1f} {money}</b>"]
        lines.append(", ".join(f"{part} {row[f'{part}_{unit}']:,.1f}" for part in PARTS))
        if "issuers_count" in row:
            lines.append(f"{int(row['issuers_count']):,} issuers")
        texts.append("<br>".join(lines))
    return {
        "type": "bar",
        "name": "",
        "x": places,
        "y": [top] * len(places),
        "base": [0.0] * len(places),
        "width": 1.0,
        "marker": {"color": "rgba(0,0,0,0)", "line": {"width": 0}},
        "customdata": quarters,
        "hovertext": texts,
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _names(rows: pd.DataFrame, unit: str, top: float, palette: Palette) -> list[dict[str, Any]]:
    """The parts' names right of the last column, at its own parts where these leave room for the words."""
    colours = {"filed": palette.filed, "derived": palette.derived, "assumed": palette.muted}
    apart, floor, base = top * 16 / PLOT, top * 8 / PLOT, 0.0
    named = []
    for part in PARTS:
        values = rows[f"{part}_{unit}"]
        if not values.sum() > 0.0:
            continue
        middle, base = base + float(values.iloc[-1]) / 2, base + float(values.iloc[-1])
        place, floor = max(middle, floor), max(middle, floor) + apart
        where = {"xref": "paper", "x": 1, "y": place, "xanchor": "left", "xshift": 7}
        named.append(words(f"<b>{part}</b>", colours[part], **where))
    return named


def _frame(place: float, total: float, top: float, palette: Palette) -> dict[str, Any]:
    line = {"color": palette.ink, "width": 2}
    ends = {"x0": place - 0.46, "x1": place + 0.46, "y0": 0.0, "y1": max(total, top * 0.03)}
    return {"type": "rect", **ends, "line": line}


def _quarters(places: list[float], quarters: list[str], selected: str) -> dict[str, Any]:
    """Ticks of the quarters, each year under its first; of many columns those alone, and the selected quarter.

    The quarter that the commentary speaks of says that it is claimed.
    """
    many = len(places) > FEW
    texts = []
    for i, quarter in enumerate(quarters):
        opens = quarter.endswith("Q1") or (i == 0 and not (many and quarter.endswith("Q4")))
        text = f"{quarter[4:]}<br>{quarter[:4]}" if opens else "" if many else quarter[4:]
        if quarter == LATER:
            text = LATER
        if quarter == CLAIM_QUARTER:
            text = f"{text}<br>claimed"
        if quarter == selected:
            text = f"<b>{_spoken(quarter)}</b>" if many else f"<b>{text}</b>"
        texts.append(text)
    kept = [i for i, text in enumerate(texts) if text]
    return {"tickvals": [places[i] for i in kept], "ticktext": [texts[i] for i in kept], "tickangle": 0}
