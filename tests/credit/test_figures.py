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


def test_a_month_never_published_stays_open() -> None:
    rows = frame("cpi", freq="MS")
    rows.loc[10, "cpi_year_pct"] = np.nan
    (line,) = (t for t in series(rows, NO_BANDS, PLANS["cpi"], LIGHT, False).data if t.mode == "lines")
    assert line.connectgaps is False
    assert np.isnan(np.array(line.y, dtype="float64")).sum() == 1


def test_a_rating_without_a_spread_says_so() -> None:
    rows = pd.DataFrame(
        {"rating": ["BBB", "BB"], "yield_published_pct": [5.0, np.nan], "yield_scenario_pct": [6.0, np.nan]}
    )
    plot = yields(rows, LIGHT, False)
    assert [note.text for note in plot.layout.annotations] == ["6.00\u00a0%", "n/a"]
    assert sorted(trace.x for trace in plot.data) == [(5.0,), (6.0,)]
