"""A chart in a larger view, complete in itself: title, what it shows, source and date in the picture that is taken."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go
import streamlit as st
from plotly.basedatatypes import BaseFigure

from ui.markup import escape_html

HEIGHT, LINE = 560, 110
"""Height in px, and the letters that fit on a line of the picture."""
FORMATS = ("PNG", "SVG")


@st.dialog("The chart, to zoom and to take away", width="large")
def enlarged(build: Callable[[], BaseFigure], finding: str, caption: str, source: str, name: str) -> None:
    """Draw the chart with its title, caption and source inside, zoom and pan on, and a button that saves it."""
    kind = st.segmented_control("Picture as", FORMATS, default=FORMATS[0], required=True, key="_picture")
    drawn = complete(build(), finding, caption, source)
    st.plotly_chart(drawn, theme=None, key="_enlarged", config=tools(name, str(kind)), alt=f"{finding}. {caption}")
    st.markdown(
        ":small[:gray[Drag to zoom, double-click to return. The camera above the chart saves the picture; the table "
        "stands behind *Data, method* under the chart.]]"
    )


def complete(drawn: BaseFigure, finding: str, caption: str, source: str) -> go.Figure:
    """The figure with its finding and caption above the plot and its source below, so that a picture needs no page."""
    figure = go.Figure(drawn.to_dict())
    lines = [f"<b>{escape_html(finding)}</b>", *(escape_html(line) for line in wrap(caption, LINE))]
    margin = figure.layout.margin
    figure.update_layout(
        height=HEIGHT,
        title={
            "text": "<br>".join(lines),
            "x": 0.0,
            "xref": "container",
            "xanchor": "left",
            "y": 0.98,
            "yanchor": "top",
        }
        | {"font": {"size": 14}, "pad": {"l": 8}},
        margin={"t": (margin.t or 0) + 28 + 19 * len(lines), "b": (margin.b or 40) + 34},
        dragmode="zoom",
    )
    for axis in (*figure.select_xaxes(), *figure.select_yaxes()):
        axis.fixedrange = False
    figure.add_annotation(
        text=escape_html(source), xref="paper", yref="paper", x=0, y=0, yshift=-(margin.b or 40) - 8, showarrow=False,
        xanchor="left", yanchor="top", font={"size": 11},
    )  # fmt: skip
    return figure


def tools(name: str, kind: str) -> dict[str, Any]:
    """The bar above an enlarged chart: zoom, pan, reset and a picture of the chosen kind."""
    return {
        "displayModeBar": True,
        "displaylogo": False,
        "scrollZoom": True,
        "toImageButtonOptions": {"format": kind.lower(), "filename": name, "scale": 2 if kind == "PNG" else 1},
    }
