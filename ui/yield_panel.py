"""The yield panel of the sidebar: two yields with box and slider, the curve they make, presets."""

from __future__ import annotations

import streamlit as st

from analytics.errors import NoData
from analytics.load import World
from analytics.measures import curve
from analytics.model.metric import day
from analytics.model.scenario import IDLE, SPECS, Scenario, fields
from analytics.output import views
from ui import choices, controls, show, sliders
from ui.figures import curve as drawing
from ui.markup import escape

LONG, SHORT, LINKED = "ten_year_bp", "short_rate_bp", "curve_linked"


def draw(world: World, view: str, scenario: Scenario) -> Scenario:
    """Draw the panel for the scenario's curve and return the scenario with the reader's yields.

    A hand on one yield moves the other by as much while the two are linked; a page that the three-month moves nothing
    on has no control of it, and it goes along unseen.

    A view's other sidebar fields stand under the curve.

    Where no curve is held for the day, say so and return the scenario as it was.
    """
    st.markdown("**If yields were**")
    try:
        published = curve.for_day(world.market, views.unbounded(world, scenario).as_of)
    except NoData as missing:
        st.markdown(f":small[:gray[n/a: {escape(str(missing))}]]")
        return scenario
    rest, own = published.rounded(), [name for name in fields(view) if name not in IDLE.get(view, ())]
    choices.follow(rest)
    so_far = choices.current((*rest, LINKED))
    if LONG in so_far and SHORT not in so_far:
        choices.unseen(SHORT, published.under(Scenario().changes(**so_far))[1], rest[SHORT])
    linked = str(so_far.get(LINKED, SPECS[LINKED].default)) == "On"
    for name, default in rest.items():
        if name in own:
            along = {other: value for other, value in rest.items() if linked and other != name}
            sliders.slid(name, default, along)
    if LINKED in own:
        controls.choice(LINKED, labelled=True)
    chosen = {**rest, **{name: int(str(value)) for name, value in choices.current(rest).items()}}
    moved = scenario.changes(**chosen, **choices.current((LINKED,)))
    palette = show.palette()
    drawn = drawing.sidebar(curve.by_maturity(published, moved), palette)
    show.chart(drawn, "curve", _alt(published, chosen))
    sliders.presets(published.presets(is_linked=linked), chosen)
    source = "Illustrative curve" if world.kind == "illustrative" else "H.15 par curve"
    st.markdown(
        f":small[:gray[{source}, {day(published.as_of)}. Between the two maturities the shift is interpolated.]]"
    )
    beside = (name for name in own if SPECS[name].place == "sidebar" and name not in rest)
    others = [name for name in beside if SPECS[name].kind == "integer"]
    return moved.changes(**{name: sliders.slid(name, int(str(SPECS[name].default))) for name in others})


def _alt(published: curve.Curve, chosen: dict[str, int]) -> str:
    moved = chosen["ten_year_bp"] - published.ten_year_bp
    words = "as published" if not moved else f"{abs(moved)} bp {'above' if moved > 0 else 'below'} the published one"
    return f"Treasury curve by maturity; the ten-year is {chosen['ten_year_bp'] / 100:.2f} per cent, {words}."
