"""A figure that is drawn anew at every slider move: sent as the dictionaries it was drawn as."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from copy import deepcopy
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from plotly.basedatatypes import BaseFigure

Trace = dict[str, Any]
TYPES = {"float32": "f4", "float64": "f8"}
"""NumPy's names of the arrays that travel as bytes, and plotly.js's."""


class Drawing(BaseFigure):  # type: ignore[misc]
    """Traces and layout as given. Plotly checks them against its schema only when `data` or `layout` is read.

    The check takes ten times longer than drawing, at each move of each slider. A test reads what it tests, so
    that a property that Plotly does not know fails there.
    """

    def __init__(self, data: list[Trace], layout: dict[str, Any]) -> None:
        self._data, self._layout = data, layout

    @cached_property
    def _checked(self) -> go.Figure:
        return go.Figure(data=deepcopy(self._data), layout=deepcopy(self._layout))

    @property
    def data(self) -> Any:
        """The traces, checked. Raises `ValueError` for one that Plotly cannot draw."""
        return self._checked.data

    @property
    def layout(self) -> Any:
        """The layout, checked. Raises `ValueError` for what Plotly does not know."""
        return self._checked.layout

    def to_dict(self) -> dict[str, Any]:
        """What is sent: arrays of floats as bytes, all else as it was drawn."""
        return {"data": [_sent(trace) for trace in self._data], "layout": self._layout}


def with_height(drawn: BaseFigure, height: int) -> Drawing:
    """The same figure so many pixels high.

    Its own layout says so: a height that only Streamlit is told is met when the figure has been drawn once.
    """
    sent = drawn.to_dict()
    return Drawing(sent["data"], sent["layout"] | {"height": height})


def rows(table: pd.DataFrame, names: Sequence[str], decimals: int) -> list[list[Any]]:
    """Some columns of a table as a hover reads them, a list a row, numbers rounded."""
    columns = (table[name].to_numpy() for name in names)
    rounded = (np.round(column, decimals) if column.dtype.kind == "f" else column for column in columns)
    return [list(row) for row in zip(*(column.tolist() for column in rounded), strict=True)]


def _sent(trace: Trace) -> Trace:
    return {name: _bytes(value) if isinstance(value, np.ndarray) else value for name, value in trace.items()}


def _bytes(values: np.ndarray) -> Any:
    """The form in which Plotly itself sends an array."""
    kind = TYPES.get(str(values.dtype))
    if kind is None or not values.size:
        return values.tolist()
    sent = {"dtype": kind, "bdata": base64.b64encode(values.tobytes()).decode("ascii")}
    return sent | ({"shape": ", ".join(map(str, values.shape))} if values.ndim > 1 else {})
