"""Prices on a day: the close, its change over the session before, and returns up to it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from analytics.catalogue import ENTRIES
from analytics.catalogue.prices import PRICES
from analytics.frames.market import Market, is_index
from analytics.measures import returns
from analytics.model.metric import Metric, day, of

MONTHS = {"1m": (1, "over one month"), "6m": (6, "over six months"), "1y": (12, "over one year")}
OLDEST = timedelta(days=7)
"""A close older than this says nothing of the day: no closure of the exchange is as long."""


@dataclass(frozen=True)
class Quote:
    """One ticker up to a day: `close` in its own unit on `as_of`, `moves` in per cent by name, NaN where not known.

    `as_of` is the last session on which it has a close; `reason` why it has none near the day.
    """

    ticker: str
    as_of: date | None
    close: float
    moves: dict[str, float]
    reason: str = ""

    @property
    def id(self) -> str:
        """The ticker as it stands in the id of a figure."""
        return name(self.ticker)

    @property
    def unit(self) -> str:
        return "index" if is_index(self.ticker) else "USD"


def name(ticker: str) -> str:
    """A ticker as it stands in an id: ^RUT as "rut", BRK-B as "brk_b"."""
    return ticker.lstrip("^").lower().replace("-", "_")


def measure(market: Market, as_of: date, slack: timedelta = timedelta(0)) -> tuple[Quote, ...]:
    """Each ticker of the catalogue up to a day; one without a close in the week before, and `slack`, has none."""
    return tuple(_quote(market, entry.id, as_of, OLDEST + slack) for entry in PRICES)


def _quote(market: Market, ticker: str, as_of: date, oldest: timedelta) -> Quote:
    nothing = dict.fromkeys(("day", "ytd", *(f"change_{end}" for end in MONTHS)), math.nan)
    if ticker not in market.close:
        return Quote(ticker, None, math.nan, nothing, f"no prices of {ticker} are stored")
    days = market.sessions[market.sessions <= pd.Timestamp(as_of)]
    closes = market.close[ticker].reindex(days[-800:])
    known = closes.dropna()
    if known.empty or as_of - known.index[-1].date() > oldest:
        last = f"; its last close is of {day(known.index[-1].date())}" if len(known) else ""
        return Quote(ticker, None, math.nan, nothing, f"no close of {ticker} is stored for {day(as_of)}{last}")
    end: pd.Timestamp = known.index[-1]
    closes = closes[:end]
    close = float(closes.iloc[-1])
    before = float(closes.iloc[-2]) if len(closes) > 1 else math.nan
    moves = {
        "day": (close / before - 1) * 100,
        "ytd": float(returns.window_return(closes.to_frame("own"), None)["own"].iloc[-1]) * 100,
        **{f"change_{name}": _since(closes, end - pd.DateOffset(months=count)) for name, (count, _) in MONTHS.items()},
    }
    return Quote(ticker, end.date(), close, moves)


def _since(closes: pd.Series[float], start: pd.Timestamp) -> float:
    """The return from the last session up to `start`, per cent; NaN without a close on it."""
    base = closes[:start]
    if base.empty or start - pd.DatetimeIndex(base.index)[-1] > OLDEST:
        return math.nan
    return float(closes.iloc[-1] / base.iloc[-1] - 1) * 100


def table(quotes: tuple[Quote, ...]) -> pd.DataFrame:
    """A row a ticker with a close: its name, the day, the close in its own unit and the returns."""
    rows = [
        {
            "ticker": quote.ticker,
            "close": quote.close,
            "unit": quote.unit,
            "date": pd.Timestamp(quote.as_of),
            "day_pct": quote.moves["day"],
            "ytd_pct": quote.moves["ytd"],
            **{f"change_{end}_pct": quote.moves[f"change_{end}"] for end in MONTHS},
            "name": ENTRIES[quote.ticker].title,
        }
        for quote in quotes
        if quote.as_of
    ]
    columns = ["ticker", "close", "unit", "date", "day_pct", "ytd_pct", *(f"change_{e}_pct" for e in MONTHS), "name"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.astype({"date": "datetime64[us]"})


def metrics(quotes: tuple[Quote, ...], as_of: date) -> Iterator[Metric]:
    """Close, change of the day and returns of each ticker; n/a where an end of the window has no close."""
    for quote in quotes:
        ticker, own, on = quote.ticker, (quote.ticker,), quote.as_of or as_of
        yield of(f"quotes.close_{quote.id}", f"{ticker}, close", quote.close, quote.unit, "M-QUOTE", own, on, "",
                 quote.reason)  # fmt: skip
        words = {
            "day": (f"{ticker} over the session before", "no close of the session before is stored"),
            "ytd": (f"{ticker} this year, price", f"no close in the last week of {on.year - 1} is stored"),
            **{f"change_{end}": (f"{ticker} {over}, price", f"no close {_ago(count)} before is stored")
               for end, (count, over) in MONTHS.items()},
        }  # fmt: skip
        for move, (label, missing) in words.items():
            yield of(f"quotes.{move}_{quote.id}", label, quote.moves[move], "%", "M-QUOTE", own, on, "",
                     quote.reason or missing)  # fmt: skip


def _ago(months: int) -> str:
    return {1: "one month", 6: "six months", 12: "one year"}[months]
