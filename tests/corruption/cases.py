"""Which fields are spoiled, and how: every class of every payload in turn, from seeds."""

from __future__ import annotations

from collections.abc import Iterator

from tests.corruption.spoil import spoils
from tests.corruption.subjects import SUBJECTS

KINDS = tuple(spoils("", "", (1,)))


def cases(count: int, first: int = 0, every: int = 1) -> Iterator[tuple[str, str, int]]:
    """`count` cases (a payload, a class, a seed), or of these each one of `every` from the `first` on."""
    pairs = [(subject, kind) for kind in KINDS for subject in SUBJECTS]
    for number in range(first, count, every):
        subject, kind = pairs[number % len(pairs)]
        yield subject, kind, number
