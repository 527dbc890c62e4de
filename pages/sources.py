"""Says who, as of when? Every dataset and series, the refresh, and the methods."""

import streamlit as st

from analytics.model.methods import METHODS
from analytics.model.scenario import Scenario
from ui import app_frame, data, pinned, show, status, tables
from ui.page import open_page

app_frame.cold_start()
page = open_page("sources", "Says who, as of when?")
answer = data.answer(page.world, "sources", Scenario())

with page.answer:
    show.answer(answer.text.answer, " ".join(answer.text.prose))
    st.page_link("pages/checks.py", label="Checks: do the figures reconcile?", icon=":material/fact_check:")
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.button(
            "Refresh now",
            icon=":material/refresh:",
            on_click=status.refresh_now,
            args=(page.world,),
            disabled=not data.settings().refresh,
            help=None if data.settings().refresh else "Refreshing is off on this server (SMALLCAP_REFRESH).",
        )
        if not page.illustrative:
            st.button(
                "Show the illustrative market", type="tertiary", on_click=status.show_world, args=("illustrative",)
            )
        elif st.session_state.get(pinned.PIN):
            st.button("Back to the stored data", type="tertiary", on_click=status.show_world, args=(None,))

for key, what in (
    ("datasets", "Fetched, stored and dated together"),
    ("contract", "One small question to each service, by 'python -m analytics doctor --live'; nothing is published"),
    ("series", "Age in calendar days; the last error is that of the newest refresh"),
):
    with st.container(gap="xsmall"):
        show.title(answer.text.findings[key], what)
        rows = answer.result.tables[key]
        if rows.empty:
            show.missing("nothing was asked yet")
        else:
            tables.table(rows, key, "sources", page.world)

with st.container(gap="xsmall"):
    show.title("Methods", "How each figure is made; the same words stand behind every question mark")
    linked = st.query_params.get("method", "")
    wanted = st.text_input("Find a method", linked, key="_method", placeholder="A word of it, or its number", width=320)
    for method in METHODS.values():
        if wanted.lower() not in f"{method.id} {method.title} {method.formula}".lower():
            continue
        with st.expander(f"{method.title} ({method.id})", expanded=method.id == linked):
            st.markdown(f"{method.formula}\n\n**Source.** {method.source}\n\n**Limits.** {method.limits}")
            st.markdown(f":small[:gray[Its address: this page with `?method={method.id}`]]")

page.share_only(Scenario())
