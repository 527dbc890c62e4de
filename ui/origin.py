"""What stands under a chart: whose data, of which day, made how, and behind buttons the table and a larger view."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pandas as pd
import streamlit as st
from plotly.basedatatypes import BaseFigure

from analytics.catalogue import publishers
from analytics.load import World
from analytics.model.methods import METHODS
from analytics.model.metric import day
from ui import tables
from ui.enlarge import enlarged
from ui.markup import escape

ROWS = 400
"""Rows of a table that are shown; all are in the download."""


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
    """Publisher, as-of and time of fetching: "Yahoo Finance · 14 Oct 2025, fetched 24 Nov 06:10 UTC".

    A publisher of whom nothing is held is named as such: "FRED · 14 Oct 2025; FDIC BankFind not held".
    """
    world = origin.world
    if origin.published:
        return f"As published by {origin.published}"
    if not origin.sources:
        return "Nothing published by this day"
    if world.kind == "illustrative":
        invented = {"sec": "Illustrative issuers", "fdic": "Illustrative banks"}
        kinds = dict.fromkeys(invented.get(id.partition(".")[0], "Illustrative market") for id in origin.sources)
        return f"{next(iter(kinds))}, not data · {_day(origin.as_of)}"
    held = tuple(id for id in origin.sources if world.holds(id))
    stamps = [stamp for id in held if (stamp := world.origin(id).get("fetched_at"))]
    fetched = datetime.fromisoformat(min(stamps)).astimezone(UTC) if stamps else None
    when = f", fetched {fetched.day} {fetched:%b %H:%M} UTC" if fetched else ""
    heard = {publishers((id,)) for id in held}
    lacking = publishers(tuple(id for id in origin.sources if publishers((id,)) not in heard))
    parts = f"{publishers(held)} · {_day(origin.as_of)}{when}" if held else "", f"{lacking} not held" if lacking else ""
    return "; ".join(part for part in parts if part)


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
