"""Real estate against its growth: a dot a bank, the test's two lines, names that do not collide."""

from __future__ import annotations

import re
from itertools import combinations

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.figures_banks.reading import LIGHT, PLAIN, bare, dots, uprights
from ui.figures import banks as figures
from ui.figures.banks import property as module

PHONE, TALL = 267, 282
"""Width and height of the plot itself in px, on a screen of 375."""
NONE = pd.DataFrame({"ticker": [], "cre_to_capital_pct": [], "cre_growth_36m_pct": []})


def banks(*points: tuple[float, float]) -> pd.DataFrame:
    table = pd.DataFrame(points, columns=["cre_to_capital_pct", "cre_growth_36m_pct"], dtype="float64")
    return table.assign(ticker=[f"T{place:04d}" for place in range(len(table))])


def boxes(figure: go.Figure) -> list[tuple[float, float, float, float]]:
    """Where the names of banks stand on a phone, in px: left, right, bottom, top."""
    found = []
    for note in figure.layout.annotations:
        if note.xref is None:
            x = note.x / module.WIDE * PHONE + note.xshift
            y = (note.y - module.LOW) / (module.HIGH - module.LOW) * TALL
            wide = 6.3 * len(note.text)
            left = x if note.xanchor == "left" else x - wide
            found.append((left, left + wide, y - 6, y + 6))
    return found


def collide(figure: go.Figure) -> bool:
    return any(a[0] < b[1] and b[0] < a[1] and a[2] < b[3] and b[2] < a[3] for a, b in combinations(boxes(figure), 2))


def names(figure: go.Figure) -> list[str]:
    return [note.text for note in figure.layout.annotations if note.xref is None]


def test_every_bank_within_the_axes_is_a_dot_and_the_others_are_counted(tables):
    table = tables["banks"].dropna(subset=["cre_to_capital_pct", "cre_growth_36m_pct"])
    x, y = table["cre_to_capital_pct"], table["cre_growth_36m_pct"]
    inside = (x <= 700) & y.between(-60, 180)
    both = inside & (x >= 300) & (y >= 50)
    figure = figures.scatter(tables["banks"], tables["listed"], **PLAIN)
    rest, met, _ = figure.data
    assert len(met.x) == both.sum()
    assert len(rest.x) == module.MOST < (inside & ~both).sum()
    assert sorted(met.y) == pytest.approx(sorted(y[both]), rel=1e-5)
    assert set(np.round(rest.x, 3)) <= set(np.round(x[inside & ~both].astype("float32"), 3))
    assert f"both parts : {both.sum():,} drawn" in bare(figure)
    assert f"{len(table) - inside.sum()} beyond the axes" in bare(figure)


def test_listed_banks_stand_in_their_own_colour_and_tell_their_ticker(tables):
    table = tables["listed"].set_index("ticker")
    mine = dots(figures.scatter(tables["banks"], tables["listed"], **PLAIN), LIGHT.banks)
    assert len(mine.x) > 40
    for ticker, x, y in zip(mine.text, mine.x, mine.y, strict=True):
        assert (x, y) == pytest.approx(tuple(table.loc[ticker, ["cre_to_capital_pct", "cre_growth_36m_pct"]]), abs=0.06)


def test_a_bank_that_files_a_part_of_neither_is_nowhere_and_not_at_zero():
    points = banks((310.0, 60.0), (np.nan, 60.0), (310.0, np.nan), (299.9, 60.0), (300.0, 50.0), (310.0, 49.9))
    figure = figures.scatter(points, points.iloc[:3], **PLAIN)
    assert [len(trace.x) for trace in figure.data] == [2, 2, 1]
    assert "both parts : 2 drawn" in bare(figure)
    assert "beyond" not in bare(figure)


def test_what_lies_beyond_the_axes_is_told_and_has_neither_dot_nor_name():
    points = banks((700.0, 180.0), (701.0, 20.0), (400.0, 181.0), (400.0, -61.0), (0.0, -60.0))
    figure = figures.scatter(points, points, **PLAIN)
    assert "3 beyond the axes" in bare(figure)
    assert len(figure.data[0].x) + len(figure.data[1].x) == len(figure.data[2].x) == 2
    assert not set(names(figure)) & {"T0001", "T0002", "T0003"}


def test_the_two_parts_of_the_test_are_dotted_and_zero_is_not(tables):
    figure = figures.scatter(tables["banks"], tables["listed"], **PLAIN)
    assert uprights(figure) == {300: LIGHT.muted}
    levels = {shape.y0: shape.line.dash for shape in figure.layout.shapes if shape.y0 == shape.y1}
    assert levels == {0: "solid", 50: "dot"}


def test_those_beyond_the_first_part_that_grew_most_are_named(tables):
    figure = figures.scatter(tables["banks"], tables["listed"], **PLAIN)
    table = tables["listed"].set_index("ticker")
    assert names(figure)
    for name in names(figure):
        assert table.loc[name, "cre_to_capital_pct"] >= 300
        assert table.loc[name, "cre_growth_36m_pct"] >= 0
    assert not collide(figure)
    points = banks((299.0, 90.0), (350.0, -1.0), *((310.0 + 40 * place, 100.0 - 15 * place) for place in range(8)))
    assert names(figures.scatter(points, points, **PLAIN)) == ["T0002", "T0003", "T0004", "T0005", "T0006", "T0007"]


def test_a_name_at_the_right_end_stands_left_of_its_dot():
    points = banks((690.0, 20.0))
    (note,) = (note for note in figures.scatter(points, points, **PLAIN).layout.annotations if note.xref is None)
    assert (note.xanchor, note.xshift) == ("right", -5)
    assert re.fullmatch(r"T0000", note.text)


def test_a_name_that_would_stand_on_the_corner_s_words_is_left_to_the_pointer():
    points = banks((400.0, 178.0), (400.0, 100.0))
    assert names(figures.scatter(points, points, **PLAIN)) == ["T0001"]


@given(st.lists(st.tuples(st.integers(290, 700), st.integers(-10, 180)), min_size=2, max_size=12))
def test_no_two_names_collide_nor_leave_the_plot_whatever_the_banks(points):
    table = banks(*points)
    figure = figures.scatter(table, table, **PLAIN)
    assert not collide(figure)
    assert all(left >= 0 and right <= PHONE + 2 for left, right, *_ in boxes(figure))


def test_without_listed_banks_the_others_are_drawn():
    figure = figures.scatter(banks((310.0, 60.0)), NONE, **PLAIN)
    assert [len(trace.x) for trace in figure.data] == [0, 1, 0]
    assert names(figure) == []
