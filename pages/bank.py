"""One bank in depth: what yields take of its equity, its quarters, its real estate, its deposits, its maturities."""

from collections.abc import Callable

import streamlit as st

from analytics import bank, banks
from analytics.bank import words
from analytics.banks.words import moved
from analytics.errors import DashboardError
from analytics.model.metric import by_id
from analytics.model.scenario import Scenario
from analytics.output import views
from ui import app_frame, assumptions, column_labels, controls, data, show
from ui import page as screen
from ui import tables as sheet
from ui.figures.banks import one as drawing
from ui.show import Card, Origin

app_frame.cold_start()
page = screen.open_page("bank", "One bank in depth: what do yields take of its equity?")
answer, cards, chosen = st.container(gap="xsmall"), st.container(), st.container()
panel, market = page.world.banks, page.world.market

with chosen, st.container(horizontal=True, vertical_alignment="center", gap="small"):
    key = controls.ticker("bank")
    first, last = views.bounds(page.world)
    as_of = controls.day("as_of", last, first, last)
    scenario = assumptions.popover("bank", views.filled("bank", page.world, Scenario(bank=key or None, as_of=as_of)))
    st.page_link("pages/regional_banks.py", label="All banks", icon=":material/arrow_back:")

if not key:
    with answer:
        show.answer("Which bank?", "Type a ticker or an FDIC certificate, or choose a row on Regional banks.")
    page.share_only(scenario)
    st.stop()
try:
    still = bank.measure(banks.require_panel(panel), market, scenario, key)
except DashboardError as missing:
    show.notice(missing, ":material/search_off:", "yellow")
    page.share_only(scenario)
    st.stop()
found, tables = by_id(still.metrics), still.tables
page.dated(still.as_of)
palette, invented, name = show.palette(), page.illustrative, bank.find(panel, key).name
hand = {"palette": palette, "illustrative": invented}
FILED = ("fdic.SCHF", "fdic.SCAF", "fdic.EQ")
WHAT = {
    "burden": "Loss not yet in equity, % of tangible equity: by filing, **today**, :violet[**slider**]",
    "capital": ":yellow[**Tangible equity**] and **common equity tier 1**, USD m, by quarter",
    "balances": ":yellow[**Deposits**] and **loans**, USD m, by quarter",
    "funding": "Uninsured deposits, % of domestic deposits, by quarter",
    "estate": ":yellow[**Commercial real estate**] and **construction** over capital, %, by quarter. Dotted: the "
    "supervisors' 300",
    "ladder": "Assets by maturity or next repricing, USD m; hatched where the profile is assumed",
}


def figure(key_: str, finding: str, drawn: object) -> None:
    show.title(finding, WHAT[key_])
    show.chart(drawn, key_, f"{finding}. {name}. {WHAT[key_]}")


def chart_footer(key_: str, methods: tuple[str, ...], sources: tuple[str, ...], table: str) -> None:
    rows = tables[table]
    show.chart_footer(Origin(key_, f"bank-{key}", page.world, still.as_of, sources, methods, lambda: rows))


def standing(
    key_: str, column: str, finding: str, draw: Callable, methods: tuple[str, ...], sources: tuple[str, ...]
) -> None:
    """A figure that no slider moves, or that it cannot be drawn where its main column is not filed at all."""
    table = "ladder" if key_ == "ladder" else "quarters"
    with st.container(gap="xsmall"):
        if tables[table][column].isna().all():
            show.title(finding, WHAT[key_])
            show.missing("not filed by this bank")
            return
        id = (page.world.id, str(scenario.as_of), "bank", key, key_, palette.name)
        figure(key_, finding, data.cached_figure(id, lambda: draw(tables[table], **hand)))
        chart_footer(key_, methods, sources, table)


with st.grid(2, min_column_width=400, gap="large") as pairs:
    with pairs.cell(), st.container(gap="xsmall"):
        burden = st.container(gap="xsmall")
        burden.empty()
        chart_footer("burden", ("M-UL", "M-JMPS"), (*FILED, "DGS10", "DGS3MO"), "quarters")
    with pairs.cell():
        title = words.ladder_title(tables["ladder"])
        standing("ladder", "amount_usd_mn", title, drawing.ladder, ("M-JMPS",), ("fdic.SCNM5T15", "fdic.LNRSOV15"))
    with pairs.cell():
        title = words.capital_title(tables["quarters"])
        standing("capital", "tangible_usd_mn", title, drawing.capital, ("M-UL",), ("fdic.EQ", "fdic.RBCT1C"))
    with pairs.cell():
        title = words.balances_title(found)
        standing("balances", "deposits_usd_mn", title, drawing.balances, ("M-GROW",), ("fdic.DEP", "fdic.LNLSNET"))
    with pairs.cell():
        title = words.property_title(found)
        standing(
            "estate",
            "cre_to_capital_pct",
            title,
            drawing.estate,
            ("M-CRE300", "M-CRE100"),
            ("fdic.LNRENROT", "fdic.RBCT1J"),
        )
    with pairs.cell():
        title = words.funding_title(found)
        standing("funding", "uninsured_pct", title, drawing.funding, ("M-UNI",), ("fdic.DEPUNINS", "fdic.DEPDOM"))

states = st.container(gap="xsmall")
states.empty()
for title, what, table in (
    ("Every quarter", "By its own filings, newest first", "quarters"),
    ("Its charters", "In the newest quarter", "charters"),
):
    with st.container(gap="xsmall"):
        show.title(title, what)
        rows = tables[table].iloc[::-1] if table == "quarters" else tables[table]
        sheet.table(rows, table, f"bank-{key}", page.world, column_labels.BANK)


def live(asked: Scenario) -> None:
    """What follows the reader's yields: the answer, the cards, the burden."""
    result = bank.measure(panel, market, asked, key)
    now = by_id(result.metrics)
    with answer:
        show.answer(words.answer(name, now), words.prose(now))
        if notes := [note for note in result.notes if note not in banks.LIMITS]:
            st.markdown(f":small[:gray[{' '.join(notes)}]]")
    with cards:
        show.cards(bank_cards(now), page.world)
    with burden:
        if now["burden"].value is None:
            show.title(words.burden_title(now), WHAT["burden"])
            show.missing(now["burden"].note)
        else:
            drawn = drawing.burden(tables["quarters"], result.tables["states"], moved(now), **hand)
            figure("burden", words.burden_title(now), drawn)
    with states:
        show.title("As filed, today, at the slider", "Losses before tax; over capital what is not in it yet")
        sheet.frame(result.tables["states"], "states", column_labels.BANK)


def bank_cards(now: dict) -> list[Card]:
    return [
        Card("Assets", now["assets"], 1),
        Card("Loss to equity", now["burden"], 1, False, f"{show.short(now['burden_filed'], 1)} filed"),
        Card("Loss to CET1", now["cet1_burden"], 1, False, f"{show.short(now['cet1_burden_filed'], 1)} filed"),
        Card("Property loans", now["cre_to_capital"], 0, False, "of capital"),
        Card("Uninsured", now["uninsured_share"], 0, False, f"coverage {show.short(now['coverage'], 0)}"),
        Card("Texas ratio", now["texas"], 1, False, "100 % is a warning"),
    ]


page.live(scenario, still.as_of, live)
