"""The command that fetches, checks and publishes, and says how far it is."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from analytics.catalogue import DATASETS
from analytics.output import report, static
from analytics.settings import Settings
from analytics.store import Store, progress

if TYPE_CHECKING:
    from analytics.sources.http import Patience


def refresh(options: argparse.Namespace, settings: Settings, patience: Patience | None = None) -> int:
    """Fetch, check and publish; 0 when every dataset asked for was published, 1 otherwise, 3 when one is running.

    `patience` with the services is each one's own by default.
    """
    from analytics.refresh import refresh as run  # imports the clients, which no other command needs

    watch = _line if sys.stderr.isatty() else Lines()
    names = options.dataset or tuple(DATASETS)
    outcomes = run(settings, names, accept=options.accept, patience=patience, watch=watch)
    rows = ((o.dataset, "failed" if o.error else "published", f"{o.n_stored} of {o.n_expected}") for o in outcomes)
    print(report.table(rows, ("dataset", "outcome", "held")))
    for outcome in outcomes:
        if outcome.error:
            print(f"{outcome.dataset}: {outcome.error}")
        for id, words in (*outcome.missing.items(), *outcome.remarks.items()):
            print(f"{id}: {words}")
    if options.pages is not None and not all(outcome.error for outcome in outcomes):
        print(f"{len(static.write(Store(settings.store), options.pages))} static files are written beside the store.")
    return 1 if any(outcome.error for outcome in outcomes) else 0


class Lines:
    """Without a terminal: a line a source when it begins or ends, and every five seconds in between."""

    EVERY = 5.0

    def __init__(self) -> None:
        self._said: dict[str, tuple[str, float]] = {}

    def __call__(self, now: progress.Progress) -> None:
        for name, step in now.steps.items():
            state, seconds = self._said.get(name, ("waiting", 0.0))
            if step.state != state or step.seconds - seconds >= self.EVERY:
                self._said[name] = (step.state, step.seconds)
                print(step.in_words(), file=sys.stderr, flush=True)


def _line(now: progress.Progress) -> None:
    """One line on a terminal, rewritten as the refresh goes on."""
    parts = (step.in_words() for step in now.steps.values())
    print(f"\r\033[K{' · '.join(parts)}", end="\n" if now.state == "over" else "", file=sys.stderr, flush=True)
