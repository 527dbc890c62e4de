"""The refresh beside the app: a child process, started when the data are due, followed by open pages."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime

import streamlit as st

from analytics import load
from analytics.catalogue import DATASETS
from analytics.errors import DashboardError, NoData, StoreUnusable
from analytics.load import World
from analytics.model.metric import day
from analytics.settings import ROOT
from analytics.store import progress
from analytics.store.progress import Progress
from ui import data

AWAITING = "_awaiting"
"""Where a session notes that its page lacks figures that are being fetched, so that it changes by itself."""
AGAIN = progress.RETRY_FAILED.total_seconds()


@dataclass
class _Child:
    """The refresher this server started last."""

    process: subprocess.Popen[bytes] | None = None
    began: float = -AGAIN
    guard: threading.Lock = field(default_factory=threading.Lock)


@st.cache_resource(show_spinner=False)
def _child() -> _Child:
    return _Child()


def running() -> Progress | None:
    """The refresh that is running now, whoever started it."""
    now = progress.read(data.store())
    return now if now and now.state == "running" else None


def in_words(now: Progress) -> str:
    """How far each source is: "Yahoo Finance 12 of 41, 8 s, about 19 s left · FRED waits"."""
    return " · ".join(step.in_words() for step in now.sources)


def awaited(missing: NoData) -> NoData:
    """Why there are no figures, with how far a running refresh is in place of what the reader could do by hand."""
    now = running()
    if now is None:
        return missing
    st.session_state[AWAITING] = True
    fetching = f"They are being fetched: {in_words(now)}."
    return NoData(missing.failed, instead=fetching, remedy="The page changes by itself.")


def ensure(world: World, *, at_once: bool = False) -> StoreUnusable | None:
    """Start a refresh if this world is due for one and none is running; `at_once` does so whatever its age.

    After a failure it waits ten minutes by itself. Returns why the store cannot be written, if it cannot.
    """
    if not data.settings().refresh or not (at_once or load.due(world, datetime.now(UTC))):
        return None
    last = progress.read(data.store())
    if last and (last.state == "running" or (not at_once and datetime.now(UTC) < last.next_try())):
        return None
    child = _child()
    with child.guard:
        if child.process and child.process.poll() is None:
            return None
        if not at_once and time.monotonic() - child.began < AGAIN:
            return None
        try:
            progress.lock(data.store())
        except StoreUnusable as error:
            return error
        child.began = time.monotonic()
        child.process = subprocess.Popen(
            [sys.executable, "-m", "analytics", "refresh", *([] if at_once else _due(world))],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        _wait_for_start(child.process)
    return None


def _due(world: World) -> list[str]:
    """The datasets worth asking for: those of every group in which one is due, what was asked for, what comes along."""
    states = world.states(datetime.now(UTC))
    groups = {DATASETS[name].group for name, state in states.items() if state.is_due}
    along = {name for name, dataset in DATASETS.items() if dataset.on_request or dataset.optional}
    return [name for name, dataset in DATASETS.items() if dataset.group in groups or name in along]


def _wait_for_start(process: subprocess.Popen[bytes]) -> None:
    """Give the child a moment, so that the page drawn next follows it closely from the start."""
    until = time.monotonic() + 0.1
    while time.monotonic() < until and process.poll() is None and running() is None:
        time.sleep(0.02)


def starting() -> bool:
    """Whether a refresher of this server is alive, even if it has not reported yet."""
    process = _child().process
    return process is not None and process.poll() is None


def failures(world: World) -> list[DashboardError]:
    """What the last refresh could not fetch, what is shown instead, and when it will be tried again."""
    last = progress.read(data.store())
    if last is None or last.state == "running" or world.kind == "pinned":
        return []
    minutes = max(1, round((last.next_try() - datetime.now(UTC)).total_seconds() / 60))
    retry = f"Next try in {minutes} min." if data.settings().refresh else "Refreshing is off here."
    found = []
    for step in last.failed:
        state = world.states(datetime.now(UTC)).get(step.dataset)
        shown = f"Showing {step.dataset} of {day(state.last)}." if state and state.last else "Its figures are missing."
        if world.kind == "illustrative":
            shown = "Showing the illustrative market."
        found.append(DashboardError(step.error, instead=shown, remedy=retry))
    return found
