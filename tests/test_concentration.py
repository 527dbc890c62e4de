"""The Herfindahl-Hirschman index against published examples."""

import pytest

from analytics.measures.concentration import effective_number, herfindahl


@pytest.mark.parametrize(
    ("weights", "points", "number"),
    [
        ([0.30, 0.30, 0.20, 0.20], 2600, 3.846),
        ([0.10, 0.09, 0.12, 0.15, 0.12, 0.11, 0.15, 0.16], 1296, 7.716),
        ([1.0], 10_000, 1.0),
    ],
)
def test_index_and_effective_number(weights, points, number):
    assert herfindahl(weights) == pytest.approx(points)
    assert effective_number(weights) == pytest.approx(number, abs=5e-4)


@pytest.mark.parametrize("weights", [[0.5, 0.4], [1.2, -0.2], [float("nan"), 1.0], []])
def test_weights_that_are_no_whole_are_refused(weights):
    with pytest.raises(ValueError, match="add up"):
        herfindahl(weights)
