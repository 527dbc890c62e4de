"""What others have published, each with its scope, beside what is measured here."""

from __future__ import annotations

import math

import pandas as pd

from analytics.model.metric import NBSP, show
from ui.figures import scope
from ui.figures.drawing import Drawing
from ui.figures.scope import Row
from ui.style import Palette


def reconciliation(table: pd.DataFrame, subject: str, palette: Palette, illustrative: bool) -> Drawing:
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
    told = show(ours if known else None, unit, 1)
    rows = [Row(f"<b>{who}</b>", scope.wrapped(why), ours, told, "", 0.0, palette.small)]
    for one in chosen.to_dict("records"):
        when, value = scope.when(str(one["date"])), float(one["value"])
        name = f"<b>{one['publisher']}</b>" + f", {when}" * (when not in one["publisher"])
        less = "" if illustrative else _difference(float(one["difference"]), unit)
        rows.append(Row(name, scope.wrapped(str(one["scope"])), value, f"{value:g}{NBSP}{unit}", less, rows[-1].end))
    theirs = rows[1:]
    layout = scope.layout(rows, unit, palette, illustrative)
    data = [scope.marks([row.value for row in theirs], theirs, palette.muted, 9)]
    if known:
        layout["shapes"] += [scope.rail(row.base, ours, row.value, palette.small) for row in theirs]
        data += [
            scope.marks([ours] * len(theirs), theirs, palette.small, 6),
            scope.marks([ours], rows[:1], palette.small, 9),
        ]
    return Drawing(data, layout)


def _difference(value: float, unit: str) -> str:
    """Ours less theirs: points of a percentage; other units stand over it already."""
    if value != value:
        return ""
    return f"ours {show(value, 'pp' if unit == '%' else 'index', 1, sign=True)}"
