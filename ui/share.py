"""Links that show a colleague the same view: live, against whatever is current, or pinned to a publication."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st

from analytics.load import World
from analytics.model.scenario import Scenario, fields, link
from ui import data
from ui.markup import escape

LINK_VERSION = "1"
HOW_TO_COPY = (
    "Copy it by the button at the right end of the box, or select it and copy (a page on plain http may not copy)."
)
LOCAL = (
    "This address opens on this machine only: it reaches no colleague. The section *Hosting* of README says how to run "
    "the dashboard where others reach it; links made there do."
)


def live(scenario: Scenario, view: str) -> str:
    """This page with every field of it written out."""
    return _address(link(scenario, fields(view)))


def pinned(scenario: Scenario, view: str, world: World) -> str:
    """The same, naming the publication on screen."""
    return _address({**link(scenario, fields(view)), "data": world.id, "v": LINK_VERSION})


def _address(fields: dict[str, str]) -> str:
    parts = urlsplit(st.context.url or "http://localhost:8501/")
    return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(fields), ""))


def is_local(url: str) -> bool:
    """Whether an address reaches this machine alone."""
    host = urlsplit(url).hostname or "localhost"
    return host in ("localhost", "::1") or host.startswith("127.")


def popover(scenario: Scenario, view: str, world: World) -> None:
    """The share button and its two links, each with a button that copies it."""
    with st.popover("Share this view", type="tertiary", icon=":material/link:"):
        st.markdown("**Live link** :small[:gray[opens this view on the newest data]]")
        st.code(live(scenario, view), language=None, wrap_lines=True)
        st.markdown(f":small[:gray[{HOW_TO_COPY}]]")
        if is_local(st.context.url or ""):
            st.markdown(f":small[:orange[{LOCAL}]]")
        if world.publication is None:
            st.markdown(":small[:gray[There is no pinned link: the illustrative market is not a publication.]]")
            return
        if world.substitutes:
            names = ", ".join(world.substitutes)
            st.markdown(
                f":small[:gray[There is no pinned link: an older version of {escape(names)} stands in for a "
                "damaged one, and no publication holds what is on screen.]]"
            )
            return
        st.markdown("**Pinned link** :small[:gray[opens this view on exactly these figures]]")
        st.code(pinned(scenario, view, world), language=None, wrap_lines=True)
        where = "remote" if "://" in data.store().address else "on this machine"
        st.markdown(
            f":small[:gray[The publication is kept for 90 days, in the store {where}. On a host whose disk is emptied "
            "at each restart it lives only that long.]]"
        )
