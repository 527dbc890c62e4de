"""Refresh: fetch, validate, merge, publish. One at a time; the last good version always stands."""

from __future__ import annotations

from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
from filelock import Timeout

from analytics import progress
from analytics.catalogue import DATASETS, members
from analytics.errors import BadInput, DashboardError
from analytics.refresh import prices, rates
from analytics.refresh.task import Outcome, Task, held
from analytics.settings import Settings
from analytics.sources.http import Patience
from analytics.store import Store

FETCH = {"prices": prices.fetch, "rates": rates.fetch}

__all__ = ["Busy", "Outcome", "refresh"]


class Busy(DashboardError):
    """Another refresh holds the lock."""


def refresh(
    settings: Settings,
    datasets: Collection[str] = tuple(DATASETS),
    accept: Collection[str] = (),
    patience: Patience | None = None,
    watch: Callable[[progress.Progress], None] = lambda _: None,
) -> list[Outcome]:
    """Fetch some datasets, check them, and publish those that came.

    A series that is missing, or held back by a check, keeps its last good values and is named in its
    `Outcome`; `accept` lists series to believe in spite of what is held. The datasets fetched are
    published together, so that no page shows one without the other. Raises `BadInput` for an unknown
    dataset, `Busy` when another refresh is running, `StoreUnusable` when the store cannot be read or
    written; a source that fails is an `Outcome` with its error.
    """
    unknown = [name for name in datasets if name not in DATASETS]
    if unknown:
        raise BadInput(f"There is no dataset {unknown[0][:40]!r}.", remedy=f"Known are: {', '.join(DATASETS)}.")
    store = Store(settings.store)
    guard = progress.lock(store)
    try:
        guard.acquire(timeout=1)
    except Timeout:
        raise Busy("Another refresh is running.", instead="It goes on; nothing was started.") from None
    try:
        return _locked(settings, store, datasets, accept, patience, watch)
    finally:
        guard.release()


def _locked(
    settings: Settings,
    store: Store,
    datasets: Collection[str],
    accept: Collection[str],
    patience: Patience | None,
    watch: Callable[[progress.Progress], None],
) -> list[Outcome]:
    now = datetime.now(UTC)
    before = store.current()
    outcomes = {name: Outcome(name) for name in datasets}
    steps = {name: progress.Step(name, DATASETS[name].service) for name in datasets}
    reporter = progress.Reporter(store, steps)
    tables: dict[str, tuple[pa.Table, dict[str, Any]]] = {}

    def one(name: str) -> None:
        def report(done: int) -> None:
            reporter.done(name, done)
            watch(reporter.progress)

        reporter.begin(name, len(members(name)))
        try:
            task = Task(settings, store, held(store, before, name), accept, patience, report, outcomes[name], now)
            tables[name] = FETCH[name](task)
        except DashboardError as error:
            outcomes[name].error = str(error)
            reporter.end(name, error=str(error))

    try:
        with ThreadPoolExecutor(max_workers=max(1, len(outcomes))) as pool:
            list(pool.map(one, outcomes))
        if tables:
            store.publish(tables, now)
            store.prune(now)
        for name in tables:
            reporter.end(name, missing=outcomes[name].missing)
    except DashboardError as error:
        for name in tables:
            reporter.end(name, error=str(error))
        raise
    finally:
        reporter.close()
        watch(reporter.progress)
    return list(outcomes.values())
