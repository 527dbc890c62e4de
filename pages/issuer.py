"""One issuer in depth: its ladder, its debt, interest and coverage by year, and at which yield its profit is gone."""

import streamlit as st

from analytics import issuer
from analytics.errors import NoData
from analytics.issuer import words
from analytics.model.metric import by_id
from analytics.model.scenario import Scenario
from analytics.output import views
from analytics.store import requests
from ui import app_frame, assumptions, column_labels, controls, data, show
from ui import page as screen
from ui import tables as sheet
from ui.figures import issuer as drawing
from ui.show import Card, Origin

app_frame.cold_start()
page = screen.open_page("issuer", "One issuer in depth: when does its profit go?")
answer, cards, chosen = st.container(gap="xsmall"), st.container(), st.container()
filings, market = page.world.filings, page.world.market

with chosen, st.container(horizontal=True, vertical_alignment="center", gap="small"):
    key = controls.ticker("issuer")
    scenario = assumptions.popover("issuer", views.filled("issuer", page.world, Scenario(issuer=key or None)))
    st.page_link("pages/debt_wall.py", label="The whole wall", icon=":material/arrow_back:")

FACTS = ("sec.ladder_1", "sec.debt_noncurrent", "sec.interest", "sec.operating_income")


def ask() -> None:
    """Ask for all facts of an issuer: the next refresh fetches them."""
    if not data.settings().refresh:
        st.markdown(":gray[Its facts are not held here, and refreshing is off on this server.]")
    elif any(request.key == key for request in requests.pending(data.store(), "facts")):
        st.markdown(":gray[:material/schedule: Asked for: the next refresh fetches its facts.]")
    else:
        st.button(
            "Ask for all its facts", icon=":material/add:", on_click=requests.request, args=(data.store(), "facts", key)
        )


def source(name: str, table: str, *methods: str) -> None:
    rows = still.tables[table]
    show.chart_footer(Origin(name, f"issuer-{key}", page.world, still.as_of, FACTS, methods, lambda: rows))


if not key:
    with answer:
        show.answer("Which issuer?", "Type a ticker or a CIK, or choose a row on Debt wall.")
    page.share_only(scenario)
    st.stop()
try:
    still = issuer.measure(filings, market, scenario, key)
except NoData as missing:
    show.notice(missing, ":material/search_off:", "yellow")
    ask()
    page.share_only(scenario)
    st.stop()
page.dated(still.as_of)
tables, palette = still.tables, show.palette()
name = issuer.named(filings, key)

with st.grid(2, min_column_width=400, gap="large") as pairs:
    with pairs.cell(), st.container(gap="xsmall"):
        show.title("What falls due when", "Debt due a quarter, USD m: **filed**, **derived**, **assumed**")
        show.chart(drawing.ladder(tables["ladder"], palette, page.illustrative), "ladder", f"Maturities of {name}")
        source("ladder", "ladder", "M-LADDER", "M-DEBT")
    with pairs.cell(), st.container(gap="xsmall"):
        show.title("What it earned, and what it paid", "Operating income and interest by fiscal year, USD m")
        show.chart(
            drawing.years(tables["years"], palette, page.illustrative), "years", f"Earnings and interest of {name}"
        )
        source("years", "years", "M-ICR", "M-TTM")

steps = st.container(gap="xsmall")
steps.empty()
for title, what, table in (
    ("The maturity table as filed", "Each bucket, the months it covers and the filing it is from", "buckets"),
    ("Debt on its balance sheets", "Newest first, USD m", "sheets"),
    ("What is missing, and why", "Nothing is filled in silently", "missing"),
    ("Facts", "Each with the tag it was filed under, its period and its filing, USD", "facts"),
    ("Every fact it has filed", "As the SEC holds them", "as_filed"),
):
    with st.container(gap="xsmall"):
        show.title(title, what)
        if tables[table].empty:
            show.missing("nothing is missing" if table == "missing" else "none is tagged, or none is held")
        else:
            sheet.table(tables[table], table, f"issuer-{key}", page.world, column_labels.ISSUER)
        if table == "as_filed" and tables[table].empty and not page.illustrative:
            ask()


def live(asked_for: Scenario) -> None:
    """What follows the reader's yields: the answer, the cards, the break-even step by step."""
    result = issuer.measure(filings, market, asked_for, key)
    now = by_id(result.metrics)
    with answer:
        show.answer(words.answer(name, now), words.prose(now))
        if result.notes:
            st.markdown(f":small[:gray[{' '.join(result.notes)}]]")
    with cards:
        show.cards(
            [
                Card("Debt", now["debt"], 0),
                Card("Due in the window", now["due_window"], 0, False, now["due_window"].note),
                Card("Extra interest", now["extra_interest"], 1, True, "a year"),
                Card("Coverage after", now["icr_after"], 2, False, f"{show.short(now['icr_before'], 2)} before"),
                Card("Profit after", now["profit_after"], 1, False, "modelled, a year"),
                Card("Break-even", now["break_even"], 2, False, now["break_even"].note),
            ],
            page.world,
        )
    with steps:
        show.title("The break-even, step by step", "Every figure that goes into it, with the formula's own symbols")
        sheet.table(result.tables["arithmetic"], "arithmetic", f"issuer-{key}", page.world, column_labels.ISSUER)


page.live(scenario, still.as_of, live)
