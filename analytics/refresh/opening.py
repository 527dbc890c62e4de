"""The first figures of a new store, within seconds: what every page stands on, before the rest of the market."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

from analytics.catalogue import ENTRIES, members
from analytics.catalogue.prices import FIRST
from analytics.refresh import prices, rates
from analytics.refresh.source import Signed, Source
from analytics.refresh.task import Task
from analytics.sources import treasury
from analytics.sources.http import Patience

LATER = "not asked yet: the rest of the market follows"
DATASETS = ("prices", "rates")
READ = 5.0
"""Seconds that one of these answers may take: a service that hangs keeps the whole fetch waiting no longer."""


def _tickers(task: Task) -> prices.Tickers:
    return tuple(ENTRIES[id] for id in FIRST)


def _bars(task: Task, entries: prices.Tickers) -> prices.Bars:
    frames = prices.SOURCE.fetch(task, entries)
    for entry in members("prices"):
        if entry.id not in FIRST:
            task.outcome.missing[entry.id] = LATER
            task.outcome.unanswered.add(entry.id)
    return frames or {}


def _curve(task: Task, entries: rates.Entries) -> rates.Rates:
    """The Treasury's yields of this year, or of the last one while this has fewer than two days."""
    served: dict[str, rates.Values] = {}
    for year in (task.now.year, task.now.year - 1):
        served = treasury.fetch([year], task.settings.treasury_url, task.patience)
        if len(served.get("DGS10", ())) > 1:
            break
    for entry in entries:
        task.outcome.unanswered.add(entry.id)
        if entry.id in served:
            task.outcome.remarks[entry.id] = f"served by {treasury.SERVICE}; its history follows"
        else:
            task.outcome.missing[entry.id] = LATER
    return rates.Rates({}, served)


SOURCES: Mapping[str, Source[Any, Any]] = {
    "prices": replace(prices.SOURCE, request=_tickers, fetch=_bars),
    "rates": Source("rates", treasury.CSV, lambda task: members("rates"), _curve, rates.SOURCE.check),
}
"""Seven tickers from their service and the curve from the Treasury: eight requests, at once."""


def hurried(patience: Patience | None) -> Patience:
    """The patience of a first page: one try, no wait, and two failures end it: the whole fetch follows at once."""
    usual = patience or Patience()
    return replace(usual, tries=1, failures=2, longest_wait=0.0, read=min(usual.read, READ))


def read(tasks: Mapping[str, Task]) -> dict[str, Signed]:
    """What came of them; nothing where a source fails for whatever reason: the whole fetch that follows says why."""

    def one(name: str) -> Signed | None:
        try:
            return SOURCES[name].read(tasks[name])
        except Exception:
            return None

    with ThreadPoolExecutor(len(tasks)) as pool:
        tables = dict(zip(tasks, pool.map(one, tasks), strict=True))
    return {name: signed for name, signed in tables.items() if signed is not None}
