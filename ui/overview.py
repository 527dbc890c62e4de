"""The overview as it is drawn: counts, four figures with their charts, all of it moved by one yield."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analytics.claims.claim import VERDICTS, Judged
from analytics.errors import NoData
from analytics.model.chart import Chart
from analytics.model.metric import by_id
from analytics.model.scenario import Scenario
from analytics.output import views
from analytics.output.overview import BLOCKS, Block
from analytics.output.views import Answer
from ui import choices, claims, data, refresher, show, yield_panel
from ui.app_frame import guarded
from ui.figures.drawing import with_height
from ui.grid import absence, figure
from ui.page import Page
from ui.pinned import comparison
from ui.share import Links
from ui.show import Card

HEIGHT = 280


def draw(page: Page, scenario: Scenario) -> None:
    """The answer, how many claims have which verdict, and the four figures in pairs.

    What no slider moves is drawn once; places are kept for the rest.
    """
    judged = {one.claim.id: one for one in data.judged(page.world)}
    chosen = scenario.changes(**choices.current(views.YIELDS))
    places: list[tuple[Block, DeltaGenerator]] = []
    with st.grid(2, min_column_width=400, gap="large") as pairs:
        for block in BLOCKS:
            with pairs.cell(), st.container(gap="xsmall"):
                if charted(block).live:
                    places.append((block, st.container(gap="xsmall")))
                else:
                    _block(page, block, chosen, judged[block.claim])
    _live(page, scenario, judged, places, page.beside(scenario))


@st.fragment
@guarded
def _live(
    page: Page,
    scenario: Scenario,
    judged: Mapping[str, Judged],
    places: list[tuple[Block, DeltaGenerator]],
    beside: tuple[DeltaGenerator, Links],
) -> None:
    """The yield controls, and what they move."""
    panel, links = beside
    with panel:
        chosen = yield_panel.draw(page.world, "overview", scenario)
    links.show(chosen)
    answer = data.answer(page.world, "overview", chosen)
    with page.answer:
        show.answer(answer.text.answer, " ".join(answer.text.prose))
        if page.world.publication is not None:
            _counts(tuple(judged.values()))
    with page.cards:
        comparison(page.world, "overview", chosen)
    for block, place in places:
        with place:
            _block(page, block, chosen, judged[block.claim])


def _counts(judged: tuple[Judged, ...]) -> None:
    """How many claims have which verdict, and the way to them."""
    counts = Counter(one.verdict for one in judged)
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
        for verdict in VERDICTS:
            if counts[verdict]:
                st.badge(f"{counts[verdict]} {verdict}", icon=claims.ICONS[verdict], color=claims.colour(verdict))
        st.page_link("pages/claims.py", label="Claim by claim", icon=":material/arrow_forward:")


def _block(page: Page, block: Block, scenario: Scenario, claim: Judged) -> None:
    """One figure with the claim beside it, the chart that shows it, and the page where it lives."""
    try:
        answer = views.answer(block.view, page.world, _yields_alone(scenario), data.store())
    except NoData as missing:
        show.missing(str(refresher.awaited(missing)))
        return
    metric = by_id(answer.result.metrics).get(block.metric)
    if metric is None:
        show.missing(" ".join(answer.result.absent).rstrip("."))
    else:
        show.card(Card(block.label, metric, block.decimals, block.metric.endswith("ytd")), page.world)
    if not answer.result.illustrative:
        claims.badge(claim, f"{claim.claim.id} {claim.claim.brief}")
    _chart(block, answer)
    st.page_link(f"pages/{block.view}.py", label=block.onward, icon=":material/arrow_forward:")


def _yields_alone(scenario: Scenario) -> Scenario:
    """The reader's yields and nothing else: what the figures of this page are measured at, so that none is twice."""
    return Scenario(**{name: getattr(scenario, name) for name in views.YIELDS})


def charted(block: Block) -> Chart:
    """The chart of a page that shows this figure."""
    return next(chart for chart in views.VIEWS[block.view].charts if chart.key == block.chart)


def _chart(block: Block, answer: Answer) -> None:
    """The page's own chart, smaller."""
    chart = charted(block)
    finding = answer.text.findings[chart.key]
    show.title(finding, block.caption)
    if reason := absence(chart, answer):
        show.missing(reason)
        return
    drawn = with_height(figure(chart, answer), HEIGHT)
    show.chart(drawn, f"_overview_{block.metric}", f"{finding}. {block.caption}")
