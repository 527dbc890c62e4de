"""The commentary's own names beside the funds: what each has done with the ten-year yield, and this year."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pandas as pd

from analytics.catalogue import ENTRIES
from analytics.divergence.metric_parts import ended, last_day, metric
from analytics.divergence.sensitivity import LAG, UNIT, moves
from analytics.frames.market import Market
from analytics.measures import regression, returns
from analytics.measures.curve import LONG
from analytics.measures.distributions import NORMAL_95
from analytics.model.metric import Metric, day

TICKERS = ("IWM", "SPY", "XBI", "XRT", "UPST", "ASAN", "CLSK", "DNA")
LARGE = "SPY"


@dataclass(frozen=True)
class Name:
    """One ticker: its slope on the ten-year, alone and beside the market's return; NaN and `reason` if none.

    Slopes in per cent for each percentage point that the ten-year rises; `ytd` and `drawdown` are of price, in
    per cent.
    """

    ticker: str
    as_of: date
    words: str
    duration: float = math.nan
    error: float = math.nan
    beyond: float = math.nan
    beyond_error: float = math.nan
    ytd: float = math.nan
    drawdown: float = math.nan
    reason: str = ""
    price_reason: str = ""


def measure(market: Market, as_of: date) -> tuple[Name, ...]:
    """Each name on its own sessions up to a day, by `sensitivity`'s recipe on its own total returns.

    The second slope is the yield's slope in a regression on both the yield's change and SPY's return
    (Flannery and James 1984), so it is what the name does beyond the market.
    """
    return tuple(single(market, ticker, as_of) for ticker in TICKERS)


def single(market: Market, ticker: str, as_of: date) -> Name:
    """One ticker by the recipe of `measure`; NaN with its reason where too little of it is stored."""
    held = market.close[ticker].loc[: pd.Timestamp(as_of)].dropna() if ticker in market.close else pd.Series()
    reason = ended(f"close of {ticker}", last_day(held.index), as_of)
    if reason:
        return Name(ticker, as_of, "", reason=reason, price_reason=reason)
    days = market.sessions[(market.sessions >= held.index[0]) & (market.sessions <= pd.Timestamp(as_of))]
    closes = held.reindex(days)
    two_years = closes.loc[str(as_of.year - 1) :].to_frame("own")
    ytd = float(returns.window_return(two_years, None)["own"].iloc[-1]) * 100
    fall = float(returns.drawdown(closes).iloc[-1]) * 100
    price_reason = _price_reason(ticker, two_years["own"])
    adjusted = market.adj_close[ticker].reindex(days) if ticker in market.adj_close else closes * math.nan
    own = pd.DataFrame({"own": adjusted.pct_change(fill_method=None)})
    found = moves(own, market, as_of)
    if found.reason:
        last = found.last or as_of
        return Name(ticker, last, "", ytd=ytd, drawdown=fall, reason=found.reason, price_reason=price_reason)
    window = found.window
    alone = regression.ols(window["own"], window["change"], LAG)
    return Name(
        ticker,
        found.last or as_of,
        found.words,
        float(alone.coefficients[1]),
        float(alone.errors[1]),
        *_beyond(market, ticker, own, as_of),
        ytd,
        fall,
        price_reason=price_reason,
    )


def _beyond(market: Market, ticker: str, own: pd.DataFrame, as_of: date) -> tuple[float, float]:
    """The yield's slope beside the market's return and its standard error, on the sessions that have both."""
    if ticker == LARGE or LARGE not in market.adj_close:
        return math.nan, math.nan
    beside = own.assign(market=market.adj_close[LARGE].reindex(own.index).pct_change(fill_method=None))
    found = moves(beside, market, as_of)
    if found.reason:
        return math.nan, math.nan
    fit = regression.ols(found.window["own"], found.window[["change", "market"]], LAG)
    return float(fit.coefficients[1]), float(fit.errors[1])


def _price_reason(ticker: str, closes: pd.Series[float]) -> str:
    """Which close of this year's return is missing; empty where neither is, or the year before is not held."""
    days = pd.DatetimeIndex(closes.index)
    before = days[days.year < days[-1].year]
    ends = [days[-1], *before[-1:]]
    absent = [moment for moment in ends if pd.isna(closes[moment])]
    return f"{ticker} has no close on {day(absent[0])}" if absent else ""


def table(names: tuple[Name, ...]) -> pd.DataFrame:
    """One row a name, in the order measured: slopes with their 95 % bounds, this year's price return, drawdown."""
    rows = [
        {
            "ticker": name.ticker,
            f"duration{UNIT}": name.duration,
            f"low{UNIT}": name.duration - NORMAL_95 * name.error,
            f"high{UNIT}": name.duration + NORMAL_95 * name.error,
            f"beyond_market{UNIT}": name.beyond,
            f"beyond_market_low{UNIT}": name.beyond - NORMAL_95 * name.beyond_error,
            f"beyond_market_high{UNIT}": name.beyond + NORMAL_95 * name.beyond_error,
            "ytd_pct": name.ytd,
            "drawdown_pct": name.drawdown,
            "name": ENTRIES[name.ticker].title,
            "note": name.reason or name.words,
        }
        for name in names
    ]
    return pd.DataFrame(rows)


def metrics(names: tuple[Name, ...], as_of: date) -> Iterator[Metric]:
    """The slopes of each name with their standard errors, and its price return this year."""
    error = f"Newey-West, lag {LAG}"
    for name in names:
        id, own = name.ticker.lower(), (name.ticker,)
        label, missing = f"Rate sensitivity of {name.ticker}", name.reason or "the ten-year did not move"
        note = f"daily total returns, {name.words}"
        alone = (*own, LONG)
        for end, text, value, method, said in (
            ("", label, name.duration, "M-EDUR", note),
            ("_se", f"{label}, standard error", name.error, "M-NW", error),
        ):
            yield metric(f"rate_duration_{id}{end}", text, value, "% per pp", method, alone, name.as_of, said, missing)
        if name.ticker != LARGE:
            text = f"{label} beyond {LARGE}"
            both = (*own, LARGE, LONG)
            absent = name.reason or f"needs returns of {LARGE} on the same sessions"
            for end, title, value, method, said in (
                ("_beyond", text, name.beyond, "M-FJ", note),
                ("_beyond_se", f"{text}, standard error", name.beyond_error, "M-NW", error),
            ):
                yield metric(
                    f"rate_duration_{id}{end}", title, value, "% per pp", method, both, name.as_of, said, absent
                )
        no_base = name.price_reason or f"no close of {name.ticker} in the last week of {as_of.year - 1} is held"
        yield metric(f"ytd_{id}", f"{name.ticker} this year, price", name.ytd, "%", "M-RET", own, as_of, "", no_base)
