"""What the loopback services hold: the recorded data where they lie beside the project, else a tiny set."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from analytics.catalogue import PRICES, RATES
from analytics.sessions import sessions

REAL = Path(os.environ.get("REAL_DATA", Path(__file__).resolve().parents[3] / "shared" / "real"))
BOTH_COLUMNS = {"KRE": "KRE_long.csv"}
EVERY = {
    "monthly": "MS",
    "h8 monthly": "MS",
    "weekly": "W-FRI",
    "h8": "W-WED",
    "h41": "W-WED",
    "survey": "QS",
    "quality": "QS",
}
"""How often the rates of a batch are published, where not daily."""
LEVELS = {"CPIAUCSL": (250.0, 320.0), "GDPDEF": (100.0, 130.0), "RETAILIRSA": (1.2, 1.6)}
"""Where the tiny set's indices and ratios lie."""
ADJUSTED_ONLY_LONG = ("XBI", "RSP", "HYG", "IJR", "LQD", "JNK")


@dataclass
class Recordings:
    """Bars by ticker (columns close, adj_close), observations by series (text as recorded), partial last bars.

    `splits` holds the ratio of each split by ticker and session, `dividends` the amount of each dividend.
    """

    bars: dict[str, pd.DataFrame]
    series: dict[str, pd.Series]
    partial: set[str] = field(default_factory=set)
    splits: dict[str, dict[pd.Timestamp, float]] = field(default_factory=dict)
    dividends: dict[str, dict[pd.Timestamp, float]] = field(default_factory=dict)


def real() -> Recordings:
    """The recorded data. A ticker recorded only adjusted has close equal to adj_close."""
    bars, partial = {}, set()
    for entry in PRICES:
        name = BOTH_COLUMNS.get(entry.id, f"{entry.id}.csv")
        folder = REAL / "prices" / ("adjclose_long" if entry.id in ADJUSTED_ONLY_LONG else "")
        if not (folder / name).exists():
            continue
        table = pd.read_csv(folder / name, index_col=0, parse_dates=True)
        adjusted = table["Adj Close"] if "Adj Close" in table else table["Close"]
        bars[entry.id] = pd.DataFrame({"close": table["Close"], "adj_close": adjusted})
        if "Adj Close" not in table and not entry.id.startswith("^"):
            partial.add(entry.id)
    series = {}
    for entry in RATES:
        path = REAL / "fred" / f"{entry.id}.csv"
        if path.exists():
            series[entry.id] = pd.read_csv(path, index_col=0, dtype=str, keep_default_na=False).iloc[:, 0]
    return Recordings(bars, series, partial)


def ice_three_years() -> pd.Series:
    """The high-yield spread as the service returns it now: three years and no more."""
    path = REAL / "fred" / "vintages" / "BAMLH0A0HYM2__3y_2026-08-04.csv"
    return pd.read_csv(path, index_col=0, dtype=str, keep_default_na=False).iloc[:, 0]


def tiny(first: date = date(2018, 1, 2), last: date = date(2025, 10, 17)) -> Recordings:
    """Seven tickers and every rate, invented from a fixed seed, for a machine without the recordings."""
    random = np.random.default_rng(7)
    days = sessions(first, last)
    market = random.normal(0.0004, 0.01, len(days))
    bars = {}
    for ticker, start, beta in (
        ("IWM", 150.0, 1.1),
        ("SPY", 270.0, 1.0),
        ("^RUT", 1500.0, 1.1),
        ("^GSPC", 2700.0, 1.0),
        ("KRE", 60.0, 1.2),
        ("XBI", 85.0, 1.3),
        ("UPST", 40.0, 2.0),
    ):
        close = start * np.exp(np.cumsum(beta * market + random.normal(0, 0.004, len(days))))
        drip = 0.0 if ticker.startswith("^") else 0.013 / 252
        adjusted = close * np.exp(-drip * np.arange(len(days))[::-1])
        bars[ticker] = pd.DataFrame({"close": close, "adj_close": adjusted}, index=days)
    series = {}
    for entry in RATES:
        every = EVERY.get(entry.batch)
        dates = pd.date_range(first, last, freq=every) if every else days
        low, high = (2.0, 5.0) if entry.unit == "%" else LEVELS.get(entry.id, (0.0, 0.9))
        if entry.unit.startswith("USD"):
            low, high = 2000.0, 3000.0
        path = np.interp(np.arange(len(dates)), [0, len(dates) / 2, len(dates)], [low, high, (low + high) / 2])
        values = np.zeros(len(dates)) if entry.id == "USREC" else path
        series[entry.id] = pd.Series([f"{v:.2f}" for v in values], index=dates.strftime("%Y-%m-%d"))
    return Recordings(bars, series)


def brief(first: date = date(2024, 6, 3), last: date = date(2025, 10, 17)) -> Recordings:
    """Every ticker and every rate over sixteen months, invented: small enough to be refreshed in a second."""
    random = np.random.default_rng(11)
    days = sessions(first, last)
    bars = {}
    for entry in PRICES:
        start = float(np.sqrt(entry.low * entry.high))
        close = np.round(start * np.exp(np.cumsum(random.normal(0, 0.005, len(days)))), 4)
        drip = 0.0 if entry.id.startswith("^") else 0.013 / 252
        bars[entry.id] = pd.DataFrame(
            {"close": close, "adj_close": close * np.exp(-drip * np.arange(len(days))[::-1])}, index=days
        )
    return Recordings(bars, tiny(first, last).series)
