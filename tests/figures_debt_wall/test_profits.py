"""Profits by yield: marks, crop, the bars left of the slider, sectors in their order."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest

from analytics.model.thresholds import FEWEST_PROFITABLE
from tests.figures_debt_wall.reading import MARKS, PLAIN, bare, texts
from ui.figures import debt_wall as figures
from ui.style import LIGHT


def curve(top: float) -> pd.DataFrame:
    rates = np.linspace(0, 10, 201)
    return pd.DataFrame({"ten_year_pct": rates, "share_pct": top * (rates / 10) ** 3})


def test_each_mark_has_its_drop_line_and_its_row_and_the_slider_the_biggest_dot():
    figure = figures.by_yield(curve(23.0), MARKS, **PLAIN)
    dots = figure.data[1]
    sizes = dict(zip(dots.x, dots.marker.size, strict=True))
    assert max(sizes, key=sizes.get) == 5.25
    lines = {shape.x0: (shape.line.color, shape.line.dash, shape.y1) for shape in figure.layout.shapes}
    assert lines == {
        4.5: (LIGHT.muted, "dot", 4.4),
        4.75: (LIGHT.ink, "solid", 5.5),
        5.25: (LIGHT.scenario, "dash", 7.4),
    }
    names, rates, shares = ([re.sub("<[^>]*>", "", row) for row in text.split("<br>")] for text in texts(figure))
    assert [name.strip("\u00a0") for name in names] == ["", "", "published", "", "slider"]
    assert rates == ["ten-year", "4.50\u00a0%", "4.75\u00a0%", "4.82\u00a0%", "5.25\u00a0%"]
    assert shares == ["wiped out", "4.4\u00a0%", "5.5\u00a0%", "n/a", "7.4\u00a0%"]


def test_a_slider_at_the_published_point_is_one_mark_named_published():
    figure = figures.by_yield(curve(23.0), [("published", 4.75, 5.5), ("slider", 4.7500001, 5.5)], **PLAIN)
    assert len(figure.data[1].x) == len(figure.layout.shapes) == 1
    assert "slider" not in bare(figure)
    assert LIGHT.scenario not in figure.to_json()
    for share in (8.2, None):
        figure = figures.by_yield(curve(23.0), [("published", 4.75, 5.5), ("slider", 4.75, share)], **PLAIN)
        assert "slider" in bare(figure), "at the same yield, and another share: another curve"


@pytest.mark.parametrize(("highest", "top"), [(0.0, 10), (9.9, 10), (10.0, 10), (10.1, 20), (56.0, 60), (100.0, 100)])
def test_the_share_is_cropped_to_the_next_ten(highest, top):
    figure = figures.by_yield(curve(highest), [], **PLAIN)
    assert figure.layout.yaxis.range == (0, top)
    assert figure.layout.yaxis.ticktext[-1].endswith("\u00a0%")
    assert figure.layout.xaxis.ticktext[-1] == "10\u00a0%"


def test_the_small_table_leaves_the_corner_a_steep_curve_needs():
    steep = curve(100.0).assign(share_pct=lambda t: np.minimum(100.0, 40 * t["ten_year_pct"]))
    assert {note.yanchor for note in figures.by_yield(curve(60.0), MARKS, **PLAIN).layout.annotations} == {"top"}
    assert {note.yanchor for note in figures.by_yield(steep, MARKS, **PLAIN).layout.annotations} == {"bottom"}


@pytest.mark.parametrize("chosen", [0.0, 0.5, 3.0, 5.25, 10.0])
def test_bars_left_of_the_slider_are_coloured(tables, chosen):
    table = tables["break_evens"]
    figure = figures.break_evens(table, 4.75, chosen, 623, **PLAIN)
    coloured = [colour == LIGHT.scenario for colour in figure.data[0].marker.color]
    assert coloured == (table["to_pct"] <= chosen + 1e-6).tolist()
    assert sum(figure.data[0].y) == table["issuers_count"].sum()
    assert "623 more above 15 %" in re.sub(" +", " ", bare(figure))
    assert f"slider {chosen:.2f}" in bare(figure)
    right = {note.text: note.xanchor for note in figure.layout.annotations}[f"<b>slider {chosen:.2f}</b>"]
    assert right == "left" or chosen >= 4.0 or chosen > 4.75


def test_nothing_is_in_the_scenarios_colour_while_the_slider_is_at_today(tables):
    figure = figures.break_evens(tables["break_evens"], 4.75, 4.75, 623, **PLAIN)
    assert LIGHT.scenario not in figure.to_json()
    assert len(figure.layout.shapes) == 1


def test_sectors_keep_their_order_and_small_ones_are_gray(tables):
    table = tables["sectors"].assign(wiped_out_pct=lambda t: t["wiped_out_pct"].where(t.index != 3))
    figure = figures.sectors(table, **PLAIN)
    bar = figure.data[0]
    small = (table["profitable_count"] < FEWEST_PROFITABLE).tolist()
    assert [colour == LIGHT.large for colour in bar.marker.color] == small
    assert [name.replace("<br>", " ") for name in figure.layout.yaxis.ticktext] == table["sector"].tolist()
    assert bar.text[3] == "n/a"
    assert bar.text[0] == f"<b>{table['wiped_out_pct'][0]:.1f}\u00a0%</b>  {table['wiped_out_count'][0]} of 142"
    assert max(bar.x) < figure.layout.xaxis.range[1]
