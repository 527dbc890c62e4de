"""The banks as a table the reader chooses: by burden, by size, by real estate, or all; a row opens one."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from analytics.banks.tables import by_burden
from analytics.model.chart import Chart
from analytics.output.views import Answer
from ui import controls, open_one, show, shown_columns
from ui import tables as sheet

FEW = 15
"""Rows of a ranking, so that a slider move stays small."""
HOW = "sort by a column's head, search with the glass; a row opens the bank"
Chosen = tuple[pd.DataFrame, str, str]
"""The rows, the column they speak of, and what they are in words."""


def draw(answer: Answer, chart: Chart) -> None:
    """Draw the choice and the table of it, under the figures' `banks` and `listed`."""
    tables, world = answer.result.tables, answer.world
    place = st.container(gap=None)
    kind = controls.listed("bank_list")
    if "banks" not in tables:
        return
    rows, column, what = select_rows(tables, kind)
    listed = kind == "Listed"
    with place:
        show.title("The banks" if kind == "All" else f"The banks: {kind[0].lower()}{kind[1:]}", f"{what}; {HOW}")
    if rows.empty:
        show.missing("no bank is")
        return
    columns = shown_columns.LISTED_ROWS if listed else shown_columns.BANK_ROWS
    ordered = [columns[0], column, *(name for name in columns[1:] if name != column)]
    picked = sheet.choosable(rows[ordered], f"banks_{kind}", "regional_banks", world)
    if picked is not None:
        row = rows.iloc[picked]
        open_one.lead_to("bank", str(row["ticker" if listed else "cert"]), str(row["holding" if listed else "name"]))


def select_rows(tables: Mapping[str, pd.DataFrame], kind: str) -> Chosen:
    """The rows of one choice, those it is about first."""
    banks, burden = tables["banks"], "burden_scenario_pct"
    if kind == "Listed":
        rows = by_burden(tables["listed"])
        return rows, burden, f"{len(rows):,} listed banks, their charters added up, most burdened first"
    if kind == "Largest":
        return banks.head(FEW), "assets_usd_mn", f"The {FEW} largest of {len(banks):,} charters"
    if kind == "Over 300 % in real estate":
        rows = banks[banks["cre_to_capital_pct"] >= 300].sort_values(
            "cre_to_capital_pct", ascending=False, kind="stable"
        )
        return rows, "cre_to_capital_pct", f"{len(rows):,} of {len(banks):,} charters"
    if kind == "Least covered":
        rows = banks.dropna(subset=["coverage_pct"]).nsmallest(FEW, "coverage_pct")
        return rows, "coverage_pct", "Charters with the least left for insured depositors at the chosen run-off"
    if kind == "All":
        return banks, burden, f"All {len(banks):,} charters, largest first"
    rows = by_burden(banks).head(FEW)
    return rows, burden, "Charters whose loss takes most of their tangible equity at these yields"
