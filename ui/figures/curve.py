"""The Treasury curve of the day, and under it the one the reader's yields make."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from ui.style import SIDEBAR, Palette, figure, note

TICKS = {"DGS3MO": "3m", "DGS2": "2y", "DGS5": "5y", "DGS10": "10y", "DGS30": "30y"}


def sidebar(table: pd.DataFrame, palette: Palette, illustrative: bool) -> go.Figure:
    """Draw columns series, published_pct and scenario_pct, maturities evenly spaced."""
    shown = table[table["series"].isin(["DGS3MO", "DGS1", "DGS2", "DGS3", "DGS5", "DGS7", "DGS10", "DGS20", "DGS30"])]
    shown = shown.reset_index(drop=True)
    moved = bool((shown["change_bp"].abs() > 1e-9).any())
    low = min(shown["published_pct"].min(), shown["scenario_pct"].min())
    high = max(shown["published_pct"].max(), shown["scenario_pct"].max())
    room = max(0.25, (high - low) * 0.25)
    drawn = figure(palette, SIDEBAR, margin={"l": 40, "r": 10, "t": 6, "b": 22, "pad": 0})
    _draw(drawn, shown, "published_pct", palette.ink, "solid", "today")
    ten = shown.index[shown["series"] == "DGS10"][0]
    note(
        drawn,
        "<b>today</b>",
        palette,
        x=1.5,
        y=shown["published_pct"].iloc[1:3].mean(),
        yanchor="top" if not moved or shown["scenario_pct"][2] >= shown["published_pct"][2] else "bottom",
    )
    marks = [("published_pct", palette.ink, 7)]
    if moved:
        _draw(drawn, shown, "scenario_pct", palette.scenario, "dot", "scenario")
        above = shown["scenario_pct"][4] >= shown["published_pct"][4]
        note(
            drawn,
            "<b>scenario</b>",
            palette,
            x=3.5,
            y=shown["scenario_pct"].iloc[3:5].mean(),
            yanchor="bottom" if above else "top",
            font={"size": 12, "color": palette.scenario},
        )
        marks.append(("scenario_pct", palette.scenario, 9))
    for column, colour, size in marks:
        drawn.add_scatter(
            x=[ten], y=[shown[column][ten]], mode="markers", marker={"size": size, "color": colour}, hoverinfo="skip"
        )
    places = [i for i, id in enumerate(shown["series"]) if id in TICKS]
    drawn.update_xaxes(
        range=[-0.15, len(shown) - 0.85], tickvals=places, ticktext=[TICKS[shown["series"][i]] for i in places]
    )
    drawn.update_yaxes(range=[low - room, high + room], ticksuffix=" %", nticks=4, tickformat=".2~f")
    return drawn


def _draw(drawn: go.Figure, shown: pd.DataFrame, column: str, colour: str, dash: str, name: str) -> None:
    drawn.add_scatter(
        x=list(range(len(shown))),
        y=shown[column].round(4).tolist(),
        mode="lines",
        line={"color": colour, "width": 2, "dash": dash},
        name=name,
        hovertemplate="%{y:.2f} %",
    )
