"""The rule of ten-year highs and of "highest since": published cases, recorded data, and what must always hold."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.credit.extremes import highest, percentile, rank, shortness
from tests.credit.markets import series
from tests.loopback import REAL

CARDS = {"2009-09-30": 6.88, "2012-06-30": 3.39, "2019-09-30": 3.20}
"""FEDS Note of 24 November 2025, credit-card delinquency, the points that its accessible data name."""
AUTO = {"2006-03-31": 2.90, "2011-03-31": 3.26, "2016-06-30": 3.15}


def test_cards_of_2019_are_no_ten_year_high_but_the_highest_since_2012() -> None:
    top = highest(series(CARDS))
    assert top is not None
    assert top.is_ten_year_high is False
    assert (top.higher_on, top.higher) == (pd.Timestamp("2012-06-30"), 3.39)


def test_auto_loans_of_2016_are_the_highest_since_2011() -> None:
    top = highest(series(AUTO))
    assert top is not None
    assert (top.higher_on, top.higher) == (pd.Timestamp("2011-03-31"), 3.26)


@pytest.mark.real
def test_the_recorded_cards_of_2019() -> None:
    path = REAL / "fred" / "DRCCLACBS.csv"
    recorded = pd.read_csv(path, index_col=0, parse_dates=True).iloc[:, 0].loc[:"2019-07-01"]
    top = highest(recorded)
    assert top is not None
    assert top.value == 2.60
    assert top.is_ten_year_high is False
    assert (top.higher_on, top.higher) == (pd.Timestamp("2013-01-01"), 2.64)


@pytest.mark.parametrize(
    ("values", "is_high"),
    [
        ({"2009-07-01": 1.0, "2010-01-01": 2.0, "2020-01-01": 2.0}, True),
        ({"2009-07-01": 3.0, "2010-01-01": 2.0, "2020-01-01": 2.0}, True),
        ({"2009-07-01": 1.0, "2010-01-01": 2.1, "2020-01-01": 2.0}, False),
        ({"2010-01-01": 1.0, "2020-01-01": 2.0}, None),
        ({"2019-01-01": 3.0, "2020-01-01": 2.0}, False),
        ({"2005-01-01": -1.0, "2020-01-01": 0.0}, True),
        ({"2005-01-01": 0.0, "2012-01-01": 1.0, "2020-01-01": 0.0}, False),
    ],
    ids=["tie", "higher before the ten years", "both ends count", "begins with them", "a higher one is enough",
         "zero above less", "zero under one"],
)  # fmt: skip
def test_a_ten_year_high_needs_ten_years_and_none_higher(values: dict[str, float], is_high: bool | None) -> None:
    top = highest(series(values))
    assert top is not None
    assert top.is_ten_year_high is is_high


def test_nothing_known_is_no_high() -> None:
    assert highest(series({})) is None
    assert highest(series({"2020-01-01": math.nan})) is None


values_by_quarter = st.lists(st.one_of(st.integers(-3, 3).map(float), st.just(math.nan)), min_size=1, max_size=80)


@given(values_by_quarter)
def test_the_two_statements_agree(numbers: list[float]) -> None:
    """A ten-year high is the highest since before the ten years; nothing after the date named is higher."""
    dates = pd.date_range("2000-01-01", periods=len(numbers), freq="QS")
    values = pd.Series(numbers, index=dates)
    top, known = highest(values), values.dropna()
    if known.empty:
        assert top is None
        return
    assert top is not None
    start = top.on - pd.DateOffset(years=10)
    window = known[known.index >= start]
    if top.is_ten_year_high is None:
        assert top.higher_on is None
        assert known.index[0] >= start
    else:
        assert top.is_ten_year_high == bool(top.value >= window.max())
    after = known if top.higher_on is None else known[known.index > top.higher_on]
    assert bool((after <= top.value).all())
    assert top.higher is None or (top.higher > top.value and known[top.higher_on] == top.higher)


@given(st.lists(st.integers(-5, 5), min_size=1, max_size=60), st.floats(0.5, 3.0), st.floats(-5, 5))
def test_the_rule_knows_no_unit(numbers: list[int], scale: float, shift: float) -> None:
    values = pd.Series(
        np.array(numbers, dtype="float64"), index=pd.date_range("2000-01-01", periods=len(numbers), freq="QS")
    )
    one, other = highest(values), highest(values * scale + shift)
    assert one is not None
    assert other is not None
    assert (one.higher_on, one.is_ten_year_high) == (other.higher_on, other.is_ten_year_high)
    assert percentile(values) == percentile(values * scale + shift)


def test_rank_and_percentile_by_hand() -> None:
    values = series({"2020-01-01": 3.0, "2020-04-01": 1.0, "2020-07-01": 2.0, "2020-10-01": 2.0})
    assert rank(values, 4) == 2
    assert rank(values, 5) is None
    assert percentile(values) == 75.0


def test_a_history_is_short_where_it_begins_late_or_has_a_hole() -> None:
    days = pd.bdate_range("1996-12-31", "2003-12-31")
    whole = pd.Series(1.0, index=days)
    assert shortness(whole) == ""
    assert shortness(whole.loc["1999":]) == "begins"
    assert shortness(whole.drop(whole.loc["2001-02-01":"2001-04-01"].index)) == "hole"
