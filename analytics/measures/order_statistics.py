"""Intervals without a law of the values: of a median by its order statistics, of a share by Wilson's score."""

from __future__ import annotations

import math

from analytics.measures.distributions import NORMAL_95

LEVEL = 0.95


def median_ranks(count: int) -> tuple[int, int] | None:
    """Ranks, from 1, of the values that enclose a median with a probability of 95 % or more.

    The lower one is the largest r with P(B < r) <= 2.5 %, B binomial of `count` fair tosses; the upper one is
    count + 1 - r. For 2,000 values they are 956 and 1,045. None for fewer than six values, which enclose no median.
    Source: David and Nagaraja (2003), Order Statistics, section 7.1.
    """
    tail, rank = 0, 0
    budget = (1 << count) // 40
    chance = 1
    while rank <= count // 2:
        tail += chance
        if tail > budget:
            break
        chance = chance * (count - rank) // (rank + 1)
        rank += 1
    return (rank, count + 1 - rank) if rank else None


def wilson(successes: int, count: int) -> tuple[float, float]:
    """The 95 % score interval of a share, from 0 to 1; NaN of nothing. Source: Wilson (1927), JASA 22:209-212."""
    if count <= 0:
        return math.nan, math.nan
    share, z2 = successes / count, NORMAL_95**2
    middle = (share + z2 / (2 * count)) / (1 + z2 / count)
    half = NORMAL_95 / (1 + z2 / count) * math.sqrt(share * (1 - share) / count + z2 / (4 * count**2))
    return middle - half if successes else 0.0, middle + half if successes < count else 1.0
