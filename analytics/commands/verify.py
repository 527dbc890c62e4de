"""The command that fetches afresh what a pinned link rests on, and recomputes it."""

from __future__ import annotations

import argparse
import tempfile
from dataclasses import replace

from analytics import load
from analytics.output import manifest, report, verification, views
from analytics.settings import Settings
from analytics.store import Store


def verify(options: argparse.Namespace, settings: Settings) -> int:
    """Fetch what a pinned link rests on afresh, recompute it, and say what was restated; 0 when it is reproduced."""
    from analytics.refresh import refresh as run

    store, link = Store(settings.store), verification.parse(options.link)
    pinned = load.open_world(store, *load.choose(store, None, link.snapshot))
    before = views.answer(link.view, pinned, link.scenario, store)
    names = manifest.datasets(before)
    with tempfile.TemporaryDirectory() as folder:
        place = Store(folder)
        moment = pinned.publication.published_at if pinned.publication else None
        outcomes = run(replace(settings, store=folder), names, now=moment)
        fresh = load.open_world(place, *load.choose(place))
    differences, merged = verification.compare(pinned, fresh, names)
    after = views.answer(link.view, merged, link.scenario, store)
    figures = list(verification.changed(before, after))
    for outcome in outcomes:
        if outcome.error:
            print(f"{outcome.dataset} could not be fetched: {outcome.error}")
    print(
        f"Snapshot {link.snapshot}, {before.view.title}: {len(before.result.metrics)} figures from {', '.join(names)}."
    )
    if not differences and not figures and not any(outcome.error for outcome in outcomes):
        print("Reproduced to the last digit.")
        return 0
    shown = differences[: verification.SHOWN]
    heads = ("dataset", "what happened", "to", "was", "now", "change", "values")
    print(report.table([(d.dataset, d.kind, d.what, d.was, d.now, d.change, d.rows) for d in shown], heads))
    if len(differences) > len(shown):
        print(f"{len(differences) - len(shown):,} more differences of the sources.")
    if figures:
        rows = [(old.id, old.value, new.value if new else None, new.note if new else "gone") for old, new in figures]
        print(report.table(rows, ("figure", "was", "now", "note")))
    else:
        print("No figure of the page changes.")
    return 1
