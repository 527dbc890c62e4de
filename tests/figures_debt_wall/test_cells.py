"""The cells of yield and spread: numbers, names of rows, frames."""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from tests.figures_debt_wall.reading import PLAIN
from ui.figures import debt_wall as figures
from ui.style import DARK, LIGHT


def grid() -> pd.DataFrame:
    cells = list(product(np.arange(0, 10.5, 0.5), range(-300, 501, 100)))
    return pd.DataFrame(cells, columns=["ten_year_pct", "spread_bp"]).assign(
        share_pct=lambda t: 2 * t["ten_year_pct"] + t["spread_bp"] / 100 + 3
    )


def frames(figure: go.Figure) -> dict[str, tuple[float, float]]:
    shapes = [shape for shape in figure.layout.shapes if shape.line.color != LIGHT.page]
    return {shape.line.color: ((shape.x0 + shape.x1) / 2, (shape.y0 + shape.y1) / 2) for shape in shapes}


def test_cells_and_their_numbers_are_the_shares_of_the_table():
    figure = figures.heat(grid().sample(frac=1, random_state=1), 4.7, 5.3, 0, **PLAIN)
    cells, numbers = figure.data
    assert cells.z[3][10] == pytest.approx(2 * 5.0 + 0 + 3)
    assert cells.customdata[3][10] == "5.0\u00a0%, spreads 0\u00a0bp"
    told = {(x, y): text for x, y, text in zip(numbers.x, numbers.y, numbers.text, strict=True)}
    assert told[(10, 3)] == "13"
    assert all(x % 2 == 0 for x, _ in told)
    assert {y for _, y in told} == set(figure.layout.yaxis.tickvals)
    assert "0" in figure.layout.yaxis.ticktext


def test_frames_stand_on_today_and_on_the_slider_also_when_spreads_are_changed():
    assert frames(figures.heat(grid(), 4.6, 5.4, 0, **PLAIN)) == {LIGHT.ink: (9, 3), LIGHT.scenario: (11, 3)}
    moved = figures.heat(grid(), 4.6, 5.4, 200, **PLAIN)
    assert frames(moved) == {LIGHT.ink: (9, 1), LIGHT.scenario: (11, 3)}
    named = dict(zip(moved.layout.yaxis.tickvals, moved.layout.yaxis.ticktext, strict=True))
    assert (named[1], named[3]) == ("0", "+200")
    assert frames(figures.heat(grid(), 4.6, 4.6, 0, **PLAIN)) == {LIGHT.ink: (9, 3)}
    assert frames(figures.heat(grid(), 4.6, 5.4, 900, **PLAIN)) == {LIGHT.scenario: (11, 3)}


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_numbers_can_be_read_on_every_cell(palette):
    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return float(np.dot(linear, (0.2126, 0.7152, 0.0722)))

    figure = figures.heat(grid(), 4.7, 5.3, 0, palette=palette, illustrative=False)
    cells, numbers = figure.data
    for x, y, colour in zip(numbers.x, numbers.y, numbers.textfont.color, strict=True):
        depth = float(cells.z[y][x]) / cells.zmax * 9
        fill = palette.sequential[round(max(depth, 0.0))]
        light, dark = sorted((luminance(colour), luminance(fill)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) > 3.0, (x, y)
