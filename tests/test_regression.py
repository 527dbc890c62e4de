"""Least squares and Newey-West errors against Greene's printed figures and against statsmodels."""

import numpy as np
import pytest
import statsmodels.api as sm

from analytics.measures.regression import newey_west_lag, ols, rolling, wald

# Greene (1993), Table 15.1: gross national product, gross investment, price deflator, discount rate, 1963 to 1982.
GREENE = np.array(
    [
        (596.7, 90.9, 0.7167, 3.23),
        (637.7, 97.4, 0.7277, 3.55),
        (691.1, 113.5, 0.7436, 4.04),
        (756.0, 125.7, 0.7676, 4.50),
        (799.6, 122.8, 0.7906, 4.19),
        (873.4, 133.3, 0.8254, 5.16),
        (944.0, 149.3, 0.8679, 5.87),
        (992.7, 144.2, 0.9145, 5.95),
        (1077.6, 166.4, 0.9601, 4.88),
        (1185.9, 195.0, 1.0000, 4.50),
        (1326.4, 229.8, 1.0575, 6.44),
        (1434.2, 228.7, 1.1508, 7.83),
        (1549.2, 206.1, 1.2579, 6.25),
        (1718.0, 257.9, 1.3234, 5.50),
        (1918.3, 324.1, 1.4005, 5.46),
        (2163.9, 386.6, 1.5042, 7.46),
        (2417.8, 423.0, 1.6342, 10.28),
        (2631.7, 401.9, 1.7842, 11.77),
        (2954.1, 474.9, 1.9514, 13.42),
        (3073.0, 414.5, 2.0688, 11.02),
    ]
)


def greene() -> tuple[np.ndarray, np.ndarray]:
    """Real investment, and real output beside the real interest rate, of the 19 years with an inflation rate."""
    product, investment, price, interest = GREENE.T
    inflation = 100 * (price[1:] / price[:-1] - 1)
    return (investment / price)[1:], np.column_stack([(product / price)[1:], interest[1:] - inflation])


def noise(rows: int, k: int, seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """Returns on yield changes in size, with serial correlation and unequal variance."""
    random = np.random.default_rng(seed)
    x = random.normal(0, 5e-4, (rows, k)) * (1 + np.arange(rows)[:, None] / rows)
    shocks = random.normal(0, 0.01, rows + 2)
    return 3e-4 - x @ np.arange(1, k + 1) + shocks[2:] + 0.4 * shocks[1:-1] + 0.2 * shocks[:-2], x


def oracle(y, x, lag, correction=False):
    kind = {} if lag is None else {"cov_type": "HAC", "cov_kwds": {"maxlags": lag, "use_correction": correction}}
    return sm.OLS(y, sm.add_constant(x)).fit(**kind)


def test_greene_table_15_1_to_the_printed_digits():
    y, x = greene()
    plain, robust = ols(y, x), ols(y, x, lag=4)
    assert plain.observations == 19
    assert plain.coefficients == pytest.approx([-12.53360, 0.16913645, -1.00143801], abs=5e-6)
    assert plain.errors == pytest.approx([24.9153, 0.0205665, 2.36875], rel=3e-6)
    assert plain.r_squared == pytest.approx(0.81406, abs=5e-6)
    assert robust.errors == pytest.approx([18.95830, 0.01675079, 3.34237535], rel=3e-7)
    corrected = ols(y, x, lag=4, correction=True)
    assert corrected.errors == pytest.approx([20.65933, 0.01825375, 3.64226910], rel=3e-7)


@pytest.mark.parametrize("lag", [None, 0, 1, 4, 7])
@pytest.mark.parametrize("correction", [False, True])
def test_agrees_with_statsmodels_to_1e_10(lag, correction):
    for y, x in (greene(), noise(252, 1), noise(1260, 2, seed=2), noise(60, 3, seed=3)):
        fit, known = ols(y, x, lag=lag, correction=correction), oracle(y, x, lag, correction)
        assert fit.coefficients == pytest.approx(known.params, rel=1e-10)
        assert fit.covariance == pytest.approx(known.cov_params(), rel=1e-10)
        assert fit.r_squared == pytest.approx(known.rsquared, rel=1e-10)
        assert fit.residuals == pytest.approx(known.resid, rel=1e-8, abs=1e-12)


def test_without_a_constant_agrees_with_statsmodels():
    y, x = noise(100, 2)
    fit = ols(y, x, lag=4, constant=False)
    known = sm.OLS(y, x).fit(cov_type="HAC", cov_kwds={"maxlags": 4, "use_correction": False})
    assert fit.coefficients == pytest.approx(known.params, rel=1e-10)
    assert fit.errors == pytest.approx(known.bse, rel=1e-10)
    assert fit.r_squared == pytest.approx(known.rsquared, rel=1e-10)


@pytest.mark.parametrize("restrictions", [[[0, 1, -1]], [[0, 1, 0], [0, 0, 1]], np.eye(3)])
def test_wald_agrees_with_statsmodels(restrictions):
    for lag in (None, 4):
        y, x = noise(252, 2)
        test = wald(ols(y, x, lag=lag), restrictions)
        known = oracle(y, x, lag).wald_test(restrictions, use_f=False, scalar=True)
        assert test.statistic == pytest.approx(known.statistic, rel=1e-9)
        assert test.p == pytest.approx(known.pvalue, rel=1e-9)
        assert test.restrictions == len(restrictions)


def test_wald_of_given_values_is_certain_at_the_estimate():
    y, x = noise(252, 1)
    fit = ols(y, x, lag=4)
    assert wald(fit, [0, 1], fit.coefficients[1]).p == pytest.approx(1.0)
    assert wald(fit, [0, 1], fit.interval(1)[1]).p == pytest.approx(0.05, rel=1e-9)


def test_asymmetry_toy():
    change = np.array([10, -5, 20, -15, 5, -10, 15, -20, 0, 10]) / 1e4
    returns = 0.001 - 4 * np.maximum(change, 0) - 1.5 * np.minimum(change, 0)
    both = ols(returns, np.column_stack([np.maximum(change, 0), np.minimum(change, 0)]))
    assert both.coefficients == pytest.approx([0.001, -4.0, -1.5], abs=1e-12)
    assert ols(returns, change).coefficients[1] == pytest.approx(-2.74214, abs=5e-6)


@pytest.mark.parametrize(("observations", "lag"), [(252, 4), (1260, 7), (2520, 8)])
def test_lag_rule(observations, lag):
    assert newey_west_lag(observations) == lag


@pytest.mark.parametrize(("k", "lag"), [(1, 4), (1, None), (2, 4), (1, 0)])
def test_rolling_equals_each_window_alone(k, lag):
    y, x = noise(400, k)
    found = rolling(y, x, 252, lag)
    assert np.isnan(found.coefficients[:251]).all()
    assert np.isnan(found.errors[:251]).all()
    for row in (251, 252, 300, 399):
        alone = ols(y[row - 251 : row + 1], x[row - 251 : row + 1], lag=lag)
        assert found.coefficients[row] == pytest.approx(alone.coefficients, rel=1e-10)
        assert found.errors[row] == pytest.approx(alone.errors, rel=1e-10)


def test_undefined_is_nan_everywhere_and_never_a_number():
    y = np.arange(10.0)
    for fit in (
        ols(y, np.zeros(10), lag=4),
        ols(y, np.ones(10)),
        ols(y[:2], [1.0, 2.0]),
        ols(y, np.column_stack([y, 2 * y])),
        ols([], []),
    ):
        assert np.isnan(fit.coefficients).all()
        assert np.isnan(fit.errors).all()
        assert np.isnan(fit.r_squared)
        assert np.isnan(wald(fit, [0] * (len(fit.coefficients) - 1) + [1]).p)


def test_a_rolling_window_without_movement_is_nan_and_its_neighbours_are_not():
    y, x = noise(300, 1)
    x[100:160] = 0.0
    found = rolling(y, x, 50, 4)
    assert np.isnan(found.coefficients[149:160]).all()
    assert np.isfinite(found.coefficients[[148, 160]]).all()
    assert np.isnan(rolling(y[:40], x[:40], 50, 4).coefficients).all()


def test_missing_values_and_unequal_lengths_are_refused():
    with pytest.raises(ValueError, match="missing"):
        ols([1.0, np.nan, 2.0], [1.0, 2.0, 3.0])
    with pytest.raises(ValueError, match="3 values"):
        rolling([1.0, 2.0, 3.0], [1.0, 2.0], 2)
