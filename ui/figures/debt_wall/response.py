"""The share of profits wiped out at each ten-year yield, with the yields that matter marked on it.

It is drawn at every slider move, so it is put together as plain data and made a figure once.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import pandas as pd

from analytics.model.metric import NBSP, show
from ui.figures.drawing import Drawing
from ui.figures.picture import Picture
from ui.style import HALF, Palette, base_layout, ticks, words

Mark = tuple[str, float, float | None]
"""A yield's name ("published", "slider", or anything), the yield and the share wiped out at it, both in %."""
NAMED = ("published", "slider")


def by_yield(
    table: pd.DataFrame, marks: Sequence[Mark], palette: Palette, illustrative: bool, what: str = "wiped out"
) -> Drawing:
    """Draw share_pct against ten_year_pct, with a drop line at each mark and a small table of the marks.

    A mark named "published" is ink and solid, "slider" in the scenario's colour and dashed, any other muted and
    dotted. A slider on the very point that is published is not drawn; a mark without a share stands in the table as
    n/a. `what` says what the share is of in two words.
    """
    layout = base_layout(palette, HALF, illustrative=illustrative)
    layout["margin"] |= {"l": 40, "r": 24}
    kept = _distinct(marks)
    rates, shares = table["ten_year_pct"].round(3).tolist(), table["share_pct"].round(3).tolist()
    highest = max([share for share in (*shares, *(m[2] for m in kept)) if share is not None and share == share] + [0.0])
    top = min(100.0, max(10.0, math.ceil(highest / 10 - 1e-9) * 10.0))
    data: list[dict[str, Any]] = [
        {
            "type": "scatter",
            "mode": "lines",
            "x": rates,
            "y": shares,
            "line": {"color": palette.small, "width": 2},
            "cliponaxis": False,
            "hovertemplate": f"%{{y:.1f}}{NBSP}% {what}<extra></extra>",
        }
    ]
    drawn = sorted(
        (mark for mark in kept if mark[2] is not None and mark[2] == mark[2]),
        key=lambda mark: NAMED.index(mark[0]) + 1 if mark[0] in NAMED else 0,
    )
    hands = [_hand(name, palette) for name, _, _ in drawn]
    data.append(_dots(drawn, hands, palette))
    layout["shapes"] = [
        {"type": "line", "x0": x, "x1": x, "y0": 0, "y1": y, "line": {"color": colour, "width": 1.5, "dash": dash}}
        for (_, x, y), (colour, dash, _) in zip(drawn, hands, strict=True)
    ]
    early = [share for rate, share in zip(rates, shares, strict=True) if rate <= 5.0 and share == share]
    layout["annotations"] += _described(kept, max(early, default=0.0) > top * 0.5, palette, what)
    layout["xaxis"] |= {"range": [0, 10], **ticks(0, 10, "%"), "hoverformat": ".2f", "ticksuffix": f"{NBSP}%"}
    layout["yaxis"] |= {"range": [0, top], **ticks(0, top, "%")}
    return Drawing(data, layout)


def published_mark(p: Picture, name: str) -> list[Mark]:
    """The mark of the published yields with the figure measured at them; none where they are not on the line."""
    at = p.published_ten_year()
    return [] if at is None else [("published", at, p.value(name))]


def _distinct(marks: Sequence[Mark]) -> list[Mark]:
    """The marks by yield, without a slider that is the same point as the published one: yield and share."""
    taken = [_point(mark) for mark in marks if mark[0] == "published"]
    kept = [mark for mark in marks if not (mark[0] == "slider" and _point(mark) in taken)]
    return sorted(kept, key=lambda mark: mark[1])


def _point(mark: Mark) -> tuple[float, float | None]:
    """Where a mark is drawn, to the decimals of the line."""
    _, rate, share = mark
    return round(rate, 2), None if share is None or share != share else round(share, 3)


def _hand(name: str, palette: Palette) -> tuple[str, str, int]:
    """Colour, dash and size of a mark."""
    if name == "published":
        return palette.ink, "solid", 9
    return (palette.scenario, "dash", 12) if name == "slider" else (palette.muted, "dot", 7)


def _dots(marks: Sequence[Mark], hands: Sequence[tuple[str, str, int]], palette: Palette) -> dict[str, Any]:
    """The marks as dots with a halo, the last on top."""
    return {
        "type": "scatter",
        "x": [rate for _, rate, _ in marks],
        "y": [share for _, _, share in marks],
        "mode": "markers",
        "marker": {
            "size": [size for _, _, size in hands],
            "color": [colour for colour, _, _ in hands],
            "line": {"width": 2, "color": palette.page},
            "opacity": 1,  # dots of several sizes are bubbles to Plotly, and pale
        },
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _described(marks: Sequence[Mark], steep: bool, palette: Palette, what: str) -> list[dict[str, Any]]:
    """The marks as three columns of words, upper left; lower right where the curve rises early."""
    cells: tuple[list[str], ...] = ([NBSP], [_in("ten-year", palette.muted)], [_in(what, palette.muted)])
    for name, rate, share in marks:
        colour = _hand(name, palette)[0]
        texts = (name if name in NAMED else NBSP, show(rate, "%"), show(share if share == share else None, "%", 1))
        for column, text in zip(cells, texts, strict=True):
            column.append(_in(f"<b>{text}</b>" if name in NAMED else text, colour))
    side, height, anchor = (1, 0.01, "bottom") if steep else (0, 0.98, "top")
    shifts = (-190, -66, 0) if steep else (8, 132, 198)
    return [
        words(
            "<br>".join(column),
            palette.ink,
            x=side,
            xref="x domain",
            y=height,
            yref="y domain",
            yanchor=anchor,
            xanchor="left" if i == 0 else "right",
            xshift=shift,
            align="left" if i == 0 else "right",
            bgcolor=palette.page,
            font={"size": 13},
        )
        for i, (column, shift) in enumerate(zip(cells, shifts, strict=True))
    ]


def _in(text: str, colour: str) -> str:
    return f'<span style="color:{colour}">{text}</span>'
