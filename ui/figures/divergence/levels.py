"""Levels: the ratio with its place in history, the rolling gap, this year among the years, drawdowns."""

from __future__ import annotations

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from analytics.model.metric import NBSP, show
from ui.figures import time
from ui.figures.drawing import Drawing
from ui.style import FULL, HALF, STRIP, Palette, base_layout, figure, hline, note, signed_ticks, vline, words

YEARS = 412
"""Least height of the bars in px: as tall as the ratio and its strip beside them."""
RATIO_TICKS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7, 0.8, 1.0, 1.2, 1.5, 2.0)


def relative_strength(history: pd.DataFrame, bands: pd.DataFrame, palette: Palette, illustrative: bool) -> go.Figure:
    """Draw columns date and ratio_x on a log scale, with its high, its low and its last value."""
    dates, values = history["date"], history["ratio_x"]
    low, high = float(values.min()), float(values.max())
    reach = np.log10(high / low) or 0.01
    drawn = figure(palette, HALF, illustrative=illustrative)
    drawn.update_yaxes(
        type="log",
        range=[np.log10(low) - 0.08 * reach, np.log10(high) + 0.1 * reach],
        tickvals=[tick for tick in RATIO_TICKS if low <= tick <= high * 1.02],
        tickformat=".2f",
    )
    time.recessions(drawn, bands, dates, palette)
    time.line(drawn, dates, values, palette.small, "%{y:.4f}")
    for word, place, above in (("High", int(np.nanargmax(values)), True), ("Low", int(np.nanargmin(values)), False)):
        note(
            drawn,
            f"{word} {values.iloc[place]:.3f}, {dates.iloc[place]:%b %Y}",
            palette,
            **time.beside(dates, place),
            y=np.log10(values.iloc[place]),
            yanchor="bottom" if above else "top",
            yshift=2 if above else -2,
        )
    time.end(drawn, dates.iloc[-1], float(values.iloc[-1]), f"{values.iloc[-1]:.3f}", palette.small, palette)
    time.span(drawn, dates)
    return drawn


def percentile_strip(strip: pd.DataFrame, last: float, now: str, palette: Palette) -> Drawing:
    """Draw where the last value stands: lowest to highest, 5 to 95, quartiles, median, a diamond for now.

    `strip` has columns quantile and ratio_x in rising order of the quantile (lowest, 5, 25, median, 75, 95,
    highest); `now` is the sentence over the diamond.
    """
    low, p5, p25, median, p75, p95, high = strip["ratio_x"].tolist()
    layout = base_layout(palette, STRIP)
    layout["margin"] |= {"t": 22, "b": 20}
    layout |= {"hovermode": False}
    layout["xaxis"] = {"visible": False, "fixedrange": True, "range": [low, high]}
    layout["yaxis"] = {"visible": False, "fixedrange": True, "range": [-0.2, 1.2]}
    boxes = ((low, high, 0.22), (p5, p95, 0.4), (p25, p75, 0.75))
    layout["shapes"] = [
        {
            "type": "rect",
            "x0": left,
            "x1": right,
            "y0": 0,
            "y1": 1,
            "line": {"width": 0},
            "fillcolor": palette.large,
            "opacity": strength,
        }
        for left, right, strength in boxes
    ]
    layout["shapes"].append(
        {"type": "line", "x0": median, "x1": median, "y0": -0.3, "y1": 1.3, "line": {"color": palette.ink}}
    )
    left = last - low < high - last
    layout["annotations"] = [
        words(
            f"<b>{now}</b>",
            palette.small,
            x=last,
            y=1,
            xanchor="left" if left else "right",
            yanchor="bottom",
            yshift=4,
            xshift=-8 if left else 8,
        ),
        *(
            words(text, palette.muted, x=place, y=0, xanchor=anchor, yanchor="top", yshift=-5)
            for place, text, anchor in (
                (low, f"{low:.2f}", "left"),
                (median, f"median {median:.2f}", "center"),
                (high, f"{high:.2f}", "right"),
            )
        ),
    ]
    diamond = {"symbol": "diamond", "size": 12, "color": palette.small}
    mark = {"type": "scatter", "x": [last], "y": [0.5], "mode": "markers", "marker": diamond, "cliponaxis": False}
    return Drawing([mark], layout)


def rolling_gap(
    history: pd.DataFrame, column: str, bands: pd.DataFrame, standing: str, palette: Palette, illustrative: bool
) -> go.Figure:
    """Draw one column of the gaps in pp, tinted to zero, with a dotted line at its last value.

    `standing` says how unusual the last value is; it stands in the lower left corner.
    """
    known = history[["date", column]].dropna()
    dates, values = known["date"], known[column]
    drawn = figure(palette, FULL, illustrative=illustrative)
    low, high = min(0.0, float(values.min())), max(0.0, float(values.max()))
    room = (high - low or 1.0) * 0.06
    for side, tint in ((values.clip(lower=0.0), palette.above), (values.clip(upper=0.0), palette.below)):
        _tint(drawn, dates, side, tint)
    time.recessions(drawn, bands, dates, palette)
    time.line(drawn, dates, values, palette.ink, "%{y:+.2f} pp")
    last = float(values.iloc[-1])
    drawn.add_shape(hline(0.0, palette.ink))
    drawn.add_shape(hline(last, palette.ink, "dot"))
    if standing:
        corner = {"xref": "x domain", "yref": "y domain", "xanchor": "left", "yanchor": "bottom"}
        note(drawn, standing, palette, x=0.005, y=0.01, **corner)
    time.end(drawn, dates.iloc[-1], last, show(last, "pp", 1, sign=True), palette.ink, palette)
    time.span(drawn, dates)
    drawn.update_layout(margin={"r": 84})
    bottom, top = low - room * 3, high + room
    drawn.update_yaxes(range=[bottom, top], **signed_ticks(bottom, top))
    return drawn


def _tint(drawn: go.Figure, dates: pd.Series, values: pd.Series, colour: str) -> None:
    time.line(drawn, dates, values, colour, "skip", width=0)
    drawn.data[-1].update(fill="tozeroy", fillcolor=colour, hoverinfo="skip", hovertemplate=None)


def years(table: pd.DataFrame, palette: Palette, illustrative: bool) -> Drawing:
    """Draw the gap of every year to the same day as bars, this year last, bold and full; column gap_pp."""
    known = table.dropna(subset=["gap_pp"]).reset_index(drop=True)
    gaps, now = known["gap_pp"], len(known) - 1
    layout = base_layout(palette, max(YEARS, 13 * len(known) + 24), illustrative=illustrative)
    layout["margin"] |= {"l": 40, "r": 10, "t": layout["margin"]["t"] - 8, "b": 6}
    layout |= {"hovermode": "closest", "bargap": 0.3}
    reach = float(gaps.abs().max() or 1.0)
    low, high = min(0.0, float(gaps.min())), max(0.0, float(gaps.max()))
    layout["xaxis"] |= {"visible": False, "range": [low - reach * 0.22, high + reach * 0.22]}
    names = [f"{y}" if y % 5 == 0 or i in (0, now) else f"’{y % 100:02d}" for i, y in enumerate(known["year"])]
    names[now] = f"<b>{names[now]}</b>"
    layout["yaxis"] |= {
        "range": [len(known) - 0.4, -0.6],
        "tickvals": list(range(len(known))),
        "ticktext": names,
        "showgrid": False,
        "nticks": None,
    }
    layout["shapes"] = [vline(0, palette.ink)]
    shown = [show(gap, "pp", 1, sign=True).removesuffix(f"{NBSP}pp") for gap in gaps]
    shown[now] = f"<b>{shown[now]}</b>"
    bars = {
        "type": "bar",
        "orientation": "h",
        "x": gaps.round(4).tolist(),
        "y": list(range(len(known))),
        "text": shown,
        "textposition": "outside",
        "constraintext": "none",
        "cliponaxis": False,
        "textfont": {"size": 11, "color": palette.ink},
        "marker": {
            "color": [palette.small if gap > 0 else palette.large for gap in gaps],
            "opacity": [1.0 if i == now else 0.8 for i in range(len(known))],
        },
        "customdata": known[["year", "small_pct", "large_pct"]].to_numpy(),
        "hovertemplate": "%{customdata[0]}: small %{customdata[1]:+.1f} %, large %{customdata[2]:+.1f} %",
        "name": "",
    }
    return Drawing([bars], layout)


def drawdowns(
    table: pd.DataFrame, tickers: tuple[str, str], bands: pd.DataFrame, palette: Palette, illustrative: bool
) -> go.Figure:
    """Draw columns small_pct and large_pct from zero down, small in front, with the deepest point of each."""
    dates = table["date"]
    drawn = figure(palette, HALF, illustrative=illustrative)
    time.recessions(drawn, bands, dates, palette)
    drawn.add_shape(hline(0.0, palette.ink))
    deepest = float(min(table["small_pct"].min(), table["large_pct"].min(), -1.0))
    sides = (("large_pct", tickers[1], palette.large, 1.0), ("small_pct", tickers[0], palette.small, 1.5))
    for column, ticker, colour, width in sides:
        time.line(drawn, dates, table[column], colour, "%{y:.1f} %", width=width, name=ticker)
    ends = [(float(table[column].iloc[-1]), ticker, colour) for column, ticker, colour, _ in sides]
    time.ends(drawn, dates.iloc[-1], ends, -deepest * 1.12, palette)
    lowest = int(np.nanargmin(table["small_pct"]))
    note(
        drawn,
        f"{tickers[0]} {show(table['small_pct'].iloc[lowest], '%', 0)}, {dates.iloc[lowest]:%b %Y}",
        palette,
        **time.beside(dates, lowest),
        y=float(table["small_pct"].iloc[lowest]),
        yanchor="top",
        yshift=-2,
    )
    time.span(drawn, dates)
    drawn.update_yaxes(range=[deepest * 1.12, -deepest * 0.04], **signed_ticks(deepest * 1.12, 0.0, f"{NBSP}%"))
    return drawn
