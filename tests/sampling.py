"""Large matrices of cases: whole where FULL=1, as in .ci/run, else a few drawn from a seed."""

from __future__ import annotations

import os
import random
from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")

IS_FULL = os.environ.get("FULL") == "1"
SEED = 20261127


def sample(cases: Iterable[T], count: int) -> list[T]:
    """`count` of the cases in their order, the same in every run; all of them where FULL=1."""
    every = list(cases)
    if IS_FULL or count >= len(every):
        return every
    return [every[place] for place in sorted(random.Random(SEED).sample(range(len(every)), count))]
