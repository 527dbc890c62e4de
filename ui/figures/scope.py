"""Rows of published figures, each under its publisher and its scope in words: what differs in scope is no bar."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import Any

from analytics.model.metric import NBSP
from ui.style import Palette, base_layout, ticks, words

LINE, DOT, GAP = 15, 20, 12
"""Heights in px of a line of words, of the row the dots stand on, and of the space under it."""
WIDE = 55
"""Signs a line of scope has, so that it fits a phone."""
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True)
class Row:
    """One row: a name, its scope, a figure, what ours is more, and the height of its dots under the words.

    A row measured here stands in its `colour`; the others are muted.
    """

    name: str
    scope: list[str]
    value: float
    told: str
    less: str
    top: float
    colour: str = ""

    @property
    def base(self) -> float:
        return self.top + LINE * (1 + len(self.scope)) + DOT / 2 + 2

    @property
    def end(self) -> float:
        return self.top + LINE * (1 + len(self.scope)) + DOT + GAP


def layout(rows: list[Row], unit: str, palette: Palette, illustrative: bool) -> dict[str, Any]:
    """The layout of rows from top to bottom over one axis from zero, with their words and rails."""
    bottom = rows[-1].end if rows else LINE
    reach = max([row.value for row in rows if row.value == row.value] + [1.0]) * 1.05
    found = base_layout(palette, int(bottom) + 12 + 26, illustrative=illustrative)
    found["margin"] |= {"l": 8, "r": 96}
    found["hovermode"] = False
    found["annotations"] += [note for row in rows for note in _words(row, palette)]
    found["shapes"] = [rail(row.base, 0.0, reach, palette.grid) for row in rows]
    found["xaxis"] |= {"range": [0, reach], **ticks(0, reach, unit)}
    found["yaxis"] |= {"visible": False, "range": [bottom, 0]}
    return found


def wrapped(scope: str) -> list[str]:
    return textwrap.wrap(scope, WIDE) or [NBSP]


def _words(row: Row, palette: Palette) -> list[dict[str, Any]]:
    """Name and scope at the left over the dots, the figure and what ours is more in the right margin."""
    left = {"xref": "paper", "x": 0, "xanchor": "left", "yanchor": "top"}
    right = {"xref": "paper", "x": 1, "xanchor": "left", "yanchor": "top", "xshift": 8}
    small = {"font": {"size": 11, "color": palette.muted}}
    found = [
        words(row.name, row.colour or palette.ink, **left, y=row.top),
        words("<br>".join(row.scope), palette.muted, **left, **small, y=row.top + LINE),
        words(f"<b>{row.told}</b>", row.colour or palette.muted, **right, y=row.top),
    ]
    if row.less:
        found.append(words(row.less, palette.small, **right, y=row.top + LINE))
    return found


def rail(y: float, start: float, end: float, colour: str) -> dict[str, Any]:
    """A shape: the thin line a row's dot stands on."""
    return {"type": "line", "x0": start, "x1": end, "y0": y, "y1": y, "layer": "below", "line": {"color": colour}}


def marks(values: list[float], rows: list[Row], colour: str | list[str], size: int) -> dict[str, Any]:
    """A trace of dots, one on each row."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": values,
        "y": [row.base for row in rows],
        "marker": {"size": size, "color": colour},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def when(date: str) -> str:
    """A date as the tables carry it, "2025-10-01", "2025-10" or "2025", in words."""
    year, *rest = date.split("-")
    if not rest:
        return year
    month = f"{MONTHS[int(rest[0]) - 1]} {year}"
    return f"{int(rest[1])} {month}" if len(rest) > 1 else month
