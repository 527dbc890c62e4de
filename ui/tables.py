"""How tables are shown: fixed decimals, dates without times, links to filings, missing values n/a, a download."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st
from pandas.api.types import is_bool_dtype, is_datetime64_any_dtype, is_float_dtype, is_numeric_dtype
from pandas.io.formats.style import Styler
from streamlit.elements.lib.column_types import ColumnConfig

from analytics.catalogue.columns import Column, column
from analytics.load import World
from analytics.model.metric import MINUS
from analytics.output import export
from analytics.output.views import Answer

FORMATTED = 20_000
"""Cells up to which every number is written out; a longer table is left to the browser."""
STATES = {"filed": "as filed", "today": "at the published yields", "scenario": "at the sliders' yields"}
"""What a reader calls the states of a bank's losses."""
LINKS = ("filing", "page")
"""Columns that lead elsewhere."""
CODES = ("cik", "cert", "rssd", "year", "due", "group", "fiscal_year")
"""Columns whose numbers are names: no thousands separator."""


def table(rows: pd.DataFrame, key: str, view: str, world: World, stem: str = "") -> None:
    """A table that stands on the page itself, with its download under it; `stem` begins the name of its file."""
    frame(rows, f"_rows_{key}", view)
    download(rows, key, f"{stem or view}-{key}-{world.kind}.csv", world)


def choosable(rows: pd.DataFrame, key: str, view: str, world: World) -> int | None:
    """A table of which one row can be chosen; returns its place among `rows`, None while none is."""
    event = frame(rows, f"_rows_{key}", view, on_select="rerun", selection_mode="single-row")
    download(rows, key, f"{view}-{key}-{world.kind}.csv", world)
    chosen = event["selection"]["rows"]
    return int(chosen[0]) if chosen else None


def file_stem(answer: Answer) -> str:
    """How the files of a page begin: by its view, and by the one it is of."""
    view = answer.view
    return f"{view.name}-{getattr(answer.scenario, view.of)}" if view.of else view.name


def download(
    rows: pd.DataFrame,
    key: str,
    name: str,
    world: World,
    *,
    quiet: bool = True,
    source: str = "",
    as_of: date | None = None,
) -> None:
    """A button that takes the rows away, each with what it is of; the file is made when it is clicked."""
    st.download_button(
        "Download CSV",
        data=lambda: export.csv(rows, world, source, as_of),
        file_name=name,
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
        type="tertiary" if quiet else "secondary",
        key=f"_csv_{key}",
    )


def frame(table: pd.DataFrame, key: str, view: str = "", **more: Any) -> Any:
    """A table under the catalogue's heads: dates without times, fixed decimals with thousands separators and true
    minus signs, links to filings, missing values n/a."""
    known = {str(name): column(str(name), view) for name in table.columns}
    is_written = table.size <= FORMATTED
    table = _worded(table)
    heads = {name: _head(table[name], known[name], is_written) for name in known}
    shown = _written(table, known) if is_written else _rounded(table, known)
    return st.dataframe(shown, hide_index=True, row_height=27, column_config=heads, placeholder="n/a", key=key, **more)


def _worded(table: pd.DataFrame) -> pd.DataFrame:
    """The table with words in place of the names of states and figures."""
    words = {"state": lambda name: STATES.get(name, name), "figure": lambda name: column(name).label}
    return table.assign(**{name: table[name].map(word) for name, word in words.items() if name in table})


def _numeric(table: pd.DataFrame) -> list[str]:
    return [str(name) for name in table.columns if is_numeric_dtype(table[name]) and not is_bool_dtype(table[name])]


def _written(table: pd.DataFrame, known: Mapping[str, Column]) -> Styler:
    """The table with each number as it is read; it sorts by the numbers themselves."""
    return table.style.format({name: partial(_number, known[name]) for name in _numeric(table)}, na_rep="n/a")


def _rounded(table: pd.DataFrame, known: Mapping[str, Column]) -> pd.DataFrame:
    """A long table, which the browser itself writes: numbers rounded to their decimals."""
    return table.round({name: _places(table[name], known[name]) for name in _numeric(table)})


def _number(about: Column, value: float) -> str:
    if value != value:
        return "n/a"
    places = 0 if float(value).is_integer() and not about.unit else about.decimals
    text = f"{abs(value):,.{places}f}" if about.name not in CODES else f"{value:.0f}"
    return f"{MINUS}{text}" if value < 0 and text.strip("0.,") else text


def _places(values: pd.Series[Any], about: Column) -> int:
    return about.decimals if is_float_dtype(values) else 0


def _head(values: pd.Series[Any], about: Column, is_written: bool) -> ColumnConfig:
    if isinstance(values.dtype, pd.DatetimeTZDtype):
        return st.column_config.DatetimeColumn(about.head, format="D MMM YYYY, HH:mm")
    if is_datetime64_any_dtype(values):
        return st.column_config.DateColumn(about.head, format="D MMM YYYY")
    if about.name in LINKS:
        return st.column_config.LinkColumn(about.head, display_text="open")
    if is_float_dtype(values) and not is_written:
        return st.column_config.NumberColumn(about.head, format="localized")
    return st.column_config.Column(about.head)
