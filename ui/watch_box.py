"""The reader's own tickers on the watchlist: a box to name them, and the way to ask for what is not stored."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.errors import BadInput, DashboardError
from analytics.load import World
from analytics.model.scenario import SPECS
from analytics.store import requests
from ui import data, show
from ui.choices import keep, seed

FIELD = "watch"


def draw(rows: pd.DataFrame, world: World) -> None:
    """The box under the watchlist; a row follows as soon as a ticker is named.

    A ticker without stored prices is asked for at the reader's word; refreshing fetches it.
    """
    spec = SPECS[FIELD]
    typed = st.text_input(
        spec.label,
        seed(spec, ""),
        max_chars=160,
        key=FIELD,
        placeholder=spec.help,
        bind="query-params",
        icon=":material/add:",
        width=420,
    )
    try:
        names = str(keep(spec, spec.parse(typed))).split(",") if typed.strip() else []
    except BadInput as error:
        show.missing(str(error))
        return
    own = rows[rows["ticker"].isin(names)]
    absent = own[own["prices_to"].isna()]
    strange = set(own.loc[own["why"] == "no listed filer has this ticker", "ticker"])
    for name in strange:
        show.missing(f"no listed filer has the ticker {name}")
    if world.publication is not None:
        _ask([name for name in absent["ticker"] if name not in strange])


def _ask(names: list[str]) -> None:
    """Ask for prices that are not stored: the next refresh fetches them."""
    waiting = {request.key for request in requests.pending(data.store(), "prices")}
    told = [name for name in names if name in waiting]
    if told:
        show.waiting(f"Asked for: the next refresh fetches the prices of {', '.join(told)}.")
    if not (others := [name for name in names if name not in waiting]):
        return
    if not data.settings().refresh:
        show.missing(f"prices of {', '.join(others)} are not stored, and refreshing is off on this server")
        return
    st.button(f"Ask for the prices of {', '.join(others)}", icon=":material/add:", on_click=_request, args=(others,),
              key="_watch_ask")  # fmt: skip


def _request(names: list[str]) -> None:
    for name in names:
        try:
            requests.request(data.store(), "prices", name)
        except DashboardError as error:
            show.notice(error)
