"""How figures are shown: the only charts, cards, badges and notices of the dashboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pandas as pd
import streamlit as st
from plotly.basedatatypes import BaseFigure
from streamlit.delta_generator import DeltaGenerator

from analytics.catalogue import publishers
from analytics.errors import DashboardError
from analytics.freshness import State
from analytics.load import World
from analytics.model.methods import METHODS
from analytics.model.metric import Metric, day, show
from ui import tables
from ui.enlarge import enlarged
from ui.markup import escape
from ui.style import CONFIG, PALETTES, Palette

WIDTH = 1240
THOUSAND = 1000
LARGER = {"USD bn": ("USD tn", 2), "USD m": ("USD bn", 1)}
"""The next larger unit of money, and with how many decimals it is written."""
REASON = 20
"""Letters of a reason that fit under a figure."""
ROWS = 400


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


@dataclass(frozen=True)
class Origin:
    """What stands under a chart: whose data, of which day, made how, and the table behind it.

    `published` names the publishers of a table that is quoted; it stands in any world as it is. `drawing` and
    `finding` give the chart anew at the reader's yields, with its title and what it shows, for a larger view.
    """

    key: str
    view: str
    world: World
    as_of: date | None
    sources: tuple[str, ...]
    methods: tuple[str, ...]
    table: Callable[[], pd.DataFrame]
    published: str = ""
    drawing: Callable[[], BaseFigure] | None = None
    finding: Callable[[], tuple[str, str]] | None = None


@st.fragment
def chart_footer(origin: Origin) -> None:
    """The source line of a chart, with method, table and download behind one button.

    The table is made when the reader opens it, so that a closed one costs nothing.
    """
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", wrap=False):
        st.markdown(f":small[:gray[{escape(source_line(origin))}]]", width="stretch")
        drawing, finding = origin.drawing, origin.finding
        if drawing and finding and st.button("Enlarge", type="tertiary", key=f"_large_{origin.key}"):
            enlarged(drawing, *finding(), source_line(origin), f"{origin.view}-{origin.key}")
        drawer = st.popover("Data, method", type="tertiary", on_change="rerun", key=f"_more_{origin.key}")
    if drawer.open:
        with drawer:
            _behind(origin)


def source_line(origin: Origin) -> str:
    """Publisher, as-of and time of fetching: "Yahoo Finance · 14 Oct 2025, fetched 24 Nov 06:10 UTC"."""
    world = origin.world
    if origin.published:
        return f"As published by {origin.published}"
    if world.kind == "illustrative":
        invented = {"sec": "Illustrative issuers", "fdic": "Illustrative banks"}
        kinds = dict.fromkeys(invented.get(id.partition(".")[0], "Illustrative market") for id in origin.sources)
        return f"{next(iter(kinds))}, not data · {_day(origin.as_of)}"
    stamps = [stamp for id in origin.sources if (stamp := world.origin(id).get("fetched_at"))]
    fetched = datetime.fromisoformat(min(stamps)).astimezone(UTC) if stamps else None
    when = f", fetched {fetched.day} {fetched:%b %H:%M} UTC" if fetched else ""
    return f"{publishers(origin.sources)} · {_day(origin.as_of)}{when}"


def _day(as_of: date | None) -> str:
    return day(as_of) if as_of else "n/a"


def _behind(origin: Origin) -> None:
    for id in origin.methods:
        method = METHODS[id]
        st.markdown(f"**{method.title}.** {method.formula}  \n:small[:gray[{method.source} {method.limits}]]")
    table = origin.table()
    name = f"{origin.view}-{origin.key}-{origin.as_of}-{origin.world.kind}.csv"
    tables.download(table, origin.key, name, origin.world, quiet=False, source=source_line(origin), as_of=origin.as_of)
    dated = "date" in table.columns
    tables.frame((table.iloc[::-1] if dated else table).head(ROWS), f"_rows_{origin.key}")
    if len(table) > ROWS:
        which = "newest" if dated else "first"
        st.markdown(f":small[:gray[The {which} {ROWS} of {len(table):,} rows; all are in the download.]]")


def notice(*errors: DashboardError, icon: str = ":material/error:", colour: str = "red") -> None:
    """What failed, what is shown instead, what to do: in one box, a line each, without a traceback."""
    with st.container(border=True, gap="xxsmall"):
        for error in errors:
            rest = escape(" ".join(part for part in (error.instead, error.remedy) if part))
            st.markdown(f":{colour}[{icon}] **{escape(error.failed)}** {rest}")
