"""The listed banks by name: three dots a bank, the most burdened on top."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from tests.figures_banks.reading import LIGHT, PLAIN, dots, uprights
from ui.figures import banks as figures
from ui.figures.banks.listed import ROW


def rows(**burdens: tuple[float, float, float]) -> pd.DataFrame:
    table = pd.DataFrame([(name, *values) for name, values in burdens.items()])
    table.columns = ["ticker", *(f"burden_{state}_pct" for state in ("filed", "today", "scenario"))]
    return table.assign(holding=lambda t: t["ticker"] + " Bancorp", assets_usd_bn=40.0)


def test_each_bank_stands_in_its_row_at_its_three_burdens(tables):
    table = tables["listed"].sort_values("burden_scenario_pct", ascending=False, ignore_index=True)
    figure = figures.listed(tables["listed"], True, **PLAIN)
    assert list(figure.layout.yaxis.ticktext) == table["ticker"].tolist()
    for colour, state in ((LIGHT.muted, "filed"), (LIGHT.ink, "today"), (LIGHT.scenario, "scenario")):
        trace = dots(figure, colour)
        assert list(trace.x) == pytest.approx(table[f"burden_{state}_pct"].tolist(), abs=1e-3)
        assert list(trace.y) == list(range(len(table)))
    assert list(dots(figure, LIGHT.scenario).text) == [f"{value:.0f}" for value in table["burden_scenario_pct"]]
    assert figure.layout.height == ROW * len(table) + 38
    low, high = figure.layout.xaxis.range
    assert low < 0 < table["burden_scenario_pct"].max() < high


def test_at_todays_yields_the_dot_of_today_is_the_last_and_tells_its_own_figure():
    figure = figures.listed(rows(A=(5.0, 12.0, 77.0), B=(3.0, 9.0, 88.0)), False, **PLAIN)
    assert len(figure.data) == 3
    last = dots(figure, LIGHT.ink)
    assert list(last.x) == [9.0, 12.0]
    assert list(last.text) == ["9", "12"]


def test_a_bar_joins_what_was_filed_to_the_last_dot():
    figure = figures.listed(rows(A=(5.0, 12.0, 20.0), B=(3.0, 9.0, 18.0)), True, **PLAIN)
    assert list(figure.data[0].x) == [5.0, 20.0, None, 3.0, 18.0, None]
    assert list(figure.data[0].y) == [0, 0, None, 1, 1, None]


def test_a_bank_whose_burden_is_not_known_has_no_row_and_a_part_of_it_no_dot():
    figure = figures.listed(rows(A=(5.0, 12.0, np.nan), B=(np.nan, 9.0, 18.0)), True, **PLAIN)
    assert list(figure.layout.yaxis.ticktext) == ["B"]
    assert np.isnan(dots(figure, LIGHT.muted).x[0])
    assert list(dots(figure, LIGHT.scenario).x) == [18.0]
    assert figure.layout.xaxis.range[0] < 0 < 18 < figure.layout.xaxis.range[1]


def test_gains_carry_a_true_minus_and_no_bank_a_minus_nothing():
    figure = figures.listed(rows(A=(5.0, -12.0, -58.4), B=(3.0, 1.0, -0.3)), True, **PLAIN)
    assert list(dots(figure, LIGHT.scenario).text) == ["0", "−58"]
    assert figure.layout.xaxis.range[0] < -58.4


def test_half_and_all_of_equity_are_marked_where_the_axis_reaches():
    assert set(uprights(figures.listed(rows(A=(5.0, 12.0, 20.0)), True, **PLAIN))) == {0}
    assert set(uprights(figures.listed(rows(A=(5.0, 12.0, 60.0)), True, **PLAIN))) == {0, 50}
    assert set(uprights(figures.listed(rows(A=(5.0, 12.0, 460.0)), True, **PLAIN))) == {0, 50, 100}


def test_the_pointer_tells_the_name_and_every_state():
    figure = figures.listed(rows(A=(5.04, 12.0, 20.0)), True, **PLAIN)
    assert list(figure.data[-1].customdata[0]) == ["A Bancorp", 5.04, 12.0, 40.0]
    assert all(trace.hoverinfo == "skip" for trace in figure.data[:-1])
