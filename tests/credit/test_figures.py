"""Credit drawn: quarters are named as quarters, a month that was never published stays open."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from ui.figures.credit.borrowing import yields
from ui.figures.credit.series import PLANS, series
from ui.style import LIGHT

NO_BANDS = pd.DataFrame({"first": [], "last": []})


def frame(key: str, periods: int = 24, freq: str = "QS") -> pd.DataFrame:
    dates = pd.date_range("2020-01-01", periods=periods, freq=freq)
    return pd.DataFrame({"date": dates, **{column: np.arange(float(periods)) for column, *_ in PLANS[key].lines}})


@pytest.mark.parametrize("key", [key for key, plan in PLANS.items() if plan.by_quarter])
@pytest.mark.parametrize("periods", [8, 40])
def test_a_quarterly_series_is_read_by_quarter(key: str, periods: int) -> None:
    plot = series(frame(key, periods), NO_BANDS, PLANS[key], LIGHT, False)
    assert plot.layout.xaxis.hoverformat == "Q%q %Y"
    assert "%b" not in (plot.layout.xaxis.tickformat or "")


@pytest.mark.parametrize("key", list(PLANS))
def test_each_line_is_its_column(key: str) -> None:
    plot = series(frame(key), NO_BANDS, PLANS[key], LIGHT, False)
    lines = [trace for trace in plot.data if trace.mode == "lines"]
    assert len(lines) == len(PLANS[key].lines)
    assert all(trace.y[-1] == 23.0 for trace in lines)


HOLES = [("cpi", "MS", 1), ("credit_growth", "W-WED", 30), ("demand", "QS", 1)]


@pytest.mark.parametrize(("key", "freq", "without"), HOLES)
def test_a_hole_stays_open(key: str, freq: str, without: int) -> None:
    rows = frame(key, 100, freq)
    column = PLANS[key].lines[-1][0]
    rows.loc[40 : 39 + without, column] = np.nan
    (line, *_) = (t for t in reversed(series(rows, NO_BANDS, PLANS[key], LIGHT, False).data) if t.mode == "lines")
    heights = np.array(line.y, dtype="float64")
    assert np.isnan(heights).sum() == 1
    assert np.nanmax(heights[: int(np.flatnonzero(np.isnan(heights))[0])]) == 39.0


def test_a_drawing_begins_in_1990_and_its_table_before() -> None:
    rows = frame("cpi", 900, "MS").assign(date=pd.date_range("1947-01-01", periods=900, freq="MS"))
    (line,) = (t for t in series(rows, NO_BANDS, PLANS["cpi"], LIGHT, False).data if t.mode == "lines")
    assert pd.Timestamp(line.x[0], unit="ms") == pd.Timestamp("1990-01-01")


def test_a_rating_without_a_spread_says_so() -> None:
    rows = pd.DataFrame(
        {"rating": ["BBB", "BB"], "yield_published_pct": [5.0, np.nan], "yield_scenario_pct": [6.0, np.nan]}
    )
    plot = yields(rows, LIGHT, False)
    assert [note.text for note in plot.layout.annotations] == ["6.00\u00a0%", "n/a"]
    assert sorted(trace.x for trace in plot.data) == [(5.0,), (6.0,)]
