"""What stands around a page's figures: what the link got wrong, what failed, how far a refresh is, how old data are."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from analytics.errors import BadInput, DashboardError, NoData
from analytics.load import State, World
from analytics.model.metric import day
from analytics.model.scenario import DEFAULT_SHOWN, Scenario
from analytics.model.sections import sections
from analytics.output import views
from analytics.sessions import NEW_YORK, check
from analytics.store import progress
from ui import controls, data, refresher, show
from ui.app_frame import PIN, PROBLEMS, guarded
from ui.markup import escape

STATE_ICONS = {"fresh": ":gray[:material/check_circle:]", "stale": ":yellow[:material/schedule:]"}
WORDS = {"prices": "Prices", "rates": "Yields", "issuers": "Issuers", "banks": "Banks"}
"""The datasets that are named beside the page; the others go with one of them."""
SEEN = "_seen"
FAST, SLOW = 2, 60


def refuse_date(world: World, view: str) -> None:
    """An as-of date in the link that this world does not reach is ignored, and said."""
    kept = st.session_state[controls.KEPT]
    if (asked := kept.get("as_of")) is None:
        return
    try:
        check(
            asked,
            *views.bounds(world, Scenario(pair=kept.get("pair") or Scenario().pair), view),
            datetime.now(UTC).astimezone(NEW_YORK).date(),
        )
    except NoData:
        return
    except BadInput as error:
        del kept["as_of"]
        st.session_state[PROBLEMS] = [*st.session_state[PROBLEMS], f"{error} {DEFAULT_SHOWN}"]


def notices(world: World, unwritable: DashboardError | None) -> None:
    """What the link got wrong, what failed, how far a running refresh is."""
    if problems := st.session_state[PROBLEMS]:
        show.notice(BadInput(problems[0], instead=" ".join(problems[1:])), ":material/link_off:", "yellow")
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
    """Show the reader another world: the illustrative one, or None for what is held."""
    st.session_state[PIN] = asked
    if asked is None:
        st.query_params.pop("data", None)


def _coming(running: progress.Progress | None) -> str:
    """When live figures will take the place of invented ones, and how."""
    if running:
        return "Live figures are being fetched; the page changes to them by itself."
    if not data.settings().refresh:
        return "Live figures come once a refresh publishes some: refreshing is off on this server."
    return "Live figures come once a source answers; it is tried again by itself."


def refuse_section(view: str) -> None:
    """A section in the link that the page it opens does not have gives way to the first, and that is said."""
    section = st.session_state.pop(controls.LINKED_SECTION, None)
    if section and sections(view) and section not in sections(view):
        problem = f"section={section} is not a section of this page. The first is shown."
        st.session_state[PROBLEMS] = [*st.session_state[PROBLEMS], problem]


def _following() -> bool:
    return refresher.starting() or refresher.running() is not None


@guarded
def _watch() -> None:
    """Follow a running refresh; draw the page anew when something was published, it ended, or the theme changed."""
    if (data.store().current(), _following(), st.context.theme.type) != st.session_state[SEEN]:
        st.rerun()
    if (now := refresher.running()) is not None:
        st.markdown(f":small[:gray[:material/sync: Refreshing: {escape(refresher.in_words(now))}]]")


def data_lines(world: World, states: tuple[State, ...]) -> None:
    """How each dataset stands, in the sidebar: its newest day, its age, or that it is being fetched."""
    lines = []
    running = refresher.running()
    for state in states:
        if world.kind == "illustrative" or state.dataset not in WORDS:
            continue
        words = WORDS[state.dataset]
        step = running.steps.get(state.dataset) if running else None
        if state.last is None and step and step.state in ("waiting", "running"):
            lines.append(f":gray[:material/sync:] {words}: being fetched, {step.done} of {step.of}")
        elif state.last is None:
            lines.append(f":red[:material/error:] {words}: n/a, {escape(state.note)}")
        else:
            age = f", {state.age} days old" if state.state == "stale" else ""
            lines.append(f"{STATE_ICONS[state.state]} {words}: {day(state.last)}{age}")
    if world.kind == "illustrative":
        lines.append(":violet[:material/science:] Illustrative: invented between published figures")
        lines.append(f":gray[{escape(_coming(running))}]")
    st.markdown("**Data**  \n" + "  \n".join(lines))
