"""Refreshers that are forked from one process, and end by a signal at a given write or moment.

A line of standard input is an order: a store, how it ends ("at" the n-th write, "after" so many seconds, or "" not
before it is done), and how many at once. Each is answered by a line of statuses, a signal's below zero.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from analytics import settings
from analytics.refresh import Busy, refresh
from analytics.settings import ROOT
from analytics.sources.http import Patience
from tests.loopback import Loopback

WRITES = ("os.rename", "os.remove", "os.mkdir", "os.truncate")
PATIENCE = Patience(connect=30.0, read=60.0, tries=2, wait=0.01, longest_wait=1.0, pause=0.0)
BUSY = 3


class Forks:
    """Refreshers to be had at once, as often as asked for."""

    def __init__(self, child: subprocess.Popen[str]) -> None:
        self._child = child

    def run(self, store: str, how: str = "", when: float = 0, count: int = 1) -> list[int]:
        """The statuses of `count` refreshers at once."""
        assert self._child.stdin is not None
        assert self._child.stdout is not None
        print(json.dumps([store, how, when, count]), file=self._child.stdin, flush=True)
        statuses: list[int] = json.loads(self._child.stdout.readline())
        return statuses


@contextmanager
def forks(loopback: Loopback) -> Iterator[Forks]:
    """A process that forks refreshers, which ask these services."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.store.forks"],
        cwd=ROOT,
        env={**os.environ, **loopback.environment()},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield Forks(child)
    finally:
        child.communicate()


def _end_at(write: int, store: str) -> None:
    """Have this process ended before its n-th change of a file in the store: nothing is told, nothing cleaned up."""
    left = [write]

    def hook(event: str, given: tuple[Any, ...]) -> None:
        opens = event == "open" and isinstance(given[1], str) and set(given[1]) & set("wax+")
        if (opens or event in WRITES) and str(given[0]).startswith(store):
            left[0] -= 1
            if left[0] < 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


def _refresher(store: str, how: str, when: float) -> None:
    """Refresh the yields, and leave with what the command line would."""
    if how == "at":
        _end_at(int(when), store)
    elif how == "after":
        signal.setitimer(signal.ITIMER_REAL, when)
    try:
        outcomes = refresh(settings.read({**os.environ, "SMALLCAP_STORE": store}), ["rates"], patience=PATIENCE)
    except Busy:
        os._exit(BUSY)
    os._exit(1 if outcomes[0].error else 0)


def _serve() -> None:
    for line in sys.stdin:
        store, how, when, count = json.loads(line)
        children = []
        for _ in range(count):
            if (pid := os.fork()) == 0:
                _refresher(store, how, when)
            children.append(pid)
        statuses = [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in children]
        print(json.dumps(statuses), flush=True)


if __name__ == "__main__":
    _serve()
