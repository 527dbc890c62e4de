"""The command that says how each dataset stands, or meets the services."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime

from analytics import load
from analytics.output import report
from analytics.settings import Settings
from analytics.store import Store, progress


def doctor(options: argparse.Namespace, settings: Settings) -> int:
    """Print world, age and health of each dataset; 1 when one is missing or older than its limit.

    With --live meet each service instead: one small question each, nothing published; 1 where something differs.
    """
    if options.live is not None:
        return _meet(options, settings)
    store = Store(settings.store)
    world = load.open_world(store, *load.choose(store))
    states = world.states(datetime.now(UTC))
    last = progress.read(store)
    print(f"Store {store.address}: {report.describe(world)}")
    rows = []
    for name, state in states.items():
        step = last.steps.get(name) if last else None
        rows.append(
            (name, state.state, state.last, state.age, state.fetched_at, step.error if step else "", state.note)
        )
    print(report.table(rows, ("dataset", "state", "last", "age, days", "fetched (UTC)", "last error", "note")))
    print(
        f"FRED key: {'set' if settings.fred_key else 'none, histories come by CSV'}; refresh: "
        f"{'on' if settings.refresh else 'off'}"
    )
    return 0 if all(state.state == "fresh" for state in states.values()) else 1


def _meet(options: argparse.Namespace, settings: Settings) -> int:
    from analytics.refresh import probe  # imports the clients, which no other command needs

    answers = probe.meet(settings, options.live)
    rows = (
        (
            a.service,
            a.question,
            a.http_status or "",
            a.bytes_count,
            f"{a.answer_seconds:.1f}",
            a.differs or "as recorded",
            a.remedy,
        )
        for a in answers
    )
    print(report.table(rows, ("service", "asked for", "status", "bytes", "seconds", "contract", "what to do")))
    return 1 if any(answer.differs for answer in answers) else 0
