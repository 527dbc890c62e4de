"""The way to a single issuer or bank: a box that takes its ticker or number, and the move to its own page."""

from __future__ import annotations

import streamlit as st

from analytics.scenario import SPECS
from ui import controls

PAGES = {"issuer": "pages/issuer.py", "bank": "pages/bank.py"}
"""The page of each field that names the one it is of."""


def search(field: str) -> None:
    """A box that opens one in depth."""
    spec, key = SPECS[field], f"_search_{field}"
    asked = st.text_input(
        f"Open: {spec.label.lower()}",
        placeholder=spec.help,
        max_chars=12,
        key=key,
        label_visibility="collapsed",
        icon=":material/search:",
        width=210,
    )
    if asked:
        one(field, asked)


def one(field: str, key: str) -> None:
    """Go to its page; the scenario goes along."""
    controls.remember({field: key.strip().upper()})
    st.session_state.pop(f"_search_{field}", None)
    st.switch_page(PAGES[field])
