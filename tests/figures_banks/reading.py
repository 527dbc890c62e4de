"""What can be read on a figure of the banks: its traces by name or colour, its lines, its days."""

from __future__ import annotations

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from tests.figures_debt_wall.reading import PLAIN, bare, texts
from ui.style import LIGHT

__all__ = ["LIGHT", "NO_BANDS", "PLAIN", "bare", "days", "dots", "line", "noted", "texts", "uprights"]

NO_BANDS = pd.DataFrame({"first": pd.DatetimeIndex([]), "last": pd.DatetimeIndex([])})


def line(figure: go.Figure, colour: str) -> go.Scatter:
    """The one line of a colour."""
    (found,) = (trace for trace in figure.data if trace.mode == "lines" and trace.line.color == colour)
    return found


def dots(figure: go.Figure, colour: str) -> go.Scatter:
    """The one trace of dots of a colour."""
    (found,) = (trace for trace in figure.data if "markers" in trace.mode and trace.marker.color == colour)
    return found


def days(trace: go.Scatter) -> list[pd.Timestamp]:
    return [pd.Timestamp(moment, unit="ms") for moment in trace.x]


def noted(figure: go.Figure) -> dict[str, float]:
    """The height of each of a figure's words."""
    return {bare(go.Figure(layout={"annotations": [note]})).strip(): note.y for note in figure.layout.annotations}


def uprights(figure: go.Figure) -> dict[float, str]:
    """The upright lines and their colours."""
    return {shape.x0: shape.line.color for shape in figure.layout.shapes if shape.x0 == shape.x1}


def drawn_of(trace: go.Scatter, table: pd.DataFrame, column: str) -> bool:
    """Whether a thinned line stands on its column's values, and on its first, last, least and greatest."""
    known = table.dropna(subset=[column]).set_index("date")[column]
    told = pd.Series(np.asarray(trace.y, dtype="float64"), index=pd.DatetimeIndex(days(trace))).dropna()
    close = np.allclose(told, known.reindex(told.index), rtol=1e-5, atol=1e-6)
    ends = {known.index[0], known.index[-1], known.idxmin(), known.idxmax()}
    return bool(close and ends <= set(told.index))
