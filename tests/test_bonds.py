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


@given(st.floats(0.0001, 0.12), st.floats(0, 0.12), st.floats(0.001, 0.05), st.sampled_from([10.0, 25.0]))
def test_a_loan_behaves_as_a_bond_does(coupon: float, yield_: float, rise: float, years: float) -> None:
    assert bonds.loan_price(coupon, coupon, years, 0.06) == pytest.approx(1.0, abs=1e-9)
    assert bonds.loan_price(coupon, yield_ + rise, years, 0.06) < bonds.loan_price(coupon, yield_, years, 0.06)


def test_prepayment_shortens_a_loan() -> None:
    assert bonds.average_life(0.05, 25, 0.06) < bonds.average_life(0.05, 25, 0.0) < 25
    assert bonds.average_life(0.0, 10, 0.0) == pytest.approx(10 / 2, abs=0.05)


def test_at_a_yield_of_nothing_the_payments_add_up() -> None:
    assert float(bonds.price(0.05, 0.0, 4)) == pytest.approx(1.2)
