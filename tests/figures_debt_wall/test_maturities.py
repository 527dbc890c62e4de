"""Maturities by quarter: stacked, told, clickable, and never flattened by what is later."""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from tests.figures_debt_wall.reading import PLAIN, bare, bars, texts, totals
from ui.figures import debt_wall as figures
from ui.figures.debt_wall.maturities import columns


def wall(amounts: list[float], later: float = 0.0, window: int = 8, start: int = 2026) -> pd.DataFrame:
    names = [f"{start + i // 4}Q{i % 4 + 1}" for i in range(len(amounts))] + ["later"]
    sums = np.array([*amounts, later])
    return pd.DataFrame(
        {
            "quarter": names,
            "filed_usd_bn": sums * 0.7,
            "derived_usd_bn": sums * 0.1,
            "assumed_usd_bn": sums * 0.2,
            "in_window": [i < window for i in range(len(amounts))] + [False],
        }
    )


def test_filed_stands_under_derived_under_assumed_and_each_column_says_its_total():
    figure = figures.wall(wall([20.0, 30.0, 25.0]), **PLAIN)
    order = [trace.name for trace in figure.data if trace.type == "bar"][:3]
    assert order == ["filed", "derived", "assumed"]
    assert figure.layout.barmode == "stack"
    stacked = [sum(bars(figure, part)[place] for part in order) for place in range(3)]
    assert stacked == pytest.approx([20.0, 30.0, 25.0])
    told = list(totals(figure).values())
    assert told == ["<b>20</b>", "<b>30</b>", "<b>25</b>"]
    assert [trace.marker.pattern.shape for trace in figure.data[:3]] == [None, None, "/"]


def test_columns_outside_the_window_are_paler_before_and_after_a_click():
    figure = figures.wall(wall([20.0] * 12), **PLAIN)
    strengths = {tuple(trace.x): trace.marker.opacity for trace in figure.data if trace.name == "filed"}
    assert strengths == {tuple(range(8)): 1.0, tuple(range(8, 12)): 0.4}
    for trace in figure.data:
        if trace.name in ("filed", "derived", "assumed"):
            assert trace.unselected.marker.opacity == trace.marker.opacity


def test_a_click_anywhere_in_a_column_tells_its_quarter(tables):
    table = tables["wall"]
    figure = figures.wall(table, **PLAIN)
    clicks = figure.data[-1]
    assert list(clicks.customdata) == [quarter for quarter in table["quarter"] if quarter != "later"]
    assert set(clicks.y) == {figure.layout.yaxis.range[1]}
    hoverable = [trace for trace in figure.data if trace.hoverinfo != "skip"]
    assert hoverable == [clicks]


def test_later_is_an_open_bar_set_apart_and_words_where_it_would_flatten_the_columns():
    apart = figures.wall(wall([20.0, 30.0], later=40.0), **PLAIN)
    assert bars(apart, "later") == {3.0: 40.0}
    assert apart.data[-1].customdata[-1] == "later"
    assert apart.layout.yaxis.range[1] > 40.0
    dwarfed = figures.wall(wall([20.0, 30.0], later=190.0), **PLAIN)
    assert not bars(dwarfed, "later")
    assert "<b>190</b><br>later →" in texts(dwarfed)
    assert dwarfed.layout.yaxis.range[1] == pytest.approx(33.0)
    assert "later" not in bare(figures.wall(wall([20.0, 30.0]), **PLAIN))


@pytest.mark.parametrize("count", [6, 20])
def test_the_selected_quarter_is_framed_and_named(count):
    figure = figures.wall(wall([20.0] * count), selected="2027Q1", **PLAIN)
    frame = figure.layout.shapes[0]
    assert (frame.x0 + frame.x1) / 2 == 4
    assert frame.y1 == 20.0
    named = dict(zip(figure.layout.xaxis.tickvals, figure.layout.xaxis.ticktext, strict=True))
    assert re.search("<b>.*2027", named[4])
    assert not figures.wall(wall([20.0] * count), selected="2050Q1", **PLAIN).layout.shapes


def test_many_columns_leave_room_between_their_totals():
    figure = figures.wall(wall([20.0] * 23), selected="2027Q2", **PLAIN)
    places = list(totals(figure))
    assert 5 in places
    assert all(b - a >= 2 for a, b in pairwise(places))


def test_a_quarter_without_a_row_keeps_its_place():
    table = wall([5.0] * 8).drop(index=[2, 3])
    figure = figures.wall(table, **PLAIN)
    assert sorted(bars(figure, "filed")) == [0, 1, 4, 5, 6, 7]


def test_names_stand_apart_however_thin_the_parts_and_are_left_out_where_a_part_is_nothing():
    thin = wall([20.0, 0.1])
    figure = figures.wall(thin.assign(derived_usd_bn=0.0), **PLAIN)
    named = {note.text: note.y for note in figure.layout.annotations}
    assert set(named) == {"<b>filed</b>", "<b>assumed</b>"}
    pixels = (named["<b>assumed</b>"] - named["<b>filed</b>"]) / figure.layout.yaxis.range[1] * 268
    assert pixels >= 15


def test_amounts_are_written_as_large_as_they_are():
    figure = columns(wall([0.02, 0.4, 9.96, 1234.0]).rename(columns=lambda c: c.replace("_bn", "_m")), "usd_m", **PLAIN)
    told = list(totals(figure).values())
    assert told == ["<b>&lt;0.1</b>", "<b>0.4</b>", "<b>10</b>", "<b>1,234</b>"]
