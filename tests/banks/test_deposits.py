"""Deposits: quarterly flows, their cost, cycles of the funds rate, and betas on a series with a known answer."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.banks import deposits


def quarters(count: int, last: str = "2025-12-31") -> pd.DatetimeIndex:
    return pd.date_range(end=last, periods=count, freq="QE").as_unit("us")


def test_year_to_date_becomes_quarters():
    days = quarters(6)
    flows = deposits.quarterly(pd.Series([3.0, 6.0, 1.0, 3.0, 6.0, 10.0], index=days))
    assert math.isnan(flows.iloc[0]), "the quarter before it is not held"
    assert flows.iloc[1:].tolist() == [3.0, 1.0, 2.0, 3.0, 4.0]


def test_a_missing_quarter_breaks_the_flow_after_it_only():
    series = pd.Series([1.0, 2.0, 4.0, 7.0], index=quarters(4)).drop(quarters(4)[1])
    assert deposits.quarterly(series).isna().tolist() == [False, True, False]


def test_cost_is_annual_and_over_the_mean_of_both_ends():
    days = quarters(2, "2025-06-30")
    cost = deposits.cost(pd.Series([1.0, 2.0], index=days), pd.Series([100.0, 300.0], index=days))
    assert math.isnan(cost.iloc[0])
    assert cost.iloc[1] == pytest.approx(1.0 * 4 / 200 * 100)


class TestCycles:
    days = quarters(8)
    funds = pd.Series([0.1, 0.1, 2.0, 5.0, 5.3, 5.3, 4.5, 4.0], index=days)

    def test_rise_and_fall(self):
        cost = pd.Series([0.1, 0.1, 0.5, 1.8, 2.18, 2.3, 2.0, 1.66], index=self.days)
        rise, fall = deposits.cycles(cost, self.funds)
        assert rise.rising
        assert (rise.first, rise.last) == (self.days[0], self.days[4])
        assert rise.beta == pytest.approx((2.18 - 0.1) / 5.2)
        assert (fall.first, fall.last) == (self.days[4], self.days[7])
        assert fall.beta == pytest.approx((1.66 - 2.18) / (4.0 - 5.3))

    def test_a_small_move_is_no_cycle(self):
        cost = pd.Series(np.linspace(1, 1.2, 8), index=self.days)
        assert deposits.cycles(cost, self.funds / 10) == []

    def test_nothing_is_said_of_quarters_without_a_cost(self):
        cost = pd.Series([np.nan] * 4 + [2.0, 2.2, 2.1, 2.0], index=self.days)
        (fall,) = deposits.cycles(cost, self.funds)
        assert not fall.rising


def test_funds_rate_of_whole_quarters_only():
    days = pd.date_range("2025-01-01", "2025-05-15").as_unit("us")
    found = deposits.funds_rate(pd.DataFrame({"DFF": np.where(days.quarter == 1, 4.0, 5.0)}, index=days))
    assert found.to_dict() == {pd.Timestamp("2025-03-31"): pytest.approx(4.0)}


@given(st.lists(st.floats(-0.3, 0.5), min_size=4, max_size=4), st.integers(0, 10_000))
def test_beta_by_regression_is_the_sum_of_the_slopes(slopes: list[float], seed: int):
    random = np.random.default_rng(seed)
    moves = random.normal(0, 0.5, 60)
    funds = 2 + np.cumsum(moves)
    change = 0.01 + sum(slope * np.r_[np.zeros(lag), moves[: 60 - lag]] for lag, slope in enumerate(slopes))
    cost = np.r_[0.0, np.cumsum(change)][1:]
    assert deposits.beta(cost, funds) == pytest.approx(sum(slopes), abs=1e-8)


def test_beta_needs_forty_quarters():
    assert math.isnan(deposits.beta(np.arange(30.0), np.arange(30.0) ** 2))
