"""A thousand spoiled fields, of which the benchmark reads the table: here a share of every class of every payload."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from tests.corruption.base import Base, opened
from tests.corruption.cases import cases
from tests.corruption.judge import ENDS, HELD, MOVED, NAMED, THROUGH, verdicts
from tests.sampling import IS_FULL

COUNT = 96 if IS_FULL else 16
NOTICED = 0.95


@pytest.fixture(scope="module")
def base() -> Iterator[Base]:
    with opened() as base:
        yield base


def test_a_spoiled_field_is_held_back_or_named_or_moves_no_headline(base: Base) -> None:
    every = list(verdicts(base, cases(COUNT)))
    through = [verdict for verdict in every if verdict.end in (THROUGH, MOVED)]
    assert not [verdict for verdict in through if verdict.end == MOVED], (
        "a headline moved by over 5 % and nobody said so"
    )
    assert len(through) <= max(1, (1 - NOTICED) * len(every)), through
    ends = Counter(verdict.end for verdict in every)
    assert sum(ends[end] for end in ENDS) == COUNT
    assert ends[HELD] + ends[NAMED] > COUNT / 4, "the checks see what is spoiled: not all of it is of no weight"
