"""Do the figures reconcile? What is computed beside what is stated elsewhere."""

import streamlit as st

from analytics.model.scenario import Scenario
from ui import app_frame, data, show, tables
from ui.page import open_page

app_frame.cold_start()
page = open_page("checks", "Do the figures reconcile?")
answer = data.answer(page.world, "checks", Scenario())

with page.answer:
    show.answer(answer.text.answer, " ".join(answer.text.prose))
    st.page_link("pages/sources.py", label="Sources", icon=":material/arrow_back:")
page.dated(answer.result.as_of)

for key, what in (
    ("reconciliations", "Ours is computed here, the other is stated elsewhere; each row with its date and scope"),
    ("statuses", "Doubted debt is in no total and stands beside it; USD bn"),
    ("left_out", "Filers counted by reason, with the debt they tag, USD bn"),
):
    with st.container(gap="xsmall"):
        show.title(answer.text.findings[key], what)
        rows = answer.result.tables[key].drop(columns="check", errors="ignore")
        tables.table(rows, key, "checks", page.world)

page.share_only(Scenario())
