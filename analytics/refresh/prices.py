"""Prices: every ticker whole; one that did not come, or is not believed, keeps its last good bars."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pyarrow as pa

from analytics.catalogue import members
from analytics.errors import SourceChanged, SourceUnavailable
from analytics.model.metric import day
from analytics.refresh import validate
from analytics.refresh.task import Task, provenance, table
from analytics.sources import yahoo


def fetch(task: Task) -> tuple[pa.Table, dict[str, Any]]:
    """Fetch and check all prices. Raises `SourceUnavailable` when none came that can be believed."""
    entries = members("prices")
    frames, missing = yahoo.fetch(entries, task.settings.yahoo_url, task.report, task.patience)
    task.outcome.missing |= missing
    kept: dict[str, pd.DataFrame] = {}
    for entry in entries:
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
    return table("prices", kept), provenance("prices", kept, fresh, task, yahoo.CHART)


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
