"""Does the case against small caps hold? The case, how many of its claims do, and four figures that decide most."""

import streamlit as st

from analytics.model.scenario import Scenario
from analytics.output import views
from ui import app_frame, overview
from ui.page import open_page

app_frame.cold_start()
page = open_page("overview", "Does the case against small caps hold?")
page.dated(views.last_day(page.world))
overview.draw(page, Scenario())
with st.container(horizontal=True, gap="medium"):
    for name, label in (
        ("claims", "Every claim, and your own article"),
        ("issuers", "Issuers: zombies and runway"),
        ("credit", "Credit: is it freezing?"),
        ("sources", "Sources: who says so, as of when"),
    ):
        st.page_link(f"pages/{name}.py", label=label, icon=":material/arrow_forward:")
