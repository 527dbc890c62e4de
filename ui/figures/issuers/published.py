"""Published shares of loss-makers and zombies, each under its scope, after what is measured here."""

from __future__ import annotations

import pandas as pd

from analytics.model.metric import NBSP, show
from ui.figures import scope
from ui.figures.drawing import Drawing
from ui.figures.scope import Row
from ui.style import Palette

OURS = ["by count of the firms that can be classified"]


def published_shares(table: pd.DataFrame, palette: Palette, illustrative: bool) -> Drawing:
    """Draw value by publisher under the measured share of each definition, ours in blue and theirs muted.

    Needs columns definition, publisher, date, value, scope, measured and difference (ours less theirs, in points).
    """
    rows: list[Row] = []
    for name, group in table.groupby("definition", sort=False):
        ours = float(group["measured"].iloc[0])
        top = rows[-1].end if rows else 0.0
        told = show(ours if ours == ours else None, "%", 1)
        rows.append(Row(f"<b>{name}, measured here</b>", OURS, ours, told, "", top, palette.small))
        for one in group.to_dict("records"):
            gap, value = float(one["difference"]), float(one["value"])
            less = f"ours {show(gap, 'pp', 1, sign=True)}" if gap == gap else ""
            title = f"<b>{one['publisher']}</b>, {scope.when(str(one['date']))}"
            words = scope.wrapped(str(one["scope"]))
            rows.append(Row(title, words, value, f"{value:g}{NBSP}%", less, rows[-1].end))
    layout = scope.layout(rows, "%", palette, illustrative)
    drawn = [row for row in rows if row.value == row.value]
    dots = scope.marks([row.value for row in drawn], drawn, [row.colour or palette.muted for row in drawn], 9)
    return Drawing([dots], layout)
