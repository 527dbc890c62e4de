"""The way to a single issuer or bank: a box that takes its ticker or number, and the link to its own page."""

from __future__ import annotations

import streamlit as st

from analytics.model.scenario import SPECS
from ui import controls

PAGES = {"issuer": "pages/issuer.py", "bank": "pages/bank.py"}
"""The page of each field that names the one it is of."""


def search(field: str) -> None:
    """A box that leads to one in depth."""
    spec = SPECS[field]
    asked = st.text_input(
        f"Open: {spec.label.lower()}",
        placeholder=spec.help,
        max_chars=12,
        key=f"_search_{field}",
        label_visibility="collapsed",
        icon=":material/search:",
        width=210,
    )
    if asked:
        lead_to(field, asked, asked.upper())


def lead_to(field: str, key: str, name: str) -> None:
    """A link to its page; the scenario goes along.

    It is a link and no jump: Streamlit refuses to change pages by itself while controls are bound to the address.
    """
    controls.remember({field: key.strip().upper()})
    st.page_link(PAGES[field], label=f"Open {name}", icon=":material/arrow_forward:")
