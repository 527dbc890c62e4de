"""A service's datasets fetched in a process of their own: nothing waits for its parsing, its memory ends with it."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import IO

import pyarrow as pa

from analytics.catalogue import members
from analytics.errors import StoreUnusable
from analytics.refresh import datasets
from analytics.refresh.task import Outcome, Task, previous
from analytics.settings import ROOT, Settings
from analytics.sources.http import Patience
from analytics.store import Store

SMALL = {"ARROW_DEFAULT_MEMORY_POOL": "system", "MALLOC_ARENA_MAX": "1", "MALLOC_TRIM_THRESHOLD_": "1000000"}
"""What makes a process give memory back: a quarter less at its peak, and no slower where parsing has one thread."""


@dataclass(frozen=True)
class Job:
    """What the process is to fetch, one dataset after the other, and how."""

    names: tuple[str, ...]
    settings: Settings
    accept: tuple[str, ...]
    patience: Patience | None
    now: datetime


@dataclass(frozen=True)
class Begun:
    """A dataset is being asked for."""

    dataset: str


@dataclass(frozen=True)
class Answered:
    """How many questions of a dataset are answered, and of how many where that has changed."""

    dataset: str
    done: int
    of: int | None


@dataclass(frozen=True)
class Ended:
    """What became of a dataset; its new `version` is in the store and named by nothing yet, None without one."""

    dataset: str
    outcome: Outcome
    version: str | None


@dataclass(frozen=True)
class Broken:
    """The store cannot be written."""

    failed: str
    instead: str
    remedy: str


Message = Begun | Answered | Ended | Broken


def messages(job: Job) -> Iterator[Message]:
    """Run a job in a process of its own and say what it says.

    Each dataset that has begun ends, at the latest by the end of the process, whose status is then the dataset's
    error. Closing the iterator ends the process.
    """
    command = [sys.executable, "-c", "from analytics.refresh.process import serve; serve()"]
    child = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **SMALL}, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert child.stdin is not None
    assert child.stdout is not None
    ended: set[str] = set()
    try:
        pickle.dump(job, child.stdin)
        child.stdin.flush()
        for message in _read(child.stdout):
            if isinstance(message, Ended):
                ended.add(message.dataset)
            yield message
        for name in job.names:
            if name not in ended:
                words = f"The process that fetched the {name} ended with status {child.wait()}."
                yield Ended(name, Outcome(name, n_expected=len(members(name)), error=words), None)
    except BrokenPipeError:
        yield from (
            Ended(name, Outcome(name, error=f"The process for the {name} did not start."), None) for name in job.names
        )
    finally:
        child.kill()
        child.stdout.close()
        child.wait()


def _read(pipe: IO[bytes]) -> Iterator[Message]:
    while True:
        try:
            yield pickle.load(pipe)
        except (EOFError, pickle.UnpicklingError):
            return


def serve() -> None:
    """Do the job that comes in on standard input and tell of it on standard output; end when who gave it is gone."""
    job: Job = pickle.load(sys.stdin.buffer)
    out, sys.stdout = sys.stdout.buffer, sys.stderr
    threading.Thread(target=_end_with, args=(sys.stdin.fileno(),), daemon=True).start()
    guard = threading.Lock()

    def say(message: Message) -> None:
        with guard:
            pickle.dump(message, out)
            out.flush()

    try:
        _do(job, say)
    except (BrokenPipeError, KeyboardInterrupt):
        os._exit(1)


def _end_with(pipe: int) -> None:
    """End when the other side of a pipe is gone; read past Python's buffer, whose lock would outlive the work."""
    while os.read(pipe, 1024):
        pass
    os._exit(1)


def _do(job: Job, say: Callable[[Message], None]) -> None:
    ready: dict[str, pa.Table] = {}
    for name in job.names:
        say(Begun(name))
        outcome = Outcome(name, n_expected=len(members(name)))
        version = None
        try:
            store = Store(job.settings.store)

            def report(done: int, of: int | None = None, name: str = name) -> None:
                say(Answered(name, done, of))

            before = previous(store, store.current(), name)
            task = Task(job.settings, store, before, job.accept, job.patience, report, outcome, job.now, dict(ready))
            signed = datasets.read(name, task)
            del before, task
            if signed is not None:
                ready[name] = signed[0]
                version = store.write(name, *signed, job.now)
        except StoreUnusable as error:
            say(Broken(error.failed, error.instead, error.remedy))
            return
        say(Ended(name, outcome, version))
