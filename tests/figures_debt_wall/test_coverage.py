"""Coverage before and after: crossers coloured, all others counted."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest

from tests.figures_debt_wall.reading import PLAIN, bare
from ui.figures import debt_wall as figures
from ui.figures.debt_wall import dots
from ui.style import LIGHT


def points(before: list[float], after: list[float]) -> pd.DataFrame:
    return pd.DataFrame({"name": [f"Issuer {i}" for i in range(len(before))], "before_x": before, "after_x": after})


def test_only_crossers_are_coloured_and_all_that_is_not_drawn_is_counted():
    table = points(
        [1.2, 2.0, 0.8, 0.9, -3.0, -0.1, 50.0, 2.0, 1.0, 1.0, 0.9],
        [0.9, 1.5, 0.7, 1.1, -2.0, -0.1, 40.0, np.nan, 1.0, 0.99, 1.0],
    )
    figure = figures.coverage(table, **PLAIN)
    still, moved = figure.data
    assert moved.marker.color == LIGHT.scenario
    assert list(moved.text) == ["Issuer 0", "Issuer 3", "Issuer 9", "Issuer 10"]
    assert len(still.x) == 3
    told = bare(figure)
    assert "2 fall below 1" in told
    assert "2 rise above 1" in told
    assert "2 below 0" in told
    assert "2 off the axes" in told


def test_one_crosser_is_told_in_the_singular():
    assert "1 falls below 1" in bare(figures.coverage(points([1.2], [0.9]), **PLAIN))
    told = bare(figures.coverage(points([0.9], [1.2]), **PLAIN))
    assert "0 fall below 1" in told
    assert "1 rises above 1" in told


def test_coverage_has_log_axes_alike_a_diagonal_and_a_line_at_one_each_way(tables):
    figure = figures.coverage(tables["coverage"], **PLAIN)
    assert figure.layout.xaxis.type == figure.layout.yaxis.type == "log"
    assert figure.layout.xaxis.range == figure.layout.yaxis.range
    diagonal, up, over = figure.layout.shapes
    assert (diagonal.x0, diagonal.x1) == (diagonal.y0, diagonal.y1)
    assert up.x0 == up.x1 == over.y0 == over.y1 == 1
    table = tables["coverage"]
    fell = int(((table["before_x"] >= 1) & (table["after_x"] < 1)).sum())
    assert f"{fell} fall below 1" in bare(figure)
    kept = len(figure.data[0].x) + len(figure.data[1].x)
    off = int(re.search(r"(\d+) off", bare(figure))[1])
    assert kept + off + int((table["before_x"] < 0).sum()) == len(table)


def test_a_crowd_is_thinned_the_same_way_each_time_and_no_crosser_is_lost():
    before = np.linspace(0.2, 20, 6000)
    after = before * np.where(np.arange(6000) % 100 == 0, 0.99, 0.98)
    first, again = (figures.coverage(points(before.tolist(), after.tolist()), **PLAIN) for _ in range(2))
    assert len(first.data[0].x) == dots.MOST
    assert first.data[0].x[0] == pytest.approx(0.2)
    assert len(first.data[1].x) == int(((before >= 1) & (after < 1)).sum()) > 0
    assert first.to_json() == again.to_json()
    assert len(first.to_json()) < 40_000
