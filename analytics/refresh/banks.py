"""Banks: twenty quarters of every charter; one that cannot be believed leaves the last good one standing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from analytics.catalogue.banks import COLUMNS, FIELDS, WORDS
from analytics.errors import DashboardError, SourceChanged, SourceUnavailable
from analytics.model.metric import day
from analytics.refresh import bank_quarter, bank_register, schemas
from analytics.refresh.source import Checked, Series, Source
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
    """What came: quarters believed, those new among them, what is said of each, and the register with its note."""

    kept: dict[date, pd.DataFrame]
    fresh: list[date]
    notes: dict[date, str]
    register: pd.DataFrame
    register_note: str
    failure: str


def _request(task: Task) -> Ends:
    ends = quarter_ends(task.now.date(), KEPT + 1)
    return Ends(ends, _due(task, ends, _stored(task)))


def _fetch(task: Task, request: Ends) -> Quarters:
    """Fetch and check the quarters one by one, each against the one after it, then the register.

    Raises `SourceUnavailable` when none came that can be believed.
    """
    client = fdic.Client(task.settings.fdic_url, task.patience)
    old = _stored(task)
    kept: dict[date, pd.DataFrame] = {}
    notes: dict[date, str] = {}
    fresh: list[date] = []
    before: pd.DataFrame | None = None
    for end in reversed(request.every):
        if end in request.due:
            came, notes[end] = _quarter(task, client, end, before, old.get(end))
            task.report(len(notes), len(request.due) + 1)
            if came is not None:
                kept[end] = came
                fresh.append(end)
        if end not in kept and end in old:
            kept[end] = old[end]
        before = kept.get(end, before)
    if not fresh:
        failure = client.line.last_error
        raise SourceUnavailable(f"{fdic.SERVICE} served nothing that can be believed: {_first(task, failure)}.")
    register, note = bank_register.read(client, old)
    kept = {end: kept[end] for end in sorted(kept)[-KEPT:]}
    return Quarters(kept, fresh, notes, register, note, client.line.last_error)


def _check(task: Task, request: Ends, came: Quarters) -> Checked:
    """The quarters in one table. Raises `SourceUnavailable` where a first refresh holds no quarter of all banks."""
    kept = came.kept if task.previous.table is not None else _first_quarters(task, came)
    task.report(len(request.due) + 1, len(request.due) + 1)
    if came.register_note:
        task.outcome.missing["register"] = came.register_note
    whole = _whole(kept, came.register)
    fetched_whole = task.now if len(request.due) == len(request.every) else task.previous.fetched_whole
    return Checked(
        _table(whole),
        _series(whole, kept),
        {
            "fetched_whole": (fetched_whole or task.now).isoformat(timespec="seconds"),
            "quarters": _quarters(task, came, kept, came.register),
        },
    )


def _first_quarters(task: Task, came: Quarters) -> dict[date, pd.DataFrame]:
    """The quarters of a first refresh up to the newest that holds all banks; `SourceUnavailable` without one."""
    for end in sorted(came.kept, reverse=True)[:TRIED]:
        try:
            found = bank_register.counts(came.kept[end], came.register, end)
            bank_register.check_first(found, len(came.kept[end]), end, not task.settings.fdic_url)
        except SourceChanged as error:
            task.outcome.missing[end.isoformat()] = f"held back: {error.failed.rstrip('.')}"
            continue
        return {other: frame for other, frame in came.kept.items() if other <= end}
    raise SourceUnavailable(f"{fdic.SERVICE} served nothing that can be believed: {_first(task, came.failure)}.")


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


def _stored(task: Task) -> dict[date, pd.DataFrame]:
    """The quarters held, by their last day."""
    if task.previous.table is None:
        return {}
    long = task.previous.table.to_pandas()
    long = long.astype(dict.fromkeys(WORDS, str))
    parts = {pd.Timestamp(str(end)).date(): part.reset_index(drop=True) for end, part in long.groupby("date")}
    return {end: part.dropna(axis=1, how="all") for end, part in parts.items()}


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
    if held is not None and (words := bank_quarter.amended(frame, held)):
        remarks.append(words)
    if remarks:
        task.outcome.remarks[end.isoformat()] = "; ".join(remarks)
    return frame, "; ".join(remarks)


def _first(task: Task, failure: str) -> str:
    """Why nothing came: the line's own failure, else what was wrong with the first quarter."""
    return failure or next(iter(task.outcome.missing.values()), "no quarter is published")


def _whole(kept: Mapping[date, pd.DataFrame], register: pd.DataFrame) -> pd.DataFrame:
    """All quarters in one frame. A bank carries its newest name, and the holding company of each quarter.

    In a quarter without any holding company, those of the register stand in, which are today's.
    """
    long = pd.concat(kept.values(), ignore_index=True).reindex(columns=list(COLUMNS))
    known = register.reindex(long["cert"])
    for column in ("name", "city", "state"):
        told, own = _text(known[column]), _text(long[column])
        long[column] = [there or here for there, here in zip(told, own, strict=True)]
    long["name"] = long["name"].where(long["name"] != "", "Charter " + long["cert"].astype(str))
    long["rssd"] = known["rssd"].fillna(0).astype("int64").to_numpy()
    long["closed"] = pd.to_datetime(pd.Series(known["closed"].to_numpy())).dt.as_unit("us")
    long["holding_rssd"] = long["holding_rssd"].fillna(0).astype("int64")
    long["holding"] = _text(long["holding"])
    unserved = (long.groupby("date")["holding_rssd"].transform("max") == 0).to_numpy()
    long.loc[unserved, "holding_rssd"] = known["holding_rssd"].fillna(0).astype("int64").to_numpy()[unserved]
    long.loc[unserved, "holding"] = _text(known["holding"])[unserved]
    return long


def _text(column: pd.Series[Any]) -> NDArray[np.object_]:
    """A column as text, empty where there is none."""
    return np.array(["" if pd.isna(value) else str(value) for value in column], dtype=object)


def _table(long: pd.DataFrame) -> pa.Table:
    checked = schemas.table(schemas.BANKS, long.sort_values(["date", "cert"], ignore_index=True))
    table = pa.Table.from_pandas(checked, preserve_index=False).replace_schema_metadata(None)
    for word in WORDS:
        table = table.set_column(table.column_names.index(word), word, table[word].dictionary_encode())
    return table


def _series(long: pd.DataFrame, kept: Mapping[date, pd.DataFrame]) -> dict[str, Series]:
    """A series a field, its rows the banks and quarters that filed it."""
    newest = long[long["date"] == long["date"].max()]
    first, last = (day_.isoformat() for day_ in (min(kept), max(kept)))
    return {
        field.id: Series(
            first,
            last,
            int(long[name].notna().sum()),
            note=f"filed by {newest[name].notna().mean():.0%} of the banks on {day(max(kept))}",
        )
        for name, field in FIELDS.items()
        if long[name].notna().any()
    }


def _quarters(
    task: Task, came: Quarters, kept: Mapping[date, pd.DataFrame], register: pd.DataFrame
) -> dict[str, dict[str, Any]]:
    """Where each quarter came from, with what there is to say of it and what the register counts for it."""
    stamp = task.now.isoformat(timespec="seconds")
    before = task.previous.provenance.get("quarters", {})
    entries = {}
    for end, frame in kept.items():
        earlier = before.get(end.isoformat(), {})
        entries[end.isoformat()] = {
            "rows": len(frame),
            "fetched_at": stamp if end in came.fresh else earlier.get("fetched_at", stamp),
            "note": came.notes.get(end, earlier.get("note", "")),
            "register": bank_register.counts(frame, register, end) or earlier.get("register", {}),
        }
    return entries


SOURCE = Source("banks", fdic.FINANCIALS, _request, _fetch, _check)
