"""Members: listed filers ranked by the public float on the cover of their 10-K, with industry and exchange."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from analytics.catalogue.filings import FLOAT, MEMBERS
from analytics.errors import DashboardError, SourceChanged, SourceUnavailable
from analytics.measures.filer import sectors
from analytics.refresh import checks, periods
from analytics.refresh.frames import Frames
from analytics.refresh.task import Task
from analytics.sources import sec
from analytics.sources.http import NotServed

LISTED = ("Nasdaq", "NYSE", "CBOE")
KEPT = 4500
"""Ranks kept, so that the band is the reader's to choose."""
OVER_ASSETS, UNDER_ASSETS, LARGE = 50.0, 0.001, 50e9
"""Floats above so many times total assets, or under that part of them, are off by a scale; above so many USD
they are large or off."""
SCALE_HIGH = "public float over 50 times total assets: its scale is doubted"
SCALE_LOW = "public float under a thousandth of total assets: its scale is doubted"
LARGE_FLOAT = "public float over USD 50 bn"
NO_FLOAT = "no public float tagged"
NOT_GAAP = "not us-gaap"
SUBMISSION_QUARTERS = 2


def fetch(task: Task) -> tuple[pa.Table, dict[str, Any]]:
    """Rank the filers. Raises `SourceUnavailable` when a register or a frame cannot be had."""
    frames = Frames(task)
    today = task.now.date()
    floats = [sec.Key(FLOAT, period, "dei") for period in periods.floats(today)]
    assets = [sec.Key("Assets", period) for period in periods.instants(today)]
    foreign = [sec.Key("Assets", period, "ifrs-full") for period in periods.instants(today)]
    frames.pull([*floats, *assets, *foreign])
    listed, register_note = _register(task, frames.client)
    industries, industry_note = _industries(task, frames.client)
    newest = {
        "float": _newest(frames, floats),
        "assets": _newest(frames, assets),
        "foreign": _newest(frames, foreign),
    }
    table = checks.members(rank(listed, industries, **newest), task)
    for id, note in (("sec.tickers", register_note), ("sec.submissions", industry_note)):
        if note:
            task.outcome.remarks[id] = note
    task.outcome.remarks |= frames.remarks
    return table, _provenance(task, table)


def rank(
    listed: pd.DataFrame, industries: pd.DataFrame, float: pd.DataFrame, assets: pd.DataFrame, foreign: pd.DataFrame
) -> pd.DataFrame:
    """The members, best float first, then those without a rank; a row a filer.

    `listed` is the register of tickers, `industries` that of submissions; the other frames hold the newest
    value of each filer (columns value, end, accn; index cik). Filers not on an exchange are left out. A float
    whose scale is doubted takes no rank and says so; one over 50 USD bn keeps its rank and says so.
    """
    traded = listed[listed["exchange"].isin(LISTED)]
    every = traded.groupby("cik")["ticker"].agg(" ".join)
    table = traded.drop_duplicates("cik").set_index("cik").assign(tickers=every)
    known = industries.drop_duplicates("cik").set_index("cik").reindex(table.index)
    value = float["value"].reindex(table.index)
    total = assets["value"].reindex(table.index)
    table["sic"] = known["sic"].fillna(0).astype("int64")
    table["year_end"] = known["fye"].fillna("")
    table["form"] = known["form"].fillna("")
    table["sector"] = sectors.sector(table["sic"].to_numpy())
    table["financial"] = table["sector"] == sectors.FINANCIALS
    table["float_usd"] = value.where(value > 0)
    table["float_end"] = float["end"].reindex(table.index)
    table["float_accn"] = float["accn"].reindex(table.index).fillna(0).astype("int64")
    table["flag"] = np.select(
        [
            table["float_usd"].isna() & total.isna() & table.index.isin(foreign.index),
            table["float_usd"].isna(),
            value > OVER_ASSETS * total,
            value < UNDER_ASSETS * total,
            value > LARGE,
        ],
        [NOT_GAAP, NO_FLOAT, SCALE_HIGH, SCALE_LOW, LARGE_FLOAT],
        "",
    )
    ranked = table["flag"].isin(["", LARGE_FLOAT])
    order = table["float_usd"].where(ranked).rank(method="first", ascending=False)
    table["rank"] = order.fillna(0).astype("int64")
    kept = table[(table["rank"].between(1, KEPT)) | table["flag"].isin([NOT_GAAP, SCALE_HIGH, SCALE_LOW])]
    return kept.sort_values(["rank", "cik"], key=lambda column: column.where(column > 0, np.inf)).reset_index()


def _newest(frames: Frames, keys: list[sec.Key]) -> pd.DataFrame:
    """The newest value of every filer over some frames of one tag."""
    parts = []
    for key in keys:
        frame = frames.read(key)
        if frame is not None:
            parts.append(pd.DataFrame({"cik": frame.cik, "value": frame.value, "end": frame.end, "accn": frame.accn}))
    if not parts:
        return pd.DataFrame({"value": [], "end": [], "accn": []}, index=pd.Index([], dtype="int64", name="cik"))
    whole = pd.concat(parts, ignore_index=True).sort_values(["cik", "end"])
    last = whole.drop_duplicates("cik", keep="last").set_index("cik")
    return last.assign(end=last["end"].to_numpy().astype("datetime64[D]").astype("datetime64[us]"))


def _register(task: Task, client: sec.Client) -> tuple[pd.DataFrame, str]:
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


def _industries(task: Task, client: sec.Client) -> tuple[pd.DataFrame, str]:
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


def _provenance(task: Task, table: pa.Table) -> dict[str, Any]:
    stamp = task.now.isoformat(timespec="seconds")
    ends = [end for end in table["float_end"].to_pylist() if end is not None]
    first, last = (str(end.date()) for end in (min(ends), max(ends)))
    task.outcome.n_stored = len(MEMBERS)
    series = {
        entry.id: {
            "first": first,
            "last": last,
            "rows": table.num_rows,
            "fetched_at": stamp,
            "note": task.outcome.remarks.get(entry.id, ""),
        }
        for entry in MEMBERS
    }
    return {
        "source": sec.SERVICE,
        "address": sec.DATA,
        "fetched_at": stamp,
        "first": first,
        "last": last,
        "series": series,
        "missing": task.outcome.missing,
    }
