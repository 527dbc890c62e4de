"""A thousand spoiled fields of payloads: how many are held back, named or of no weight, and what gets through."""

from __future__ import annotations

import multiprocessing
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor

from analytics.output.report import table
from tests.corruption.base import opened
from tests.corruption.cases import KINDS, cases
from tests.corruption.judge import ENDS, MOVED, THROUGH, Verdict, verdicts
from tests.corruption.subjects import SUBJECTS

COUNT, PROCESSES = 1000, 2


def rows(count: int = COUNT) -> Iterator[tuple[str, str, str, str]]:
    """What was spoiled, what became of it, of how many, the budget; then each case that got through."""
    found = judged(count)
    ends = Counter((verdict.subject, verdict.kind, verdict.end) for verdict in found)
    for subject in SUBJECTS:
        for kind in KINDS:
            counts = [ends[subject, kind, end] for end in ENDS]
            told = ", ".join(f"{count} {end}" for count, end in zip(counts, ENDS, strict=True) if count)
            yield f"{subject}: {kind}", told, f"{sum(counts)} cases", ""
    through = [verdict for verdict in found if verdict.end in (THROUGH, MOVED)]
    moved = sum(verdict.end == MOVED for verdict in through)
    share = f"{100 * (1 - len(through) / len(found)):.1f} % held back, named or of no weight; {moved} over 5 %"
    yield "spoiled fields of payloads", share, f"{len(found):,} cases", "95 %, none over 5 %"
    for verdict in through:
        yield f"{verdict.end}: {verdict.subject}, {verdict.kind}", verdict.words, verdict.case, ""


def judged(count: int) -> list[Verdict]:
    """The verdicts on so many cases, by two processes that have a world each."""
    with ProcessPoolExecutor(PROCESSES, multiprocessing.get_context("spawn")) as pool:
        return [verdict for part in pool.map(_part, [(count, first) for first in range(PROCESSES)]) for verdict in part]


def _part(which: tuple[int, int]) -> list[Verdict]:
    count, first = which
    with opened() as base:
        return list(verdicts(base, cases(count, first, PROCESSES)))


if __name__ == "__main__":
    print(table(rows(), ("what", "measured", "yardstick", "budget")))
