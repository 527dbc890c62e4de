"""What others have published, each with its scope, beside what is measured here."""

from __future__ import annotations

import textwrap
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analytics.metric import NBSP, show
from ui.style import Palette, form, ticks, words

LINE, DOT, GAP = 15, 20, 12
"""Heights in px of a line of words, of the row the dots stand on, and of the space under it."""
WIDE = 55
"""Signs a line of scope has, so that it fits a phone."""
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def reconciliation(table: pd.DataFrame, subject: str, palette: Palette, illustrative: bool) -> go.Figure:
    """Draw one subject of the estimates, a row a source: its scope in words, its figure muted and ours in blue.

    Needs columns subject, publisher, date, value, unit, scope, measured, difference (ours less theirs) and why.
    Where there is no difference, as in the illustrative world, none is written.
    """
    rows = table[table["subject"] == subject].reset_index(drop=True)
    ours = float(rows["measured"].iloc[0]) if len(rows) else float("nan")
    unit = str(rows["unit"].iloc[0]) if len(rows) else "%"
    known = ours == ours
    reach = max([*rows["value"].astype(float), ours if known else 0.0, 1.0]) * 1.05
    who = "In this illustrative world" if illustrative else "Measured here"
    why = str(rows["why"].iloc[0]) if len(rows) else ""
    told = show(ours if known else None, unit, 1)
    y, annotations, base = 0.0, [], []
    blocks = [(f"<b>{who}</b>", palette.small, why, f"<b>{told}</b>", "", ours)]
    for row in rows.itertuples(index=False):
        name = f"<b>{row.publisher}</b>, {_when(str(row.date))}"
        less = _difference(float(row.difference), unit)
        blocks.append((name, palette.ink, str(row.scope), f"<b>{row.value:g}{NBSP}{unit}</b>", less, float(row.value)))
    for name, colour, scope, value, less, _ in blocks:
        lines = textwrap.wrap(scope, WIDE) or [NBSP]
        left = {"xref": "paper", "x": 0, "xanchor": "left", "yanchor": "top"}
        right = {"xref": "paper", "x": 1, "xanchor": "left", "yanchor": "top", "xshift": 8}
        own = colour == palette.small
        annotations.append(words(name, colour, **left, y=y))
        small = {"font": {"size": 11, "color": palette.muted}}
        annotations.append(words("<br>".join(lines), palette.muted, **{**left, **small}, y=y + LINE))
        annotations.append(words(value, palette.small if own else palette.muted, **right, y=y))
        if less:
            annotations.append(words(less, palette.small, **right, y=y + LINE))
        y += LINE * (1 + len(lines)) + DOT
        base.append(y - DOT / 2 + 2)
        y += GAP
    layout = form(palette, int(y) + 12 + 26, illustrative=illustrative)
    layout["margin"] |= {"l": 8, "r": 96}
    layout["hovermode"] = False
    layout["annotations"] += annotations
    layout["shapes"] = [_rail(height, reach, palette.grid) for height in base]
    if known:
        layout["shapes"] += [
            {**_rail(height, block[-1], palette.small), "x0": ours}
            for height, block in zip(base[1:], blocks[1:], strict=True)
        ]
    data = [_marks([block[-1] for block in blocks[1:]], base[1:], palette.muted, 9)]
    if known:
        data += [
            _marks([ours] * (len(base) - 1), base[1:], palette.small, 6),
            _marks([ours], base[:1], palette.small, 9),
        ]
    layout["xaxis"] |= {"range": [0, reach], **ticks(0, reach, unit)}
    layout["yaxis"] |= {"visible": False, "range": [y, 0]}
    return go.Figure(data, layout)


def _rail(y: float, end: float, colour: str) -> dict[str, Any]:
    return {"type": "line", "x0": 0, "x1": end, "y0": y, "y1": y, "layer": "below", "line": {"color": colour}}


def _marks(values: list[float], heights: list[float], colour: str, size: int) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": values,
        "y": heights,
        "marker": {"size": size, "color": colour},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _difference(value: float, unit: str) -> str:
    """Ours less theirs: points of a percentage; other units stand over it already."""
    if value != value:
        return ""
    return f"ours {show(value, 'pp' if unit == '%' else 'index', 1, sign=True)}"


def _when(date: str) -> str:
    """A date as the tables carry it, "2025-10-01", "2025-10" or "2025", in words."""
    year, *rest = date.split("-")
    if not rest:
        return year
    month = f"{MONTHS[int(rest[0]) - 1]} {year}"
    return f"{int(rest[1])} {month}" if len(rest) > 1 else month
