"""How the cost grows with the work: issuers, years of prices, sessions, replicas."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path

from analytics import divergence, illustrative
from analytics import refinancing as refi
from analytics.frames.market import Market
from analytics.model.scenario import Scenario
from tests.bench.crowd import moves
from tests.bench.repricing import issuers
from tests.bench.visitor import median, percentile95
from tests.browser.server import App

ROUNDS = 7
ISSUERS, YEARS, SESSIONS, REPLICAS = (1000, 2000, 4000, 8000), (1, 5, 10, 20), (1, 50, 100, 200), (1, 2, 3)
LAST = date(2026, 7, 31)


def rows(store: Path) -> Iterator[tuple[str, str, str, str]]:
    """What was measured, its value at each size, and how it grew as the work did."""
    yield _grown("share wiped out, issuers", ISSUERS, [_seconds(_wiped_out(n)) for n in ISSUERS])
    yield _grown("Divergence, years of prices", YEARS, [_seconds(_history(n)) for n in YEARS])
    yield _grown("slider move p95, sessions of one server", SESSIONS, [_crowd(store, n, 1) for n in SESSIONS])
    yield _grown("slider move p95 of 100 sessions, replicas", REPLICAS, [_crowd(store, 100, n) for n in REPLICAS])


def _grown(what: str, sizes: Sequence[int], seconds: Sequence[float]) -> tuple[str, str, str, str]:
    values = ", ".join(f"{size:,}: {taken * 1000:.1f} ms" for size, taken in zip(sizes, seconds, strict=True))
    return what, values, f"{seconds[-1] / seconds[0]:.1f} x for {sizes[-1] / sizes[0]:.0f} x the work", ""


def _seconds(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(ROUNDS):
        began = time.process_time()
        work()
        taken.append(time.process_time() - began)
    return median(taken)


def _wiped_out(count: int) -> Callable[[], object]:
    terms = issuers(count)
    yields = [level / 2000 for level in range(200)]
    return lambda: refi.share_by_yield(refi.crossing(terms), yields)


def _history(years: int) -> Callable[[], object]:
    whole = illustrative.market()
    first = f"{LAST.year - years}-{LAST.month:02d}-{LAST.day:02d}"
    return lambda: divergence.history(
        Market(whole.close[first:], whole.adj_close[first:], whole.rates[first:], whole.published),
        Scenario(as_of=LAST),
    )


def _crowd(store: Path, sessions: int, replicas: int) -> float:
    """The 95th percentile of a move, with sessions shared among servers, each moving every few seconds."""
    with ExitStack() as stack:
        apps = [stack.enter_context(App(store, SMALLCAP_REFRESH="off")) for _ in range(replicas)]
        return percentile95(moves(apps, sessions))
