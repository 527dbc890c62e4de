"""What a page computes before it draws, in processor time: the whole of it once, and what a slider moves."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import date

import numpy as np

from analytics import banks, divergence, illustrative
from analytics.banks import amounts, marks
from analytics.banks import call_report as books
from analytics.measures.regression import rolling
from analytics.model.scenario import Scenario
from tests.bench.visitor import median

ROUNDS = 9
SESSIONS, WINDOW, LAG = 6000, 252, 4
DAY = date(2026, 7, 31)


def rows() -> Iterator[tuple[str, str, str, str]]:
    """What was measured, its value, its yardstick, the budget."""
    for what, work, budget in (*_divergence(), *_banks(), _rolling()):
        yield what, f"{_milliseconds(work):.1f} ms", "", budget


def _divergence() -> Iterator[tuple[str, Callable[[int], object], str]]:
    market, scenario = illustrative.market(), Scenario(as_of=DAY, ten_year_bp=500)
    fixed = divergence.history(market, scenario)
    yield "Divergence: what no slider moves", lambda _: divergence.history(market, scenario), "500 ms"
    yield (
        "Divergence: what a slider moves",
        lambda turn: divergence.scenario_figures(market, scenario.changes(ten_year_bp=500 + turn), fixed),
        "4 ms",
    )


def _banks() -> Iterator[tuple[str, Callable[[int], object], str]]:
    panel, market = illustrative.panel(), illustrative.market()
    quarter = books.of(panel, panel.quarters[-1])

    def scenario(turn: int) -> Scenario:
        return Scenario(ten_year_bp=400 + turn, short_rate_bp=300 + turn, marked="Securities and loans")

    def reprice(turn: int) -> object:
        curves = marks.yields(market, scenario(turn), quarter.end, DAY)
        return amounts.ratios(
            amounts.of(quarter, amounts.marked(quarter, curves, True)), amounts.assumptions(scenario(turn))
        )

    yield f"Regional banks: {len(quarter):,} banks repriced", reprice, "25 ms"
    yield (
        "Regional banks: what a slider moves",
        lambda turn: banks.scenario_figures(panel, market, scenario(turn)),
        "100 ms",
    )


def _rolling() -> tuple[str, Callable[[int], object], str]:
    random = np.random.default_rng(1)
    y, x = random.normal(size=(2, SESSIONS))
    return f"a regression over {WINDOW} rolling through {SESSIONS:,}", lambda _: rolling(y, x, WINDOW, LAG), "150 ms"


def _milliseconds(work: Callable[[int], object]) -> float:
    """The median processor time of a call; its argument is another in each, so that no memory answers."""
    taken = []
    for turn in range(ROUNDS):
        began = time.process_time()
        work(turn)
        taken.append(1000 * (time.process_time() - began))
    return median(taken)
