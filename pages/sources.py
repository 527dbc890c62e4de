"""Says who, as of when? Every dataset and series, the refresh, and the methods."""

from ui import app_frame
from ui import tables as sheet

app_frame.cold_start()

import streamlit as st  # noqa: E402

from analytics.model.methods import METHODS  # noqa: E402
from analytics.model.scenario import Scenario  # noqa: E402
from analytics.output import views  # noqa: E402
from ui import data, show  # noqa: E402
from ui import page as screen  # noqa: E402

HEADS = {
    "dataset": "Dataset",
    "title": "What it is",
    "service": "Source",
    "state": "State",
    "last": "Newest",
    "age_days": "Age, days",
    "fetched_at": "Fetched, UTC",
    "held": "Held",
    "of": "Of",
    "licence": "Licence",
    "last_error": "Last error",
    "note": "Note",
    "series": "Series",
    "publisher": "Publisher",
    "unit": "Unit",
    "first": "Since",
    "rows": "Values",
}

page = screen.open_page("sources", "Says who, as of when?")
tables = views.answer("sources", page.world, Scenario(), data.store()).result.tables
datasets, series = tables["datasets"], tables["series"]
held, of = int(datasets["held"].sum()), int(datasets["of"].sum())

with st.container(gap="xsmall"):
    show.answer(
        f"{held} of {of} series are held." if not page.illustrative else "No source has been reached yet.",
        "Every figure on every page is made from these series by the methods below. A refresh fetches them from their "
        "publishers; nothing is ever filled in.",
    )
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.button(
            "Refresh now",
            icon=":material/refresh:",
            on_click=screen.refresh_now,
            args=(page.world,),
            disabled=not data.settings().refresh,
            help=None if data.settings().refresh else "Refreshing is off on this server (SMALLCAP_REFRESH).",
        )
        if not page.illustrative:
            st.button(
                "Show the illustrative market", type="tertiary", on_click=screen.show_world, args=("illustrative",)
            )
        elif st.session_state.get(app_frame.PIN):
            st.button("Back to the data held", type="tertiary", on_click=screen.show_world, args=(None,))

for title, what, table, key in (
    ("Datasets", "Fetched, kept and dated together", datasets, "datasets"),
    ("Series", "Age in calendar days; the last error is that of the newest refresh", series, "series"),
):
    with st.container(gap="xsmall"):
        show.title(title, what)
        sheet.table(table, key, "sources", page.world, HEADS)

with st.container(gap="xsmall"):
    show.title("Methods", "How each figure is made; the same words stand behind every question mark")
    for method in METHODS.values():
        with st.expander(f"{method.title} ({method.id})"):
            st.markdown(f"{method.formula}\n\n**Source.** {method.source}\n\n**Limits.** {method.limits}")

page.share_only(Scenario())
