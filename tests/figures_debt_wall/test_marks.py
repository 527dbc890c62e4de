"""Marks on what is drawn along the ten-year: each on the line, the reader's wherever a yield is moved."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import plotly.graph_objects as go
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analytics import debt_wall, illustrative, issuers
from analytics.load import open_world
from analytics.measures import curve
from analytics.memo import Memo
from analytics.model.metric import by_id
from analytics.model.scenario import Scenario
from analytics.output import views
from analytics.store import Store
from tests.figures_debt_wall.reading import bare
from ui.grid import drawing
from ui.style import LIGHT

LINES = (("debt_wall", "by_yield"), ("issuers", "zombie_by_yield"))
WORLD = open_world(Store("unused"), "illustrative", None)
PUBLISHED = curve.for_day(WORLD.market)
TEN, SHORT = PUBLISHED.ten_year_bp, PUBLISHED.short_rate_bp
BP = st.none() | st.integers(0, 1000)


def drawn(view: str, key: str, scenario: Scenario) -> go.Figure:
    answer = views.answer(view, WORLD, scenario, Store("unused"))
    (chart,) = (chart for chart in answer.view.charts if chart.key == key)
    return drawing(key, answer, chart.rows, LIGHT)


def marks(figure: go.Figure) -> dict[str, tuple[float, float]]:
    """Where the dots stand, by their colour."""
    dots = figure.data[1]
    return {c: (x, y) for c, x, y in zip(dots.marker.color, dots.x, dots.y, strict=True)}


@settings(max_examples=12, deadline=None)
@given(ten_year=BP, short_rate=BP, linked=st.sampled_from(["On", "Off"]), rerating=st.sampled_from(["Off", "On"]))
@example(ten_year=TEN, short_rate=500, linked="On", rerating="Off")
@example(ten_year=0, short_rate=None, linked="On", rerating="Off")
@example(ten_year=None, short_rate=None, linked="On", rerating="On")
@example(ten_year=TEN + 50, short_rate=None, linked="On", rerating="On")
def test_every_mark_lies_on_the_line_and_the_readers_is_there_where_a_yield_is_moved(
    ten_year: int | None, short_rate: int | None, linked: str, rerating: str
) -> None:
    scenario = Scenario(ten_year_bp=ten_year, short_rate_bp=short_rate, curve_linked=linked, rerating=rerating)
    long, short = PUBLISHED.under(scenario)
    moves = long - TEN, short - SHORT
    for view, key in LINES:
        figure = drawn(view, key, scenario)
        line = figure.data[0]
        for x, y in zip(figure.data[1].x, figure.data[1].y, strict=True):
            assert y == pytest.approx(np.interp(x, line.x, line.y), abs=1e-3), (view, x)
        found, words = marks(figure), bare(figure)
        assert (LIGHT.scenario in found) is ("slider" in words) is (moves != (0, 0))
        assert (LIGHT.ink in found) is ("published" in words) is (moves[0] == moves[1])
        if LIGHT.scenario in found:
            assert found[LIGHT.scenario][0] == pytest.approx(long / 100)
        if LIGHT.ink in found:
            assert found[LIGHT.ink][0] == pytest.approx(TEN / 100)


def test_a_three_month_moved_alone_leaves_the_reader_one_mark_and_the_published_none() -> None:
    for view, key in LINES:
        moved = drawn(view, key, Scenario(ten_year_bp=TEN, short_rate_bp=SHORT + 117))
        rest = drawn(view, key, Scenario())
        assert marks(moved)[LIGHT.scenario][1] > marks(rest)[LIGHT.ink][1], "a dearer three-month costs more"
        assert LIGHT.ink not in marks(moved)
        assert LIGHT.scenario not in marks(rest)


def test_break_evens_and_cells_are_framed_at_the_published_yields_only_where_those_are_passed() -> None:
    cases = (
        (Scenario(ten_year_bp=TEN, short_rate_bp=SHORT + 117), {LIGHT.scenario}),
        (Scenario(ten_year_bp=TEN + 100), {LIGHT.scenario, LIGHT.ink}),
        (Scenario(), {LIGHT.ink}),
    )
    for key in ("break_evens", "heat"):
        for scenario, kept in cases:
            shapes = drawn("debt_wall", key, scenario).layout.shapes
            assert {shape.line.color for shape in shapes} - {LIGHT.page} == kept, (key, scenario)


@pytest.mark.parametrize("ten_year", [4.63, 4.81])
@pytest.mark.parametrize("moved", [0, 38])
def test_a_published_yield_between_those_of_the_grid_is_on_the_line_itself(ten_year: float, moved: int) -> None:
    plain = illustrative.market()
    rates = plain.rates.copy()
    rates.loc[rates.index[-1], "DGS10"] = ten_year
    market, filings = replace(plain, rates=rates, memo=Memo()), illustrative.filings()
    at = curve.for_day(market)
    scenario = Scenario(ten_year_bp=at.ten_year_bp + moved, short_rate_bp=at.short_rate_bp + moved)
    for live, table, column, name in (
        (debt_wall.live, "by_yield", "share_pct", "wiped_out_at_today"),
        (issuers.live, "zombie_by_yield", "icr_below_one_pct", "zombie_icr_below_one_published"),
    ):
        result = live(filings, market, scenario)
        line = result.tables[table].set_index("ten_year_pct")[column]
        assert line[ten_year] == pytest.approx(by_id(result.metrics)[name].value, abs=1e-9)
