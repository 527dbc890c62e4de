"""The built-in world, for a machine that has reached no source: a market of random bridges, invented issuers.

On the published dates its closes and yields are the published ones; between them they are invented,
from a fixed seed, and every page, figure and export says so. Nothing is judged on it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.catalogue.rates import TENORS
from analytics.frames.bank_panel import Panel
from analytics.frames.issuers import Filings
from analytics.frames.market import Market
from analytics.illustrative import banks, issuers, lending, warehouse
from analytics.sessions import sessions
from analytics.store import published

SEED = 20251014
VOLATILITY = {
    "IWM": 0.20,
    "^RUT": 0.20,
    "SPY": 0.15,
    "^GSPC": 0.15,
    "QQQ": 0.19,
    "KRE": 0.26,
    "KBE": 0.26,
    "XRT": 0.22,
    "TLT": 0.14,
}
"""Annual volatility of the invented daily moves, of the order of each ticker's own."""
DIVIDENDS = {"IWM": 0.013, "SPY": 0.018, "QQQ": 0.007, "KRE": 0.025, "KBE": 0.023, "XRT": 0.013, "TLT": 0.029}
"""Annual dividend yield behind the invented adjusted closes."""
COMMON = 0.9
"""Correlation of every ticker's invented moves with the market's."""
YIELD_MOVE = 0.04
"""Daily move of the invented yields in percentage points."""


@lru_cache(maxsize=1)
def market() -> Market:
    """The illustrative market, the same on every machine.

    Tickers and rates without published figures are absent. Shapes and units are those of `Market`.
    """
    random = np.random.default_rng(SEED)
    closes, yields = _published("closes", "ticker", "close"), _published("yields", "series", "percent")
    days = sessions(min(min(anchors) for anchors in yields.values()), max(max(a) for a in closes.values()))
    year = 252.0
    shocks = random.normal(size=len(days))
    close = {}
    for ticker, anchors in closes.items():
        own = COMMON * shocks + np.sqrt(1 - COMMON**2) * random.normal(size=len(days))
        path = _bridge(
            days,
            {day: float(np.log(value)) for day, value in anchors.items()},
            own * VOLATILITY[ticker] / np.sqrt(year),
        )
        close[ticker] = path.map(np.exp).round(2)
    prices = pd.DataFrame(close, index=days).rename_axis("date")
    drip = {ticker: np.exp(-DIVIDENDS.get(ticker, 0.0) / year * np.arange(len(days))[::-1]) for ticker in close}
    adjusted = prices * pd.DataFrame(drip, index=days)
    level = random.normal(size=len(days))
    rates = {}
    for series, anchors in yields.items():
        own = 0.8 * level + 0.6 * random.normal(size=len(days))
        rates[series] = _bridge(days, anchors, own * YIELD_MOVE).clip(lower=0.0).round(2)
    return Market(
        prices,
        adjusted,
        _with_tenors(pd.DataFrame(rates, index=days))
        .assign(USREC=_recessions(days), **lending.series(days))
        .rename_axis("date"),
        published.read(),
    )


@lru_cache(maxsize=1)
def filings() -> Filings:
    """The illustrative issuers, as of the illustrative market's last day."""
    last: pd.Timestamp = pd.DatetimeIndex(market().rates.index)[-1]
    invented = issuers.filings(last.date())
    return replace(invented, warehouse=warehouse.facts(last.date()))


@lru_cache(maxsize=1)
def panel() -> Panel:
    """The illustrative banks, up to the quarter that would be public on the illustrative market's last day."""
    rates = market().rates
    last: pd.Timestamp = pd.DatetimeIndex(rates.index)[-1]
    newest = pd.Period(last - pd.Timedelta(days=60), freq="Q") - 1
    return Panel(banks.make(newest.end_time.date(), rates), banks.listed())


def _published(name: str, key: str, value: str) -> dict[str, dict[date, float]]:
    """Published figures of a table by series and date."""
    table = published.read().table(name).assign(date=lambda rows: pd.to_datetime(rows["date"]))
    return {
        str(id): dict(zip(rows["date"].dt.date, rows[value], strict=True))
        for id, rows in table.groupby(key, sort=False)
    }


def _bridge(days: pd.DatetimeIndex, anchors: dict[date, float], steps: NDArray[np.float64]) -> pd.Series[float]:
    """A random walk bent to pass through `anchors`, NaN before the first and after the last.

    A figure published for a day that is no session is met on the session before it.
    """
    known = pd.Series({pd.Timestamp(day): value for day, value in anchors.items()}).sort_index(kind="stable")
    places = days.searchsorted(pd.DatetimeIndex(known.index), side="right") - 1
    walk = np.cumsum(steps)
    bend = np.interp(np.arange(len(days)), places, known.to_numpy() - walk[places])
    path = pd.Series(walk + bend, index=days)
    return path.where((path.index >= days[places[0]]) & (path.index <= days[places[-1]]))


def _with_tenors(rates: pd.DataFrame) -> pd.DataFrame:
    """The rates with the maturities that have no published figures, linear between their neighbours."""
    known = [id for id in TENORS if id in rates]
    years, values = [TENORS[id] for id in known], rates[known].to_numpy()
    between = {id: np.array([np.interp(TENORS[id], years, row) for row in values]) for id in TENORS if id not in rates}
    return rates.assign(**{id: path.round(2) for id, path in between.items()})


def _recessions(days: pd.DatetimeIndex) -> NDArray[np.float64]:
    """1 within the published recessions, by month, else 0."""
    spans = published.read().table("recessions").astype(dict.fromkeys(("first", "last"), "datetime64[us]"))
    months = days.to_period("M").start_time
    inside = np.zeros(len(days), dtype="float64")
    for first, last in zip(spans["first"], spans["last"], strict=True):
        inside[(months >= first) & (months <= last)] = 1.0
    return inside
