"""Many sessions moving a slider every five seconds."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.bench.visitor import Visitor, median, percentile95
from tests.browser.server import App

EVERY, SECONDS = 5.0, 20.0


def rows(store: Path) -> Iterator[tuple[str, str, str, str]]:
    """What was measured, its value, its yardstick, the budget."""
    with App(store, SMALLCAP_REFRESH="off") as app:
        alone = moves([app], 1)
        for sessions, budget in ((50, "10 x"), (100, "30 x")):
            crowd = moves([app], sessions)
            yield (
                f"slider move with {sessions} sessions, p95",
                f"{percentile95(crowd) * 1000:.0f} ms",
                f"{percentile95(crowd) / median(alone):.1f} x one session ({median(alone) * 1000:.0f} ms)",
                budget,
            )


def moves(apps: Sequence[App], sessions: int) -> list[float]:
    """Seconds taken by every move of every session, shared among servers, within the time of the measurement."""
    taken: list[float] = []
    visitors = [Visitor(apps[turn % len(apps)].url, "divergence") for turn in range(sessions)]
    until = time.monotonic() + SECONDS

    def move(visitor: Visitor, seed: int) -> None:
        steps = random.Random(seed)
        time.sleep(steps.uniform(0, EVERY))
        while time.monotonic() < until:
            taken.append(visitor.move("Ten-year", steps.randrange(300, 600)).seconds)
            time.sleep(EVERY)

    threads = [threading.Thread(target=move, args=(visitor, seed)) for seed, visitor in enumerate(visitors)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for visitor in visitors:
        visitor.close()
    return taken
