"""What a browser still says of a widget that the program has written to meanwhile: no hand has moved it.

Each message of the browser carries the value of every widget on the page. One that was sent before the last answer
had come holds the values from before it, and Streamlit calls that a change.
"""

from __future__ import annotations

import time

import streamlit as st

GENERATIONS, WRITTEN, OVERWRITTEN, HEARD = "_generations", "_written", "_overwritten", "_heard"
LASTS = 1.0
"""Seconds for which a value from before a write may be what the browser has not yet been told."""
ALONE = 0.2
"""The same where nothing else in the message has changed: no hand types a number so soon."""
TOGETHER = 0.05
"""Seconds within which the changes of one message are taken, one after the other."""


def fresh(key: str, value: object) -> str:
    """The key of a widget that shows `value`: a new one whenever it shows another one than the reader gave it.

    An echo then comes under an older key. The widget that a hand has moved keeps its own, and the focus.
    """
    state = st.session_state
    generations: dict[str, int] = state.setdefault(GENERATIONS, {})
    number = generations.get(key, 0)
    if state.get(f"{key}_{number}", value) != value:
        number = generations[key] = number + 1
    state[f"{key}_{number}"] = value
    return f"{key}_{number}"


def is_shown(key: str) -> bool:
    """Whether a key that `fresh` gave is still the newest of its widget."""
    name, _, number = key.rpartition("_")
    return str(st.session_state.get(GENERATIONS, {}).get(name, 0)) == number


def write(key: str, value: object) -> None:
    """Set a widget that keeps its key, and note what the browser may still say of it: what it said or was told."""
    state, now = st.session_state, time.monotonic()
    written: dict[str, object] = state.setdefault(WRITTEN, {})
    before: dict[object, float] = state.setdefault(OVERWRITTEN, {}).setdefault(key, {})
    if key in state:
        before.update({old: now for old in (state[key], written.get(key, value)) if old != value})
    before.pop(value, None)
    state[key] = written[key] = value


def is_echo(key: str, *, alone: bool = False) -> bool:
    """Whether the value that a widget is said to have changed to is one that the program has just written over.

    One hand moves one widget: of several that changed in a message the others are echoes. `alone` says that it is
    the only one.
    """
    overwritten = st.session_state.get(OVERWRITTEN, {}).get(key, {})
    at = overwritten.get(st.session_state[key])
    return at is not None and time.monotonic() - at < (ALONE if alone else LASTS)


def hear() -> None:
    """Note that a change of this message has been taken."""
    st.session_state[HEARD] = time.monotonic()


def has_heard() -> bool:
    """Whether another change of the same message has been taken already."""
    at: float = st.session_state.get(HEARD, float("-inf"))
    return time.monotonic() - at < TOGETHER


def forget(key: str) -> None:
    """A hand has moved the widget: the browser knows nothing older."""
    for notes in (WRITTEN, OVERWRITTEN):
        st.session_state.get(notes, {}).pop(key, None)
