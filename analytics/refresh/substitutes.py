"""Where FRED does not answer: the yields from the Treasury or H.15, SOFR from the New York Fed, each by its name."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pandas as pd

from analytics.errors import DashboardError
from analytics.model.metric import day
from analytics.refresh.task import Task
from analytics.sources import h15, nyfed, treasury
from analytics.sources.http import Missing

Found = dict[str, pd.Series]
YIELDS = tuple(treasury.COLUMNS.values())


def fetch(task: Task, missing: Missing) -> Found:
    """What second sources serve of the series that FRED's line failed; each is taken off `missing` and remarked on."""
    found: Found = {}
    wanted = [id for id in YIELDS if id in missing.unanswered]
    ways: tuple[tuple[str, Callable[[], Found]], ...] = (
        (treasury.SERVICE, lambda: _treasury(task, wanted)),
        (h15.SERVICE, lambda: h15.fetch(task.settings.fed_url, task.patience)),
    )
    for service, ask in ways:
        left = [id for id in wanted if id not in found]
        found |= _taken(task, missing, service, left, ask) if left else {}
    if "SOFR" in missing.unanswered:
        found |= _taken(task, missing, nyfed.SERVICE, ["SOFR"], lambda: _sofr(task))
    return found


def _taken(task: Task, missing: Missing, service: str, ids: Iterable[str], ask: Callable[[], Found]) -> Found:
    """The series of `ids` that one service serves; what it fails for stays missing, and why is added to the reason."""
    try:
        served = ask()
    except DashboardError as error:
        for id in ids:
            missing[id] = f"{missing[id]}; {service}: {error.failed.rstrip('.')}"
        return {}
    taken = {id: served[id] for id in ids if id in served and not served[id].empty}
    for id in taken:
        task.outcome.remarks[id] = f"served by {service}, as FRED did not answer ({missing.pop(id)})"
        missing.unanswered.discard(id)
    return taken


def _treasury(task: Task, ids: Iterable[str]) -> Found:
    """The years from the last one held on; all of them where a yield is not held."""
    ends = [task.previous.rows[id].index[-1].year if id in task.previous.rows else treasury.FIRST_YEAR for id in ids]
    years = range(min(ends, default=task.now.year), task.now.year + 1)
    return treasury.fetch(years, task.settings.treasury_url, task.patience)


def _sofr(task: Task) -> Found:
    held = task.previous.rows.get("SOFR")
    since = nyfed.FIRST if held is None else held.index[-1].date()
    return {"SOFR": nyfed.fetch(since, task.now.date(), task.settings.nyfed_url, task.patience)}


def difference(fresh: pd.Series, held: pd.Series | None) -> str:
    """By how much a yield differs on a common day from what is held, in words; empty up to one basis point."""
    if held is None:
        return ""
    both = fresh.dropna().index.intersection(held.dropna().index)
    gaps = (fresh.loc[both] - held.loc[both]).abs() * 100
    gaps = gaps[gaps > 1 + 1e-6]
    if gaps.empty:
        return ""
    last = f"{day(gaps.index[-1])} by {gaps.iloc[-1]:.0f} bp"
    return f"{len(gaps)} days differ from what is held by over 1 bp, the last {last}"
