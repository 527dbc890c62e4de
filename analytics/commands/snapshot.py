"""The command that lists, keeps, drops and carries snapshots."""

from __future__ import annotations

import argparse
from pathlib import Path

from analytics.errors import BadInput
from analytics.output import report
from analytics.settings import Settings
from analytics.store import Store, archive


def snapshot(options: argparse.Namespace, settings: Settings) -> int:
    """List the publications held; keep one for good, drop one, or carry one to another store as a file."""
    store, action, given = Store(settings.store), options.action, options.given
    wanted = {"list": 0, "keep": 1, "drop": 1, "export": 2, "import": 1}[action]
    if len(given) != wanted:
        words = {"export": "the id of a snapshot and a file", "import": "a file"}.get(action, "the id of a snapshot")
        what = f"needs {words}" if wanted else "takes nothing more"
        raise BadInput(f"snapshot {action} {what}.", remedy="snapshot list names those held.")
    if action == "keep":
        store.keep(given[0])
        print(f"Snapshot {given[0]} is kept.")
    elif action == "drop":
        archive.drop(store, given[0])
        print(f"Snapshot {given[0]} is dropped; links to it say that it is gone.")
    elif action == "export":
        count = archive.export(store, given[0], Path(given[1]))
        print(f"Snapshot {given[0]} is written to {given[1]} ({count} files).")
    elif action == "import":
        print(f"Snapshot {archive.load(store, Path(given[0])).id} is held here and kept.")
    else:
        marked = store.marked()
        rows = [
            (p.id, p.generation, p.published_at, "yes" if p.id in marked else "", ", ".join(p.versions))
            for p in store.publications()
        ]
        print(report.table(rows, ("id", "generation", "published (UTC)", "kept", "datasets")))
    return 0
