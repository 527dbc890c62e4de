"""Tail probabilities against scipy, which comes with statsmodels in development."""

import math

import pytest
from scipy import stats

from analytics.measures.distributions import NORMAL_95, chi_square_p, holm, normal_p, sign_p, student_95, student_p


@pytest.mark.parametrize("z", [0.0, 0.5, -1.96, 3.3, 8.0])
def test_normal(z):
    assert normal_p(z) == pytest.approx(2 * stats.norm.sf(abs(z)), rel=1e-12)


def test_normal_quantile():
    assert stats.norm.ppf(0.975) == NORMAL_95


@pytest.mark.parametrize("freedom", [1, 2, 3, 4, 5, 9, 30, 46, 251])
@pytest.mark.parametrize("t", [0.0, 0.3, -1.0, 2.0, 4.5])
def test_student(t, freedom):
    assert student_p(t, freedom) == pytest.approx(2 * stats.t.sf(abs(t), freedom), abs=1e-12)


@pytest.mark.parametrize("freedom", [1, 2, 3, 10, 46, 1000])
def test_student_quantile(freedom):
    assert student_95(freedom) == pytest.approx(stats.t.ppf(0.975, freedom), rel=1e-9)


@pytest.mark.parametrize("freedom", [1, 2, 3, 4, 7, 10])
@pytest.mark.parametrize("statistic", [0.001, 0.5, 3.84, 12.0, 60.0])
def test_chi_square(statistic, freedom):
    assert chi_square_p(statistic, freedom) == pytest.approx(stats.chi2.sf(statistic, freedom), rel=1e-10)


@pytest.mark.parametrize(("above", "below"), [(0, 1), (5, 5), (3, 9), (20, 26), (30, 10)])
def test_sign(above, below):
    assert sign_p(above, below) == pytest.approx(stats.binomtest(above, above + below).pvalue, rel=1e-12)


def test_nothing_to_test_is_nan():
    assert math.isnan(sign_p(0, 0))
    assert math.isnan(student_p(1.0, 0))
    assert math.isnan(student_95(0))
    assert math.isnan(chi_square_p(math.nan, 1))
    assert chi_square_p(0.0, 3) == 1.0


def test_holm_steps_down_and_keeps_the_order():
    assert holm((0.04, 0.01, 0.03)) == pytest.approx((0.06, 0.03, 0.06))
    assert holm((0.9, 0.8)) == (1.0, 1.0)
    adjusted = holm((math.nan, 0.02))
    assert math.isnan(adjusted[0])
    assert adjusted[1] == 0.02
