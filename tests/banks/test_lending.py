"""Lending: growth by date, the marks of a freeze."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from analytics.banks import lending


def test_growth_is_over_the_same_wednesday_a_year_earlier():
    days = pd.date_range("2024-01-03", periods=60, freq="W-WED")
    weekly = pd.Series(range(100, 160), index=days, dtype="float64")
    found = lending.over_a_year(weekly)
    assert found.iloc[:52].isna().all()
    assert found.iloc[52] == pytest.approx(52.0)
    gap = lending.over_a_year(weekly.drop(days[1]))
    assert math.isnan(gap[days[53]]), "no neighbour stands in for a missing week"


def test_three_months_at_an_annual_rate():
    days = pd.date_range("2025-01-01", periods=4, freq="MS")
    found = lending.over_three_months(pd.Series([100.0, 100.5, 101.0, 101.0], index=days))
    assert found.iloc[-1] == pytest.approx((1.01**4 - 1) * 100)


@pytest.mark.parametrize(
    ("standards", "growth", "met"),
    [(46.7, -1.0, 2), (46.7, 3.0, 1), (40.0, -0.1, 1), (10.0, 2.0, 0), (0.0, 2.0, 0), (math.nan, 2.0, None)],
)
def test_both_marks_make_a_freeze_and_zero_is_not_missing(standards, growth, met):
    assert lending.conditions(standards, growth) == met


def test_a_table_names_series_and_units_and_scales_millions():
    days = pd.date_range("2025-01-01", periods=2, freq="W-WED")
    rates = pd.DataFrame({"WLCFLPCL": [4000.0, 0.0], "DGS10": [4.0, 4.1]}, index=days)
    found = lending.table(rates, lending.FACILITIES, days[-1], "usd_bn", lending.MILLIONS)
    assert found.columns.tolist() == ["date", "WLCFLPCL_usd_bn"]
    assert found["WLCFLPCL_usd_bn"].tolist() == [4.0, 0.0]
