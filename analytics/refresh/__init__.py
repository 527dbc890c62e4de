"""Refresh: fetch, validate, merge, publish. One at a time; the last good version always stands."""

from __future__ import annotations

import itertools
import queue
import threading
import time
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import UTC, datetime

from filelock import Timeout

from analytics import catalogue
from analytics.catalogue import DATASETS, ENTRIES
from analytics.errors import BadInput, DashboardError, StoreUnusable
from analytics.refresh import opening, process
from analytics.refresh.datasets import FETCH, read
from analytics.refresh.source import Signed
from analytics.refresh.task import Outcome, Task, previous
from analytics.settings import Settings
from analytics.sources.http import Patience
from analytics.store import Publication, Store, progress, requests

__all__ = ["FETCH", "Busy", "Outcome", "refresh"]

FIRST = "market"
ALONE = 60.0
"""Seconds for which the market is fetched before the others begin, and for which they wait to be published."""


class Busy(DashboardError):
    """Another refresh holds the lock."""


def refresh(
    settings: Settings,
    datasets: Collection[str] = tuple(DATASETS),
    accept: Collection[str] = (),
    patience: Patience | None = None,
    watch: Callable[[progress.Progress], None] = lambda _: None,
    now: datetime | None = None,
) -> list[Outcome]:
    """Fetch some datasets, check them, and publish those that came.

    A series that is missing, or held back by a check, keeps its last good values and is named in its
    `Outcome`; `accept` lists series to believe in spite of what is held. Datasets of one group are
    published together, so that no page shows one without the other. In a new store what every page stands on is
    published before the rest of its market; the market is fetched alone, and a group that takes over a minute keeps
    no other waiting. One that needs another is fetched after it, the sample of breadth after all. `now` (aware)
    decides which periods are due, and is this moment by default. Raises `BadInput` for an unknown dataset or
    series, `Busy` when another refresh is running, `StoreUnusable` when the store cannot be read or
    written; a source that fails is an `Outcome` with its error.
    """
    unknown = [name for name in datasets if name not in DATASETS]
    if unknown:
        raise BadInput(f"There is no dataset {unknown[0][:40]!r}.", remedy=f"Known are: {', '.join(DATASETS)}.")
    strange = [id for id in accept if id not in ENTRIES]
    if strange:
        raise BadInput(f"There is no series {strange[0][:40]!r}.", remedy="'show sources' names every one.")
    store = Store(settings.store)
    guard = progress.lock(store)
    try:
        guard.acquire(timeout=1)
    except Timeout:
        raise Busy("Another refresh is running.", instead="It goes on; nothing was started.") from None
    try:
        return _locked(settings, store, datasets, accept, patience, watch, now or datetime.now(UTC))
    finally:
        guard.release()


def _locked(
    settings: Settings,
    store: Store,
    datasets: Collection[str],
    accept: Collection[str],
    patience: Patience | None,
    watch: Callable[[progress.Progress], None],
    now: datetime,
) -> list[Outcome]:
    outcomes = {name: Outcome(name, n_expected=len(catalogue.members(name))) for name in datasets}
    steps = {name: progress.Step(name, DATASETS[name].service) for name in datasets}
    reporter = progress.Reporter(store, steps)
    tables: dict[str, Signed] = {}
    written: dict[str, str] = {}
    broken: list[StoreUnusable] = []
    over = {name: threading.Event() for name in datasets}
    news: queue.SimpleQueue[str] = queue.SimpleQueue()

    def end(name: str) -> None:
        if outcomes[name].error:
            reporter.end(name, error=outcomes[name].error)
        over[name].set()
        news.put(name)

    def task(name: str, outcome: Outcome, before: Publication | None, patience: Patience | None = patience) -> Task:
        def report(done: int, of: int | None = None) -> None:
            reporter.done(name, done, of)
            watch(reporter.progress)

        ready = {other: table for other, (table, _) in list(tables.items())}
        return Task(settings, store, previous(store, before, name), accept, patience, report, outcome, now, ready)

    def here(name: str) -> None:
        if DATASETS[name].needs in over:
            over[DATASETS[name].needs].wait()
        reporter.begin(name, _questions(name))
        try:
            signed = read(name, task(name, outcomes[name], store.current()))
            if signed is not None:
                tables[name] = signed
        except DashboardError as error:
            outcomes[name].error = str(error)
        finally:
            end(name)

    def apart(names: tuple[str, ...]) -> None:
        try:
            for message in process.messages(process.Job(names, settings, tuple(accept), patience, now)):
                match message:
                    case process.Begun(name):
                        reporter.begin(name, 0)
                    case process.Answered(name, done, of):
                        reporter.done(name, done, of)
                        watch(reporter.progress)
                    case process.Broken(failed, instead, remedy):
                        broken.append(StoreUnusable(failed, instead=instead, remedy=remedy))
                    case process.Ended(name, outcome, version):
                        outcomes[name] = outcome
                        if version is not None:
                            written[name] = version
                        end(name)
        finally:
            for name in names:
                if not over[name].is_set():
                    outcomes[name].error = f"The {name} could not be fetched: their process was lost."
                    end(name)

    groups = {group: [name for name in outcomes if DATASETS[name].group == group] for group in _groups(outcomes)}

    def open_store() -> None:
        for name in opening.DATASETS:
            reporter.begin(name, _questions(name))
        hurried = opening.hurried(patience)
        early = {name: task(name, Outcome(name), store.current(), hurried) for name in opening.DATASETS}
        _publish(store, opening.read(early), {}, now)

    def publish_whole() -> None:
        if broken:
            raise broken[0]
        for group in _whole(groups, over, time.monotonic() - began > ALONE):
            fetched = {name: tables[name] for name in groups[group] if name in tables}
            _publish(store, fetched, {name: written[name] for name in groups[group] if name in written}, now)
            for name in groups.pop(group):
                if not outcomes[name].error:
                    for served in outcomes[name].served:
                        requests.served(store, served)
                    reporter.end(name, missing=outcomes[name].missing, unanswered=outcomes[name].unanswered)

    began = time.monotonic()
    try:
        if _is_new(store, datasets):
            open_store()
        last = [name for name in outcomes if DATASETS[name].is_last]
        first = list(groups.get(FIRST, ()))
        others = [name for name in outcomes if name not in (*first, *last)]
        services = _services(others)
        with ThreadPoolExecutor(max_workers=max(1, len(outcomes))) as pool:
            asked = [pool.submit(here, name) for name in first]
            wait(asked, timeout=ALONE)
            publish_whole()
            if len(services) + bool(first) > 1:
                asked += [pool.submit(apart, names) for names in services]
            else:
                asked += [pool.submit(here, name) for name in others]
            for _ in (*first, *others):
                news.get()
                publish_whole()
            for job in asked:
                job.result()
        for name in last:
            here(name)
            publish_whole()
    except DashboardError as error:
        for name in itertools.chain.from_iterable(groups.values()):
            reporter.end(name, error=str(error))
        raise
    finally:
        reporter.close()
        watch(reporter.progress)
    return list(outcomes.values())


def _groups(names: Collection[str]) -> list[str]:
    return list(dict.fromkeys(dataset.group for name, dataset in DATASETS.items() if name in names))


def _is_new(store: Store, datasets: Collection[str]) -> bool:
    """Whether the whole market is to be fetched into a store that has nothing of it."""
    current = store.current()
    market = set(opening.DATASETS)
    return market <= set(datasets) and not market & set(current.versions if current else ())


def _questions(name: str) -> int:
    """How many questions a source is asked, where that is known beforehand; 0 where it says so itself."""
    return len(catalogue.members(name)) if DATASETS[name].group == FIRST else 0


def _services(names: Collection[str]) -> list[tuple[str, ...]]:
    """Datasets by the service they come from, of which they are asked one after the other; what readers await first."""
    names = sorted(names, key=lambda name: (bool(DATASETS[name].needs), DATASETS[name].on_request))
    services = dict.fromkeys(DATASETS[name].service for name in names)
    return [tuple(name for name in names if DATASETS[name].service == service) for service in services]


def _whole(groups: dict[str, list[str]], over: Mapping[str, threading.Event], is_late: bool) -> list[str]:
    """The groups whose datasets are all fetched; none before the market, which pages stand on, unless it is late."""
    whole = [group for group, names in groups.items() if all(over[name].is_set() for name in names)]
    return whole if FIRST not in groups or FIRST in whole or is_late else []


def _publish(store: Store, tables: Mapping[str, Signed], written: Mapping[str, str], now: datetime) -> None:
    """Publish tables, and versions that lie in the store already, together."""
    if tables or written:
        store.publish(tables, now, written)
        store.prune(now)
