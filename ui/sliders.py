"""Sliders with a box for the exact number, numbers in a box alone, and presets that set several at once."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from analytics.model.control import Spec
from analytics.model.metric import show
from analytics.model.scenario import SPECS
from ui import echoes
from ui.choices import KEPT, keep, remember, seed

BOX_WIDTH = 88


def slid(name: str, default: int, along: Mapping[str, int] | None = None) -> int:
    """A slider with a number box for a whole number: a yield, in basis points, or a field of kind "integer".

    The slider moves in the field's step on a grid that runs through the default; the box takes any
    whole number of the unit, a yield in per cent with two decimals. `along` are the fields that a hand on it moves by
    as much, each with its default.
    """
    spec = SPECS[name]
    rest = seed(spec, default)
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
            on_change=_take_slider,
            args=(name, along or {}),
        )
    with head:
        _beside(spec, default, value, along or {})
    return int(keep(spec, value))


def _beside(spec: Spec, default: int, value: int, along: Mapping[str, int]) -> None:
    """Name and difference of a slider, what it is at rest, and the box for an exact value."""
    as_yield, moved = spec.kind == "yield", value - default
    box = f"_box_{spec.name}"
    echoes.write(box, value / 100 if as_yield else value)
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
    default = seed(spec, int(str(spec.default)))
    picked = st.number_input(
        f"{spec.label}, {spec.unit}",
        spec.low,
        spec.high,
        default,
        spec.step,
        key=spec.name,
        bind="query-params",
    )
    return int(keep(spec, spec.default if picked is None else picked))


def _take_slider(name: str, along: Mapping[str, int]) -> None:
    state = st.session_state
    echoes.hear()
    if echoes.is_echo(name):
        state[name] = state[KEPT][name]
        return
    echoes.forget(name)
    _move_along(name, along)


def _take_box(name: str, box: str, scale: int, along: Mapping[str, int]) -> None:
    """A number from a hand, unless a slider moves in the same message: then it was heard, or is not yet kept."""
    state, kept = st.session_state, st.session_state.setdefault(KEPT, {})
    moving = any(other in state and state[other] != kept.get(other, state[other]) for other in (name, *along))
    if state[box] is None or echoes.is_echo(box, alone=not moving and not echoes.has_heard()):
        return
    echoes.hear()
    echoes.forget(box)
    echoes.write(name, round(state[box] * scale))
    _move_along(name, along)


def _move_along(name: str, along: Mapping[str, int]) -> None:
    """Move other fields by as much as a hand has just moved this one, each within its own bounds.

    The next move counts from here, whether or not this one is drawn before it comes.
    """
    state = st.session_state
    kept = state.setdefault(KEPT, {})
    if name not in kept:
        return
    by = int(state[name]) - int(kept[name])
    for other, default in along.items():
        moved = SPECS[other].within(int(kept.get(other, default)) + by)
        if other in state:
            echoes.write(other, moved)
        kept[other] = moved
    kept[name] = int(state[name])


def presets(named: Mapping[str, Mapping[str, int]], now: Mapping[str, int]) -> None:
    """Pills that set several fields at once; the one that is true is lit."""
    key = echoes.fresh("_preset", next((name for name, values in named.items() if dict(values) == dict(now)), None))
    st.pills(
        "Presets",
        list(named),
        key=key,
        label_visibility="collapsed",
        on_change=_take_preset,
        args=(key, dict(named)),
    )


def _take_preset(key: str, named: Mapping[str, Mapping[str, int]]) -> None:
    if not echoes.is_shown(key):
        return
    echoes.hear()
    values = named.get(st.session_state[key], next(iter(named.values())))
    for name, value in values.items():
        if name in st.session_state:
            echoes.write(name, value)
    remember(values)
