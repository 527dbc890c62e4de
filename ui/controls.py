"""Controls made from the scenario's fields, bound to the link; this file names no field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import streamlit as st

from analytics.metric import show
from analytics.scenario import SPECS, Choice, Spec

KEPT, DEFAULTS, MATCH = "_kept", "_defaults", "_preset"
BOX_WIDTH = 88


def remember(values: Mapping[str, Choice]) -> None:
    """Keep values that came with the link for pages that have not been opened yet."""
    st.session_state.setdefault(KEPT, {}).update({name: value for name, value in values.items() if value is not None})


def _seed(spec: Spec, default: Choice) -> None:
    """Before a widget is made: bring back what the reader chose on another page, follow a default that moved."""
    state = st.session_state
    kept, was = state.setdefault(KEPT, {}), state.setdefault(DEFAULTS, {})
    before = was.get(spec.name, default)
    current = state.get(spec.name, kept.get(spec.name))
    if current is not None:
        state[spec.name] = default if before != default and current == before else current
    was[spec.name] = default


def _keep(spec: Spec, value: Any) -> Choice:
    st.session_state[KEPT][spec.name] = value
    return value


def choice(name: str) -> str:
    """One choice as a row of segments. A field without a choice made keeps its default."""
    spec = SPECS[name]
    _seed(spec, spec.default)
    picked = st.segmented_control(
        spec.label,
        spec.choices,
        default=spec.default,
        required=True,
        key=spec.name,
        bind="query-params",
        label_visibility="collapsed",
    )
    return str(_keep(spec, picked or spec.default))


def listed(name: str) -> str:
    """One choice from a list, for a field with long or many choices."""
    spec = SPECS[name]
    _seed(spec, spec.default)
    picked = st.selectbox(
        spec.label,
        spec.choices,
        spec.choices.index(str(spec.default)),
        key=spec.name,
        bind="query-params",
        label_visibility="collapsed",
        width=150,
    )
    return str(_keep(spec, picked or spec.default))


def day(name: str, default: date, first: date, last: date) -> date:
    """One date between the first and the last session held."""
    spec = SPECS[name]
    _seed(spec, default)
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
    return _keep(spec, picked or default)  # type: ignore[return-value]


def yields(defaults: Mapping[str, int]) -> dict[str, int]:
    """A slider and a number box for every field of kind "yield", by name; values in basis points.

    The slider moves in the field's step on a grid that runs through the default; the box takes any
    whole basis point.
    """
    return {name: _yield(SPECS[name], default) for name, default in defaults.items()}


def _yield(spec: Spec, default: int) -> int:
    _seed(spec, default)
    low = spec.low + (default - spec.low) % spec.step
    high = spec.high - (spec.high - default) % spec.step
    with st.container(gap="xxsmall"):
        head = st.container(horizontal=True, vertical_alignment="center", gap="small", wrap=False)
        value = st.slider(
            spec.label,
            min(low, st.session_state.get(spec.name, low)),
            max(high, st.session_state.get(spec.name, high)),
            value=default,
            step=spec.step,
            key=spec.name,
            format=" ",
            bind="query-params",
            label_visibility="collapsed",
        )
    box = f"_box_{spec.name}"
    st.session_state[box] = value / 100
    moved = value - default
    difference = f" :violet[**{show(moved, 'bp', sign=True)}**]" if moved else ""
    with head:
        st.markdown(f"{spec.label}{difference}  \n:small[:gray[today {show(default / 100, '%')}]]", width="stretch")
        st.number_input(
            f"{spec.label}, per cent",
            spec.low / 100,
            spec.high / 100,
            value=value / 100,
            step=0.01,
            format="%.2f",
            key=box,
            label_visibility="collapsed",
            width=BOX_WIDTH,
            on_change=_take_box,
            args=(spec.name, box),
        )
    return int(_keep(spec, value))  # type: ignore[arg-type]


def _take_box(name: str, box: str) -> None:
    if st.session_state[box] is not None:
        st.session_state[name] = round(st.session_state[box] * 100)


def presets(named: Mapping[str, Mapping[str, int]], now: Mapping[str, int]) -> None:
    """Pills that set several fields at once; the one that is true is lit."""
    st.session_state[MATCH] = next((name for name, values in named.items() if dict(values) == dict(now)), None)
    st.pills(
        "Presets", list(named), key=MATCH, label_visibility="collapsed", on_change=_take_preset, args=(dict(named),)
    )


def _take_preset(named: Mapping[str, Mapping[str, int]]) -> None:
    picked = st.session_state[MATCH]
    st.session_state.update(named.get(picked, next(iter(named.values()))))


def fields(place: str, names: Iterable[str]) -> list[str]:
    """The names among `names` whose control stands in a place, in the scenario's order."""
    return [name for name, spec in SPECS.items() if spec.place == place and name in names]
