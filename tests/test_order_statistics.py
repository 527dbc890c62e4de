"""Intervals of medians and shares, to their worked cases and to the coverage that they promise."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.measures.order_statistics import median_ranks, wilson


@pytest.mark.parametrize(
    ("count", "ranks"), [(2000, (956, 1045)), (300, (133, 168)), (100, (40, 61)), (10, (2, 9)), (6, (1, 6))]
)
def test_ranks_to_their_worked_cases(count: int, ranks: tuple[int, int]) -> None:
    assert median_ranks(count) == ranks


@pytest.mark.parametrize("count", range(6))
def test_too_few_values_enclose_no_median(count: int) -> None:
    assert median_ranks(count) is None


@given(st.integers(6, 1500))
def test_the_ranks_are_the_narrowest_that_cover_95_percent(count: int) -> None:
    """Exact arithmetic: outside lies at most 2.5 % on either side, and one rank further in would leave more."""
    ranks = median_ranks(count)
    assert ranks is not None
    low, high = ranks
    assert low + high == count + 1
    assert low <= high
    below = sum(math.comb(count, heads) for heads in range(low))
    assert Fraction(below, 2**count) <= Fraction(1, 40)
    assert Fraction(below + math.comb(count, low), 2**count) > Fraction(1, 40)


def test_the_interval_covers_the_median_of_a_skewed_law() -> None:
    random, hits, count, draws = np.random.default_rng(5), 0, 61, 4000
    ranks = median_ranks(count)
    assert ranks is not None
    for values in np.sort(np.exp(random.normal(size=(draws, count))), axis=1):
        hits += bool(values[ranks[0] - 1] <= 1.0 <= values[ranks[1] - 1])
    assert 0.945 < hits / draws < 0.985


def test_wilson_to_its_worked_case() -> None:
    low, high = wilson(10, 100)
    assert (round(low, 4), round(high, 4)) == (0.0552, 0.1744)
    assert wilson(0, 20)[0] == 0.0
    assert wilson(20, 20)[1] == 1.0
    assert all(math.isnan(end) for end in wilson(0, 0))


@given(st.integers(1, 3000).flatmap(lambda count: st.tuples(st.integers(0, count), st.just(count))))
def test_wilson_encloses_the_share_and_mirrors(case: tuple[int, int]) -> None:
    successes, count = case
    low, high = wilson(successes, count)
    assert 0.0 <= low <= successes / count <= high <= 1.0
    other = wilson(count - successes, count)
    assert other == pytest.approx((1.0 - high, 1.0 - low), abs=1e-12)
