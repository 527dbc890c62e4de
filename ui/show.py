"""How figures are shown: the only charts, cards, badges and notices of the dashboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st
from plotly.basedatatypes import BaseFigure
from streamlit.delta_generator import DeltaGenerator

from analytics.catalogue import publishers
from analytics.errors import DashboardError
from analytics.freshness import State
from analytics.load import World
from analytics.model.methods import METHODS
from analytics.model.metric import Metric, day, show
from ui.markup import escape
from ui.style import CONFIG, PALETTES, Palette

WIDTH = 1240
THOUSAND = 1000
LARGER = {"USD bn": ("USD tn", 2), "USD m": ("USD bn", 1)}
"""The next larger unit of money, and with how many decimals it is written."""
REASON = 20
"""Letters of a reason that fit under a figure."""


def palette() -> Palette:
    """The colours of the reader's theme, correct on the first run as well."""
    return PALETTES["dark" if st.context.theme.type == "dark" else "light"]


def badge(world: World, states: Sequence[State]) -> None:
    """The world on screen in words: illustrative, pinned, so many days old, or live."""
    ages = [state.age for state in states if state.state == "stale" and state.age is not None]
    if world.kind == "illustrative":
        st.badge("Illustrative: invented between published figures", icon=":material/science:", color="violet")
    elif world.kind == "pinned":
        st.badge(f"Pinned {world.id[:4]}", icon=":material/push_pin:", color="gray")
    elif world.substitutes:
        names = ", ".join(world.substitutes)
        st.badge(f"An older version of {names} stands in", icon=":material/history:", color="yellow")
    elif ages:
        st.badge(f"{max(ages)} days old", icon=":material/schedule:", color="yellow")
    else:
        st.badge("Live", icon=":material/check_circle:", color="gray")


def answer(sentence: str, prose: str) -> None:
    """The page's answer as its one headline, and the comparison behind it in one or two lines."""
    st.title(escape(sentence), anchor=False)
    st.markdown(escape(prose))


@dataclass(frozen=True)
class Card:
    """One figure in a box: `context` is its second line; `text` is written in place of a value too long for it."""

    label: str
    metric: Metric
    decimals: int | None = None
    sign: bool = False
    context: str = ""
    text: str = ""


def cards(chosen: Sequence[Card], world: World) -> None:
    """Cards in pairs that stay pairs: in one row on a desktop, two by two on a phone."""
    pairs = [chosen[i : i + 2] for i in range(0, len(chosen), 2)]
    for column, pair in zip(st.columns(len(pairs), gap="small"), pairs, strict=True):
        with column, st.grid(2, min_column_width=150, gap="small"):
            for one in pair:
                card(one, world)


def card(card: Card, world: World) -> None:
    """One figure in its box, as wide as its place."""
    metric = card.metric
    missing = metric.value is None
    st.metric(
        card.label,
        (not missing and card.text) or _large(card),
        delta=escape(_reason(metric.note) if missing else card.context) or None,
        delta_color="off",
        delta_arrow="off",
        border=True,
        height="stretch",
        help=explain(metric, world),
    )


def _large(card: Card) -> str:
    """The figure as it fits into its card: from a thousand on in the next larger unit of money."""
    metric, (larger, places) = card.metric, LARGER.get(card.metric.unit, ("", 0))
    if larger and isinstance(metric.value, float) and abs(metric.value) >= THOUSAND:
        return show(metric.value / THOUSAND, larger, places, card.sign)
    return show(metric.value, metric.unit, card.decimals, card.sign)


def _reason(note: str) -> str:
    """Why a figure is missing, where it fits under it; what lies behind the mark tells it in full."""
    return note if len(note) <= REASON else "reason under ?"


def written(value: float, unit: str, decimals: int) -> str:
    """A number as it is written inside other words, with its sign."""
    return show(value, unit, decimals, sign=True)


def short(metric: Metric, decimals: int | None = None, *, sign: bool = False) -> str:
    """A figure as it is written inside other words."""
    return show(metric.value, metric.unit, decimals, sign)


def explain(metric: Metric, world: World) -> str:
    """A figure's tooltip: exact value, method, source, as-of."""
    method = METHODS[metric.method]
    note = f" ({escape(metric.note)})" if metric.note else ""
    return (
        f"**{escape(metric.label)}: {escape(metric.text)}**{note}\n\n{method.title}: {method.formula}\n\n"
        f"*{_source(metric.sources, world)}* · as of {day(metric.as_of) if metric.as_of else 'n/a'} · `{metric.id}`"
    )


def _source(ids: Sequence[str], world: World) -> str:
    return "Illustrative" if world.kind == "illustrative" else publishers(tuple(ids))


def chart(
    drawn: BaseFigure,
    key: str,
    alt: str,
    on_click: Callable[[str], None] | None = None,
) -> None:
    """A figure without tool bar: a finger scrolls the page, not the plot.

    `on_click` is given the `customdata` of a bar that was clicked, before the script runs again.
    """
    if on_click is None:
        st.plotly_chart(drawn, theme=None, key=key, config=CONFIG, alt=alt)
        return

    def select() -> None:
        points = st.session_state[key]["selection"]["points"]
        clicked = points[0].get("customdata", "") if points else ""
        if clicked:
            on_click(str(clicked[0] if isinstance(clicked, list) else clicked))

    st.plotly_chart(drawn, theme=None, key=key, config=CONFIG, alt=alt, on_select=select, selection_mode="points")


def title(finding: str, what: str) -> None:
    """A chart's finding, and under it in small what is drawn, in which unit, on which basis.

    `what` is Markdown: whatever in it is not ours has been escaped.
    """
    with st.container(gap=None):
        st.subheader(escape(finding), anchor=False)
        st.markdown(f":small[:gray[{what}]]")


def waiting(what: str) -> None:
    """What is under way beside the page."""
    st.markdown(f":gray[:material/schedule: {escape(what)}]")


def place() -> DeltaGenerator:
    """A place that is filled later, above what is drawn next."""
    return st.container(gap=None)


def missing(reason: str) -> None:
    """A figure that cannot be drawn says why, in its place."""
    st.markdown(f":gray[n/a: {escape(reason)}]")


def notice(*errors: DashboardError, icon: str = ":material/error:", colour: str = "red") -> None:
    """What failed, what is shown instead, what to do: in one box, a line each, without a traceback.

    What is the same of all is said once, under them.
    """
    rests = [escape(" ".join(part for part in (error.instead, error.remedy) if part)) for error in errors]
    shared = rests[0] if len(errors) > 1 and len(set(rests)) == 1 else ""
    with st.container(border=True, gap="xxsmall"):
        for error, rest in zip(errors, rests, strict=True):
            st.markdown(f":{colour}[{icon}] **{escape(error.failed)}** {'' if shared else rest}")
        if shared:
            st.markdown(shared)
