"""Facts: everything the issuers asked for have tagged, kept until they are asked for again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pandas as pd
import pyarrow as pa

from analytics.catalogue import CONCEPTS
from analytics.catalogue.filings import FLOAT
from analytics.errors import DashboardError, SourceUnavailable
from analytics.refresh.source import Checked, Series, Source
from analytics.refresh.task import Task
from analytics.sources import sec
from analytics.sources.http import NotServed
from analytics.store import requests

KEPT = timedelta(days=400)
MOST = 200
"""Issuers whose facts are kept, the newest asked for."""
TAGS = frozenset(tag for concept in CONCEPTS.values() for tag in concept.tags) | {
    FLOAT,
    "EntityCommonStockSharesOutstanding",
    "DebtWeightedAverageInterestRate",
    "DebtInstrumentInterestRateStatedPercentage",
}
"""What is kept of an issuer's facts: the tags the dashboard reads, in every period and filing."""


@dataclass(frozen=True)
class Facts:
    """What came: the facts of each filer, and the issuers fetched so far with the moment of each."""

    parts: dict[int, pd.DataFrame]
    fetched: dict[str, str]


def _request(task: Task) -> list[requests.Request] | None:
    """The requests that wait; None where none does."""
    return requests.pending(task.store, "facts") or None


def _fetch(task: Task, waiting: list[requests.Request]) -> Facts | None:
    """Serve the requests; None where none of them brought any facts.

    A request for a filer the SEC has no facts of, or none that the dashboard reads, or for a ticker no filer holds, is
    struck off and named; one that is served, once its facts are published. One whose ticker cannot be looked up yet,
    or whose answer failed, waits on. Raises `SourceUnavailable` when nothing could be served.
    """
    client = sec.Client(task.settings.sec_url, task.settings.sec_contact, task.patience)
    stamp = task.now.isoformat(timespec="seconds")
    fetched = dict(task.previous.provenance.get("issuers", {}))
    parts: dict[int, pd.DataFrame] = {}
    error = ""
    for done, request in enumerate(waiting, start=1):
        cik = _filer(task, request.key)
        if cik is None:
            if task.dataset_table("members") is not None:
                task.outcome.missing[request.key] = "no listed filer has this ticker"
                requests.served(task.store, request)
            continue
        try:
            part = sec.company_facts(client, cik, TAGS)
            if len(part):
                parts[cik], fetched[str(cik)] = part, stamp
                task.outcome.served.append(request)
            else:
                task.outcome.missing[request.key] = "the SEC holds no facts of this filer that the dashboard reads"
                requests.served(task.store, request)
        except NotServed:
            task.outcome.missing[request.key] = "the SEC holds no facts of this filer"
            requests.served(task.store, request)
        except DashboardError as failure:
            task.outcome.missing[request.key] = error = str(failure)
        task.report(done, len(waiting))
    if not parts and error:
        raise SourceUnavailable(error)
    return Facts(parts, fetched) if parts else None


def _filer(task: Task, key: str) -> int | None:
    """The CIK behind a ticker or a CIK; None where the ticker is not (yet) known."""
    if key.isdigit():
        return int(key)
    table = task.dataset_table("members")
    if table is None:
        return None
    listed = table.select(["cik", "tickers"]).to_pandas()
    found = listed[listed["tickers"].astype(str).str.split(" ").map(lambda names: key in names)]
    return int(found["cik"].iloc[0]) if len(found) else None


def _check(task: Task, waiting: list[requests.Request], came: Facts) -> Checked:
    """The new facts beside those stored of other issuers, as long as they are kept."""
    parts, fetched = came.parts, came.fetched
    recent = sorted(fetched, key=lambda cik: fetched[cik], reverse=True)[:MOST]
    kept = {cik: fetched[cik] for cik in recent if task.now - pd.Timestamp(fetched[cik]) < KEPT}
    frames = list(parts.values())
    if task.previous.table is not None:
        old = task.previous.table.to_pandas()
        frames.append(old[~old["cik"].isin(list(parts))].astype(dict.fromkeys(_WORDS, str)))
    whole = pd.concat(frames, ignore_index=True)
    whole = whole[whole["cik"].astype(str).isin(kept)].astype({"cik": "int64"})
    table = pa.Table.from_pandas(whole, preserve_index=False).replace_schema_metadata(None)
    for name in _WORDS:
        table = table.set_column(table.column_names.index(name), name, table[name].dictionary_encode())
    ends = whole["end"]
    first, last = (str(end.date()) for end in (ends.min(), ends.max()))
    return Checked(table, {"sec.companyfacts": Series(first, last, len(whole), note="")}, {"issuers": kept})


_WORDS = ("taxonomy", "tag", "unit", "accession", "fiscal_year", "fiscal_period", "form", "frame")


SOURCE = Source("facts", sec.DATA, _request, _fetch, _check)
