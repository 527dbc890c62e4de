"""What other processes leave beside a store, or hold of it."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime, timedelta

from analytics.settings import ROOT
from analytics.store import progress
from tests.faults.files import environment
from tests.faults.place import Place

HOLD = """
import sys
from analytics.store import Store, progress
store = Store(sys.argv[1])
with progress.lock(store):
    reporter = progress.Reporter(store, {"rates": progress.Step("rates", "FRED")})
    reporter.begin("rates", 50)
    print("holds", flush=True)
    sys.stdin.read()
"""
"""A process that refreshes until its input ends."""


@contextmanager
def _holding(place: Place) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", HOLD, place.settings.store]
    child = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert child.stdout is not None
        assert child.stdout.readline() == "holds\n"
        yield child
    finally:
        with contextlib.suppress(ProcessLookupError):
            child.send_signal(signal.SIGKILL)
        child.communicate()


@contextmanager
def held(place: Place) -> Iterator[None]:
    with _holding(place):
        yield


def left_lock(place: Place) -> None:
    with _holding(place):
        pass
    (place.path / "refresh.json").unlink()
    assert (place.path / progress.LOCK).exists()


def killed(place: Place) -> None:
    """A real refresh, ended by a signal that it cannot catch, while a service takes its time."""
    place.services.delay = 0.5
    names = place.environment()
    command = [sys.executable, "-m", "analytics", "refresh", "rates"]
    child = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **names}, stderr=subprocess.DEVNULL)
    try:
        while not (told := progress.read(place.store)) or told.pid != child.pid or told.state != "running":
            assert child.poll() is None
            time.sleep(0.02)
    finally:
        place.services.delay = 0
        child.send_signal(signal.SIGKILL)
        child.wait()


def _progress(place: Place, **changes: object) -> None:
    path = place.path / "refresh.json"
    content = json.loads(path.read_text())
    content["steps"] = {"rates": {"dataset": "rates", "service": "FRED", "state": "running", "done": 3, "of": 50}}
    path.write_text(json.dumps({**content, "state": "running", **changes}))


def dead_progress(place: Place) -> None:
    """Its number may be another process's by now: ours, which holds no lock."""
    _progress(place, pid=os.getpid())


def progress_of_tomorrow(place: Place) -> None:
    later = (datetime.now(UTC) + timedelta(days=1)).isoformat(timespec="seconds")
    _progress(place, updated=later, started=later)


def spoiled_progress(place: Place) -> None:
    (place.path / "refresh.json").write_bytes(b'{"pid": 1, "steps": [')


def killed_before_the_pointer(place: Place) -> None:
    """Version and snapshot lie there, and the pointer names those before."""
    pointer = place.path / "current.json"
    before = pointer.read_bytes()
    assert place.refresh("rates") == 0
    pointer.write_bytes(before)


def folder_for_lock(place: Place) -> None:
    (place.path / progress.LOCK).unlink(missing_ok=True)
    (place.path / progress.LOCK).mkdir()


CACHES = ("tkr-tz.db", "cookies.db", "isin-tkr.db")
"""The SQLite files in which yfinance would keep time zones, cookies and ISINs."""


@contextmanager
def locked_caches(place: Place) -> Iterator[None]:
    """yfinance's own files, each held by another program in the middle of a transaction."""
    home = place.path.with_name("home")
    folder = home / "py-yfinance"
    folder.mkdir(parents=True)
    with ExitStack() as held, environment(HOME=str(home), XDG_CACHE_HOME=str(home)):
        for name in CACHES:
            line = held.enter_context(closing(sqlite3.connect(folder / name, isolation_level=None)))
            line.execute("create table other (x)")
            line.execute("begin exclusive")
        yield


@contextmanager
def unusable_caches(place: Place) -> Iterator[None]:
    """Folders where yfinance would keep its files, which can then be neither opened nor written."""
    home = place.path.with_name("home")
    for name in CACHES:
        (home / "py-yfinance" / name).mkdir(parents=True)
    with environment(HOME=str(home), XDG_CACHE_HOME=str(home)):
        yield
