"""What stands around a page's figures: what the link got wrong, what failed, how far a refresh is, how old data are."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from analytics.errors import BadInput, DashboardError, NoData
from analytics.freshness import State
from analytics.load import World
from analytics.model.metric import day
from analytics.model.scenario import DEFAULT_SHOWN, Scenario
from analytics.model.sections import sections
from analytics.output import views
from analytics.sessions import NEW_YORK, check
from analytics.store import Publication, progress
from ui import choices, data, refresher, show
from ui.app_frame import PROBLEMS, guarded
from ui.markup import escape
from ui.pinned import PIN

STATE_ICONS = {"fresh": ":gray[:material/check_circle:]", "stale": ":yellow[:material/schedule:]"}
WORDS = {"prices": "Prices", "rates": "Yields", "issuers": "Issuers", "banks": "Banks"}
"""The datasets that are named beside the page; the others go with one of them."""
SEEN = "_seen"
FAST, SLOW = 2, 60


def refuse_date(world: World, view: str) -> None:
    """An as-of date that a link or a reader asks for and this world does not reach is ignored, and said."""
    kept = st.session_state[choices.KEPT]
    if (asked := kept.get("as_of")) is None or asked == choices.default_of("as_of"):
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
        show.notice(BadInput(problems[0], instead=" ".join(problems[1:])), icon=":material/link_off:", colour="yellow")
    failed = [*refresher.failures(world), *([unwritable] if unwritable else [])]
    if failed:
        show.notice(*failed, icon=":material/schedule:", colour="yellow")
    if failed and data.settings().refresh:
        st.button("Try now", icon=":material/refresh:", type="tertiary", on_click=refresh_now, args=(world,))
    following, st.session_state[refresher.AWAITING] = _following(), False
    st.session_state[SEEN] = (data.store().current(), following, st.context.theme.type)
    st.fragment(_watch, run_every=FAST if following else SLOW)(world)


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
    section = st.session_state.pop(choices.LINKED_SECTION, None)
    if section and sections(view) and section not in sections(view):
        problem = f"section={section} is not a section of this page. The first is shown."
        st.session_state[PROBLEMS] = [*st.session_state[PROBLEMS], problem]


def _following() -> bool:
    return refresher.starting() or refresher.running() is not None


@guarded
def _watch(world: World) -> None:
    """Follow a running refresh, a bar a source; the page is drawn anew when it ended or the theme changed.

    What was published in the meantime takes the place of invented figures, or of none, by itself; where a reader
    looks at live ones, a line says what has come and the reader decides.
    """
    current, seen = data.store().current(), st.session_state[SEEN]
    is_new = current != seen[0]
    if st.context.theme.type != seen[2] or (
        is_new and (st.session_state.get(refresher.AWAITING) or world.kind != "live")
    ):
        st.rerun()
    if is_new and current is not None:
        line = st.container(horizontal=True, vertical_alignment="center", gap="small")
        with line:
            st.markdown(f":small[:material/new_releases: {_news(world, current)}]", width="content")
            if st.button("Show them", type="tertiary"):
                st.rerun()
    elif _following() != seen[1]:
        st.rerun()
    if (now := refresher.running()) is not None:
        st.markdown(":small[:gray[:material/sync: Refreshing]]")
        for step in now.sources:
            st.progress(step.share, text=f":small[{escape(step.in_words())}]")


def _news(world: World, current: Publication) -> str:
    """What has been published since the page was drawn: "Prices of 27 Nov 2026, 18:05 New York time, are in."."""
    before = world.publication.versions if world.publication else {}
    names = [words for name, words in WORDS.items() if current.versions.get(name) != before.get(name)]
    listed = " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:]))) or "Newer data"
    moment = current.published_at.astimezone(NEW_YORK)
    return f"{listed.capitalize()} of {day(moment.date())}, {moment:%H:%M} New York time, are in."


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
            done = f", {step.done} of {step.of}" if step.of else ""
            lines.append(f":gray[:material/sync:] {words}: being fetched{done}")
        elif state.last is None:
            lines.append(f":red[:material/error:] {words}: n/a, {escape(state.note)}")
        else:
            age = f", {state.age} days old" if state.state == "stale" else ""
            lines.append(f"{STATE_ICONS[state.state]} {words}: {day(state.last)}{age}")
    if world.kind == "illustrative":
        lines.append(":violet[:material/science:] Illustrative: invented between published figures")
        lines.append(f":gray[{escape(_coming(running))}]")
    st.markdown("**Data**  \n" + "  \n".join(lines))
