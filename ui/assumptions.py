"""What a page assumes: the fields that stand behind one button."""

from __future__ import annotations

import streamlit as st

from analytics.model.scenario import SPECS, Scenario, fields
from ui import choices, controls, sliders


def popover(view: str, scenario: Scenario) -> Scenario:
    """The button and its controls; `scenario` holds the defaults that the data set. Returns it with what was chosen."""
    chosen = {}
    names = [name for name in fields(view) if SPECS[name].place == "assumptions" and _is_known(name, scenario)]
    moved = sum(1 for name in names if _reader_value(name) not in (None, _default(name, scenario)))
    label = f"Assumptions ({moved} changed)" if moved else "Assumptions"
    with st.popover(label, icon=":material/tune:"), st.grid(2, min_column_width=150, gap="small") as grid:
        for name in names:
            with grid.cell():
                chosen[name] = _control(name, scenario)
    return scenario.changes(**chosen)


def _is_known(name: str, scenario: Scenario) -> bool:
    """Whether a field has a value to stand at: one that follows the data has none where these are missing."""
    return SPECS[name].default is not None or getattr(scenario, name) is not None


def _default(name: str, scenario: Scenario) -> object:
    return SPECS[name].default if SPECS[name].default is not None else getattr(scenario, name)


def _reader_value(name: str) -> object:
    return st.session_state.get(name, st.session_state.get(choices.KEPT, {}).get(name))


def _control(name: str, scenario: Scenario) -> str | int:
    spec = SPECS[name]
    if spec.kind == "integer":
        return sliders.number(name)
    if spec.default is None:
        return controls.listed(name, getattr(scenario, name), labelled=True)
    return controls.choice(name, labelled=True)
