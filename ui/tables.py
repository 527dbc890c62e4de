"""How tables are shown: fixed decimals, dates without times, links to filings, missing values n/a, a download."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from analytics.load import World
from analytics.output import export
from analytics.output.views import Answer

Heads = Mapping[str, str]
"""What columns are called on a page, by name; a column without one keeps its own."""


def table(rows: pd.DataFrame, key: str, view: str, world: World, heads: Heads | None = None) -> None:
    """A table that stands on the page itself under `heads`, with its download under it."""
    frame(rows, f"_rows_{key}", heads)
    download(rows, key, f"{view}-{key}-{world.kind}.csv", world)


def choosable(rows: pd.DataFrame, key: str, view: str, world: World, heads: Heads | None = None) -> int | None:
    """A table of which one row can be chosen; returns its place among `rows`, None while none is."""
    event = frame(rows, f"_rows_{key}", heads, on_select="rerun", selection_mode="single-row")
    download(rows, key, f"{view}-{key}-{world.kind}.csv", world)
    chosen = event["selection"]["rows"]
    return int(chosen[0]) if chosen else None


def file_stem(answer: Answer) -> str:
    """How the files of a page begin: by its view, and by the one it is of."""
    view = answer.view
    return f"{view.name}-{getattr(answer.scenario, view.of)}" if view.of else view.name


def download(rows: pd.DataFrame, key: str, name: str, world: World, *, quiet: bool = True) -> None:
    """A button that takes the rows away, with what they are of on top; the file is made when it is clicked."""
    st.download_button(
        "Download CSV",
        data=lambda: export.csv(rows, world),
        file_name=name,
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
        type="tertiary" if quiet else "secondary",
        key=f"_csv_{key}",
    )


def frame(table: pd.DataFrame, key: str, heads: Heads | None = None, **more: Any) -> Any:
    """A table under `heads`: dates without times, fixed decimals, links to filings, missing values n/a."""
    named = heads or {}
    columns = {str(name): _column(table[name], named.get(str(name))) for name in table.columns}
    return st.dataframe(
        table,
        hide_index=True,
        row_height=27,
        column_config=columns,
        placeholder="n/a",
        key=key,
        **more,
    )


def _column(values: pd.Series, head: str | None) -> ColumnConfig:
    if isinstance(values.dtype, pd.DatetimeTZDtype):
        return st.column_config.DatetimeColumn(head, format="D MMM YYYY, HH:mm")
    if pd.api.types.is_datetime64_any_dtype(values):
        return st.column_config.DateColumn(head, format="D MMM YYYY")
    if pd.api.types.is_float_dtype(values):
        return st.column_config.NumberColumn(head, format=f"%.{_places(values)}f")
    if str(values.name) == "filing":
        return st.column_config.LinkColumn(head, display_text="open")
    return st.column_config.Column(head)


def _places(values: pd.Series) -> int:
    """Decimals by the unit at the end of the column's name: two for rates and standard deviations, four for ratios."""
    numbers = values.to_numpy(dtype="float64", na_value=math.nan)
    if not any(number % 1 for number in numbers.tolist() if number == number):
        return 0
    return 4 if str(values.name).endswith(("_x", "correlation")) else 2
