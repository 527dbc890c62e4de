"""A page as the reader opens it: its answer, its cards, its choices, its charts, and what follows the sliders."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analytics.errors import NoData
from analytics.load import World
from analytics.model.metric import day
from analytics.model.scenario import SPECS, Scenario, fields
from analytics.output import views
from analytics.output.views import Answer
from ui import choices, claims, controls, data, pinned, refresher, share, show, status, yield_panel
from ui.app_frame import guarded
from ui.grid import Grid, Panel, in_section
from ui.markup import escape
from ui.pinned import PIN
from ui.share import Links
from ui.show import Card

Cards = Callable[[Answer], list[Card]]
"""What stands in the boxes of a page, made from its figures."""


@dataclass(frozen=True)
class Page:
    """An open page: its view, the world it shows, and the places that are filled later."""

    view: str
    world: World
    head: DeltaGenerator
    sidebar: DeltaGenerator
    answer: DeltaGenerator
    claims: DeltaGenerator
    cards: DeltaGenerator
    choices: DeltaGenerator

    @property
    def illustrative(self) -> bool:
        return self.world.kind == "illustrative"

    def filled(self, scenario: Scenario) -> Scenario:
        """The scenario with what the data set where the reader has left it open."""
        return views.filled(self.view, self.world, scenario)

    def as_of(self, scenario: Scenario | None = None) -> date | None:
        """The control of the as-of date; None where nothing is stored that it could be of."""
        try:
            first, last = views.bounds(self.world, scenario, self.view)
        except NoData:
            return None
        return controls.day("as_of", last, first, last)

    def dated(self, as_of: date | None) -> None:
        """Say in the head which day the figures are of."""
        if as_of is not None:
            with self.head:
                st.badge(f"As of {day(as_of)}", icon=":material/event:", color="gray")

    def share_only(self, scenario: Scenario) -> None:
        """Draw the share button of a page without yield controls."""
        with self.sidebar:
            share.popover(scenario, self.view, self.world).show(scenario)
        pinned.comparison(self.world, self.view, scenario)

    def beside(self, scenario: Scenario) -> tuple[DeltaGenerator, Links]:
        """The place of the yield controls and, under it, the share button."""
        with self.sidebar:
            return st.container(), share.popover(scenario, self.view, self.world)

    def show(
        self,
        scenario: Scenario,
        cards: Cards,
        panels: Mapping[str, Panel] | None = None,
        after: Mapping[str, Panel] | None = None,
    ) -> None:
        """Draw the page at a scenario: its contents line, its charts, and what follows the sliders.

        Raises `NoData` when the world lacks what the view needs.
        """
        scenario = scenario.changes(section=controls.section(self.view))
        static = data.answer(self.world, self.view, _now(scenario, self.view))
        self.dated(static.result.as_of)
        charts = in_section(static.view.charts, scenario.section or "")
        grid = Grid(self.world, charts, panels or {}, after or {})
        grid.lay_out(static)
        if static.result.as_of is not None:
            _live(self, scenario, cards, grid, self.beside(scenario))
        with self.claims:
            claims.badges(self.world, self.view)


def _now(scenario: Scenario, view: str) -> Scenario:
    """The scenario with what the reader's controls say by now."""
    return scenario.changes(**choices.current(fields(view)))


@st.fragment
@guarded
def _live(page: Page, scenario: Scenario, cards: Cards, grid: Grid, beside: tuple[DeltaGenerator, Links]) -> None:
    """The yield controls and all that depends on them: only this reruns when they move."""
    panel, links = beside
    with panel:
        chosen = yield_panel.draw(page.world, page.view, scenario)
        chosen = chosen.changes(**choices.current(n for n in fields(page.view) if SPECS[n].place == "figure"))
    links.show(chosen)
    answer = data.answer(page.world, page.view, chosen)
    with page.answer:
        tell(answer)
    with page.cards:
        show.cards(cards(answer), page.world)
        pinned.comparison(page.world, page.view, chosen)
    grid.follow(answer)


def tell(answer: Answer) -> None:
    """The answer of a view, the sentences under it, and what is to be known of this day."""
    show.answer(answer.text.answer, " ".join(answer.text.prose))
    if notes := [note for note in answer.result.notes if note not in answer.text.elsewhere]:
        st.markdown(f":small[:gray[{escape(' '.join(notes))}]]")


def open_page(view: str, question: str, parent: tuple[str, str] | None = None) -> Page:
    """Choose the world, start a refresh if one is due, and draw the question, the world's badge and what failed.

    `parent` is the page that this one is opened from, with the words of the way back to it. Raises `NoData` when a
    pinned snapshot is gone and `StoreUnusable` when the store cannot be read.
    """
    if parent:
        st.page_link(parent[0], label=parent[1], icon=":material/arrow_back:")
    head = st.container(horizontal=True, vertical_alignment="center", gap="small")
    with head:
        st.markdown(f":gray[{question}]", width="content")
    choices.carry(fields(view))
    world = data.choose(st.session_state.get(PIN))
    unwritable = refresher.ensure(world)
    states = tuple(world.states(datetime.now(UTC)).values())
    with head:
        show.badge(world, states)
    status.refuse_date(world, view)
    status.refuse_section(view)
    status.notices(world, unwritable)
    pinned.bar(world)
    with st.sidebar:
        sidebar = st.container()
        status.data_lines(world, states)
    places = st.container(gap="xsmall"), st.container(), st.container(), st.container()
    return Page(view, world, head, sidebar, *places)


def row() -> DeltaGenerator:
    """A line of controls."""
    return st.container(horizontal=True, vertical_alignment="center", gap="small")
