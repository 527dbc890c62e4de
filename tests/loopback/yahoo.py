"""Yahoo's chart service: JSON in the recorded shape, made from recorded bars."""

from __future__ import annotations

import json
import re
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from analytics.sessions import last_closed, sessions
from tests.loopback.recordings import Recordings

NEW_YORK = ZoneInfo("America/New_York")
MADE = re.compile(r"EX\d{4}")
"""Tickers of the made filers."""
DIVIDEND = 0.02
"""What the fault "dividend" pays, in parts of the close before it."""
SHIFTS = {"summer_time": 1, "day_back": -13}
"""Hours by which a fault moves every stamp: one keeps its day, the other is midnight elsewhere, the day before."""
LATER = ("later", "later_cents", "dividend", "unadjusted", "split_imaginary", "day_back")
"""Faults whose answer has one session more than what is held."""


def chart(recordings: Recordings, ticker: str, query: dict[str, str], fault: str) -> tuple[int, bytes]:
    """Answer /v8/finance/chart/<ticker>: status and body. `fault` changes the bars."""
    bars = recordings.bars.get(ticker)
    if bars is None and MADE.fullmatch(ticker):
        bars = _made(recordings, ticker)
    if bars is None or fault == "missing":
        error = {"code": "Not Found", "description": "No data found, symbol may be delisted"}
        return 404, json.dumps({"chart": {"result": None, "error": error}}).encode()
    bars = _spoil(bars.copy(), fault)
    if query.get("range") == "1d":
        bars = bars.iloc[-1:]
    partial = ticker in recordings.partial or fault in ("unfinished", "live")
    last = bars.index.max()
    traded = _at(last, time(12, 28) if partial else time(16, 0))
    opens = [traded if partial and day == last else _at(day, time(9, 30)) for day in bars.index]
    if fault == "live":
        opens[-2] = _at(last, time(9, 30))
    if fault in SHIFTS:
        opens = [moment + SHIFTS[fault] * 3600 for moment in opens]
    result: dict[str, Any] = {
        "meta": {
            "currency": "USD",
            "symbol": ticker,
            "exchangeName": "PCX",
            "instrumentType": "INDEX" if ticker.startswith("^") else "ETF",
            "firstTradeDate": min(opens),
            "regularMarketTime": traded,
            "gmtoffset": -14400,
            "timezone": "EDT",
            "exchangeTimezoneName": "America/New_York",
            "regularMarketPrice": float(bars["close"].dropna().iloc[-1]),
            "priceHint": 2,
            "currentTradingPeriod": {
                name: {"timezone": "EDT", "start": start, "end": end, "gmtoffset": -14400}
                for name, start, end in (
                    ("pre", _at(last, time(4)), _at(last, time(9, 30))),
                    ("regular", _at(last, time(9, 30)), _at(last, time(16))),
                    ("post", _at(last, time(16)), _at(last, time(20))),
                )
            },
            "dataGranularity": "1d",
            "range": query.get("range", ""),
            "validRanges": ["1d", "5d", "1mo", "3mo", "6mo", "1y", "2y", "5y", "10y", "ytd", "max"],
        }
    }
    quote: dict[str, list[Any]] = {}
    if fault == "no_bars":
        return 200, json.dumps(
            {"chart": {"result": [{**result, "indicators": {"quote": [{}]}}], "error": None}}
        ).encode()
    close = _plain(bars["close"])
    quote = dict.fromkeys(("open", "high", "low", "last" if fault == "renamed" else "close"), close)
    quote["volume"] = [None if value is None else 1000 for value in close]
    result["timestamp"] = opens
    result["indicators"] = {"quote": [quote], "adjclose": [{"adjclose": _plain(bars["adj_close"])}]}
    if fault == "unadjusted":
        del result["indicators"]["adjclose"]
    splits = {_at(day, time(9, 30)): ratio for day, ratio in recordings.splits.get(ticker, {}).items()}
    if fault in ("split", "split_twice"):
        splits[opens[len(opens) // 2]] = 2.0
    elif fault == "split_imaginary":
        splits[opens[-1]] = 2.0
    paid = {_at(day, time(9, 30)): amount for day, amount in recordings.dividends.get(ticker, {}).items()}
    if fault in ("dividend", "unadjusted"):
        paid[opens[-1]] = float(bars["close"].iloc[-2]) * DIVIDEND
    if paid:
        dividends = {str(moment): {"amount": amount, "date": moment} for moment, amount in paid.items()}
        result["events"] = {"dividends": dividends}
    if splits:
        result["events"] = result.get("events", {}) | {
            "splits": {
                str(moment): {"date": moment, "numerator": ratio, "denominator": 1, "splitRatio": f"{ratio:g}:1"}
                for moment, ratio in splits.items()
            }
        }
    return 200, json.dumps({"chart": {"result": [result], "error": None}}).encode()


def _made(recordings: Recordings, ticker: str) -> pd.DataFrame:
    """Two years of bars of a made filer, up to the newest recorded session; its number is their seed."""
    ends = [bars.index.max().date() for bars in recordings.bars.values()]
    last = max(ends) if ends else last_closed(datetime.now(NEW_YORK))
    days = sessions(last - timedelta(days=730), last)
    random = np.random.default_rng(int(ticker[2:]))
    close = (random.uniform(5, 80) * np.exp(np.cumsum(random.normal(0.0002, 0.025, len(days))))).round(4)
    return pd.DataFrame({"close": close, "adj_close": close}, index=days)


def _spoil(bars: pd.DataFrame, fault: str) -> pd.DataFrame:
    if fault in LATER:
        last = bars.index[-1]
        after = sessions(last.date() + timedelta(days=1), last.date() + timedelta(days=9))[:1]
        bars = pd.concat([bars, bars.iloc[[-1]].set_axis(after) * 1.001])
    tail = bars.index[-3:]
    if fault == "nan_tail":
        bars.loc[tail] = np.nan
    elif fault == "ancient":
        days = pd.bdate_range("1927-12-30", bars.index.min(), inclusive="left").as_unit("us")
        start = pd.Series(np.geomspace(17.66, float(bars["close"].dropna().iloc[0]), len(days)).round(2), days)
        bars = pd.concat([pd.DataFrame({"close": start, "adj_close": start}), bars])
    elif fault == "zero":
        bars.loc[tail[1]] = 0.0
    elif fault == "negative":
        bars.loc[tail[1]] *= -1
    elif fault == "hundredfold":
        bars *= 100
    elif fault == "jump":
        bars.loc[tail[2]] *= 1.6
    elif fault == "cents":
        bars.loc[tail] *= 100
    elif fault == "later_cents":
        bars.loc[tail[2]] *= 100
    elif fault == "dividend":
        bars.iloc[:-1, bars.columns.get_loc("adj_close")] *= 1 - DIVIDEND
    elif fault == "split_twice":
        bars.iloc[: len(bars) // 2] /= 2
    elif fault == "gap":
        bars = bars.drop(bars.index[-9:-6])
    elif fault == "duplicate":
        bars = pd.concat([bars, bars.iloc[-5:-2]])
    elif fault == "live":
        bars = pd.concat([bars, bars.iloc[[-1]] * 1.001])
    elif fault == "unsorted":
        bars = bars.iloc[::-1]
    elif fault == "short":
        bars = bars.iloc[len(bars) // 2 :]
    elif fault == "behind":
        bars = bars.iloc[:-20]
    return bars


def _at(day: pd.Timestamp, moment: time) -> int:
    return int(datetime.combine(day.date(), moment, NEW_YORK).timestamp())


def _plain(values: pd.Series) -> list[float | None]:
    return [None if np.isnan(value) else float(value) for value in values]
