"""The share wiped out by ten-year and credit spread, as cells; drawn at every slider move for its frames."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from analytics.model.metric import MINUS, NBSP
from ui.figures.drawing import Drawing
from ui.style import HALF, Palette, base_layout

LEAST = 10.0
"""Share in % that the strongest colour stands for at the least, so that small shares look small."""
DEEP = 0.57
"""Part of the colours from which on a number stands in the colour of the page."""


def heat(
    table: pd.DataFrame, today: float | None, chosen: float, spread: float, palette: Palette, illustrative: bool
) -> Drawing:
    """Draw share_pct by ten_year_pct and change of spread, every second cell with its number, and two frames.

    `today` and `chosen` are ten-year yields in per cent, `spread` the reader's change of credit spreads in bp. The
    table's spread_bp is a change on top of it, so rows are named by both together. The ink frame is the cell nearest
    to today's yield and spreads, the coloured one that nearest to the reader's; where both are one cell it is ink,
    and a frame that lies beyond the cells is left out, as is the ink one without `today`: where the published curve
    is none that the cells are measured along.
    """
    layout = base_layout(palette, HALF, illustrative=illustrative)
    layout["margin"] |= {"l": 62, "r": 16}
    layout["hovermode"] = "closest"
    rates, column = np.unique(table["ten_year_pct"].to_numpy(dtype=float), return_inverse=True)
    further, row = np.unique(table["spread_bp"].to_numpy(dtype=float), return_inverse=True)
    shares = np.full((len(further), len(rates)), np.nan)
    shares[row, column] = table["share_pct"].to_numpy(dtype=float)
    rates, rows = rates.tolist(), (further + spread).tolist()
    highest = max(LEAST, float(np.nanmax(shares)) if np.isfinite(shares).any() else 0.0)
    steps = len(palette.sequential) - 1
    spoken = [_change(row) for row in rows]
    cells = {
        "type": "heatmap",
        "x": list(range(len(rates))),
        "y": list(range(len(rows))),
        "z": shares.astype("float32"),
        "zmin": 0.0,
        "zmax": highest,
        "colorscale": [[i / steps, colour] for i, colour in enumerate(palette.sequential)],
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
        "hoverongaps": False,
        "customdata": [[f"{rate:.1f}{NBSP}%, spreads {name}" for rate in rates] for name in spoken],
        "hovertemplate": f"%{{customdata}}: %{{z:.1f}}{NBSP}%<extra></extra>",
    }
    layout["shapes"] = _frames(rates, rows, today, chosen, spread, palette)
    wide = {"showgrid": False, "showline": False, "ticks": "", "ticklen": 0}
    kept = [i for i, rate in enumerate(rates) if rate == int(rate) and rate % 2 == 0]
    names = [f"{rates[i]:g}" for i in kept]
    layout["xaxis"] |= {
        **wide,
        "range": [-0.5, max(len(rates), 1) - 0.5],
        "tickvals": kept,
        "ticktext": _unit(names, "%"),
    }
    own = int(np.argmin(np.abs(further))) if len(rows) else 0
    every = list(range(own % 2, len(rows), 2))
    layout["yaxis"] |= {
        "showgrid": False,
        "range": [-0.5, max(len(rows), 1) - 0.5],
        "tickvals": every,
        "ticktext": [spoken[i] if i == every[-1] else spoken[i].removesuffix(f"{NBSP}bp") for i in every],
        "nticks": None,
    }
    return Drawing([cells, _numbers(shares, every, highest, palette)], layout)


def _unit(names: list[str], unit: str) -> list[str]:
    return [*names[:-1], f"{names[-1]}{NBSP}{unit}"] if names else []


def _change(value: float) -> str:
    lead = "" if value == 0 else MINUS if value < 0 else "+"
    return f"{lead}{abs(value):,.0f}{NBSP}bp"


def _numbers(shares: np.ndarray, rows: list[int], highest: float, palette: Palette) -> dict[str, Any]:
    """The share in every second cell of some rows, in ink or, on deep cells, in the page's colour."""
    at = [
        (column, row, float(shares[row, column]))
        for row in rows
        for column in range(0, shares.shape[1], 2)
        if np.isfinite(shares[row, column])
    ]
    return {
        "type": "scatter",
        "mode": "text",
        "x": [column for column, _, _ in at],
        "y": [row for _, row, _ in at],
        "text": [f"{share:.0f}" for _, _, share in at],
        "textfont": {"size": 11, "color": [palette.page if s > highest * DEEP else palette.ink for _, _, s in at]},
        "hoverinfo": "skip",
    }


def _frames(
    rates: list[float], rows: list[float], today: float | None, chosen: float, spread: float, palette: Palette
) -> list[dict[str, Any]]:
    """The two frames, each on a rim of the page's colour, so that both show on the deepest cells."""
    cells = [None if today is None else _cell(rates, rows, today, 0.0), _cell(rates, rows, chosen, spread)]
    rims: list[dict[str, Any]] = []
    lines: list[dict[str, Any]] = []
    for cell, colour in zip(cells, (palette.ink, palette.scenario), strict=True):
        if cell is not None and not (lines and cell == cells[0]):
            column, row = cell
            ends = {"x0": column - 0.5, "x1": column + 0.5, "y0": row - 0.5, "y1": row + 0.5}
            rims.append({"type": "rect", **ends, "line": {"color": palette.page, "width": 6}})
            lines.append({"type": "rect", **ends, "line": {"color": colour, "width": 2.5}})
    return [*rims, *lines]


def _cell(rates: list[float], rows: list[float], rate: float, change: float) -> tuple[int, int] | None:
    """Column and row of the cell nearest to a yield and a change of spreads; None beyond the cells."""
    if not rates or not rows:
        return None
    column = min(range(len(rates)), key=lambda i: abs(rates[i] - rate))
    row = min(range(len(rows)), key=lambda i: abs(rows[i] - change))
    width = rates[1] - rates[0] if len(rates) > 1 else 0.0
    height = rows[1] - rows[0] if len(rows) > 1 else 0.0
    near = abs(rates[column] - rate) <= width and abs(rows[row] - change) <= height / 2
    return (column, row) if near else None
