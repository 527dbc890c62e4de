"""The frame around every page: navigation, secrets, the link, the guard against tracebacks, the footer."""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable
from functools import wraps
from pathlib import Path

import streamlit as st

from analytics import settings as environment
from analytics.errors import DashboardError, NoData
from analytics.model import scenario
from analytics.model.control import write
from ui import choices, pinned, refresher, show

PROBLEMS = "_problems"
TITLE = "Small caps under yields"
FOOTER = (
    "Not investment advice. Prices: Yahoo Finance, for personal use. Filings: SEC EDGAR. Banks: FDIC BankFind. This "
    "product uses the FRED® API but is not endorsed or certified by the Federal Reserve Bank of St. Louis."
)


def navigation() -> st.Page:
    """The pages, on top; only finished ones are in it. Overview has no address of its own, being the default."""
    pages = [
        st.Page("pages/overview.py", title="Overview", default=True),
        st.Page("pages/divergence.py", title="Divergence", url_path="divergence"),
        st.Page("pages/regional_banks.py", title="Regional banks", url_path="regional_banks"),
        st.Page("pages/bank.py", title="Bank", url_path="bank", visibility="hidden"),
        st.Page("pages/debt_wall.py", title="Debt wall", url_path="debt_wall"),
        st.Page("pages/issuers.py", title="Issuers", url_path="issuers"),
        st.Page("pages/issuer.py", title="Issuer", url_path="issuer", visibility="hidden"),
        st.Page("pages/credit.py", title="Credit", url_path="credit"),
        st.Page("pages/claims.py", title="Claims", url_path="claims"),
        st.Page("pages/sources.py", title="Sources", url_path="sources"),
        st.Page("pages/checks.py", title="Checks", url_path="checks", visibility="hidden"),
        st.Page("pages/quotes.py", title="Quotes", url_path="quotes", visibility="hidden"),
    ]
    st.session_state["_framed"] = True
    return st.navigation(pages, position="top")


def cold_start() -> None:
    """First line of every page: the first deep link after a start runs the page without its frame; run it again."""
    if "_framed" not in st.session_state:
        navigation()
        st.rerun()


def run() -> None:
    """Draw the page that was asked for, inside the frame. No failure reaches the reader as a traceback."""
    page = navigation()
    st.set_page_config(page_title=f"{page.title} · {TITLE}", page_icon="ui/icon.svg", layout="wide")
    _take_secrets()
    _take_link()
    with st.container(width=show.WIDTH, gap="medium"):
        guarded(page.run)()
        st.markdown(f":small[:gray[{FOOTER}]]")


def guarded(draw: Callable[..., None]) -> Callable[..., None]:
    """The function, with a notice in place of whatever it raises; for pages and for fragments, which rerun alone."""

    @wraps(draw)
    def draw_page(*given: object, **named: object) -> None:
        try:
            draw(*given, **named)
        except DashboardError as error:
            show.notice(refresher.awaited(error) if isinstance(error, NoData) else error)
            if isinstance(error, NoData):
                pinned.leave() if st.session_state.get(pinned.PIN) else _offer_illustrative()
        except Exception as error:
            place = traceback.extract_tb(error.__traceback__)[-1]
            where = f"{type(error).__name__}, {Path(place.filename).name}:{place.lineno}"
            show.notice(
                DashboardError(
                    f"This part could not be drawn ({where}).",
                    instead="Everything else on the page stands.",
                    remedy="Reload the page; if it fails again, report these words.",
                )
            )

    return draw_page


def _offer_illustrative() -> None:
    """Where the data held do not reach: the built-in world, if the reader asks for it."""
    st.button(
        "Show the illustrative world",
        key="_offer",
        type="tertiary",
        icon=":material/science:",
        on_click=st.session_state.update,
        args=({pinned.PIN: "illustrative"},),
    )


def _take_secrets() -> None:
    """Let a host's secrets stand in for environment variables that are not set; the refresher inherits them."""
    try:
        secrets = st.secrets.to_dict()
    except (OSError, st.errors.StreamlitAPIException):
        return
    for name in environment.NAMES:
        if name in secrets:
            os.environ.setdefault(name, str(secrets[name]))


def _take_link() -> None:
    """On a session's first run: keep what the link says for pages not opened yet, and what it got wrong."""
    state = st.session_state
    if PROBLEMS not in state:
        pairs = [(name, value) for name in st.query_params for value in st.query_params.get_all(name)]
        chosen, state[PROBLEMS] = scenario.read(pair for pair in pairs if pair[0] not in ("data", "v"))
        choices.remember({name: getattr(chosen, name) for name in scenario.SPECS})
        state[choices.LINKED_SECTION] = chosen.section
        if _write_as_read():
            st.rerun()
        if asked := st.query_params.get("data"):
            state[pinned.PIN] = asked
    if pin := state.get(pinned.PIN):
        st.query_params["data"] = pin


def _write_as_read() -> bool:
    """Leave in the address only what our reader understood, as it writes it, before a widget is bound to it.

    Streamlit's own binding reads some texts otherwise: of 4.82 it makes 4 basis points. Names that are no
    control's stay. Returns whether anything was changed: what widgets are bound to is read before the script runs.
    """
    before = st.query_params.to_dict()
    for name in scenario.SPECS:
        if texts := st.query_params.get_all(name):
            found, problems = scenario.read((name, text) for text in texts)
            if problems:
                del st.query_params[name]
            elif texts != [written := write(getattr(found, name))]:
                st.query_params[name] = written
    return st.query_params.to_dict() != before
