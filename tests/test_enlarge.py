"""An enlarged chart is complete in itself: finding, caption and source stand inside the picture that is taken."""

from __future__ import annotations

import plotly.graph_objects as go
import pytest

from ui.enlarge import HEIGHT, complete, tools

LETTER = 18
"""Height in px of the line that names the source."""


@pytest.mark.parametrize("below", [None, 0, 26, 40, 90])
@pytest.mark.parametrize("above", [None, 0, 12])
def test_the_source_stands_inside_the_picture(above: int | None, below: int | None) -> None:
    drawn = go.Figure(go.Scatter(x=[1, 2], y=[3, 4]), {"margin": {"t": above, "b": below}})
    figure = complete(drawn, "A <b> & finding", "What it shows, " * 20, "SEC EDGAR · 4 Aug 2026")
    layout, source = figure.layout, figure.layout.annotations[-1]
    assert source.text == "SEC EDGAR · 4 Aug 2026"
    assert 0 < -source.yshift <= layout.margin.b - LETTER
    assert -source.yshift > (below or 0), "below the labels of the axis"
    lines = layout.title.text.count("<br>") + 1
    assert layout.title.text.startswith("<b>A &lt;b&gt; &amp; finding</b>")
    assert layout.margin.t >= 19 * lines
    assert layout.height == HEIGHT
    assert layout.xaxis.fixedrange is layout.yaxis.fixedrange is False


def test_a_long_source_is_set_in_lines_that_stand_inside() -> None:
    source = "SEC EDGAR, FDIC BankFind, FRED, Yahoo Finance, Federal Reserve · 4 Aug 2026, fetched 27 Nov 05:28 UTC"
    figure = complete(go.Figure(layout={"margin": {"b": 26}}), "A finding", "What it shows", source)
    note = figure.layout.annotations[-1]
    assert note.text.replace("<br>", " ") == source
    assert (count := note.text.count("<br>") + 1) > 1
    assert -note.yshift <= figure.layout.margin.b - LETTER * count


def test_the_chart_on_the_page_is_left_as_it_was() -> None:
    drawn = go.Figure(go.Scatter(x=[1, 2], y=[3, 4]), {"margin": {"t": 8, "b": 26}})
    before = drawn.to_json()
    complete(drawn, "A finding", "What it shows", "A source")
    assert drawn.to_json() == before


@pytest.mark.parametrize(("kind", "scale"), [("PNG", 2), ("SVG", 1)])
def test_the_camera_takes_the_chosen_picture(kind: str, scale: int) -> None:
    options = tools("divergence-ratio", kind)["toImageButtonOptions"]
    assert options == {"format": kind.lower(), "filename": "divergence-ratio", "scale": scale}
