"""A page as the reader opens it: the world on screen, how old it is, what failed, and when it changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analytics.errors import BadInput, DashboardError, NoData
from analytics.load import State, World
from analytics.model.metric import day
from analytics.model.scenario import SPECS, Scenario, fields
from analytics.output import views
from analytics.sessions import NEW_YORK, check
from analytics.store import progress
from ui import controls, data, refresher, share, show, yield_panel
from ui.app_frame import PIN, PROBLEMS, guarded

STATE_ICONS = {"fresh": ":gray[:material/check_circle:]", "stale": ":yellow[:material/schedule:]"}
WORDS = {"prices": "Prices", "rates": "Yields", "issuers": "Issuers", "banks": "Banks"}
"""The datasets that are named beside the page; the others go with one of them."""
SEEN = "_seen"
FAST, SLOW = 2, 60


@dataclass(frozen=True)
class Screen:
    """An open page: its view, the world it shows, and the places that are filled later."""

    view: str
    world: World
    head: DeltaGenerator
    sidebar: DeltaGenerator

    @property
    def illustrative(self) -> bool:
        return self.world.kind == "illustrative"

    def dated(self, as_of: date) -> None:
        """Say in the head which day the figures are of."""
        with self.head:
            st.badge(f"As of {day(as_of)}", icon=":material/event:", color="gray")

    def live(self, scenario: Scenario, as_of: date, draw: Callable[[Scenario], None]) -> None:
        """Draw the yield controls, and with them all that depends on them: only this reruns when they move."""
        _live(self, scenario, as_of, draw)

    def share_only(self, scenario: Scenario) -> None:
        """Draw the share button of a page without yield controls."""
        with self.sidebar:
            share.popover(scenario, self.view, self.world)


@st.fragment
@guarded
def _live(screen: Screen, scenario: Scenario, as_of: date, draw: Callable[[Scenario], None]) -> None:
    with screen.sidebar:
        chosen = yield_panel.draw(screen.world, screen.view, scenario, as_of)
        chosen = chosen.changes(**controls.current(n for n in fields(screen.view) if SPECS[n].place == "figure"))
        share.popover(chosen, screen.view, screen.world)
    draw(chosen)


def open_page(view: str, question: str) -> Screen:
    """Choose the world, start a refresh if one is due, and draw the question, the world's badge and what failed.

    Raises `NoData` when a pinned snapshot is gone and `StoreUnusable` when the store cannot be read.
    """
    head = st.container(horizontal=True, vertical_alignment="center", gap="small")
    with head:
        st.markdown(f":gray[{question}]", width="content")
    world = data.choose(st.session_state.get(PIN))
    unwritable = refresher.ensure(world)
    states = tuple(world.states(datetime.now(UTC)).values())
    with head:
        show.badge(world, states)
    _refuse_date(world)
    _notices(world, unwritable)
    with st.sidebar:
        sidebar = st.container()
        _data_lines(world, states)
    return Screen(view, world, head, sidebar)


def _refuse_date(world: World) -> None:
    """An as-of date in the link that this world does not reach is ignored, and said."""
    kept = st.session_state[controls.KEPT]
    if (asked := kept.get("as_of")) is None:
        return
    try:
        check(
            asked,
            *views.bounds(world, Scenario(pair=kept.get("pair") or Scenario().pair)),
            datetime.now(UTC).astimezone(NEW_YORK).date(),
        )
    except NoData:
        return
    except BadInput as error:
        del kept["as_of"]
        st.session_state[PROBLEMS] = [*st.session_state[PROBLEMS], str(error)]


def _notices(world: World, unwritable: DashboardError | None) -> None:
    """What the link got wrong, what failed, how far a running refresh is."""
    for problem in st.session_state[PROBLEMS]:
        show.notice(BadInput(problem, instead="The default is shown."), ":material/link_off:", "yellow")
    failed = [*refresher.failures(world), *([unwritable] if unwritable else [])]
    for error in failed:
        show.notice(error, ":material/schedule:", "yellow")
    if failed and data.settings().refresh:
        st.button("Try now", icon=":material/refresh:", type="tertiary", on_click=refresh_now, args=(world,))
    following = _following()
    st.session_state[SEEN] = (data.store().current(), following, st.context.theme.type)
    st.fragment(_watch, run_every=FAST if following else SLOW)()


def refresh_now(world: World) -> None:
    """Start a refresh because the reader asked for one."""
    refresher.ensure(world, at_once=True)


def show_world(asked: str | None) -> None:
    """Switch this session to another world: the illustrative one, or None for what is held."""
    st.session_state[PIN] = asked
    if asked is None:
        st.query_params.pop("data", None)


def _following() -> bool:
    return refresher.starting() or refresher.running() is not None


@guarded
def _watch() -> None:
    """Follow a running refresh; draw the page anew when something was published, it ended, or the theme changed."""
    if (data.store().current(), _following(), st.context.theme.type) != st.session_state[SEEN]:
        st.rerun()
    if (now := refresher.running()) is not None:
        st.markdown(f":small[:gray[:material/sync: Refreshing: {in_words(now)}]]")


def in_words(now: progress.Progress) -> str:
    """How far each source is: "Yahoo Finance 12 of 41, 8 s"; the time of a running one goes on between answers."""
    elapsed = (datetime.now(UTC) - datetime.fromisoformat(now.started)).total_seconds()
    return " · ".join(
        f"{step.service} {step.done} of {step.of}, {elapsed if step.state == 'running' else step.seconds:.0f} s"
        for step in now.steps.values()
    )


def _data_lines(world: World, states: tuple[State, ...]) -> None:
    lines = []
    for state in states:
        if world.kind == "illustrative" or state.dataset not in WORDS:
            continue
        words = WORDS[state.dataset]
        if state.last is None:
            lines.append(f":red[:material/error:] {words}: n/a, {state.note}")
        else:
            age = f", {state.age} days old" if state.state == "stale" else ""
            lines.append(f"{STATE_ICONS[state.state]} {words}: {day(state.last)}{age}")
    if world.kind == "illustrative":
        lines.append(":violet[:material/science:] Illustrative: no source has been asked")
    st.markdown("**Data**  \n" + "  \n".join(lines))
