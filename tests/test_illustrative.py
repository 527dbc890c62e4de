"""The built-in market: right on the published dates, the same everywhere, invented in between."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from datetime import date

import numpy as np
import pandas as pd
import pytest

from analytics import divergence, illustrative
from analytics.catalogue import ENTRIES
from analytics.catalogue.rates import TENORS
from analytics.model.scenario import Scenario
from analytics.sessions import sessions
from analytics.settings import ROOT
from analytics.store import published
from tests.loopback import real

CLOSES = pd.read_csv(published.FOLDER / "closes.csv", parse_dates=["date"])
YIELDS = pd.read_csv(published.FOLDER / "yields.csv", parse_dates=["date"])


@pytest.mark.parametrize("ticker", CLOSES["ticker"].unique())
def test_every_published_close_is_met_on_its_day(ticker: str) -> None:
    published = CLOSES[CLOSES["ticker"] == ticker].set_index("date")["close"].sort_index()
    shown = illustrative.market().close[ticker]
    np.testing.assert_allclose(shown.loc[published.index], published, atol=0.0051)
    assert shown.first_valid_index() == published.index[0]
    assert shown.last_valid_index() == published.index[-1]


@pytest.mark.parametrize("series", YIELDS["series"].unique())
def test_every_published_yield_is_met_on_its_day(series: str) -> None:
    """A weekend's rate, which the federal funds rate has, is the one of the session before it."""
    published = YIELDS[YIELDS["series"] == series].set_index("date")["percent"].sort_index()
    shown = illustrative.market().rates[series]
    places = [shown.index.searchsorted(day, side="right") - 1 for day in published.index]
    assert len(set(places)) == len(places)
    np.testing.assert_allclose(shown.iloc[places], published, atol=0.0051)
    assert (shown.first_valid_index(), shown.last_valid_index()) == (shown.index[places[0]], shown.index[places[-1]])


def test_published_tables_cite_every_row_once() -> None:
    for table, key in ((CLOSES, "ticker"), (YIELDS, "series")):
        assert not table.duplicated([key, "date"]).any()
        assert table["source"].str.len().min() > 5
        assert set(table[key]) <= set(ENTRIES)
        for id, rows in table.groupby(key):
            values = rows.iloc[:, 2]
            assert ENTRIES[id].low <= values.min()
            assert values.max() <= ENTRIES[id].high
            days = [day.date() for day in rows["date"]]
            assert id == "DFF" or set(rows["date"]) <= set(sessions(min(days), max(days))), id


def test_invented_closes_are_plausible() -> None:
    market = illustrative.market()
    for ticker in market.close:
        held = market.close[ticker].dropna()
        assert len(held) == len(market.close[ticker].loc[held.index[0] : held.index[-1]]), "no hole"
        assert held.pct_change().abs().max() < 0.40
        assert (held > 0).all()
        adjusted = market.adj_close[ticker].dropna()
        assert (adjusted <= held + 1e-9).all()
        assert adjusted.iloc[-1] == pytest.approx(held.iloc[-1], rel=1e-3)
        assert ((adjusted / held).diff().dropna() > -1e-9).all()


def test_invented_yields_are_plausible() -> None:
    rates = illustrative.market().rates
    assert set(TENORS) <= set(rates.columns)
    for id in (*TENORS, "DFF", "SOFR"):
        held = rates[id].dropna()
        assert held.min() >= 0
        assert held.max() <= 20
    for id in rates.columns:
        assert rates[id].dropna().between(ENTRIES[id].low, ENTRIES[id].high).all(), id
    assert set(rates["USREC"].unique()) == {0.0, 1.0}
    assert rates["USREC"].loc["2020-03-02":"2020-04-30"].eq(1).all()
    assert rates["USREC"].loc["2020-05-01":"2026-01-01"].eq(0).all()


def test_days_are_sessions_in_order() -> None:
    market = illustrative.market()
    for frame in (market.close, market.adj_close, market.rates):
        assert frame.index.dtype == "datetime64[us]"
        assert list(frame.index) == list(sessions(frame.index[0].date(), frame.index[-1].date()))


PRINT = """
import hashlib, pandas as pd
from analytics import illustrative
m = illustrative.market()
for f in (m.close, m.adj_close, m.rates):
    print(hashlib.sha256(pd.util.hash_pandas_object(f).to_numpy().tobytes()).hexdigest())
"""


def test_it_is_the_same_on_every_run() -> None:
    here = [
        hashlib.sha256(pd.util.hash_pandas_object(frame).to_numpy().tobytes()).hexdigest()
        for market in [illustrative.market()]
        for frame in (market.close, market.adj_close, market.rates)
    ]
    there = subprocess.run(
        [sys.executable, "-c", PRINT], cwd=ROOT, env={"PYTHONHASHSEED": "7"}, capture_output=True, text=True, check=True
    )
    assert there.stdout.split() == here


def test_the_first_page_can_be_measured_on_it() -> None:
    result = divergence.measure(illustrative.market(), Scenario(as_of=date(2025, 10, 14)))
    shown = {metric.id: metric for metric in result.metrics}
    assert shown["divergence.small_ytd"].value == pytest.approx((247.90 / 220.96 - 1) * 100, abs=0.01)
    assert shown["divergence.ten_year"].value == pytest.approx(4.03, abs=0.011)
    for name in ("large_ytd", "gap_1y", "gap_3y", "gap_5y", "gap_3y_percentile", "small_ytd_total"):
        assert shown[f"divergence.{name}"].value is not None


@pytest.mark.real
def test_published_figures_are_the_recorded_ones() -> None:
    recordings = real()
    compared = 0
    for ticker, rows in CLOSES.groupby("ticker"):
        bars = recordings.bars[str(ticker)]["close"]
        both = rows.set_index("date")["close"].loc[lambda held, bars=bars: held.index.intersection(bars.index)]
        np.testing.assert_allclose(both, bars.loc[both.index], atol=0.0051, err_msg=str(ticker))
        compared += len(both)
    for series, rows in YIELDS.groupby("series"):
        values = pd.to_numeric(recordings.series[str(series)], errors="coerce")
        values.index = pd.to_datetime(values.index)
        both = rows.set_index("date")["percent"].loc[lambda held, v=values: held.index.intersection(v.dropna().index)]
        np.testing.assert_allclose(both, values.loc[both.index], atol=0.0051, err_msg=str(series))
        compared += len(both)
    assert compared > 600
