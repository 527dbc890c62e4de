"""What every figure over time shares: the axis, recession bands, lines and bands with few points, end labels."""

from __future__ import annotations

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from ui.figures.downsample import places
from ui.style import Palette


def line(
    drawn: go.Figure,
    dates: pd.Series,
    values: pd.Series,
    colour: str,
    hover: str,
    *,
    width: float = 1.5,
    name: str = "",
) -> None:
    """Draw a line, thinned without losing its extremes; gaps stay open."""
    kept = places(values.to_numpy(dtype="float64", na_value=np.nan))
    drawn.add_scatter(
        x=milliseconds(dates.iloc[kept]),
        y=values.iloc[kept].to_numpy(dtype="float32"),
        mode="lines",
        line={"color": colour, "width": width},
        connectgaps=False,
        hovertemplate=hover,
        name=name,
    )


def band(drawn: go.Figure, dates: pd.Series, low: pd.Series, high: pd.Series, colour: str) -> None:
    """Fill between two lines, thinned alike; drawn under the line they belong to."""
    kept = places(((low + high) / 2).to_numpy(dtype="float64", na_value=np.nan))
    moments = milliseconds(dates.iloc[kept])
    for values, fill in ((low, None), (high, "tonexty")):
        drawn.add_scatter(
            x=moments,
            y=values.iloc[kept].to_numpy(dtype="float32"),
            mode="lines",
            line={"width": 0},
            fill=fill,
            fillcolor=colour,
            hoverinfo="skip",
        )


def milliseconds(dates: pd.Series) -> np.ndarray:
    """Dates as Plotly reads them without text: milliseconds since 1970."""
    return dates.to_numpy(dtype="datetime64[ms]").astype("float64")


def end(drawn: go.Figure, date: pd.Timestamp, value: float, text: str, colour: str, palette: Palette) -> None:
    """A dot on the last point and its label in the right margin, which keeps its width on a phone."""
    moment = milliseconds(pd.Series([date]))
    drawn.add_scatter(
        x=moment,
        y=[value],
        mode="markers",
        marker={"size": 9, "color": colour, "line": {"width": 2, "color": palette.page}},
        cliponaxis=False,
        hoverinfo="skip",
    )
    height = np.log10(value) if drawn.layout.yaxis.type == "log" else value
    drawn.add_annotation(
        x=moment[0],
        y=height,
        text=f"<b>{text}</b>",
        xanchor="left",
        xshift=7,
        showarrow=False,
        font={"color": colour, "size": 13},
    )


def ends(
    drawn: go.Figure, date: pd.Timestamp, labels: list[tuple[float, str, str]], reach: float, palette: Palette
) -> None:
    """End labels of several lines, (value, text, colour), each pushed below the one above where they would touch.

    `reach` is the height of the value axis; a line of a label takes 6 % of it.
    """
    placed, above = np.inf, 0.0
    for value, text, colour in sorted(labels, reverse=True):
        half = reach * 0.03 * (1 + text.count("<br>"))
        placed, above = min(value, placed - above - half), half
        end(drawn, date, value, text, colour, palette)
        drawn.layout.annotations[-1].y = placed


def beside(dates: pd.Series, place: int) -> dict[str, str]:
    """Where words about one date stand: right of it early on, left of it late, else over it."""
    share = (dates.iloc[place] - dates.iloc[0]) / max(dates.iloc[-1] - dates.iloc[0], pd.Timedelta(days=1))
    return {
        "x": dates.iloc[place].isoformat(),
        "xanchor": "left" if share < 0.35 else "right" if share > 0.65 else "center",
    }


def span(drawn: go.Figure, dates: pd.Series) -> None:
    """Set the time axis to exactly the dates drawn, so that no marker widens it into the future."""
    first, last = dates.iloc[0], dates.iloc[-1]
    years = (last - first).days / 365.25
    step = next((step for reach, step in ((1.2, "M2"), (3.5, "M6"), (7, "M12"), (13, "M24")) if years <= reach), "M60")
    drawn.update_xaxes(
        type="date",
        range=[first.isoformat(), last.isoformat()],
        dtick=step,
        tick0="2000-01-01",
        tickformat="%b %Y" if years <= 3.5 else "%Y",
        hoverformat="%-d %b %Y",
    )


def recessions(drawn: go.Figure, bands: pd.DataFrame, dates: pd.Series, palette: Palette) -> None:
    """Shade the recessions that fall within the dates drawn."""
    first, last = dates.iloc[0], dates.iloc[-1]
    for start, stop in bands.itertuples(index=False):
        if stop > first and start < last:
            drawn.add_shape(
                type="rect",
                x0=max(start, first).isoformat(),
                x1=min(stop, last).isoformat(),
                y0=0,
                y1=1,
                yref="y domain",
                layer="below",
                line_width=0,
                fillcolor=palette.recession,
            )
