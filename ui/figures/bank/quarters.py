"""One bank, drawn: its burden, capital, balances, deposits and real estate by quarter, its assets by maturity."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analytics.model import thresholds
from analytics.model.metric import NBSP, show
from analytics.model.thresholds import BEYOND_PCT, CRE_TO_CAPITAL_PCT
from ui.figures.banks.lines import Line, line_chart
from ui.figures.drawing import Drawing
from ui.style import HALF, Palette, base_layout, hline, signed_ticks, ticks, vline, words

SPANS = tuple(thresholds.SPANS.values())
KINDS = ("securities", "home loans", "other loans")


def balances(quarters: pd.DataFrame, palette: Palette, illustrative: bool) -> go.Figure:
    """Draw deposits and loans in USD m by quarter."""
    lines = (
        Line("deposits_usd_mn", "deposits", palette.banks, 2.0),
        Line("loans_usd_mn", "loans", palette.ink),
    )
    return line_chart(quarters, lines, palette, illustrative, unit="USD m", from_zero=True, margin=72)


def capital(quarters: pd.DataFrame, palette: Palette, illustrative: bool) -> go.Figure:
    """Draw tangible equity and common equity tier 1 in USD m by quarter."""
    lines = (
        Line("cet1_usd_mn", "CET1", palette.ink),
        Line("tangible_usd_mn", "tangible<br>equity", palette.banks, 2.0),
    )
    return line_chart(quarters, lines, palette, illustrative, unit="USD m", from_zero=True, margin=72)


def estate(quarters: pd.DataFrame, palette: Palette, illustrative: bool) -> go.Figure:
    """Draw commercial real estate and construction over capital by quarter, with the supervisors' 300 %."""
    lines = (
        Line("construction_to_capital_pct", "construction", palette.ink),
        Line("cre_to_capital_pct", "all", palette.banks, 2.0),
    )
    return line_chart(quarters, lines, palette, illustrative, reference=CRE_TO_CAPITAL_PCT, from_zero=True, margin=92)


def funding(quarters: pd.DataFrame, palette: Palette, illustrative: bool) -> go.Figure:
    """Draw the uninsured share of deposits by quarter."""
    lines = (Line("uninsured_pct", "uninsured", palette.banks, 2.0),)
    return line_chart(quarters, lines, palette, illustrative, from_zero=True, margin=76)


def burden(quarters: pd.DataFrame, states: pd.DataFrame, moved: bool, palette: Palette, illustrative: bool) -> Drawing:
    """Draw burden_filed_pct by quarter, and right of it what it is at today's yields and in the scenario.

    It is drawn at every slider move, so it is put together as plain data and made a figure once.
    """
    layout = base_layout(palette, HALF, illustrative=illustrative)
    layout["margin"] |= {"l": 48, "r": 116}
    places = list(range(len(quarters)))
    filed = [None if value != value else round(value, 3) for value in quarters["burden_filed_pct"]]
    held = states.set_index("state")["burden_pct"].to_dict()
    marked = [("published", held.get("today", float("nan")), palette.ink, 9)]
    marked += [("slider", held.get("scenario", float("nan")), palette.scenario, 12)] if moved else []
    shown = [mark for mark in marked if mark[1] == mark[1]]
    known = [value for value in filed if value is not None] + [value for _, value, *_ in shown] + [0.0]
    low, high = min(known), max(known)
    room = (high - low or 1.0) * 0.08
    low, high = (low - room if low < 0 else 0.0), high + room
    end = max(len(places), 1) + 0.2
    data: list[dict[str, Any]] = [
        {
            "type": "scatter",
            "mode": "lines+markers",
            "x": places,
            "y": filed,
            "line": {"color": palette.banks, "width": 2},
            "marker": {"size": 4},
            "customdata": [f"{date:%b %Y}" for date in quarters["date"]],
            "hovertemplate": f"%{{customdata}}: %{{y:.1f}}{NBSP}%<extra></extra>",
        },
        {
            "type": "scatter",
            "mode": "markers",
            "x": [end] * len(shown),
            "y": [value for _, value, *_ in shown],
            "marker": {
                "size": [size for *_, size in shown],
                "color": [colour for *_, colour, _ in shown],
                "line": {"width": 2, "color": palette.page},
                "opacity": 1,
            },
            "cliponaxis": False,
            "hoverinfo": "skip",
        },
    ]
    placed = float("-inf")
    for name, value, colour, _ in sorted(shown, key=lambda mark: mark[1]):
        placed = max(value, placed + (high - low) * 0.07)
        text = f"<b>{name} {show(value, '%', 1)}</b>"
        layout["annotations"].append(words(text, colour, xref="paper", x=1, xanchor="left", xshift=12, y=placed))
    layout["shapes"] = [hline(0, palette.ink)]
    layout["shapes"] += [hline(line, palette.muted, "dot") for line in BEYOND_PCT if line <= high]
    years = [i for i, date in enumerate(quarters["date"]) if date.month == 3 or i == 0]
    years = years[1:] if len(years) > 1 and years[1] - years[0] < 3 else years
    layout["xaxis"] |= {
        "range": [-0.3, end],
        "tickvals": years,
        "ticktext": [f"{quarters['date'].iloc[i]:%Y}" for i in years],
        "hoverformat": "",
    }
    layout["hovermode"] = "closest"
    marks = signed_ticks(low, high, f"{NBSP}%") if low < 0 else ticks(low, high, "%")
    layout["yaxis"] |= {"range": [low, high], **marks}
    return Drawing(data, layout)


def ladder(table: pd.DataFrame, palette: Palette, illustrative: bool) -> Drawing:
    """Draw amount_usd_mn by span, stacked: securities, home loans, other loans; hatched where it is assumed."""
    layout = base_layout(palette, HALF, illustrative=illustrative)
    layout["margin"] |= {"l": 60, "r": 84, "b": 40}
    layout |= {"barmode": "stack", "hovermode": "closest", "bargap": 0.24}
    colours = dict(zip(KINDS, (palette.banks, palette.muted, palette.axis), strict=True))
    sums = table.groupby(["kind", "span"])["amount_usd_mn"].sum().to_dict()
    data: list[dict[str, Any]] = []
    totals, base = [0.0] * len(SPANS), 0.0
    for kind in KINDS:
        values = [round(float(sums.get((kind, span), 0.0)), 3) for span in SPANS]
        assumed = (table.loc[table["kind"] == kind, "basis"] == "assumed").any()
        marker: dict[str, Any] = {"color": colours[kind], "line": {"width": 0}}
        if assumed:
            hatch = {"shape": "/", "size": 5, "solidity": 0.3, "fgcolor": colours[kind], "fgopacity": 1}
            marker |= {"color": palette.page, "pattern": {**hatch, "fillmode": "overlay"}}
            marker["line"] = {"width": 1, "color": colours[kind]}
        data.append(
            {
                "type": "bar",
                "name": kind,
                "x": list(range(len(SPANS))),
                "y": values,
                "marker": marker,
                "customdata": list(SPANS),
                "hovertemplate": f"{kind}, %{{customdata}}: USD %{{y:,.0f}} m<extra></extra>",
            }
        )
        totals = [whole + value for whole, value in zip(totals, values, strict=True)]
    top = (max(totals) or 1.0) * 1.06
    placed = float("-inf")
    for trace in data:
        if not any(trace["y"]):
            continue
        middle, base = base + trace["y"][-1] / 2, base + trace["y"][-1]
        placed = max(middle, placed + top * 0.07, top * 0.03)
        name = trace["name"]
        where = {"xref": "paper", "x": 1, "xanchor": "left", "xshift": 5, "y": placed}
        layout["annotations"].append(words(f"<b>{name}</b>", colours[name], **where))
    layout["shapes"] = [vline(-0.5, "rgba(0,0,0,0)")]
    layout["xaxis"] |= {
        "range": [-0.5, len(SPANS) - 0.5],
        "tickvals": list(range(len(SPANS))),
        "ticktext": ["3<br>months", "1<br>year", "1–3<br>years", "3–5<br>years", "5–15<br>years", "over 15<br>years"],
        "tickangle": 0,
        "ticks": "",
    }
    layout["yaxis"] |= {"range": [0, top], **ticks(0, top)}
    return Drawing(data, layout)
