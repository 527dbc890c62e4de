"""The registers of filers: their tickers and their industry codes, or those stored before where they do not come."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pyarrow as pa

from analytics.errors import DashboardError, SourceChanged, SourceUnavailable
from analytics.refresh import periods
from analytics.refresh.task import Task
from analytics.sources import sec
from analytics.sources.http import NotServed

SUBMISSION_QUARTERS = 2
NAMED = 3
"""Filers that a remark names."""


def tickers(task: Task, client: sec.Client) -> tuple[pd.DataFrame, str]:
    """The register of tickers; where it cannot be had, the one behind the members held."""
    try:
        return sec.tickers(client), ""
    except DashboardError as error:
        held = task.previous.table
        if held is None:
            raise SourceUnavailable(f"The register of tickers could not be had: {error.failed}") from None
        old = held.select(["cik", "name", "tickers", "exchange"]).to_pandas()
        old = old.assign(ticker=old["tickers"].astype(str).str.split(" ")).explode("ticker")
        return old[["cik", "name", "ticker", "exchange"]].astype({"name": str, "exchange": str}), (
            f"the register held before serves, because {error.failed}"
        )


def successors(listed: pd.DataFrame, held: pa.Table | None) -> str:
    """The ranked filers whose number left the register while a ticker of theirs stands under another, in words.

    A new holding company, or another company that took the ticker over: its public float is not known before its
    own first 10-K, so what was ranked under the ticker leaves the ranks. Empty where there is none.
    """
    if held is None:
        return ""
    ranked = held.select(["cik", "rank", "tickers"]).to_pandas()
    gone = ranked[(ranked["rank"] > 0) & ~ranked["cik"].isin(listed["cik"])].sort_values("rank", kind="stable")
    now = listed.drop_duplicates("ticker").set_index("ticker")["cik"]
    moved = [
        f"{ticker} (CIK {cik} before, {now[ticker]} now)"
        for cik, tickers in zip(gone["cik"], gone["tickers"].astype(str), strict=True)
        for ticker in tickers.split(" ")[:1]
        if ticker in now.index
    ]
    more = f" and {len(moved) - NAMED} more" if len(moved) > NAMED else ""
    return (
        f"listed under a new number, without the facts of the old one: {', '.join(moved[:NAMED])}{more}"
        if moved
        else ""
    )


def industries(task: Task, client: sec.Client) -> tuple[pd.DataFrame, str]:
    """Industry codes of the newest quarters published; where they cannot be had, those of the members held."""
    parts: list[pd.DataFrame] = []
    try:
        for year, quarter in periods.ended(task.now.date(), 4):
            try:
                parts.append(sec.submissions(client, date(year, 3 * quarter, 1)))
            except NotServed:
                continue
            if len(parts) == SUBMISSION_QUARTERS:
                break
        if not parts:
            raise SourceChanged("no statement data set of the last four quarters is served")
        return pd.concat(parts, ignore_index=True), ""
    except DashboardError as error:
        held = task.previous.table
        if held is None:
            raise SourceUnavailable(f"The industry codes of filers could not be had: {error.failed}") from None
        old = held.select(["cik", "sic", "year_end", "form"]).to_pandas().rename(columns={"year_end": "fye"})
        return old.astype({"fye": str, "form": str}), f"the industry codes held before serve, because {error.failed}"
