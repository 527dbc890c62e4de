"""One issuer in depth: its ladder, its debt, interest and coverage by year, and at which yield its profit is gone."""

import streamlit as st

from analytics.errors import NoData
from analytics.model.chart import Chart
from analytics.model.scenario import Scenario
from analytics.output.views import Answer
from analytics.store import requests
from ui import app_frame, assumptions, cards, controls, data, show, tables
from ui.page import open_page, row

app_frame.cold_start()
PARENT = ("pages/debt_wall.py", "Debt wall")
page = open_page("issuer", "One issuer in depth: when does its profit go?", PARENT)
with page.choices, row():
    key = controls.ticker("issuer")
    scenario = assumptions.popover("issuer", page.filled(Scenario(issuer=key or None)))


def request_facts() -> None:
    requests.request(data.store(), "facts", key)


def ask() -> None:
    """Ask for all facts of an issuer: the next refresh fetches them."""
    if not data.settings().refresh:
        st.markdown(":gray[Its facts are not stored here, and refreshing is off on this server.]")
    elif any(request.key == key for request in requests.pending(data.store(), "facts")):
        st.markdown(":gray[:material/schedule: Asked for: the next refresh fetches its facts.]")
    else:
        st.button("Ask for all its facts", icon=":material/add:", on_click=request_facts)


def as_filed(answer: Answer, chart: Chart) -> None:
    """Every fact it has filed, or the way to ask for them."""
    show.title(answer.text.findings[chart.key], chart.caption)
    rows = answer.result.tables[chart.rows]
    if not rows.empty:
        tables.table(rows, chart.key, "issuer", page.world, tables.file_stem(answer))
        return
    show.missing("none is tagged, or none is stored")
    if not page.illustrative:
        ask()


if not key:
    with page.answer:
        show.answer("Which issuer?", "Type a ticker or a CIK, or choose a row on Debt wall.")
    page.share_only(scenario)
    st.stop()
try:
    page.show(scenario, cards.issuer, {"as_filed": as_filed})
except NoData as missing:
    show.notice(missing, icon=":material/search_off:", colour="yellow")
    ask()
    page.share_only(scenario)
