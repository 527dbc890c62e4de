"""Rates: whole histories by CSV; with a key, increments for the series whose past does not change."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import pandas as pd

from analytics.catalogue import Entry, members
from analytics.errors import DashboardError, SourceChanged, SourceUnavailable
from analytics.refresh import substitutes, validate_rates
from analytics.refresh.source import Checked, Source, spans
from analytics.refresh.task import Task, table
from analytics.sources import bls, fred
from analytics.sources.http import Missing

WHOLE_EVERY = timedelta(days=7)
CALENDAR_EVERY = timedelta(hours=20)


Entries = tuple[Entry, ...]
Values = pd.Series
"""The values of a series by date."""


@dataclass(frozen=True)
class Rates:
    """What came: histories fetched whole, the newest values of the others, by series, and the days of CPI releases."""

    whole: dict[str, pd.Series[float]]
    newest: dict[str, pd.Series[float]]
    releases: dict[str, Any] = field(default_factory=dict)


def _request(task: Task) -> Entries:
    return task.wanted(members("rates"))


def _fetch(task: Task, entries: Entries) -> Rates:
    """Increments where a key allows them, whole histories of the rest.

    With a key the publisher's unit of every series is asked for each time; one that has changed is held back. A
    key that FRED does not accept, or stopped answering under, is remarked on under its setting's name.
    """
    task.carry(entries)
    old = _stored(task)
    key, last_whole = task.settings.fred_key, task.previous.fetched_whole
    client = fred.Client(key, task.settings.fred_url, task.patience) if key else None
    recent = last_whole is not None and timedelta(0) <= task.now - last_whole < WHOLE_EVERY
    newest = _increments(task, client, entries, old) if client and recent else {}
    rest = tuple(entry for entry in entries if entry.id not in newest)
    failure: SourceUnavailable | None = None
    before = len(members("rates")) - len(entries) if task.previous.unanswered else 0
    try:
        whole, missing = fred.fetch(
            rest, task.settings.fred_csv_url, lambda done: task.report(before + len(newest) + done), task.patience
        )
    except SourceUnavailable as error:
        whole, missing, failure = {}, Missing(), error
        for entry in rest:
            missing.note(entry.id, error.failed.rstrip("."))
    if client and missing.unanswered:
        whole |= _whole_by_key(task, client, missing)
    substitute = substitutes.fetch(task, missing) if missing.unanswered else {}
    if failure and not (newest or whole or substitute):
        raise failure
    task.outcome.take(missing)
    if client and not client.refused:
        changed, strange = fred.check_units(entries, client)
        for id, unit in strange.items():
            words = f"its unit is said in words that are not known: {unit!r:.60}"
            task.outcome.remarks[id] = "; ".join(filter(None, (task.outcome.remarks.get(id, ""), words)))
        for id, unit in changed.items():
            whole.pop(id, None)
            newest.pop(id, None)
            task.outcome.missing[id] = f"held back: its unit is now {unit!r}"
    if client and client.refused:
        task.outcome.remarks["FRED_API_KEY"] = "FRED does not accept the key; what needs one came by CSV or not at all"
    elif client and client.stopped:
        task.outcome.remarks["FRED_API_KEY"] = "FRED stopped answering under the key; what was left came by CSV"
    return Rates(whole, newest | substitute, _releases(task, client))


def _releases(task: Task, client: fred.Client | None) -> dict[str, Any]:
    """The days of CPI releases by their publisher's calendar, asked for once a day; with a key by FRED's list where
    that fails; those held where both do."""
    held: dict[str, Any] = task.previous.provenance.get("releases", {})
    if held and timedelta(0) <= task.now - datetime.fromisoformat(held["fetched_at"]) < CALENDAR_EVERY:
        return held
    source = bls.CALENDAR
    try:
        days = bls.fetch(task.settings.bls_url, task.patience)
    except DashboardError as error:
        days, source = _by_fred(task, client), f"{fred.API}/release/dates"
        if not days:
            reach = f"those up to {held['days'][-1]} are known" if held else "the carried list stands alone"
            task.outcome.missing["CPI calendar"] = f"{error.failed.rstrip('.')}; {reach}"
            return held
        task.outcome.remarks["CPI calendar"] = (
            f"FRED's release dates serve, as the calendar of {bls.SERVICE} could not be had "
            f"({error.failed.rstrip('.')})"
        )
    known = {day for day in held.get("days", ()) if day < days[0].isoformat()}
    every = sorted(known | {day.isoformat() for day in days})
    return {"days": every, "fetched_at": task.now.isoformat(timespec="seconds"), "source": source}


def _by_fred(task: Task, client: fred.Client | None) -> list[date]:
    """The days of CPI releases from this year's first on, through the key; none where there is none or it fails."""
    if client is None or client.refused:
        return []
    try:
        return client.releases(task.now.date().replace(month=1, day=1))
    except DashboardError:
        return []


def _whole_by_key(task: Task, client: fred.Client, missing: Missing) -> dict[str, pd.Series[float]]:
    """Whole histories through the key, of what the CSV's line failed; each is taken off `missing` and remarked on."""
    found = {}
    for id in sorted(missing.unanswered):
        try:
            series = client.whole(id)
        except fred.KeyRefused:
            break
        except SourceUnavailable:
            continue
        if not series.empty:
            found[id] = series
            task.outcome.remarks[id] = f"served through the key, as FRED's table was not ({missing.pop(id)})"
            missing.unanswered.discard(id)
    return found


def _check(task: Task, entries: Entries, came: Rates) -> Checked:
    """All series as believed. Raises `SourceUnavailable` when none came that can be."""
    kept = _merged(task, members("rates"), came.whole, came.newest, _stored(task))
    for id, words in validate_rates.on_the_curve(kept, _stored(task)).items():
        task.outcome.remarks[id] = "; ".join(filter(None, (task.outcome.remarks.get(id, ""), words)))
    fresh = (set(came.whole) | set(came.newest)) - set(task.outcome.missing)
    if not fresh:
        raise SourceUnavailable(f"{fred.SERVICE} served nothing that can be believed.")
    frames = {id: series.rename("value").to_frame() for id, series in kept.items()}
    whole_at = task.previous.fetched_whole if came.newest or task.outcome.unanswered else task.now
    extra = {"fetched_whole": whole_at.isoformat(timespec="seconds")} if whole_at else {}
    return Checked(table("rates", frames), spans(frames, fresh), {**extra, "releases": came.releases})


def _stored(task: Task) -> dict[str, pd.Series[float]]:
    return {id: frame["value"] for id, frame in task.previous.rows.items()}


def _increments(
    task: Task, client: fred.Client, entries: tuple[Entry, ...], old: dict[str, pd.Series[float]]
) -> dict[str, pd.Series[float]]:
    """The newest values of every series held that is not revised; what fails is left to the CSV."""
    fresh: dict[str, pd.Series[float]] = {}
    for entry in entries:
        if entry.kind == "revised" or entry.id not in old:
            continue
        try:
            came = client.since(entry.id, old[entry.id].index[-1].date())
        except fred.KeyRefused:
            break
        except SourceUnavailable:
            continue
        if not came.empty:
            fresh[entry.id] = came
        task.report(len(fresh))
    return fresh


def _merged(
    task: Task,
    entries: tuple[Entry, ...],
    whole: dict[str, pd.Series[float]],
    newest: dict[str, pd.Series[float]],
    old: dict[str, pd.Series[float]],
) -> dict[str, pd.Series[float]]:
    kept: dict[str, pd.Series[float]] = {}
    for entry in entries:
        came = whole.get(entry.id, newest.get(entry.id))
        if came is not None:
            believe = entry.id in task.accept
            try:
                kept[entry.id], remarks = validate_rates.rates(
                    entry,
                    came,
                    old.get(entry.id),
                    whole=entry.id in whole,
                    today=task.now.date(),
                    believe=believe,
                )
                gap = substitutes.difference(came, old.get(entry.id)) if entry.batch == "treasury" else ""
                via = task.outcome.remarks.get(entry.id, "")
                task.outcome.remark(entry, [words for words in (via, *remarks, gap) if words])
                continue
            except SourceChanged as error:
                task.outcome.missing[entry.id] = f"held back: {error.failed}"
        if entry.id in old:
            kept[entry.id] = old[entry.id]
    return kept


SOURCE = Source("rates", fred.CSV, _request, _fetch, _check)
