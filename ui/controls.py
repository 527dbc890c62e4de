"""Controls made from the scenario's fields, bound to the link; this file names no field."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar, cast

import pandas as pd
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from analytics.errors import BadInput
from analytics.model.control import Choice, Spec, write
from analytics.model.metric import show
from analytics.model.scenario import SPECS
from analytics.model.sections import sections
from ui.markup import escape

KEPT, DEFAULTS, MATCH = "_kept", "_defaults", "_preset"
BARE = "_bare"
"""The fields that the address did not name when the page began."""
LINKED_SECTION = "_linked_section"
"""The section that the link named, until the page it opens has said whether it has it."""
BOX_WIDTH = 88
FEW = 4
"""Choices that stand in a row; more are a list."""
Value = TypeVar("Value")


def remember(values: Mapping[str, Choice]) -> None:
    """Keep values that came with the link for pages that have not been opened yet."""
    st.session_state.setdefault(KEPT, {}).update({name: value for name, value in values.items() if value is not None})


def _seed(spec: Spec, default: Value) -> Value:
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
        state[spec.name] = default
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


def _keep(spec: Spec, value: Value) -> Value:
    st.session_state[KEPT][spec.name] = value
    return value


def choice(name: str, *, labelled: bool = False) -> str:
    """One choice as a row of segments. A field without a choice made keeps its default."""
    spec = SPECS[name]
    default = _seed(spec, spec.default)
    picked = st.segmented_control(
        spec.label,
        spec.choices,
        default=default,
        required=True,
        key=spec.name,
        bind="query-params",
        label_visibility="visible" if labelled else "collapsed",
    )
    return str(_keep(spec, picked or spec.default))


def listed(name: str, default: str = "", *, labelled: bool = False) -> str:
    """One choice from a list, for a field with long or many choices; `default` where the data set it."""
    spec = SPECS[name]
    chosen = default or str(spec.default)
    chosen = _seed(spec, chosen)
    picked = st.selectbox(
        spec.label,
        spec.choices,
        spec.choices.index(chosen),
        key=spec.name,
        bind="query-params",
        label_visibility="visible" if labelled else "collapsed",
        width="stretch" if labelled else 60 + 8 * max(map(len, spec.choices)),
    )
    return str(_keep(spec, picked or chosen))


def optional(name: str, choices: Sequence[str]) -> str | None:
    """One choice from a list, or none of it."""
    spec = SPECS[name]
    _seed(spec, None)
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
    _keep(spec, picked)
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
    default = _seed(spec, choices[0])
    picked = st.segmented_control(
        spec.label,
        choices,
        default=default,
        required=True,
        key=spec.name,
        bind="query-params",
        label_visibility="collapsed",
    )
    return str(_keep(spec, picked or choices[0]))


def current(names: Iterable[str]) -> dict[str, Choice]:
    """What the reader has chosen so far of some fields, whether or not their widgets were drawn in this run."""
    state = st.session_state
    found = {name: state.get(name, state.get(KEPT, {}).get(name)) for name in names}
    return {name: value for name, value in found.items() if value is not None}


def ticker(name: str) -> str:
    """A ticker or number typed by the reader, in capitals; empty while there is none."""
    spec = SPECS[name]
    default = _seed(spec, "")
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
        return str(_keep(spec, spec.parse(typed))) if typed else ""
    except BadInput as error:
        st.markdown(f":orange[{escape(str(error))}]")
        return ""


def day(name: str, default: date, first: date, last: date) -> date:
    """One date between the first and the last session held."""
    spec = SPECS[name]
    default = _seed(spec, default)
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
    return _keep(spec, picked or default)


def slid(name: str, default: int, along: Mapping[str, int] | None = None) -> int:
    """A slider with a number box for a whole number: a yield, in basis points, or a field of kind "integer".

    The slider moves in the field's step on a grid that runs through the default; the box takes any
    whole number of the unit, a yield in per cent with two decimals. `along` are the fields that a hand on it moves by
    as much, each with its default.
    """
    spec = SPECS[name]
    rest = _seed(spec, default)
    low = spec.low + (default - spec.low) % spec.step
    high = spec.high - (spec.high - default) % spec.step
    with st.container(gap="xxsmall"):
        head = st.container(horizontal=True, vertical_alignment="center", gap="small", wrap=False)
        value = st.slider(
            spec.label,
            min(low, st.session_state.get(name, low)),
            max(high, st.session_state.get(name, high)),
            value=rest,
            step=spec.step,
            key=name,
            format=" ",
            bind="query-params",
            label_visibility="collapsed",
            on_change=_move_along,
            args=(name, along or {}),
        )
    with head:
        _beside(spec, default, value, along or {})
    return int(_keep(spec, value))


def _beside(spec: Spec, default: int, value: int, along: Mapping[str, int]) -> None:
    """Name and difference of a slider, what it is at rest, and the box for an exact value."""
    as_yield, moved = spec.kind == "yield", value - default
    box = f"_box_{spec.name}"
    st.session_state[box] = value / 100 if as_yield else value
    rest = f"published {show(default / 100, '%')}" if as_yield else spec.help
    difference = f" :violet[**{show(moved, spec.unit, sign=True)}**]" if moved else ""
    st.markdown(f"{spec.label}{difference}  \n:small[:gray[{rest}]]", width="stretch")
    st.number_input(
        f"{spec.label}, {'per cent' if as_yield else spec.unit}",
        spec.low / 100 if as_yield else spec.low,
        spec.high / 100 if as_yield else spec.high,
        value=st.session_state[box],
        step=0.01 if as_yield else 1,
        format="%.2f" if as_yield else "%d",
        key=box,
        label_visibility="collapsed",
        width=BOX_WIDTH,
        on_change=_take_box,
        args=(spec.name, box, 100 if as_yield else 1, along),
    )


def number(name: str) -> int:
    """One whole number in a box of its own, under its label."""
    spec = SPECS[name]
    default = _seed(spec, int(str(spec.default)))
    picked = st.number_input(
        f"{spec.label}, {spec.unit}",
        spec.low,
        spec.high,
        default,
        spec.step,
        key=spec.name,
        bind="query-params",
    )
    return int(_keep(spec, spec.default if picked is None else picked))


def _take_box(name: str, box: str, scale: int, along: Mapping[str, int]) -> None:
    if st.session_state[box] is not None:
        st.session_state[name] = round(st.session_state[box] * scale)
        _move_along(name, along)


def _move_along(name: str, along: Mapping[str, int]) -> None:
    """Move other fields by as much as a hand has just moved this one, each within its own bounds."""
    state = st.session_state
    kept = state.setdefault(KEPT, {})
    if name not in kept:
        return
    by = int(state[name]) - int(kept[name])
    for other, default in along.items():
        moved = SPECS[other].within(int(state.get(other, kept.get(other, default))) + by)
        if other in state:
            state[other] = moved
        kept[other] = moved


def presets(named: Mapping[str, Mapping[str, int]], now: Mapping[str, int]) -> None:
    """Pills that set several fields at once; the one that is true is lit."""
    st.session_state[MATCH] = next((name for name, values in named.items() if dict(values) == dict(now)), None)
    st.pills(
        "Presets", list(named), key=MATCH, label_visibility="collapsed", on_change=_take_preset, args=(dict(named),)
    )


def _take_preset(named: Mapping[str, Mapping[str, int]]) -> None:
    picked = st.session_state[MATCH]
    values = named.get(picked, next(iter(named.values())))
    st.session_state.update({name: value for name, value in values.items() if name in st.session_state})
    remember(values)
