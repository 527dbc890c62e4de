"""Banks: twenty quarters of every charter; one that cannot be believed leaves the last good one standing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pandas as pd

from analytics.catalogue.banks import FIELDS
from analytics.errors import DashboardError, SourceChanged, SourceUnavailable
from analytics.refresh import bank_quarter, bank_register
from analytics.refresh.bank_history import Assembly, Stored
from analytics.refresh.source import Checked, Source
from analytics.refresh.task import Task
from analytics.sources import fdic

KEPT = 20
RECENT = 5
WHOLE_EVERY = timedelta(days=28)
"""The newest quarters are asked for again at every refresh, as amendments reach them; all of them every four weeks."""
TRIED = 2
"""Quarters of a first refresh that may be the newest believed: one that is not whole yet leaves the one before."""
EXPECTED = timedelta(days=75)
"""How long after its end a quarter may be unpublished without a word: the FDIC takes some 55 days."""


@dataclass(frozen=True)
class Ends:
    """What is asked: the last days of all quarters that may be shown, newest first, and those to ask for."""

    every: list[date]
    due: list[date]


@dataclass(frozen=True)
class Quarters:
    """What came: the quarters believed now, the last days of all kept, what is said of each, the register, its note.

    A kept quarter that did not come now is one of those stored.
    """

    fresh: dict[date, pd.DataFrame]
    kept: list[date]
    notes: dict[date, str]
    register: pd.DataFrame
    register_note: str
    failure: str


def _request(task: Task) -> Ends:
    ends = quarter_ends(task.now.date(), KEPT + 1)
    return Ends(ends, _due(task, ends, Stored(task.previous.table)))


def _fetch(task: Task, request: Ends) -> Quarters:
    """Fetch and check the quarters one by one, each against the one after it, then the register.

    Raises `SourceUnavailable` when none came, or none that can be believed.
    """
    client = fdic.Client(task.settings.fdic_url, task.patience)
    old = Stored(task.previous.table)
    fresh: dict[date, pd.DataFrame] = {}
    notes: dict[date, str] = {}
    before: pd.DataFrame | None = None
    for end in reversed(request.every):
        if end in request.due:
            came, notes[end] = _quarter(task, client, end, before, old.get(end))
            task.report(len(notes), len(request.due) + 1)
            if came is not None:
                fresh[end] = came
        before = fresh[end] if end in fresh else old.get(end, before)
    if not fresh:
        answered = {end.isoformat() for end in request.due} - task.outcome.unanswered
        what = "served nothing that can be believed" if answered else "could not be reached"
        raise SourceUnavailable(f"{fdic.SERVICE} {what}: {_first(task, client.line.last_error)}")
    kept = sorted(end for end in request.every if end in fresh or end in old)[-KEPT:]
    register, note = bank_register.read(client, kept[0], old)
    return Quarters(fresh, kept, notes, register, note, client.line.last_error)


def _check(task: Task, request: Ends, came: Quarters) -> Checked:
    """The quarters in one table. Raises `SourceUnavailable` where a first refresh holds no quarter of all banks."""
    kept = came.kept if task.previous.table is not None else _first_quarters(task, came)
    task.report(len(request.due) + 1, len(request.due) + 1)
    if came.register_note:
        task.outcome.missing["register"] = came.register_note
    old, whole, quarters = Stored(task.previous.table), Assembly(came.register), {}
    for end in kept:
        frame = came.fresh[end] if end in came.fresh else old[end]
        quarters[end.isoformat()] = _quarter_entry(task, came, end, frame)
        whole.add(end, frame)
        came.fresh.pop(end, None)
    fetched_whole = task.now if len(request.due) == len(request.every) else task.previous.fetched_whole
    return Checked(
        whole.table,
        whole.series,
        {"fetched_whole": (fetched_whole or task.now).isoformat(timespec="seconds"), "quarters": quarters},
    )


def _first_quarters(task: Task, came: Quarters) -> list[date]:
    """The quarters of a first refresh up to the newest that holds all banks; `SourceUnavailable` without one."""
    for end in sorted(came.kept, reverse=True)[:TRIED]:
        try:
            found = bank_register.counts(came.fresh[end], came.register, end)
            bank_register.check_first(found, len(came.fresh[end]), end, not task.settings.fdic_url)
        except SourceChanged as error:
            task.outcome.missing[end.isoformat()] = f"held back: {error.failed.rstrip('.')}"
            continue
        return [other for other in came.kept if other <= end]
    raise SourceUnavailable(f"{fdic.SERVICE} served nothing that can be believed: {_first(task, came.failure)}")


def quarter_ends(today: date, count: int) -> list[date]:
    """The last days of the newest quarters that are over, newest first."""
    last = pd.Period(pd.Timestamp(today), freq="Q") - 1
    return [(last - back).end_time.date() for back in range(count)]


def _due(task: Task, ends: list[date], old: Mapping[date, pd.DataFrame]) -> list[date]:
    """The quarters to ask for: all now and then, else the newest and those that are not held."""
    whole = task.previous.fetched_whole
    if whole is None or task.now - whole > WHOLE_EVERY:
        return ends
    return [end for place, end in enumerate(ends) if place < RECENT or (end not in old and place < KEPT)]


def _quarter(
    task: Task, client: fdic.Client, end: date, before: pd.DataFrame | None, held: pd.DataFrame | None
) -> tuple[pd.DataFrame | None, str]:
    """One quarter as believed, with what there is to say of it; None, and named as missing, where it is not."""
    try:
        rows = client.financials(end)
        if not rows:
            late = task.now.date() - end > EXPECTED
            if late or held is not None:
                task.outcome.missing[end.isoformat()] = "not served"
            return None, "not served yet"
        frame, remarks = bank_quarter.read(rows, end)
        if not any(field.id in task.accept for field in FIELDS.values()):
            bank_quarter.check(frame, held if before is None else before)
    except DashboardError as error:
        reason = error.failed.rstrip(".")
        changed = isinstance(error, SourceChanged)
        task.outcome.missing[end.isoformat()] = f"held back: {reason}" if changed else reason
        if not changed:
            task.outcome.unanswered.add(end.isoformat())
        return None, reason
    remarks += bank_quarter.doubts(frame, before if before is not None else held)
    if held is not None and (words := bank_quarter.amended(frame, held)):
        remarks.append(words)
    if remarks:
        task.outcome.remarks[end.isoformat()] = "; ".join(remarks)
    return frame, "; ".join(remarks)


def _first(task: Task, failure: str) -> str:
    """Why nothing came, up to its full stop: the line's own failure, else what was wrong with the first quarter."""
    reason = failure or next(iter(task.outcome.missing.values()), "no quarter is published")
    return reason if reason.endswith("?") else f"{reason}."


def _quarter_entry(task: Task, came: Quarters, end: date, frame: pd.DataFrame) -> dict[str, Any]:
    """Where a quarter came from, with what there is to say of it and what the register counts for it."""
    stamp = task.now.isoformat(timespec="seconds")
    earlier = task.previous.provenance.get("quarters", {}).get(end.isoformat(), {})
    return {
        "rows": len(frame),
        "fetched_at": stamp if end in came.fresh else earlier.get("fetched_at", stamp),
        "note": came.notes.get(end, earlier.get("note", "")),
        "register": bank_register.counts(frame, came.register, end) or earlier.get("register", {}),
    }


SOURCE = Source("banks", fdic.FINANCIALS, _request, _fetch, _check)
