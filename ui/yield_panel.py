"""The yield panel of the sidebar: two yields with box and slider, the curve they make, presets."""

from __future__ import annotations

from datetime import date

import streamlit as st

from analytics.errors import NoData
from analytics.load import World
from analytics.measures import curve
from analytics.model.metric import day
from analytics.model.scenario import SPECS, Scenario, fields
from ui import controls, show
from ui.figures import curve as drawing
from ui.markup import escape


def draw(world: World, view: str, scenario: Scenario, as_of: date) -> Scenario:
    """Draw the panel for the curve of a day and return the scenario with the reader's yields.

    A view's other sidebar fields stand under the curve.

    Where no curve is held for the day, say so and return the scenario as it was.
    """
    st.markdown("**If yields were**")
    try:
        published = curve.for_day(world.market, as_of)
    except NoData as missing:
        st.markdown(f":small[:gray[n/a: {escape(str(missing))}]]")
        return scenario
    chosen = {name: controls.slid(name, default) for name, default in published.rounded().items()}
    moved = scenario.changes(**chosen)
    palette = show.palette()
    table = curve.table(world.market, moved, as_of, published)
    drawn = drawing.sidebar(table, palette)
    show.chart(drawn, "curve", _alt(published, chosen))
    controls.presets(published.presets(), chosen)
    source = "Illustrative curve" if world.kind == "illustrative" else "H.15 par curve"
    st.markdown(
        f":small[:gray[{source}, {day(published.as_of)}. Between the two maturities the shift is interpolated.]]"
    )
    beside = (name for name in fields(view) if SPECS[name].place == "sidebar" and name not in chosen)
    others = [name for name in beside if SPECS[name].kind == "integer"]
    return moved.changes(**{name: controls.slid(name, int(str(SPECS[name].default))) for name in others})


def _alt(published: curve.Curve, chosen: dict[str, int]) -> str:
    moved = chosen["ten_year_bp"] - published.ten_year_bp
    words = "as published" if not moved else f"{abs(moved)} bp {'above' if moved > 0 else 'below'} the published one"
    return f"Treasury curve by maturity; the ten-year is {chosen['ten_year_bp'] / 100:.2f} per cent, {words}."
