"""Commercial real estate: concentration against growth with the supervisors' lines, and what defaults would cost."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from analytics.model.metric import NBSP, show
from analytics.model.thresholds import CRE_GROWTH_PCT, CRE_TO_CAPITAL_PCT
from ui.figures.drawing import Drawing
from ui.style import HALF, Palette, base_layout, hline, signed_ticks, ticks, vline, words

WIDE, LOW, HIGH = 700.0, -60.0, 180.0
"""Ends of the axes in per cent; banks beyond them are told in words."""
MOST = 1500
"""Banks that meet neither part drawn at most, evenly taken from all."""
NAMED = 6
"""Listed banks named at the most."""
SIGN, TALL, DOT = 17.0, 13.0, 8.0
"""Room that a sign of a name takes along the axis and over it, and half of a dot along it, in per cent of the axes,
on the narrowest screen."""


def scatter(table: pd.DataFrame, listed: pd.DataFrame, palette: Palette, illustrative: bool) -> Drawing:
    """Draw cre_growth_36m_pct against cre_to_capital_pct, a dot a bank, those of `listed` in the banks' colour.

    The dotted lines are the two parts of the test. A bank that had no such loans three years earlier, or files
    a part of them not, is in neither; what lies beyond the axes is counted.
    """
    layout = base_layout(palette, HALF, illustrative=illustrative)
    layout["margin"] |= {"l": 52, "r": 24}
    layout["hovermode"] = "closest"
    x, y, beyond = _inside(table)
    both = (x >= CRE_TO_CAPITAL_PCT) & (y >= CRE_GROWTH_PCT)
    rest = np.flatnonzero(~both)
    if len(rest) > MOST:
        rest = rest[np.linspace(0, len(rest) - 1, MOST).astype(int)]
    dot = {"type": "scatter", "mode": "markers", "hoverinfo": "skip"}
    data: list[dict[str, Any]] = [
        {**dot, "x": x[rest].astype("float32"), "y": y[rest].astype("float32"),
         "marker": {"size": 4, "color": palette.muted, "opacity": 0.45}},
        {**dot, "x": x[both].astype("float32"), "y": y[both].astype("float32"),
         "marker": {"size": 5, "color": palette.ink}},
    ]  # fmt: skip
    own = listed.dropna(subset=["cre_to_capital_pct", "cre_growth_36m_pct"])
    own = own[own["cre_to_capital_pct"].le(WIDE) & own["cre_growth_36m_pct"].between(LOW, HIGH)]
    data.append(
        {
            **dot,
            "x": own["cre_to_capital_pct"].round(1).tolist(),
            "y": own["cre_growth_36m_pct"].round(1).tolist(),
            "marker": {"size": 7, "color": palette.banks, "line": {"width": 1, "color": palette.page}},
            "text": own["ticker"].astype(str).tolist(),
            "hoverinfo": None,
            "hovertemplate": f"<b>%{{text}}</b>: %{{x:.0f}}{NBSP}% of capital, "
            f"%{{y:+.0f}}{NBSP}% in three years<extra></extra>",
        }
    )
    layout["shapes"] = [
        hline(0, palette.ink),
        vline(CRE_TO_CAPITAL_PCT, palette.muted, "dot", 1.5),
        hline(CRE_GROWTH_PCT, palette.muted, "dot", 1.5),
    ]
    layout["annotations"] += _words(own, int(both.sum()), beyond, palette)
    layout["xaxis"] |= {"range": [0, WIDE], **ticks(0, WIDE, "%")}
    layout["yaxis"] |= {"range": [LOW, HIGH], **signed_ticks(LOW, HIGH, f"{NBSP}%")}
    return Drawing(data, layout)


def _inside(table: pd.DataFrame) -> tuple[np.ndarray, np.ndarray, int]:
    """Concentration and growth of the banks within the axes, and how many lie beyond them."""
    x, y = (table[n].to_numpy(dtype=float, na_value=np.nan) for n in ("cre_to_capital_pct", "cre_growth_36m_pct"))
    known = ~np.isnan(x) & ~np.isnan(y)
    inside = known & (x <= WIDE) & (y >= LOW) & (y <= HIGH)
    return x[inside], y[inside], int(known.sum() - inside.sum())


def _words(own: pd.DataFrame, both: int, beyond: int, palette: Palette) -> list[dict[str, Any]]:
    corner = {"xref": "x domain", "yref": "y domain", "x": 0.99, "xanchor": "right"}
    found = [words(f"<b>both parts</b>: {both:,} drawn", palette.ink, **corner, y=1, yanchor="top")]
    if beyond:
        found.append(words(f"{beyond:,} beyond the axes", palette.muted, **corner, y=0.01, yanchor="bottom"))
    return found + _names(own, palette)


def _names(own: pd.DataFrame, palette: Palette) -> list[dict[str, Any]]:
    """The names of the listed banks beyond 300 % that grew most, right of their dots, else left of them; a name
    that would stand on another, on a listed bank's dot or on the words in the corner is left to the pointer."""
    worst = own[(own["cre_to_capital_pct"] >= CRE_TO_CAPITAL_PCT) & (own["cre_growth_36m_pct"] >= 0)]
    found: list[dict[str, Any]] = []
    dots = zip(own["cre_to_capital_pct"].astype(float), own["cre_growth_36m_pct"].astype(float), strict=True)
    taken = [(x - DOT, x + DOT, y - DOT / 2, y + DOT / 2) for x, y in dots]
    taken.append((0.4 * WIDE, WIDE, HIGH - TALL, HIGH))
    for row in worst.nlargest(NAMED, "cre_growth_36m_pct").to_dict("records"):
        x, y, name = float(row["cre_to_capital_pct"]), float(row["cre_growth_36m_pct"]), str(row["ticker"])
        wide = SIGN * len(name)
        for anchor, start, shift in (("left", x + SIGN, 5), ("right", x - SIGN - wide, -5)):
            box = (start, start + wide, y - TALL / 2, y + TALL / 2)
            if box[1] > WIDE or any(_meet(box, other) for other in taken):
                continue
            taken.append(box)
            font = {"size": 11, "color": palette.banks}
            found.append(words(name, palette.banks, x=x, y=y, xanchor=anchor, xshift=shift, font=font))
            break
    return found


def _meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Whether two boxes (left, right, bottom, top) share any room."""
    return one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]


def defaults(table: pd.DataFrame, rate: float, cost: float, palette: Palette, illustrative: bool) -> Drawing:
    """Draw half_count and all_count by default_pct: banks that securities and real estate together would bring so low.

    `rate` is the reader's default rate in per cent and `cost` the loss on real estate at it, in USD bn, NaN where
    it is not known. Where known_count is 0, no bank's losses are known, and nothing is drawn.
    """
    layout = base_layout(palette, HALF, illustrative=illustrative)
    layout["margin"] |= {"l": 52, "r": 56}
    table = table[table["known_count"] > 0]
    rates = table["default_pct"].tolist()
    data: list[dict[str, Any]] = []
    top = max([*table["half_count"], 1]) * 1.08
    placed = float("inf")
    for column, name, width in (("half_count", "half", 1.5), ("all_count", "all", 2.5)):
        counts = table[column].tolist()
        data.append(
            {
                "type": "scatter",
                "mode": "lines",
                "x": rates,
                "y": counts,
                "line": {"color": palette.banks, "width": width},
                "cliponaxis": False,
                "hovertemplate": f"%{{y:,}} banks lose {name}<extra></extra>",
            }
        )
        if counts:
            placed = min(float(counts[-1]), placed - top * 0.06)
            where = {"xref": "paper", "x": 1, "xanchor": "left", "xshift": 7, "y": placed}
            layout["annotations"].append(words(f"<b>{name}</b>", palette.banks, **where))
    layout["shapes"] = [vline(rate, palette.scenario, "dash", 1.5)]
    right = rate < 25
    told = f"<b>{rate:.0f}{NBSP}% in default</b>" + (f"<br>{show(cost, 'USD bn', 0)} lost" if cost == cost else "")
    layout["annotations"].append(
        words(told, palette.scenario, x=rate, y=1, yref="y domain", yanchor="top", align="left" if right else "right",
              xanchor="left" if right else "right", xshift=5 if right else -5)
    )  # fmt: skip
    layout["xaxis"] |= {"range": [0, 50], **ticks(0, 50, "%"), "hoverformat": ".0f"}
    layout["yaxis"] |= {"range": [0, top], **ticks(0, top, whole=True)}
    return Drawing(data, layout)
