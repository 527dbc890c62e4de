"""Paths of the yields: seeded, joint, degenerate where the changes are, and quick to set against break-evens."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics.errors import NoData
from analytics.measures import yield_paths


def history(steps: np.ndarray, start: tuple[float, float] = (4.0, 4.5)) -> pd.DataFrame:
    levels = np.vstack([[0.0] * steps.shape[1], np.cumsum(steps, axis=0)]) + np.array(start)
    return pd.DataFrame(levels, index=pd.bdate_range("2015-01-02", periods=len(levels)), columns=["DGS3MO", "DGS10"])


def test_constant_changes_give_a_fan_without_width() -> None:
    drawn = yield_paths.simulate(history(np.full((600, 2), 0.001)), months=6, count=50)
    fan = drawn.fan("DGS10")
    assert np.ptp(fan, axis=0) == pytest.approx(0.0, abs=1e-12)
    start = (4.5 + 600 * 0.001) / 100
    assert fan[2] == pytest.approx(start + np.arange(7) * 21 * 0.001 / 100)


def test_rows_are_drawn_jointly_and_by_the_seed() -> None:
    random = np.random.default_rng(1)
    one = random.normal(0, 0.05, 800)
    frame = history(np.column_stack([one, 2 * one]), start=(8.0, 16.0))
    drawn, again, other = (yield_paths.simulate(frame, months=3, count=40, seed=seed) for seed in (5, 5, 6))
    moved = drawn.levels - drawn.levels[:, :, :1]
    assert moved[1] == pytest.approx(2 * moved[0])
    assert np.array_equal(drawn.levels, again.levels)
    assert not np.array_equal(drawn.levels, other.levels)


def test_blocks_are_runs_of_the_history_with_the_mean_length_asked_for() -> None:
    rows = yield_paths._rows(np.random.default_rng(2), 400, 504, 1000, 12.0)
    follows = (rows[:, 1:] - rows[:, :-1]) % 1000 == 1
    assert 1 / (1 - follows.mean()) == pytest.approx(12.0, rel=0.05)
    assert rows.min() >= 0
    assert rows.max() < 1000
    assert np.bincount(rows.ravel(), minlength=1000).min() > 0


def test_the_spread_of_independent_changes_grows_with_the_root_of_time() -> None:
    random = np.random.default_rng(3)
    frame = history(random.normal(0, 0.05, (4000, 2)), start=(20.0, 20.0))
    drawn = yield_paths.simulate(frame, months=16, count=3000)
    deviation = drawn.of("DGS10").std(axis=0) * 100
    assert deviation[4] == pytest.approx(0.05 * np.sqrt(4 * 21), rel=0.08)
    assert deviation[16] / deviation[4] == pytest.approx(2.0, rel=0.08)


def test_no_level_falls_below_zero() -> None:
    drawn = yield_paths.simulate(history(np.full((600, 2), -0.01), start=(6.1, 6.5)), months=24, count=5)
    assert drawn.levels.min() == 0.0


def test_block_lengths_grow_with_persistence() -> None:
    """For an AR(1) the best length is ((2ρ/(1−ρ²))²·n)^(1/3)."""
    random = np.random.default_rng(4)
    shocks = random.normal(size=40_000)
    persistent = np.zeros(len(shocks))
    for place in range(1, len(shocks)):
        persistent[place] = 0.7 * persistent[place - 1] + shocks[place]
    expected = ((2 * 0.7 / (1 - 0.7**2)) ** 2 * len(shocks)) ** (1 / 3)
    assert yield_paths.block_length(persistent) == pytest.approx(expected, rel=0.2)
    assert yield_paths.block_length(shocks) < 8
    assert yield_paths.block_length(np.ones(100)) == 1.0


def test_too_short_a_history_is_refused() -> None:
    with pytest.raises(NoData, match="needed"):
        yield_paths.simulate(history(np.zeros((100, 2))))


def test_a_break_even_once_met_stays_met() -> None:
    ten_year = np.array([[0.04, 0.05, 0.03], [0.04, 0.041, 0.042]])
    break_evens = np.array([0.045, 0.0415, -np.inf, np.inf])
    assert yield_paths.share_by_month(ten_year, break_evens).tolist() == [[0.25, 0.75, 0.75], [0.25, 0.25, 0.5]]
    assert yield_paths.share_by_month(ten_year, break_evens, ever=False).tolist() == [
        [0.25, 0.75, 0.25],
        [0.25, 0.25, 0.5],
    ]
    assert np.isnan(yield_paths.share_by_month(ten_year, break_evens[:0])).all()
