"""Yield scenarios and curve models: the acceptance cases of the methods, from published curves."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from analytics.catalogue.rates import TENORS
from analytics.measures.curve import Curve
from analytics.measures.yield_models import Svensson, cox_ingersoll_ross, forward, interpolated, vasicek

# Federal Reserve, feds200628: the rows of two days.
JUNE_1961 = Svensson(3.91760612208239, -1.2779552459795, -1.94939709504669, 0.0, 0.339217585301823)
FEBRUARY_2026 = Svensson(
    2.48148959982137,
    1.23169757714238,
    8.33064972598025e-05,
    8.61660816724105,
    1.05093501341198,
    17.7605928411708,
)


def flat(percent: float) -> Curve:
    return Curve(date(2025, 10, 17), pd.Series(dict.fromkeys(TENORS, percent)))


def test_parallel_shift_moves_every_maturity_alike():
    curve = flat(4.00)
    change = curve.change_bp(482, 482)
    assert change == pytest.approx([82] * len(TENORS))
    assert curve.yields.to_numpy() + change / 100 == pytest.approx([4.82] * len(TENORS))


def test_two_yields_span_the_curve_and_their_weights_sum_to_one():
    curve = flat(4.00)
    both, long, short = (curve.change_bp(*set_bp) for set_bp in ((500, 500), (500, 400), (400, 500)))
    assert long + short == pytest.approx(both)
    assert long[curve.years >= 10] == pytest.approx(100)
    assert short[curve.years <= 0.25] == pytest.approx(100)
    five = list(curve.years).index(5.0)
    assert long[five] == pytest.approx(100 * (5 - 0.25) / (10 - 0.25))


def test_interpolation_on_par_yields_never_extrapolates():
    years, yields = [5.0, 7.0, 10.0], [3.60, 3.80, 4.00]
    assert interpolated(years, yields, 8.0) == pytest.approx(3.8667, abs=5e-5)
    assert np.isnan(interpolated(years, yields, [4.9, 10.1])).all()
    assert interpolated(years, yields, [5.0, 10.0]) == pytest.approx([3.60, 4.00])


def test_published_curve_of_14_june_1961():
    years = np.arange(1, 8)
    assert JUNE_1961.zero(years) == pytest.approx([2.9825, 3.3771, 3.5530, 3.6439, 3.6987, 3.7351, 3.7612], abs=6e-5)
    par = [JUNE_1961.par(year) for year in range(1, 8)]
    assert par == pytest.approx([3.0025, 3.3973, 3.5724, 3.6627, 3.7169, 3.7530, 3.7787], abs=6e-5)
    known = [3.5492, 3.8825, 3.9149, 3.9174, 3.9176, 3.9176, 3.9176]
    assert JUNE_1961.forward(years) == pytest.approx(known, abs=6e-5)


def test_published_curve_of_6_february_2026():
    years = np.array([1, 2, 5, 10, 30])
    assert FEBRUARY_2026.zero(years) == pytest.approx([3.5098, 3.4824, 3.7457, 4.2926, 5.0924], abs=6e-5)
    par = [FEBRUARY_2026.par(float(year)) for year in years]
    assert par == pytest.approx([3.5414, 3.5136, 3.7669, 4.2634, 4.9056], abs=6e-5)
    assert FEBRUARY_2026.forward([1, 10, 30]) == pytest.approx([3.4157, 5.2444, 5.1694], abs=6e-5)


def test_forward_agrees_with_the_curve_it_comes_from():
    assert forward(5, 3.7457, 10, 4.2926) == pytest.approx(4.8395, abs=5e-5)
    times = np.linspace(5, 10, 20001)
    average = np.trapezoid(FEBRUARY_2026.forward(times), times) / 5
    ends = FEBRUARY_2026.zero([5, 10])
    assert forward(5, ends[0], 10, ends[1]) == pytest.approx(average, rel=1e-8)


def test_par_yields_need_whole_half_years():
    with pytest.raises(ValueError, match="half-years"):
        FEBRUARY_2026.par(1.3)


def test_vasicek_and_cir_moments():
    mean, deviation = vasicek(0.0482, 0.5, 0.04, 0.01, 1)
    assert (100 * mean, 100 * deviation) == pytest.approx((4.49736, 0.79506), abs=5e-6)
    same, deviation = cox_ingersoll_ross(0.0482, 0.5, 0.04, 0.05, 1)
    assert same == pytest.approx(mean)
    assert 100 * deviation == pytest.approx(0.85438, abs=5e-6)
