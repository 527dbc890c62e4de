"""Paths of the yields set against every issuer's break-even."""

from __future__ import annotations

import time
from collections.abc import Iterator

import numpy as np
import pandas as pd

from analytics import refinancing as refi
from analytics.measures import yield_paths
from analytics.measures.curve import LONG, SHORT
from tests.bench.repricing import issuers
from tests.bench.visitor import median

ISSUERS, ROUNDS, DAYS = 4000, 9, 6000


def rows() -> Iterator[tuple[str, str, str, str]]:
    """What was measured, its value, its yardstick, the budget."""
    random = np.random.default_rng(yield_paths.SEED)
    steps = random.normal(0.0, 0.05, (DAYS, 2))
    history = pd.DataFrame(
        4.5 + np.cumsum(steps - steps.mean(axis=0), axis=0),
        index=pd.bdate_range("2000-01-03", periods=DAYS),
        columns=[SHORT, LONG],
    )
    began = time.perf_counter()
    ten_year = yield_paths.simulate(history).of(LONG)
    drawn = time.perf_counter() - began
    break_evens = refi.crossing(issuers(ISSUERS))
    taken = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        yield_paths.share_by_month(ten_year, break_evens)
        taken.append(time.perf_counter() - began)
    yield (
        f"{yield_paths.COUNT:,} yield paths of {yield_paths.MONTHS} months against {ISSUERS:,} break-evens",
        f"{median(taken) * 1000:.0f} ms",
        f"drawing the paths, once a curve: {drawn * 1000:.0f} ms",
        "100 ms",
    )
