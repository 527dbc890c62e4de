"""What others have published on banks, a row a source with its scope: never one number."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analytics.model.metric import show
from ui.figures import scope
from ui.figures.drawing import Drawing
from ui.figures.scope import Row
from ui.style import Palette, ticks

Own = tuple[str, str, float, str]
"""A row of ours: its name, its scope, its value and its state ("filed", "today" or "scenario")."""


def maturities(table: pd.DataFrame, palette: Palette) -> Drawing:
    """Draw amount_usd_bn of commercial real-estate loans that fall due, by year and publisher, each with its scope.

    It is quoted, so that it is the same in any world.
    """
    rows: list[Row] = []
    for one in table.sort_values(["due", "amount_usd_bn"], ascending=[True, False]).to_dict("records"):
        name = f"<b>{one['due']}</b> {one['publisher']}, {scope.when(str(one['published']))}"
        value = float(one["amount_usd_bn"])
        rows.append(
            Row(name, scope.wrapped(str(one["scope"])), value, f"{value:,.0f}", "", rows[-1].end if rows else 0.0)
        )
    layout = scope.layout(rows, "USD bn", palette, illustrative=False)
    layout["margin"]["r"] = 64
    return Drawing([scope.marks([row.value for row in rows], rows, palette.banks, 9)], layout)


def losses(table: pd.DataFrame, own: Sequence[Own], palette: Palette, illustrative: bool) -> Drawing:
    """Draw published losses (publisher, date, value, scope; USD bn) under ours, each with its scope.

    Gains are losses below zero, and the axis reaches to them.
    """
    colours = {"filed": palette.muted, "today": palette.ink, "scenario": palette.scenario}
    rows: list[Row] = []
    for name, told, value, state in own:
        text = show(value if value == value else None, "USD bn", 0)
        top = rows[-1].end if rows else 0.0
        rows.append(Row(f"<b>{name}</b>", scope.wrapped(told), value, text, "", top, colours[state]))
    for one in table.to_dict("records"):
        name, value = f"<b>{one['publisher']}</b>, {scope.when(str(one['date']))}", float(one["value"])
        top = rows[-1].end if rows else 0.0
        rows.append(Row(name, scope.wrapped(str(one["scope"])), value, show(value, "USD bn", 0), "", top))
    layout = scope.layout(rows, "USD bn", palette, illustrative)
    drawn = [row for row in rows if row.value == row.value]
    low, high = min([0.0, *(row.value for row in drawn)]) * 1.05, layout["xaxis"]["range"][1]
    if low < 0:
        layout["xaxis"] |= {"range": [low, high], **ticks(low, high, "USD bn")}
        layout["shapes"] = [shape | {"x0": low} for shape in layout["shapes"]]
    dots = scope.marks([row.value for row in drawn], drawn, [row.colour or palette.large for row in drawn], 9)
    return Drawing([dots], layout)
