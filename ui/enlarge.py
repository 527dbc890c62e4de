"""A chart in a larger view, complete in itself: title, what it shows, source and date in the picture that is taken."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go
import streamlit as st
from plotly.basedatatypes import BaseFigure

from ui.markup import escape_html

HEIGHT, BAR = 580, 40
"""Height of the picture, and of the bar of tools in it, in px."""
LINE, SMALL_LINE = 42, 60
"""The letters that fit on a line of the picture on a phone, in the title and in the source."""
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
    figure.layout.template = None
    lines = [f"<b>{escape_html(line)}</b>" for line in wrap(finding, LINE)]
    lines += [escape_html(line) for line in wrap(caption, LINE)]
    says = [escape_html(line) for line in wrap(source, SMALL_LINE)]
    margin = figure.layout.margin
    above, below, left = margin.t or 0, margin.b or 40, margin.l or 0
    figure.update_layout(
        height=HEIGHT,
        title={
            "text": "<br>".join(lines),
            "x": 0.0,
            "xref": "container",
            "xanchor": "left",
            "y": 1.0,
            "yanchor": "top",
            "font": {"size": 14},
            "pad": {"l": 8, "t": BAR},
        },
        margin={"t": above + BAR + 12 + 19 * len(lines), "b": below + 16 + 18 * len(says)},
        dragmode="zoom",
    )
    for axis in (*figure.select_xaxes(), *figure.select_yaxes()):
        axis.fixedrange = False
    figure.add_annotation(
        text="<br>".join(says), align="left", xref="paper", yref="paper", x=0, y=0, xshift=8 - left, yshift=-below - 8,
        showarrow=False, xanchor="left", yanchor="top", font={"size": 11},
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
