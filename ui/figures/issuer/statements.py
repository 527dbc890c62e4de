"""One issuer, drawn: its maturities by quarter, and its earnings against its interest by year."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analytics.model.metric import NBSP, show
from ui.figures.debt_wall.maturities import columns
from ui.figures.drawing import Drawing
from ui.style import HALF, Palette, base_layout, hline, ticks, words

MOST = 8
"""Fiscal years drawn at most, so that each keeps its width on a phone."""
Side = tuple[str, str, str]
"""A column, its name on the figure and its colour."""


def ladder(table: pd.DataFrame, palette: Palette, illustrative: bool, selected: str = "") -> go.Figure:
    """Draw filed, derived and assumed _usd_m by quarter, paler outside the window, what is later set apart."""
    return columns(table, "usd_m", palette, illustrative, selected)


def years(table: pd.DataFrame, palette: Palette, illustrative: bool) -> Drawing:
    """Draw operating income and interest of each fiscal year in USD m side by side, their ratio over each pair.

    Needs columns year_end, operating_income_usd_m, interest_usd_m and coverage_x, newest first. A figure that
    is not tagged leaves its place empty, and its year's coverage reads n/a.
    """
    rows = table.head(MOST).iloc[::-1].reset_index(drop=True)
    layout = base_layout(palette, HALF, illustrative=illustrative)
    layout["margin"] |= {"l": 48, "r": 76}
    layout |= {"hovermode": "closest", "barmode": "group", "bargap": 0.3, "bargroupgap": 0.0}
    sides = (
        ("operating_income_usd_m", "operating<br>income", palette.small),
        ("interest_usd_m", "interest", palette.large),
    )
    known = pd.concat([rows[column] for column, *_ in sides]).dropna()
    low, high = min([*known, 0.0]), max([*known, 0.0])
    room = ((high - low) or 1.0) * 0.1
    low, high = low - room * (low < 0.0), high + room
    names = [f"{end:%Y}" for end in rows["year_end"]]
    data = [_bars(rows, column, name, colour, names) for column, name, colour in sides]
    for place, row in rows.iterrows():
        told = row["coverage_x"]
        text = _times(told, unit=place == len(rows) - 1)
        height = max([row[column] for column, *_ in sides if row[column] == row[column]] + [0.0])
        label = words(text, palette.ink, x=place, y=height, yanchor="bottom", font={"size": 11, "color": palette.ink})
        layout["annotations"].append(label)
    layout["annotations"] += _names(rows, sides, (low, high))
    layout["shapes"] = [hline(0, palette.ink)]
    layout["xaxis"] |= {
        "range": [-0.6, max(len(rows), 1) - 0.4],
        "tickvals": list(range(len(rows))),
        "ticktext": names,
        "tickangle": 0,
        "showline": False,
        "ticks": "",
    }
    layout["yaxis"] |= {"range": [low, high], **ticks(low, high)}
    return Drawing(data, layout)


def _times(value: float, unit: bool) -> str:
    """Coverage over a pair, the unit on the last alone: a phone has 30 px for each."""
    if value != value:
        return "n/a"
    text = show(value, "x", 2 if abs(value) < 10 else 1 if abs(value) < 100 else 0)
    return text if unit else text.partition(NBSP)[0]


def _bars(rows: pd.DataFrame, column: str, name: str, colour: str, names: list[str]) -> dict[str, Any]:
    values = [round(value, 4) if value == value else None for value in rows[column]]
    return {
        "type": "bar",
        "name": name.replace("<br>", " "),
        "x": list(range(len(rows))),
        "y": values,
        "marker": {"color": colour, "line": {"width": 0}},
        "customdata": names,
        "hovertemplate": "%{customdata}: %{fullData.name} USD %{y:,.1f} m<extra></extra>",
    }


def _names(rows: pd.DataFrame, sides: tuple[Side, ...], reach: tuple[float, float]) -> list[dict[str, Any]]:
    """The names right of the last pair, each near the end of its bar, the two kept apart."""
    ends = [(_end(rows, column), name, colour) for column, name, colour in sides] if len(rows) else []
    apart, placed, found = (reach[1] - reach[0]) * 0.13, float("-inf"), []
    for value, name, colour in sorted(ends):
        placed = max(value * 0.9, placed + apart)
        where = {"xref": "paper", "x": 1, "y": placed, "xanchor": "left", "xshift": 4}
        found.append(words(f"<b>{name}</b>", colour, **where))
    return found


def _end(rows: pd.DataFrame, column: str) -> float:
    value = float(rows[column].iloc[-1])
    return value if value == value else 0.0
