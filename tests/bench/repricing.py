"""Repricing many issuers at many yields, against copying a number for each."""

from __future__ import annotations

import time
from collections.abc import Iterator

import numpy as np

from analytics import refinancing as refi
from tests.bench.visitor import median

ISSUERS, YIELDS, ROUNDS = 4000, 200, 60
BUDGET = "3 x"
KEPT = 4_000_000
"""Numbers in an array that, once freed, makes the C library keep smaller ones, so that nobody waits for new pages."""


def rows() -> Iterator[tuple[str, str, str, str]]:
    """What was measured, its value, its yardstick, the budget.

    The share wiped out at each yield is what Debt wall draws, by one sort of the break-evens; interest and net
    income are those of every issuer at every yield.
    """
    terms = issuers(ISSUERS)
    yields = np.linspace(0.0, 0.10, YIELDS)
    moves = yields - terms.ten_year
    np.empty(KEPT)
    paid = refi.interest(terms, moves, moves)
    measured = {
        "share wiped out": lambda: refi.share_by_yield(refi.crossing(terms), yields),
        "interest": lambda: refi.interest(terms, moves, moves),
        "net income, given the interest": lambda: refi.net_income(terms, paid),
        "copy": paid.copy,
    }
    taken: dict[str, list[float]] = {name: [] for name in measured}
    for _ in range(ROUNDS):
        for name, call in measured.items():
            began = time.perf_counter()
            call()
            taken[name].append(time.perf_counter() - began)
    copied = median(taken.pop("copy"))
    for name, seconds in taken.items():
        ours = median(seconds)
        yield (
            f"{ISSUERS:,} issuers at {YIELDS} yields: {name}",
            f"{ours * 1000:.2f} ms",
            f"{ours / copied:.1f} x copying {paid.nbytes / 1e6:.1f} MB ({copied * 1000:.2f} ms)",
            BUDGET,
        )


def issuers(count: int) -> refi.RefinancingInputs:
    """Issuers drawn from a fixed seed: some without fixed debt, some without floating, half under the limit."""
    random = np.random.default_rng(20260115)
    floating = np.where(random.random(count) < 0.2, 0.0, random.uniform(0, 500, count))
    return refi.RefinancingInputs(
        ebit=random.normal(60, 60, count),
        interest=random.uniform(1, 60, count),
        limit=np.where(random.random(count) < 0.5, random.uniform(5, 60, count), np.inf),
        tax_rate=np.where(random.random(count) < 0.2, 0.0, refi.FEDERAL_RATE),
        fixed=np.where(random.random(count) < 0.2, 0.0, random.uniform(0, 300, count)),
        floating_due=floating * random.random(count),
        floating=floating,
        coupon=random.uniform(0, 0.1, count),
        spread=random.uniform(0, 0.1, count),
        margin=random.normal(0, 0.01, count),
        tenor=random.choice([5.0, 7.0, 10.0], count),
        tenor_yield=random.uniform(0.03, 0.05, count),
        ten_year=0.0463,
        short=0.039,
        hedged=0.25,
    )
