"""Frames kept on disk: fetched again by age, so that a pull that was stopped goes on where it was."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from analytics.catalogue import CONCEPTS
from analytics.catalogue.filings import FLOAT
from analytics.errors import DashboardError, SourceChanged, SourceUnavailable
from analytics.model.metric import day
from analytics.refresh.task import Task
from analytics.sources import sec
from analytics.sources.http import NotServed
from analytics.sources.sec.client import IN_FLIGHT
from analytics.store import progress

RECENT = timedelta(days=200)
"""Filings for a period that ended longer ago than this have nearly all been made."""
AGAIN_RECENT, AGAIN_OLD = timedelta(hours=20), timedelta(days=28)
"""After how long a frame is asked for again: soon where filings for its period are still being made."""
OLDEST_COPY = timedelta(days=60)
"""A copy older than this no longer stands in for a frame that cannot be had."""
MANY = 50
FEWER, RESCALED = 0.5, 0.2
"""How much of a frame's filers may go, and how far its facts may move as a whole, before it is held back."""
FEW, FEW_PART = 5, 0.05
"""Frames, and the part of those asked for, that an older copy may stand in for; beyond, the service is down."""
CORE = frozenset(concept.tags[0] for concept in CONCEPTS.values() if concept.core)
"""Tags that all periods have: where the SEC says it has none, it is asked again soon, whatever the period. Of a rare
tag it has none for years."""
_META = b"frame"
_COLUMNS = ("cik", "value", "start", "end", "accn")


class Frames:
    """The frames of one refresh; `remarks` says of which an older copy serves, and why, `skipped` counts the facts
    without a value by frame."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.client = sec.Client(task.settings.sec_url, task.settings.sec_contact, task.patience)
        self.folder = progress.folder(task.store) / "sec"
        self.folder.mkdir(parents=True, exist_ok=True)
        self.remarks: dict[str, str] = {}
        self.skipped: dict[str, int] = {}

    @property
    def notes(self) -> dict[str, str]:
        """What there is to say of frames that came: an older copy that serves, facts without a value."""
        empty = {name: f"{count:,} facts without a value skipped" for name, count in self.skipped.items()}
        return empty | self.remarks

    def pull(self, keys: Iterable[sec.Key]) -> None:
        """Fetch what is not held freshly enough, four at a time.

        Raises `SourceUnavailable` when a frame cannot be had and no copy of it can stand in, or when copies would
        stand in for more than a few; what came by then is kept for the next try.
        """
        wanted = list(dict.fromkeys(keys))
        missing = [key for key in wanted if not self._fresh(key)]
        held = len(wanted) - len(missing)
        self.task.report(held, len(wanted))
        failed: dict[sec.Key, str] = {}
        noted = len(self.remarks)
        with ThreadPoolExecutor(max_workers=IN_FLIGHT) as pool:
            for done, (key, error) in enumerate(pool.map(self._fetch, missing), start=1):
                if error:
                    failed[key] = error
                self.task.report(held + done, len(wanted))
        old = len(self.remarks) - noted
        if old > max(FEW, FEW_PART * len(missing)):
            failed |= {key: self.remarks[_name(key)] for key in missing if _name(key) in self.remarks}
        if failed:
            first, reason = next(iter(failed.items()))
            raise SourceUnavailable(
                f"{len(failed)} of {len(wanted)} frames could not be had from {sec.SERVICE}; "
                f"{first.tag} {first.period}: {reason}",
                instead=f"The {self.task.outcome.dataset} published before stand.",
                remedy="The next refresh goes on where this one stopped.",
            )

    def read(self, key: sec.Key) -> sec.Frame | None:
        """One frame as it lies on disk; None where the SEC has none, or none was pulled.

        Raises `SourceUnavailable` for a copy that cannot be read, which is not the same as none.
        """
        is_there = self._path(key).exists()
        copy = self._copy(key)
        if copy is None and is_there:
            raise SourceUnavailable(
                f"The copy of {_name(key)} was damaged and is gone.",
                instead=f"The {self.task.outcome.dataset} published before stand.",
                remedy="The next refresh fetches it again.",
            )
        return copy[0] if copy is not None and len(copy[0]) else None

    def _copy(self, key: sec.Key) -> tuple[sec.Frame, datetime] | None:
        """The copy of a frame and when it was fetched; None without one that is as it was written.

        A damaged one is deleted: nothing of it may serve, and it is fetched again.
        """
        path = self._path(key)
        try:
            table = pq.read_table(path)
            content = json.loads(table.schema.metadata[_META])
            frame = sec.Frame(*(table[name].to_numpy() for name in _COLUMNS))
            if content["sha256"] == _digest(frame, content["fetched_at"]):
                return frame, datetime.fromisoformat(content["fetched_at"])
        except FileNotFoundError:
            return None
        except (OSError, pa.ArrowException, KeyError, TypeError, ValueError):
            pass
        path.unlink(missing_ok=True)
        return None

    def forget(self, tags: Collection[str]) -> None:
        """Drop the copies of some tags, which proved not to be believed: the next refresh fetches them anew."""
        for tag in tags:
            for path in self.folder.glob(f"*-{tag}-*.parquet"):
                path.unlink(missing_ok=True)

    def _fetch(self, key: sec.Key) -> tuple[sec.Key, str]:
        copy = self._copy(key)
        before, fetched = copy if copy is not None and len(copy[0]) else (None, None)
        try:
            try:
                fresh = sec.frame(self.client, key)
            except NotServed:
                fresh = _EMPTY
            if before is not None and not self._accepted(key):
                _compare(key, fresh, before)
            if fresh.skipped:
                self.skipped[_name(key)] = fresh.skipped
            self._write(key, fresh)
        except DashboardError as error:
            if fetched is None or self.task.now - fetched > OLDEST_COPY:
                return key, str(error).rstrip(".") + "."
            self.remarks[f"{key.tag} {key.period}"] = (
                f"the copy of {day(fetched.date())} serves, because {error.failed}"
            )
        return key, ""

    def _accepted(self, key: sec.Key) -> bool:
        """Whether the reader says to believe a frame's concept in spite of the copy held."""
        names = [name for name, concept in CONCEPTS.items() if key.tag in concept.tags]
        names += ["public_float"] if key.tag == FLOAT or not names else []
        return any(f"sec.{name}" in self.task.accept for name in names)

    def _fresh(self, key: sec.Key) -> bool:
        copy = self._copy(key)
        if copy is None:
            return False
        frame, fetched = copy
        doubtful = key.tag in CORE and not len(frame)
        is_short = doubtful or self.task.now.date() - key.end < RECENT
        return timedelta(0) <= self.task.now - fetched < (AGAIN_RECENT if is_short else AGAIN_OLD)

    def _path(self, key: sec.Key) -> Path:
        return self.folder / f"{key.taxonomy}-{key.tag}-{key.unit}-{key.period}.parquet"

    def _write(self, key: sec.Key, frame: sec.Frame) -> None:
        stamp = self.task.now.isoformat(timespec="seconds")
        content = {"fetched_at": stamp, "sha256": _digest(frame, stamp)}
        columns = {name: getattr(frame, name) for name in _COLUMNS}
        table = pa.table(columns).replace_schema_metadata({_META: json.dumps(content).encode()})
        path = self._path(key)
        temporary = path.with_suffix(".tmp")
        pq.write_table(table, temporary, compression="zstd")
        temporary.replace(path)


_EMPTY = sec.Frame(
    np.empty(0, np.int32), np.empty(0, np.float64), np.empty(0, np.int32), np.empty(0, np.int32), np.empty(0, np.int64)
)


def _digest(frame: sec.Frame, stamp: str) -> str:
    """What a frame and its moment are known by again: Parquet's own sums do not cover every byte."""
    digest = hashlib.sha256(stamp.encode())
    for name in _COLUMNS:
        digest.update(np.ascontiguousarray(getattr(frame, name)).tobytes())
    return digest.hexdigest()


def _name(key: sec.Key) -> str:
    return f"{key.tag} {key.period}" if key.taxonomy == "us-gaap" else f"{key.taxonomy}:{key.tag} {key.period}"


def _compare(key: sec.Key, fresh: sec.Frame, before: sec.Frame) -> None:
    """Raise `SourceChanged` when a frame lost half its filers, or its facts moved as a whole."""
    if len(before) >= MANY and len(fresh) < FEWER * len(before):
        raise SourceChanged(f"it came with {len(fresh):,} filers where {len(before):,} are held")
    _, ours, theirs = np.intersect1d(fresh.cik, before.cik, assume_unique=True, return_indices=True)
    new, old = fresh.value[ours], before.value[theirs]
    telling = (new != 0.0) & (old != 0.0)
    if telling.sum() >= MANY:
        ratio = float(np.median(new[telling] / old[telling]))
        if abs(ratio - 1.0) > RESCALED:
            raise SourceChanged(f"its facts were multiplied by {ratio:.4g} as a whole")
