"""The way to a single issuer or bank: a box that finds it by part of its name, and the link to its own page."""

from __future__ import annotations

import streamlit as st

from analytics.frames.search import Match, find_banks, find_issuers
from analytics.load import World
from analytics.model.control import one_spelling
from analytics.model.scenario import SPECS
from ui import choices
from ui.markup import escape

PAGES = {"issuer": "pages/issuer.py", "bank": "pages/bank.py"}
"""The page of each field that names the one it is of."""
HINTS = {"issuer": "Name, ticker or CIK", "bank": "Name, ticker or certificate"}


def search(field: str, world: World) -> None:
    """A box that offers the issuers or banks that fit what is typed, and leads to the one that is meant."""
    text = st.text_input(
        f"Open: {SPECS[field].label.lower()}",
        placeholder=HINTS[field],
        max_chars=40,
        key=f"_search_{field}",
        label_visibility="collapsed",
        icon=":material/search:",
        width=240,
    )
    if text:
        offer(field, text, world)


def offer(field: str, text: str, world: World) -> None:
    """The matches of a text to choose from, and the way to the one that is chosen; or that there is none."""
    found = {f"{match.name} ({match.detail})": match for match in matches(field, text, world)}
    if not found:
        st.markdown(f":gray[No {SPECS[field].label.lower()} fits {escape(text)}.]")
        return
    only = next(iter(found)) if len(found) == 1 else None
    chosen = only or st.selectbox(
        "Matches",
        list(found),
        None,
        key=f"_matches_{field}_{text}",
        placeholder=f"{len(found)} fit: choose one",
        label_visibility="collapsed",
        width=320,
    )
    if chosen:
        lead_to(field, found[chosen].key, chosen)


def matches(field: str, text: str, world: World) -> list[Match]:
    """The issuers or banks of a world that fit a text."""
    return find_issuers(world.filings, text) if field == "issuer" else find_banks(world.banks, text)


def lead_to(field: str, key: str, name: str) -> None:
    """A link to its page; the scenario goes along.

    It is a link and no jump: Streamlit refuses to change pages by itself while controls are bound to the address.
    """
    choices.remember({field: one_spelling(key)})
    st.page_link(PAGES[field], label=f"Open {escape(name)}", icon=":material/arrow_forward:")
