"""Every chart is declared whole: its finding, caption, method, source, table, drawing and section are there."""

from __future__ import annotations

from dataclasses import replace

import plotly.io as pio
import pytest

from analytics.catalogue import ENTRIES
from analytics.load import World, choose, open_world
from analytics.model.chart import Chart
from analytics.model.control import Choice
from analytics.model.methods import METHODS
from analytics.model.metric import by_id
from analytics.model.scenario import SPECS, Scenario
from analytics.model.sections import SECTIONS, WHOLE, sections
from analytics.output import views
from analytics.output.overview import BLOCKS, Block
from analytics.output.views import Answer
from analytics.store import Store
from tests.baseline.figures import NOW
from ui import cards
from ui.figures.drawings import DRAWINGS
from ui.figures.picture import Picture
from ui.grid import absence, described, drawing, filled, in_section, memo_fields, plain
from ui.overview import charted
from ui.style import DARK, LIGHT

CHARTS = [(view.name, chart) for view in views.VIEWS.values() for chart in view.charts]
MOST, MOST_LIVE = 6, 4
"""Charts of a section on screen, and those of them that follow the sliders."""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    store = Store(str(tmp_path_factory.mktemp("store")))
    return open_world(store, *choose(store, "illustrative"))


def answer(world: World, view: str, **changes: object) -> Answer:
    scenario = Scenario(issuer="EX0019", bank="IB001").changes(**changes)
    return views.answer(view, world, scenario, Store("unused"), NOW)


@pytest.mark.parametrize(("view", "chart"), CHARTS, ids=lambda value: value if isinstance(value, str) else value.key)
def test_a_chart_is_declared_whole(world: World, view: str, chart: Chart) -> None:
    measured = answer(world, view)
    assert chart.section in SECTIONS[view]
    assert measured.text.findings[chart.key]
    caption = described(chart, measured)
    assert caption
    assert "{" not in caption
    assert not set("*[]") & set(plain(caption))
    assert all(method in METHODS for method in chart.methods)
    sources = [id for name in chart.sources for id in filled(name, measured).split()]
    assert all(id in ENTRIES for id in sources)
    assert chart.publisher or chart.shape == "panel" or (sources and chart.methods), "somebody says so"
    assert all(name in SPECS for name in chart.fields)
    assert chart.shape == "panel" or chart.rows in measured.result.tables
    assert (chart.key in DRAWINGS[view]) == (chart.shape == "chart")


@pytest.mark.parametrize(("view", "chart"), CHARTS, ids=lambda value: value if isinstance(value, str) else value.key)
@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_a_chart_is_drawn(world: World, view: str, chart: Chart, palette: object) -> None:
    measured = answer(world, view, ten_year_bp=600)
    if chart.shape != "chart":
        return
    reason = absence(chart, measured)
    assert not reason or reason == "No prices of RSP are held", "the invented market has no RSP"
    if reason:
        return
    result = measured.result
    metrics = {metric.id.rpartition(".")[2]: metric for metric in result.metrics}
    rows = result.tables[chart.rows]
    picture = Picture(rows, result.tables, metrics, measured.scenario, measured.text, palette, True)  # type: ignore[arg-type]
    assert DRAWINGS[view][chart.key](picture).data


def others(name: str) -> Choice:
    """Another value of a control than it has at rest."""
    spec = SPECS[name]
    if spec.kind in ("yield", "integer"):
        return spec.high
    return next((choice for choice in spec.choices if choice != spec.default), None)


@pytest.mark.parametrize("view", sorted({name for name, chart in CHARTS if chart.shape == "chart"}))
def test_a_chart_is_memo_fields_every_choice_it_is_drawn_from(world: World, view: str) -> None:
    at_rest = answer(world, view)
    kept = [chart for chart in at_rest.view.charts if chart.shape == "chart" and not chart.live]
    kept = [chart for chart in kept if not absence(chart, at_rest)]
    assert kept
    drawn = {chart.key: drawing(chart.key, at_rest, chart.rows).to_json() for chart in kept}
    for field in at_rest.view.fields:
        if (value := others(field)) is None:
            continue
        moved = answer(world, view, **{field: value})
        for chart in kept:
            if field not in memo_fields(chart, at_rest.view):
                assert drawing(chart.key, moved, chart.rows).to_json() == drawn[chart.key], (chart.key, field)


@pytest.mark.parametrize("block", [b for b in BLOCKS if not charted(b).live], ids=lambda block: block.chart)
def test_what_overview_draws_once_is_moved_by_no_yield(world: World, block: Block) -> None:
    """Card, finding and figure: what is drawn outside the part that follows the sliders would stand there unmoved."""
    low, high = (answer(world, block.view, ten_year_bp=bp, short_rate_bp=bp) for bp in (150, 900))
    cards_shown = [by_id(measured.result.metrics)[block.metric] for measured in (low, high)]
    assert cards_shown[0] == cards_shown[1]
    assert low.text.findings[block.chart] == high.text.findings[block.chart]
    drawn = [drawing(block.chart, measured, charted(block).rows, LIGHT).to_dict() for measured in (low, high)]
    assert pio.to_json(drawn[0], validate=False) == pio.to_json(drawn[1], validate=False)


def test_the_ladder_of_an_issuer_follows_the_window(world: World) -> None:
    (ladder,) = (chart for chart in views.VIEWS["issuer"].charts if chart.key == "ladder")
    at_rest, moved = answer(world, "issuer"), answer(world, "issuer", due_from="2027Q3", due_to="2027Q4")
    assert drawing("ladder", at_rest, ladder.rows).to_json() != drawing("ladder", moved, ladder.rows).to_json()
    assert {"due_from", "due_to"} <= set(memo_fields(ladder, at_rest.view))


@pytest.mark.parametrize("view", list(SECTIONS))
def test_a_section_fits_a_screen(view: str) -> None:
    charts = views.VIEWS[view].charts
    assert len({chart.key for chart in charts}) == len(charts)
    for section in SECTIONS[view]:
        inside = in_section(charts, section)
        assert 1 <= len(inside) <= MOST
        assert sum(chart.live for chart in inside) <= MOST_LIVE
    first = in_section(charts, SECTIONS[view][0])
    if "ten_year_bp" in views.VIEWS[view].fields:
        assert any(chart.live for chart in first), "the first section holds what the sliders move"
    assert in_section(charts, WHOLE) == charts
    assert sections(view)[-1] == WHOLE


def test_what_cannot_be_drawn_says_why(world: World) -> None:
    charts = {chart.key: chart for chart in views.VIEWS["divergence"].charts}
    rut = answer(world, "divergence", pair="^RUT/^GSPC", basis="Total return")
    assert absence(charts["ratio"], rut) == ""
    early = answer(world, "bank", ten_year_bp=400)
    assert all(isinstance(absence(chart, early), str) for chart in views.VIEWS["bank"].charts)


def test_the_claim_stands_on_its_card_only_where_it_can_be_judged(world: World) -> None:
    def against(measured: Answer) -> str:
        (card,) = (card for card in cards.debt_wall(measured) if card.label == "Due in Q1 2026")
        return card.context

    at_rest = answer(world, "debt_wall")
    assert against(at_rest) == ""
    real = replace(at_rest.result, illustrative=False)
    assert against(replace(at_rest, result=real)) == "claimed: over 300"
    assert against(replace(answer(world, "debt_wall", band_low=1), result=real)) == ""
