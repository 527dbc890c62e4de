"""Thinning keeps first, last, lowest and highest, leaves gaps open, and stays within its size."""

from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from ui.figures.downsample import places, within

values = st.lists(st.one_of(st.floats(-1e6, 1e6), st.just(float("nan"))), min_size=1, max_size=400).map(np.array)


@given(values, st.integers(10, 100))
def test_extremes_survive(series, points):
    kept = places(series, points)
    assert kept[0] == 0
    assert kept[-1] == len(series) - 1
    assert (np.diff(kept) > 0).all()
    assert len(kept) <= points
    if not np.isnan(series).all():
        assert np.nanmin(series[kept]) == np.nanmin(series)
        assert np.nanmax(series[kept]) == np.nanmax(series)


def test_a_gap_stays_a_gap():
    series = np.concatenate([np.ones(500), np.full(200, np.nan), np.ones(500)])
    assert np.isnan(series[places(series, 60)]).any()


def test_a_range_ends_on_the_last_day():
    history = pd.DataFrame({"date": pd.date_range("2010-01-01", "2025-10-14"), "x": 1.0})
    assert within(history, "1Y")["date"].iloc[0] == pd.Timestamp("2024-10-14")
    assert within(history, "Max") is history
    assert within(history.iloc[:0], "1Y").empty
