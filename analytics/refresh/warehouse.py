"""Warehouse: what the listed lenders tag of their lines, in the newest report and the one of a year before."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pandas as pd
import pyarrow as pa

from analytics.catalogue import DATASETS
from analytics.catalogue.lenders import LENDERS, MATURITY, RANGE, TAGS, Lender
from analytics.errors import DashboardError, SourceUnavailable
from analytics.frames.warehouse import SCHEMA, joined
from analytics.refresh.source import Checked, Series, Source
from analytics.refresh.task import Task
from analytics.sources import sec
from analytics.sources.http import NotServed

YEAR, SLACK = timedelta(days=365), timedelta(days=45)
EARLY = timedelta(hours=12)
"""How much sooner than a week after the last one a refresh brings it along."""
UNTAGGED = "its filings tag no line by name"


@dataclass
class Facts:
    """What came: facts of filings not stored before, the filings that count now, why others did not come."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    wanted: dict[str, list[str]] = field(default_factory=dict)
    read: set[str] = field(default_factory=set)
    reasons: dict[str, str] = field(default_factory=dict)
    again: list[str] = field(default_factory=list)


def _request(task: Task) -> tuple[Lender, ...] | None:
    """All lenders once a week, and again at once those that the line failed; None where none is due."""
    before = task.previous
    last = before.fetched_whole
    again = set(before.provenance.get("again", ()))
    if last is None or task.now - last >= timedelta(days=DATASETS["warehouse"].refetch_days) - EARLY:
        return LENDERS
    return tuple(lender for lender in LENDERS if lender.ticker in again) or None


def _fetch(task: Task, lenders: tuple[Lender, ...]) -> Facts | None:
    """Read the filings of each lender that are not stored yet; one that fails keeps what is stored of it.

    Raises `SourceUnavailable` when nothing could be had of any lender.
    """
    client = sec.Client(task.settings.sec_url, task.settings.sec_contact, task.patience)
    stored: set[str] = set(task.previous.provenance.get("filings", ()))
    came = Facts()
    error = ""
    for done, lender in enumerate(lenders, start=1):
        try:
            _read(client, lender, stored, came)
        except NotServed as failure:
            came.reasons[lender.ticker] = _reason(failure)
        except DashboardError as failure:
            came.reasons[lender.ticker] = _reason(failure)
            came.again.append(lender.ticker)
            error = str(failure)
        task.report(done, len(lenders))
    if error and len(came.reasons) == len(lenders):
        raise SourceUnavailable(error)
    return came


def _reason(failure: DashboardError) -> str:
    text = failure.failed.rstrip(".")
    return text[:1].lower() + text[1:] if text.startswith(("The ", "Its ", "It ", "A ")) else text


def _read(client: sec.Client, lender: Lender, stored: set[str], came: Facts) -> None:
    """The newest report and that of a year before; a filing that cannot be read spoils nothing of the other."""
    reports = sec.reports(client, lender.cik)
    if not reports:
        raise NotServed("It has filed no quarterly or annual report.")
    newest = reports[0]
    near = [one for one in reports if abs(newest.report_end - YEAR - one.report_end) <= SLACK]
    wanted = [newest, *near[:1]]
    came.wanted[lender.ticker] = [filing.accession for filing in wanted]
    failures: list[DashboardError] = []
    for filing in wanted:
        if filing.accession in stored:
            continue
        try:
            facts = sec.instance(client, filing, TAGS)
        except DashboardError as failure:
            failures.append(failure)
            continue
        came.rows += _rows(lender, filing, facts)
        came.read.add(filing.accession)
    if failures:
        raise next((failure for failure in failures if not isinstance(failure, NotServed)), failures[0])


def _rows(lender: Lender, filing: sec.Filing, facts: list[sec.Fact]) -> Iterator[dict[str, Any]]:
    """The dimensioned facts of a filing as rows; a value that is none is passed over, an earlier period left out."""
    for fact in facts:
        end = fact.context.end
        members = frozenset(pair for pair in fact.context.members if pair[0] != RANGE)
        if end is None or not members or end < filing.report_end - timedelta(days=SLACK.days * 4):
            continue
        value, day = math.nan, None
        try:
            if fact.tag in MATURITY:
                day = pd.Timestamp(date.fromisoformat(fact.value[:10]))
            else:
                value = float(fact.value)
        except ValueError:
            continue
        if day is None and not math.isfinite(value):
            continue
        ends = [member for axis, member in fact.context.members if axis == RANGE]
        yield {
            "cik": lender.cik,
            "ticker": lender.ticker,
            "accession": filing.accession,
            "filed": pd.Timestamp(filing.filed),
            "report_end": pd.Timestamp(filing.report_end),
            "member": joined(members),
            "range": ends[0].removesuffix("Member") if ends else "",
            "tag": fact.tag,
            "value": value,
            "day": day,
            "is_instant": fact.context.start is None,
            "period_end": pd.Timestamp(end),
        }


def _check(task: Task, lenders: tuple[Lender, ...], came: Facts) -> Checked:
    """The new facts beside the stored ones of filings that still count; those of a lender that failed all stay."""
    before = task.previous
    held = pd.DataFrame(columns=SCHEMA.names) if before.table is None else before.table.to_pandas()
    wanted = dict(before.provenance.get("wanted", {})) | came.wanted
    counted = {accession for accessions in wanted.values() for accession in accessions}
    failed = {lender for lender in came.reasons if lender in wanted}
    keep = held["accession"].isin(counted) | held["ticker"].isin(failed)
    parts = [part for part in (held[keep], pd.DataFrame(came.rows, columns=SCHEMA.names)) if len(part)]
    whole = pd.concat(parts, ignore_index=True) if parts else held
    keys = ["accession", "member", "range", "tag", "period_end"]
    whole = whole.drop_duplicates(keys, keep="last").sort_values(["ticker", *keys], ignore_index=True)
    for name in ("filed", "report_end", "day", "period_end"):
        whole[name] = pd.to_datetime(whole[name]).astype("datetime64[us]")
    whole = whole.astype({"cik": "int64", "value": "float64", "is_instant": "bool"})
    table = pa.Table.from_pandas(whole, schema=SCHEMA, preserve_index=False).replace_schema_metadata(None)
    asked = {lender.ticker for lender in lenders}
    old = {key: why for key, why in before.provenance.get("lenders", {}).items() if key not in asked}
    known = set(whole["ticker"])
    untagged = {key: UNTAGGED for key in came.wanted if key not in known and key not in came.reasons}
    reasons = old | untagged | came.reasons
    task.outcome.missing.update(reasons)
    ends = whole["report_end"].dropna()
    day = task.now.date()
    first, last = (str(ends.min().date()), str(ends.max().date())) if len(ends) else (str(day), str(day))
    filings = sorted((set(before.provenance.get("filings", ())) | came.read) & (counted | set(whole["accession"])))
    whole_at = task.now if len(lenders) == len(LENDERS) else before.fetched_whole or task.now
    return Checked(
        table,
        {"sec.warehouse": Series(first, last, len(whole), note="")},
        {"lenders": reasons, "wanted": wanted, "filings": filings, "again": came.again,
         "fetched_whole": whole_at.isoformat(timespec="seconds")},
    )  # fmt: skip


SOURCE = Source("warehouse", sec.WWW, _request, _fetch, _check)
