"""A pinned world on screen: which snapshot of which day, the same view beside the newest data, and the way out."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.errors import DashboardError
from analytics.load import World
from analytics.model.metric import Metric, day
from analytics.model.metric import show as written
from analytics.model.scenario import Scenario
from analytics.output import views
from ui import data
from ui.markup import escape

PIN, COMPARES = "_pin", "_compares"
LEAVE = "Leave the snapshot"


def bar(world: World) -> None:
    """Say which snapshot of which day is on screen; offer to compare it with the newest data, or to leave it."""
    if world.kind != "pinned" or world.publication is None:
        return
    moment = world.publication.published_at
    with st.container(border=True, horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(
            f":material/push_pin: **Snapshot `{escape(world.id)}`, published {day(moment.date())} at {moment:%H:%M} "
            "UTC.** Every figure here is of that publication, whatever came since.",
            width="stretch",
        )
        st.toggle("Compare with now", key=COMPARES)
        leave()


def leave() -> None:
    """A button that opens the same page on the newest data."""
    st.button(LEAVE, key="_leave", icon=":material/keep_off:", type="tertiary", on_click=_leave)


def _leave() -> None:
    st.session_state.pop(PIN, None)
    st.session_state.pop(COMPARES, None)
    for name in ("data", "v"):
        st.query_params.pop(name, None)


def comparison(world: World, view: str, scenario: Scenario) -> None:
    """Every figure of the view as pinned and on the newest data, at the same controls, where the reader asks for it."""
    if world.kind != "pinned" or not st.session_state.get(COMPARES):
        return
    now = data.current()
    with st.container(border=True, gap="xsmall"):
        st.subheader("The snapshot beside the newest data", anchor=False)
        if now is None or now.id == world.id:
            st.markdown(":gray[The snapshot is the newest publication: there is nothing newer to compare it with.]")
            return
        open_ended = views.unbounded(world, scenario)
        try:
            before = data.answer(world, view, scenario).result.metrics
            after = data.answer(now, view, open_ended).result.metrics
        except DashboardError as error:
            st.markdown(f":gray[n/a: {escape(str(error))}]")
            return
        st.dataframe(table(before, after), hide_index=True, row_height=27, key="_comparison", placeholder="n/a")


def table(before: tuple[Metric, ...], after: tuple[Metric, ...]) -> pd.DataFrame:
    """Both figures side by side, each with its day, and the difference; a figure of one side alone is n/a on the other.

    Columns are heads as a reader sees them; values are written with their units.
    """
    newer = {metric.id: metric for metric in after}
    ids = dict.fromkeys([*(metric.id for metric in before), *newer])
    older = {metric.id: metric for metric in before}
    rows = []
    for id in ids:
        old, new = older.get(id), newer.get(id)
        either = old or new
        if either is None:
            continue
        rows.append(
            {
                "Figure": either.label,
                "Snapshot": old.text if old else "n/a",
                "Snapshot, as of": day(old.as_of) if old and old.as_of else "n/a",
                "Now": new.text if new else "n/a",
                "Now, as of": day(new.as_of) if new and new.as_of else "n/a",
                "Difference": _difference(old, new),
            }
        )
    return pd.DataFrame(rows)


def _difference(old: Metric | None, new: Metric | None) -> str:
    if old is None or new is None or old.unit != new.unit:
        return "n/a"
    if isinstance(old.value, int | float) and isinstance(new.value, int | float):
        return written(new.value - old.value, "pp" if old.unit == "%" else old.unit, sign=True)
    return "n/a"
