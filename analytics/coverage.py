"""What is held: every dataset and series with its publisher, date, age, coverage, licence and last error."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

import pandas as pd

from analytics.catalogue import DATASETS, ENTRIES, members
from analytics.frames.market import Result
from analytics.model.metric import Metric
from analytics.sessions import NEW_YORK

if TYPE_CHECKING:
    from analytics.freshness import State
    from analytics.load import World
    from analytics.store.contract import Meeting
    from analytics.store.progress import Progress

CONTRACT = ("service", "question", "http_status", "bytes_count", "answer_seconds", "differs", "remedy", "met_at")
ILLUSTRATIVE = "invented between published figures"


def measure(world: World, now: datetime, progress: Progress | None = None, meeting: Meeting | None = None) -> Result:
    """Age and coverage of every dataset, and a row for every series of the catalogue.

    `now` (aware) dates the ages; `progress` is the last refresh, whose errors are named, `meeting` the last time the
    services were asked what they serve. Tables: `datasets`, `contract` and `series`. A series that is not held has
    empty dates and its reason in `note`.
    """
    states = world.states(now)
    errors = {name: step.error for name, step in progress.steps.items()} if progress else {}
    metrics = (
        *(metric for name in DATASETS for metric in _metrics(world, states[name], now)),
        *_contract(meeting),
    )
    return Result(
        None,
        metrics,
        {
            "datasets": pd.DataFrame([_dataset(world, states[name], errors.get(name, "")) for name in DATASETS]),
            "contract": pd.DataFrame(meeting.answers if meeting else [], columns=list(CONTRACT)),
            "series": pd.DataFrame([_series(world, id, now, progress) for id in ENTRIES]),
        },
        illustrative=world.publication is None,
    )


def _metrics(world: World, state: State, now: datetime) -> Iterator[Metric]:
    name, title = state.dataset, DATASETS[state.dataset].title
    held = coverage(world, name)
    today = now.astimezone(NEW_YORK).date()
    anchor = DATASETS[name].anchor
    sources = (anchor,) if anchor else (members(name)[0].id,)
    yield Metric(
        f"sources.{name}_age", f"{title}, age", state.age, "days", state.last or today, "M-AGE", sources, state.note
    )
    yield Metric(
        f"sources.{name}_held",
        f"{title}, series held",
        held,
        "count",
        state.last or today,
        "M-COV",
        sources,
        f"of {len(members(name))}",
    )


def _contract(meeting: Meeting | None) -> Iterator[Metric]:
    """How many answers of the services differed from the contract, dated by the oldest of them; `coverage` says how
    many services were asked where that was not all."""
    id, label, method = "sources.contract_differences", "Answers that differ from the contract", "M-CONTRACT"
    if meeting is None:
        yield Metric(id, label, None, "count", None, method, (), "the services were never met with 'doctor --live'")
        return
    met, of = meeting.n_met, len(meeting.services)
    coverage = f"{met} of {of} services" if met < of else ""
    note = f"of {len(meeting.answers)} questions"
    day = meeting.met_at.date()
    yield Metric(id, label, meeting.differing, "count", day, method, (), note, coverage=coverage)


def coverage(world: World, dataset: str) -> int:
    """How many of a dataset's catalogue entries the world holds, the invented ones included."""
    return sum(1 for entry in members(dataset) if world.holds(entry.id))


def _dataset(world: World, state: State, error: str) -> dict[str, object]:
    dataset = DATASETS[state.dataset]
    return {
        "dataset": state.dataset,
        "state": state.state,
        "last": state.last,
        "age_days": state.age,
        "held": coverage(world, state.dataset),
        "of": len(members(state.dataset)),
        "service": dataset.service,
        "fetched_at": state.fetched_at,
        "last_error": error,
        "note": state.note,
        "title": dataset.title,
        "licence": dataset.licence,
    }


def _series(world: World, id: str, now: datetime, progress: Progress | None) -> dict[str, object]:
    entry, origin = ENTRIES[id], world.origin(id)
    step = progress.steps.get(entry.dataset) if progress else None
    last = pd.Timestamp(origin["last"]).date() if origin else None
    age = (now.astimezone(NEW_YORK).date() - last).days if last else None
    note = origin.get("note", "")
    if not origin:
        note = ILLUSTRATIVE if world.holds(id) else "not held"
    elif age is not None and age > entry.limit_days:
        note = "; ".join(filter(None, (f"older than {entry.limit_days} days", note)))
    return {
        "series": id,
        "last": last,
        "age_days": age,
        "title": entry.title,
        "unit": entry.unit,
        "publisher": entry.publisher,
        "first": pd.Timestamp(origin["first"]).date() if origin else None,
        "rows": origin.get("rows"),
        "fetched_at": pd.Timestamp(origin["fetched_at"]) if origin else None,
        "last_error": step.missing.get(id, "") if step else "",
        "note": note,
        "licence": entry.licence,
        "page": entry.page,
    }
