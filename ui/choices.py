"""What the reader chose: stored by the session under each field's name, carried into the address, never lost."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping
from typing import TypeVar, cast

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from analytics.model.control import Choice, Spec, write
from analytics.model.scenario import SPECS
from ui import echoes

KEPT, DEFAULTS = "_kept", "_defaults"
BARE = "_bare"
"""The fields that the address did not name when the page began."""
LINKED_SECTION = "_linked_section"
"""The section that the link named, until the page it opens has said whether it has it."""
Value = TypeVar("Value")


def remember(values: Mapping[str, Choice]) -> None:
    """Keep values that came with the link for pages that have not been opened yet."""
    st.session_state.setdefault(KEPT, {}).update({name: value for name, value in values.items() if value is not None})


def follow(defaults: Mapping[str, Choice]) -> None:
    """Move what stands untouched at a default that has moved along with it, whether or not this page draws it.

    Called before anything is worked out of the fields: else another one would be moved by what no hand has moved.
    """
    state = st.session_state
    kept, was = state.setdefault(KEPT, {}), state.setdefault(DEFAULTS, {})
    for name, default in defaults.items():
        before = was.get(name, default)
        if before != default and current((name,)).get(name) == before:
            kept[name] = was[name] = default
            if name in state:
                echoes.write(name, default)


def default_of(name: str) -> Choice:
    """The default at which a field stood when it was drawn last; None before."""
    value: Choice = st.session_state.get(DEFAULTS, {}).get(name)
    return value


def unseen(name: str, value: Choice, default: Choice) -> None:
    """Keep a field that moved along without a control of its own, and where it stands at rest."""
    remember({name: value})
    st.session_state.setdefault(DEFAULTS, {}).setdefault(name, default)


def seed(spec: Spec, default: Value) -> Value:
    """Before a widget is made: bring back what the reader chose on another page, follow a default that moved.

    Returns the widget's default of this run. At an entry of the browser's history that does not name the field a bound
    widget falls to its default: there the session's choice is the default, so that the reader who went back finds the
    controls as they were.
    """
    state = st.session_state
    kept, was = state.setdefault(KEPT, {}), state.setdefault(DEFAULTS, {})
    before = was.get(spec.name, default)
    current = state.get(spec.name, kept.get(spec.name))
    was[spec.name] = default
    if current is None:
        return default
    if before != default and current == before:
        echoes.write(spec.name, default)
        return default
    if _back_to_bare(spec.name):
        state[spec.name] = current
        return cast(Value, current)
    if current != default:
        _into_address({spec.name: current})
    state[spec.name] = current
    return default


def carry(names: Iterable[str]) -> None:
    """At the top of a page: write into the address what the reader chose of its fields on another page.

    All at once, since every write of the address is one more press of Back. A field not drawn before is written when
    it is first drawn, and so are the fields whose default each page has of its own: its section and its date.
    """
    names = tuple(names)
    st.session_state[BARE] = frozenset(name for name in names if name not in st.query_params)
    defaults = st.session_state.get(DEFAULTS, {})
    shared = [name for name in names if name in defaults and name != "section" and SPECS[name].kind != "date"]
    _into_address({name: value for name, value in current(shared).items() if value != defaults[name]})


def _back_to_bare(name: str) -> bool:
    """Whether this run came of the browser's Back or Forward to an entry that does not name the field.

    Streamlit takes out of the entry what is bound on the page that was left, even what the entry did name.
    """
    is_history = getattr(get_script_run_ctx(), "is_history_navigation", False)
    return bool(is_history) and name in st.session_state.get(BARE, ())


def _into_address(values: Mapping[str, Choice]) -> None:
    """Write values brought from another page into the address before their widgets are bound to it.

    Streamlit itself writes a value set by the program only from a widget's second run on, and at a change of pages it
    takes out what was bound on the page before. A field that is bound is refused: the browser has written it already.
    On the way back the entry that was come to is written over, so that no new one leads forward again.
    """
    new = {name: write(value) for name, value in values.items() if name not in st.query_params}
    if new:
        with contextlib.suppress(st.errors.StreamlitAPIException):
            st.query_params.update(new)


def keep(spec: Spec, value: Value) -> Value:
    """Store what a widget says, for pages that do not draw it."""
    st.session_state[KEPT][spec.name] = value
    return value


def current(names: Iterable[str]) -> dict[str, Choice]:
    """What the reader has chosen so far of some fields, whether or not their widgets were drawn in this run."""
    state = st.session_state
    found = {name: state.get(name, state.get(KEPT, {}).get(name)) for name in names}
    return {name: value for name, value in found.items() if value is not None}
