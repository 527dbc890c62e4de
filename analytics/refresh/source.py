"""The contract of a source: what it is asked, how that is fetched, checked, and signed with its provenance."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, TypeVar

import pandas as pd
import pyarrow as pa

from analytics.catalogue import DATASETS
from analytics.errors import SourceChanged
from analytics.refresh.task import Task

Request = TypeVar("Request")
Answer = TypeVar("Answer")

Signed = tuple[pa.Table, dict[str, Any]]
"""A table and its provenance, as the store publishes them."""


@dataclass(frozen=True)
class Series:
    """What a table holds of one series: its first and last date (ISO), its number of rows, and a note.

    `is_fresh` is False where this refresh brought nothing: the stamp of the earlier fetch stays. A note of None is
    whatever the checks remarked on the series.
    """

    first: str
    last: str
    rows: int
    is_fresh: bool = True
    note: str | None = None


def spans(frames: Mapping[str, pd.DataFrame], fresh: Collection[str]) -> dict[str, Series]:
    """The series of frames by date, of which those of `fresh` came with this refresh."""
    return {
        id: Series(
            frame.index[0].date().isoformat(), frame.index[-1].date().isoformat(), len(frame), is_fresh=id in fresh
        )
        for id, frame in frames.items()
    }


@dataclass(frozen=True)
class Checked:
    """What is believed of an answer: the table, its series by id, and what only this dataset's provenance says."""

    table: pa.Table
    series: Mapping[str, Series]
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Source(Generic[Request, Answer]):
    """One dataset's source, in three steps that its module supplies, and a fourth, the signature, that all share.

    `request` says what to ask for, None where there is nothing to ask; `fetch` asks it, and gives None where nothing
    came and nothing is amiss; `check` believes or refuses what came and merges it into what is stored. Each raises
    `SourceUnavailable` where nothing can be had, `SourceChanged` where what came is not believed.
    """

    dataset: str
    address: str
    request: Callable[[Task], Request | None]
    fetch: Callable[[Task, Request], Answer | None]
    check: Callable[[Task, Request, Answer], Checked]

    def read(self, task: Task) -> Signed | None:
        """Ask, fetch, check and sign; None where there is nothing to publish. Raises what the steps raise, and
        `SourceChanged` for a table that no page could read."""
        request = self.request(task)
        if request is None:
            return None
        answer = self.fetch(task, request)
        if answer is None:
            return None
        checked = self.check(task, request, answer)
        _readable(self.dataset, checked)
        return checked.table, provenance(self, task, checked)


def _readable(dataset: str, checked: Checked) -> None:
    """Raise `SourceChanged` for a table without rows or series, or a span that is no day: pages date by them."""
    words = f"The {dataset} that came"
    if not checked.table.num_rows or not checked.series:
        raise SourceChanged(f"{words} have no rows.", instead=f"The {dataset} published before stand.")
    for id, part in checked.series.items():
        try:
            is_span = date.fromisoformat(part.first) <= date.fromisoformat(part.last)
        except ValueError:
            is_span = False
        if not is_span:
            raise SourceChanged(
                f"{words} have no readable days: {id} from {part.first!r} to {part.last!r}.",
                instead=f"The {dataset} published before stand.",
            )


def provenance(source: Source[Any, Any], task: Task, checked: Checked) -> dict[str, Any]:
    """Where a table came from: service, address, moment, span, each of its series, and what is missing and why."""
    stamp = task.now.isoformat(timespec="seconds")
    before = task.previous.provenance.get("series", {})
    series = {
        id: {
            "first": part.first,
            "last": part.last,
            "rows": part.rows,
            "fetched_at": stamp if part.is_fresh else before.get(id, {}).get("fetched_at", stamp),
            "note": _note(task, before.get(id, {}), id, part),
        }
        for id, part in checked.series.items()
    }
    task.outcome.n_stored = len(series)
    return {
        "source": DATASETS[source.dataset].service,
        "address": source.address,
        "fetched_at": stamp,
        "first": min(part.first for part in checked.series.values()),
        "last": max(part.last for part in checked.series.values()),
        "series": series,
        "missing": task.outcome.missing,
        **({"unanswered": sorted(task.outcome.unanswered)} if task.outcome.unanswered else {}),
        **checked.extra,
    }


def _note(task: Task, before: Mapping[str, Any], id: str, part: Series) -> str:
    """What there is to say of a series; one that did not come keeps what was said of the values it keeps."""
    if part.note is not None:
        return part.note
    kept = "" if part.is_fresh else str(before.get("note", ""))
    return task.outcome.remarks.get(id, kept)
