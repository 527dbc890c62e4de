"""The overview as it is drawn: counts, four figures with their charts, all of it moved by one yield."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from analytics.claims.claim import VERDICTS, Judged
from analytics.errors import NoData
from analytics.model.metric import by_id
from analytics.model.scenario import Scenario
from analytics.output import views
from analytics.output.overview import BLOCKS, Block
from analytics.output.views import Answer
from ui import claims, data, refresher, share, show, yield_panel
from ui.app_frame import guarded
from ui.figures.drawing import with_height
from ui.grid import absence, drawing
from ui.page import Page
from ui.pinned import comparison
from ui.show import Card

HEIGHT = 280


@st.fragment
@guarded
def draw(page: Page, scenario: Scenario) -> None:
    """The answer, how many claims have which verdict, and the four figures at the reader's yields, in pairs."""
    with page.sidebar:
        chosen = yield_panel.draw(page.world, "overview", scenario)
        share.popover(chosen, "overview", page.world)
    answer = data.answer(page.world, "overview", chosen)
    judged = {one.claim.id: one for one in data.judged(page.world)}
    with page.answer:
        show.answer(answer.text.answer, " ".join(answer.text.prose))
        if page.world.publication is not None:
            _counts(tuple(judged.values()))
    comparison(page.world, "overview", chosen)
    with st.grid(2, min_column_width=400, gap="large") as pairs:
        for block in BLOCKS:
            with pairs.cell(), st.container(gap="xsmall"):
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
        claims.badge(claim, f"claimed {claims.stated(claim)}")
    _chart(block, answer)
    st.page_link(f"pages/{block.view}.py", label=block.onward, icon=":material/arrow_forward:")


def _yields_alone(scenario: Scenario) -> Scenario:
    """The reader's yields and nothing else: what the figures of this page are measured at, so that none is twice."""
    return Scenario(**{name: getattr(scenario, name) for name in views.YIELDS})


def _chart(block: Block, answer: Answer) -> None:
    """The page's own chart, smaller."""
    chart = next(chart for chart in answer.view.charts if chart.key == block.chart)
    finding = answer.text.findings[chart.key]
    show.title(finding, block.caption)
    if reason := absence(chart, answer):
        show.missing(reason)
        return
    drawn = with_height(drawing(chart.key, answer, chart.rows), HEIGHT)
    show.chart(drawn, f"_overview_{block.metric}", f"{finding}. {block.caption}")
