"""Prices of bonds and loans against hand-checked figures and their own identities."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.measures import bonds


def by_cash_flows(coupon: float, yield_: float, years: int) -> float:
    periods = np.arange(1, 2 * years + 1)
    flows = np.full(len(periods), coupon / 2)
    flows[-1] += 1
    return float(np.sum(flows * (1 + yield_ / 2) ** -periods))


def test_a_ten_year_two_per_cent_par_note_at_four_per_cent() -> None:
    assert float(bonds.price(0.02, 0.04, 10)) * 100 == pytest.approx(83.6486, abs=5e-5)


@given(st.floats(0, 0.15), st.floats(0.0001, 0.15), st.integers(1, 30))
def test_the_closed_form_is_the_sum_of_the_cash_flows(coupon: float, yield_: float, years: int) -> None:
    assert float(bonds.price(coupon, yield_, years)) == pytest.approx(by_cash_flows(coupon, yield_, years), rel=1e-9)


@given(st.floats(0, 0.15), st.floats(0.05, 40))
def test_a_bond_that_carries_its_own_yield_costs_par(yield_: float, years: float) -> None:
    assert float(bonds.price(yield_, yield_, years)) == pytest.approx(1.0, abs=1e-9)


@given(st.floats(0, 0.12), st.floats(0, 0.12), st.floats(0.0001, 0.05), st.floats(0.1, 30))
def test_a_higher_yield_never_raises_a_price(coupon: float, yield_: float, rise: float, years: float) -> None:
    assert float(bonds.price(coupon, yield_ + rise, years)) < float(bonds.price(coupon, yield_, years))


def by_months(coupon: float, rate: float, constant: float | None = None) -> float:
    """A 30-year pool priced month by month in points: interest less the strip, schedule, then prepayments."""
    part = 0.2406 - 0.1389 * np.arctan(5.952 * (1.089 - coupon / rate)) if constant is None else constant
    month, balance, value, left = coupon / 12, 100.0, 0.0, 360
    for time in range(1, 361):
        payment = balance * month / (1 - (1 + month) ** -left)
        scheduled = balance - (payment - balance * month)
        after = scheduled * (1 - part) ** (1 / 12)
        value += (balance - after + balance * (coupon - 0.005) / 12) / (1 + (rate - 0.005) / 12) ** time
        balance, left = after, left - 1
    return value


@pytest.mark.parametrize(
    ("rate", "losses", "constant"), [(0.045, (6.83, 18.36), (6.23, 16.59)), (0.06, (5.76, 15.38), (5.17, 13.85))]
)
def test_a_three_per_cent_pool_loses_more_than_at_six_per_cent_constant(rate, losses, constant) -> None:
    for rise, loss, less in zip((0.01, 0.03), losses, constant, strict=True):
        start, end = (100 * float(bonds.pool_price(0.03, at, 30)) for at in (rate, rate + rise))
        assert start - end == pytest.approx(loss, abs=0.005)
        assert by_months(0.03, rate) - by_months(0.03, rate + rise) == pytest.approx(loss, abs=0.005)
        assert by_months(0.03, rate, 0.06) - by_months(0.03, rate + rise, 0.06) == pytest.approx(less, abs=0.005)


@given(st.floats(0.01, 0.06), st.floats(0.006, 0.11))
def test_the_closed_form_is_the_pool_month_by_month(coupon: float, rate: float) -> None:
    assert 100 * float(bonds.pool_price(coupon, rate, 30)) == pytest.approx(by_months(coupon, rate), abs=1e-6)


@given(st.floats(0.02, 0.06), st.floats(0.0, 0.0475))
def test_from_par_no_fall_brings_a_pool_of_six_per_cent_or_less_above_108(coupon: float, fall: float) -> None:
    assert float(bonds.pool_price(coupon, coupon, 30)) == pytest.approx(1.0)
    assert float(bonds.pool_price(coupon, max(coupon - fall, 0.006), 30)) < 1.08


@given(st.floats(0.04, 0.08), st.floats(0.0, 0.02))
def test_a_pool_gains_less_than_it_loses(rate: float, below: float) -> None:
    """Negative convexity: for a coupon at most 200 bp below the mortgage rate, 300 bp down against 300 bp up."""
    start, down, up = (float(bonds.pool_price(rate - below, at, 30)) for at in (rate, rate - 0.03, rate + 0.03))
    assert down - start < start - up


@given(st.floats(0.01, 0.09), st.floats(0.006, 0.12), st.floats(0.0005, 0.03), st.floats(5, 30))
def test_a_higher_mortgage_rate_never_raises_a_pool(coupon: float, rate: float, rise: float, years: float) -> None:
    assert float(bonds.pool_price(coupon, rate + rise, years)) < float(bonds.pool_price(coupon, rate, years))


def test_prepayment_follows_the_incentive() -> None:
    assert float(bonds.prepayment(0.03, 0.06)) == pytest.approx(0.06, abs=0.003)
    assert float(bonds.prepayment(0.05, 0.05)) == pytest.approx(0.17, abs=0.005)
    assert 0.043 < float(bonds.prepayment(0.0001, 1.0)) < 0.045


def test_at_a_yield_of_nothing_the_payments_add_up() -> None:
    assert float(bonds.price(0.05, 0.0, 4)) == pytest.approx(1.2)
