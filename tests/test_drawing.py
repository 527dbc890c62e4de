"""A drawing sends what a checked figure would send, and is checked by Plotly where it is read."""

from __future__ import annotations

import base64
import json

import numpy as np
import plotly.graph_objects as go
import plotly.io
import pytest

from ui.figures.drawing import Drawing

LAYOUT = {"template": {}, "height": 320, "xaxis": {"range": [0, 3]}, "annotations": [{"text": "here", "x": 1, "y": 2}]}


def sent(figure: go.Figure | Drawing) -> dict:
    """What Streamlit sends: the dictionary, encoded without a check; an empty template may be spelt out."""
    found = json.loads(plotly.io.to_json(figure.to_dict(), validate=False))
    del found["layout"]["template"]
    return found


@pytest.mark.parametrize(
    "values",
    [
        [1.5, None, 2.5],
        [1.5, float("nan"), 2.5],
        np.array([1.5, np.nan, 2.5]),
        np.arange(6, dtype="float32")[::2],
        np.array([1, 2, 3]),
        np.array([]),
        ["a", "b", "c"],
    ],
)
def test_what_is_sent_reads_as_a_checked_figure_s(values):
    trace = {"type": "scatter", "mode": "lines", "x": [1, 2, 3], "y": values, "line": {"width": 2}}
    ours, theirs = (sent(made([dict(trace)], dict(LAYOUT))) for made in (Drawing, go.Figure))
    assert ours["layout"] == theirs["layout"]
    assert {**ours["data"][0], "y": None} == {**theirs["data"][0], "y": None}
    assert _numbers(ours["data"][0]["y"]) == _numbers(theirs["data"][0]["y"])


def _numbers(sent: object) -> list[object]:
    if isinstance(sent, dict):
        kind = {"f4": "<f4", "f8": "<f8", "i1": "<i1", "i2": "<i2", "i4": "<i4"}[sent["dtype"]]
        found = np.frombuffer(base64.b64decode(sent["bdata"]), dtype=kind).tolist()
        return [None if value != value else value for value in found]
    return list(sent)


def test_a_table_of_numbers_keeps_its_shape():
    cells = np.array([[0.0, 1.0, 2.0], [3.0, 4.0, 5.0]])
    ours, theirs = (sent(made([{"type": "heatmap", "z": cells}], dict(LAYOUT))) for made in (Drawing, go.Figure))
    assert ours == theirs


def test_reading_it_checks_it_and_leaves_it_as_it_was():
    drawn = Drawing([{"type": "scatter", "y": [1, 2]}], dict(LAYOUT))
    before = drawn.to_json()
    assert drawn.data[0].y == (1, 2)
    assert drawn.layout.height == 320
    assert drawn.to_json() == before


@pytest.mark.parametrize(
    ("data", "layout"), [([{"type": "scatter", "colour": "red"}], {}), ([{"type": "scatter"}], {"heigth": 320})]
)
def test_what_plotly_does_not_know_fails_where_it_is_read(data, layout):
    drawn = Drawing(data, layout)
    with pytest.raises(ValueError, match="Invalid property"):
        _ = drawn.data
