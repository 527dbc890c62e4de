"""What others have published, each with its scope, beside what is measured here."""

from __future__ import annotations

import math
import textwrap
from dataclasses import dataclass
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


@dataclass(frozen=True)
class _Row:
    """One row: a name, its scope, a figure, what ours is more, and the height of its dots under the words."""

    name: str
    scope: list[str]
    value: float
    told: str
    less: str
    top: float

    @property
    def base(self) -> float:
        return self.top + LINE * (1 + len(self.scope)) + DOT / 2 + 2

    @property
    def end(self) -> float:
        return self.top + LINE * (1 + len(self.scope)) + DOT + GAP


def reconciliation(table: pd.DataFrame, subject: str, palette: Palette, illustrative: bool) -> go.Figure:
    """Draw one subject of the estimates, a row a source: its scope in words, its figure muted and ours in blue.

    Needs columns subject, publisher, date, value, unit, scope, measured, difference (ours less theirs) and why.
    Where there is no difference, and in the illustrative world, none is written.
    """
    chosen = table[table["subject"] == subject].reset_index(drop=True)
    ours = float(chosen["measured"].iloc[0]) if len(chosen) else math.nan
    unit = str(chosen["unit"].iloc[0]) if len(chosen) else "%"
    known = ours == ours
    who = "In this illustrative world" if illustrative else "Measured here"
    why = str(chosen["why"].iloc[0]) if len(chosen) else ""
    rows = [_Row(f"<b>{who}</b>", _wrapped(why), ours, show(ours if known else None, unit, 1), "", 0.0)]
    for one in chosen.itertuples(index=False):
        when, value = _when(str(one.date)), float(one.value)
        name = f"<b>{one.publisher}</b>" + f", {when}" * (when not in one.publisher)
        less = "" if illustrative else _difference(float(one.difference), unit)
        rows.append(_Row(name, _wrapped(str(one.scope)), value, f"{value:g}{NBSP}{unit}", less, rows[-1].end))
    theirs, bottom = rows[1:], rows[-1].end
    reach = max([row.value for row in rows if row.value == row.value] + [1.0]) * 1.05
    layout = form(palette, int(bottom) + 12 + 26, illustrative=illustrative)
    layout["margin"] |= {"l": 8, "r": 96}
    layout["hovermode"] = False
    layout["annotations"] += [note for row in rows for note in _words(row, row is rows[0], palette)]
    layout["shapes"] = [_rail(row.base, 0.0, reach, palette.grid) for row in rows]
    data = [_marks([row.value for row in theirs], theirs, palette.muted, 9)]
    if known:
        layout["shapes"] += [_rail(row.base, ours, row.value, palette.small) for row in theirs]
        data += [_marks([ours] * len(theirs), theirs, palette.small, 6), _marks([ours], rows[:1], palette.small, 9)]
    layout["xaxis"] |= {"range": [0, reach], **ticks(0, reach, unit)}
    layout["yaxis"] |= {"visible": False, "range": [bottom, 0]}
    return go.Figure(data, layout)


def _wrapped(scope: str) -> list[str]:
    return textwrap.wrap(scope, WIDE) or [NBSP]


def _words(row: _Row, own: bool, palette: Palette) -> list[dict[str, Any]]:
    """Name and scope at the left over the dots, the figure and what ours is more in the right margin."""
    left = {"xref": "paper", "x": 0, "xanchor": "left", "yanchor": "top"}
    right = {"xref": "paper", "x": 1, "xanchor": "left", "yanchor": "top", "xshift": 8}
    small = {"font": {"size": 11, "color": palette.muted}}
    found = [
        words(row.name, palette.small if own else palette.ink, **left, y=row.top),
        words("<br>".join(row.scope), palette.muted, **left, **small, y=row.top + LINE),
        words(f"<b>{row.told}</b>", palette.small if own else palette.muted, **right, y=row.top),
    ]
    if row.less:
        found.append(words(row.less, palette.small, **right, y=row.top + LINE))
    return found


def _rail(y: float, start: float, end: float, colour: str) -> dict[str, Any]:
    return {"type": "line", "x0": start, "x1": end, "y0": y, "y1": y, "layer": "below", "line": {"color": colour}}


def _marks(values: list[float], rows: list[_Row], colour: str, size: int) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": values,
        "y": [row.base for row in rows],
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
