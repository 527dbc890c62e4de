"""Controls made from the scenario's fields, bound to the link; this file names no field."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd
import streamlit as st

from analytics.errors import BadInput
from analytics.model.control import Choice
from analytics.model.scenario import SPECS
from analytics.model.sections import sections
from ui.choices import KEPT, keep, seed
from ui.markup import escape

FEW = 4
"""Choices that stand in a row; more are a list."""


def choice(name: str, *, labelled: bool = False) -> str:
    """One choice as a row of segments. A field without a choice made keeps its default."""
    spec = SPECS[name]
    default = seed(spec, spec.default)
    picked = st.segmented_control(
        spec.label,
        spec.choices,
        default=default,
        required=True,
        key=spec.name,
        bind="query-params",
        label_visibility="visible" if labelled else "collapsed",
    )
    return str(keep(spec, picked or spec.default))


def listed(name: str, default: str = "", *, labelled: bool = False) -> str:
    """One choice from a list, for a field with long or many choices; `default` where the data set it."""
    spec = SPECS[name]
    chosen = default or str(spec.default)
    chosen = seed(spec, chosen)
    picked = st.selectbox(
        spec.label,
        spec.choices,
        spec.choices.index(chosen),
        key=spec.name,
        bind="query-params",
        label_visibility="visible" if labelled else "collapsed",
        width="stretch" if labelled else 60 + 8 * max(map(len, spec.choices)),
    )
    return str(keep(spec, picked or chosen))


def optional(name: str, choices: Sequence[str]) -> str | None:
    """One choice from a list, or none of it."""
    spec = SPECS[name]
    seed(spec, None)
    if st.session_state.get(name) not in choices:
        st.session_state.pop(name, None)
    picked = st.selectbox(
        spec.label,
        choices,
        None,
        key=name,
        placeholder=f"{spec.label} …",
        bind="query-params",
        label_visibility="collapsed",
        width=220,
    )
    keep(spec, picked)
    return picked


def any_field(name: str, rows: pd.DataFrame) -> Choice:
    """The control of a field that stands with a chart: a row of segments for a few choices, a list for more.

    A field without a default is chosen among the values of its own column of `rows`, or not at all.
    """
    spec = SPECS[name]
    if spec.default is None:
        return optional(name, [str(value) for value in rows[name]])
    return choice(name) if len(spec.choices) <= FEW else listed(name)


def section(view: str) -> str:
    """The contents line of a page: which of its sections is on screen."""
    spec, choices = SPECS["section"], sections(view)
    state, kept = st.session_state, st.session_state.setdefault(KEPT, {})
    if state.get(spec.name, kept.get(spec.name)) not in choices:
        state.pop(spec.name, None)
        kept.pop(spec.name, None)
    default = seed(spec, choices[0])
    picked = st.segmented_control(
        spec.label,
        choices,
        default=default,
        required=True,
        key=spec.name,
        bind="query-params",
        label_visibility="collapsed",
    )
    return str(keep(spec, picked or choices[0]))


def ticker(name: str) -> str:
    """A ticker or number typed by the reader, in capitals; empty while there is none."""
    spec = SPECS[name]
    default = seed(spec, "")
    typed = st.text_input(
        spec.label,
        default,
        max_chars=12,
        key=spec.name,
        placeholder=spec.help,
        bind="query-params",
        label_visibility="collapsed",
        icon=":material/search:",
        width=190,
    )
    try:
        return str(keep(spec, spec.parse(typed))) if typed else ""
    except BadInput as error:
        st.markdown(f":orange[{escape(str(error))}]")
        return ""


def day(name: str, default: date, first: date, last: date) -> date:
    """One date between the first and the last session held."""
    spec = SPECS[name]
    default = seed(spec, default)
    if spec.name in st.session_state:
        st.session_state[spec.name] = min(max(st.session_state[spec.name], first), last)
    picked = st.date_input(
        spec.label,
        default,
        min_value=first,
        max_value=last,
        key=spec.name,
        format="YYYY-MM-DD",
        bind="query-params",
        label_visibility="collapsed",
        width=132,
    )
    return keep(spec, picked or default)
