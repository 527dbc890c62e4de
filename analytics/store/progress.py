"""Progress: what the refresher is doing, in one small file that open pages read."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
import tempfile
import threading
import time
from collections.abc import Collection
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from analytics.errors import StoreUnusable
from analytics.store import Folder, Store

if sys.platform != "win32":
    import fcntl

LOCK = "refresh.lock"
RETRY_FAILED = timedelta(minutes=10)
RETRIES = (RETRY_FAILED, timedelta(minutes=30), timedelta(hours=2))
"""How long after the first, the second and any later failure in a row the app asks again by itself."""
RETRY_SERVED = timedelta(hours=1)
WRITE_EVERY = 0.3


@dataclass
class Step:
    """One source within a refresh: `done` of `of` questions answered, `seconds` taken so far."""

    dataset: str
    service: str
    state: str = "waiting"
    done: int = 0
    of: int = 0
    seconds: float = 0.0
    error: str = ""
    missing: dict[str, str] = field(default_factory=dict)
    unanswered: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        """The part of its questions that is answered, 0 to 1; all of them once it is over."""
        if self.state in ("published", "failed"):
            return 1.0
        return min(1.0, self.done / self.of) if self.of else 0.0

    def in_words(self) -> str:
        """ "Yahoo Finance 12 of 41, 8 s, about 19 s left"; "FRED waits"; "SEC EDGAR begins"; "FRED done, 4 s"."""
        if self.state == "waiting":
            return f"{self.service} waits"
        if self.state != "running":
            return f"{self.service} {'failed' if self.state == 'failed' else 'done'}, {self.seconds:.0f} s"
        if not self.of:
            return f"{self.service} begins"
        words = f"{self.service} {self.done} of {self.of}, {self.seconds:.0f} s"
        if not 0 < self.done < self.of or self.seconds < 1:
            return words
        return f"{words}, about {self.seconds / self.done * (self.of - self.done):.0f} s left"


@dataclass
class Progress:
    """The last refresh, running or over; `state` is "running" or "over".

    `earlier_failures` counts the refreshes in a row before it that did not bring everything.
    """

    pid: int
    started: str
    state: str = "running"
    updated: str = ""
    steps: dict[str, Step] = field(default_factory=dict)
    earlier_failures: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether every source answered for all that was asked."""
        return not self.failed and not any(step.unanswered for step in self.steps.values())

    @property
    def sources(self) -> list[Step]:
        """A step for each service: of several datasets the one that is running, else the next, else the last."""
        order = ("running", "waiting", "failed", "published")
        services: dict[str, list[Step]] = {}
        for step in self.steps.values():
            services.setdefault(step.service, []).append(step)
        return [min(steps, key=lambda step: order.index(step.state)) for steps in services.values()]

    @property
    def failed(self) -> list[Step]:
        """The sources that published nothing."""
        return [step for step in self.steps.values() if step.state == "failed"]

    def next_try(self) -> datetime:
        """When the app may try again by itself: after 10, 30 and 120 minutes where something did not come, else 60.

        A stamp that lies in the future is of a clock that was ahead: then at once.
        """
        again = RETRIES[min(self.earlier_failures, len(RETRIES) - 1)]
        wait = RETRY_SERVED if self.is_whole and self.state != "running" else again
        stamp = datetime.fromisoformat(self.updated or self.started)
        return datetime.now(UTC) if stamp > datetime.now(UTC) + RETRY_SERVED else stamp + wait


def folder(store: Store) -> Path:
    """Where the lock, the progress and the clients' caches lie: the store itself if it is local."""
    if isinstance(store.files, Folder):
        return store.files.path
    name = hashlib.sha256(store.address.encode()).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"smallcap-{name}"


def lock(store: Store) -> FileLock:
    """The lock that makes refreshing single-flight. Raises `StoreUnusable` where it cannot lie or be taken."""
    place = folder(store)
    held = place / LOCK
    try:
        place.mkdir(parents=True, exist_ok=True)
        if held.is_dir():
            raise IsADirectoryError(21, f"{LOCK} is a folder")
        if not os.access(held if held.exists() else place, os.W_OK):
            raise PermissionError(13, "permission denied")
    except OSError as error:
        raise StoreUnusable(
            f"The store at {place} cannot be written: {error.strerror or error}.",
            instead="What was published before stands.",
            remedy="Set SMALLCAP_STORE to a folder that can be written.",
        ) from None
    return FileLock(held)


def read(store: Store) -> Progress | None:
    """The last refresh as its file tells it; None when there was none, or the file cannot be read.

    A file that says "running" while nobody holds the lock was left by a refresher that was ended: it
    is reported as over, its unfinished sources as failed.
    """
    try:
        content: dict[str, Any] = json.loads((folder(store) / "refresh.json").read_text())
        steps = {name: Step(**step) for name, step in content.pop("steps").items()}
        progress = Progress(**content, steps=steps)
        datetime.fromisoformat(progress.updated)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None
    if progress.state == "running" and not _is_locked(store):
        progress.state = "over"
        for step in progress.steps.values():
            if step.state in ("waiting", "running"):
                step.state, step.error = "failed", "The refresh was ended before it was done."
    return progress


def _is_locked(store: Store) -> bool:
    """Whether a refresher holds the lock.

    Elsewhere than on Windows it is asked for as shared, so that pages asking at once do not take each
    other for a refresher, and a folder that can only be read answers as well.
    """
    try:
        if sys.platform == "win32":
            with lock(store).acquire(timeout=0):
                return False
        else:
            with (folder(store) / LOCK).open("rb") as file:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
                return False
    except (Timeout, BlockingIOError):
        return True
    except (StoreUnusable, OSError):
        return False


class Reporter:
    """Writes the progress of a running refresh, at most three times a second, from any thread."""

    def __init__(self, store: Store, steps: dict[str, Step]) -> None:
        self._path = folder(store) / "refresh.json"
        self._guard = threading.Lock()
        self._began = {name: time.monotonic() for name in steps}
        self._written = 0.0
        last = read(store)
        failures = 0 if last is None or last.is_whole else last.earlier_failures + 1
        self.progress = Progress(os.getpid(), _now(), steps=steps, earlier_failures=failures)
        self._write()

    def begin(self, dataset: str, of: int) -> None:
        """Say that a source is being asked `of` questions."""
        self._began[dataset] = time.monotonic()
        self._set(dataset, state="running", of=of, done=0)

    def done(self, dataset: str, done: int, of: int | None = None) -> None:
        """Say how many questions have been answered, and of how many where that has changed."""
        self._set(dataset, done=done, **({} if of is None else {"of": of}))

    def end(
        self, dataset: str, *, error: str = "", missing: dict[str, str] | None = None, unanswered: Collection[str] = ()
    ) -> None:
        """Say that a source is finished: published, with what did not come, or failed with `error`."""
        state = "failed" if error else "published"
        self._set(dataset, state=state, error=error, missing=missing or {}, unanswered=sorted(unanswered))

    def close(self) -> None:
        """Say that the refresh is over."""
        with self._guard:
            self.progress.state = "over"
            self._write()

    def _set(self, dataset: str, **values: Any) -> None:
        with self._guard:
            step = self.progress.steps[dataset]
            for name, value in values.items():
                setattr(step, name, value)
            step.seconds = round(time.monotonic() - self._began[dataset], 1)
            if "state" in values or time.monotonic() - self._written > WRITE_EVERY:
                self._write()

    def _write(self) -> None:
        self.progress.updated = _now()
        self._written = time.monotonic()
        temporary = self._path.with_suffix(".tmp")
        with contextlib.suppress(OSError):
            temporary.write_text(json.dumps(asdict(self.progress)))
            temporary.replace(self._path)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
