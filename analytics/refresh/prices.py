"""Prices: every ticker whole; one that did not come, or is not believed, keeps its last good bars."""

from __future__ import annotations

import pandas as pd

from analytics.catalogue import Entry, members
from analytics.errors import SourceChanged, SourceUnavailable
from analytics.model.metric import day
from analytics.refresh import validate
from analytics.refresh.source import Checked, Source, spans
from analytics.refresh.task import Task, table
from analytics.sources import yahoo

Tickers = tuple[Entry, ...]
Bars = dict[str, pd.DataFrame]


def _request(task: Task) -> Tickers:
    return task.wanted(members("prices"))


def _fetch(task: Task, entries: Tickers) -> Bars:
    task.carry(entries)
    before = len(members("prices")) - len(entries) if task.previous.unanswered else 0
    frames, missing = yahoo.fetch(
        entries, task.settings.yahoo_url, lambda done: task.report(before + done), task.patience
    )
    task.outcome.take(missing)
    return frames


def _check(task: Task, entries: Tickers, frames: Bars) -> Checked:
    """Each ticker's new bars, or its last good ones. Raises `SourceUnavailable` when none can be believed."""
    kept: dict[str, pd.DataFrame] = {}
    for entry in members("prices"):
        old = task.previous.rows.get(entry.id)
        if entry.id in frames:
            trusted = None if entry.id in task.accept else old
            try:
                kept[entry.id], remarks = validate.prices(entry, frames[entry.id], trusted, task.now.date())
                task.outcome.remark(entry, remarks)
                continue
            except SourceChanged as error:
                task.outcome.missing[entry.id] = f"held back: {error.failed}"
        if old is not None:
            kept[entry.id] = old
    _name_ends(task, kept)
    fresh = set(frames) - set(task.outcome.missing)
    if not fresh:
        raise SourceUnavailable(f"{yahoo.SERVICE} served nothing that can be believed.")
    return Checked(table("prices", kept), spans(kept, fresh))


def _name_ends(task: Task, kept: dict[str, pd.DataFrame]) -> None:
    """Remark on every ticker that lacks the newest sessions which most others have."""
    ends = sorted(frame.index[-1] for frame in kept.values())
    if not ends:
        return
    newest = ends[len(ends) // 2]
    for id, frame in kept.items():
        if frame.index[-1] < newest:
            words = f"its last bar is of {day(frame.index[-1])}; most others have one of {day(newest)}"
            task.outcome.remarks[id] = "; ".join(filter(None, (task.outcome.remarks.get(id, ""), words)))


SOURCE = Source("prices", yahoo.CHART, _request, _fetch, _check)
