"""One bank in depth: what yields take of its equity, its quarters, its real estate, its deposits, its maturities."""

import streamlit as st

from analytics.errors import DashboardError
from analytics.model.scenario import Scenario
from ui import app_frame, assumptions, cards, controls, show
from ui.page import open_page, row

app_frame.cold_start()
PARENT = ("pages/regional_banks.py", "Regional banks")
page = open_page("bank", "One bank in depth: what do yields take of its equity?", PARENT)
with page.choices, row():
    key = controls.ticker("bank")
    as_of = page.as_of()
    scenario = assumptions.popover("bank", page.filled(Scenario(bank=key or None, as_of=as_of)))

if not key:
    with page.answer:
        show.answer("Which bank?", "Type a ticker or an FDIC certificate, or choose a row on Regional banks.")
    page.share_only(scenario)
    st.stop()
try:
    page.show(scenario, cards.bank)
except DashboardError as missing:
    show.notice(missing, icon=":material/search_off:", colour="yellow")
    page.share_only(scenario)
