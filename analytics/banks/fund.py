"""KRE: the regional banks' fund against the large and the small caps, and what moves it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date

import pandas as pd

from analytics.banks.metric_parts import metric
from analytics.divergence.sensitivity import LAG, UNIT, WINDOW, Moves, moves
from analytics.errors import NoData
from analytics.frames.market import Market
from analytics.measures import regression, returns
from analytics.measures.curve import LONG
from analytics.measures.distributions import NORMAL_95
from analytics.model.metric import Metric, day, show

FUND, LARGE, SMALL = "KRE", "SPY", "IWM"
TICKERS = (FUND, LARGE, SMALL)


def closes(market: Market, as_of: date | None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Prices and total-return closes of the three funds on every session from their first common one, up to a day.

    NaN where a fund has no close. Raises `NoData` where one is not held, or there is no common session.
    """
    absent = [ticker for ticker in TICKERS if ticker not in market.close.columns]
    if absent:
        raise NoData(f"No prices of {', '.join(absent)} are held.", remedy="Refresh to fetch them.")
    price = market.on_calendar(market.close[list(TICKERS)], as_of)
    if price.empty:
        raise NoData(f"{', '.join(TICKERS)} have no common session.")
    return price, market.adj_close.reindex(columns=list(TICKERS)).reindex(price.index)


def tables(market: Market, price: pd.DataFrame, total: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The fund's histories.

    `fund_year`: price since the last close of the year before, in per cent. `fund_ratio`: price over that of
    the two others, and `fund_drawdown`, by session. `fund_beta`: total-return beta to each over 252
    sessions with its 95 % band. `fund_rates`: sensitivity to the ten-year with the market held still, and
    to the market itself, over the last 252 usable sessions, with bands.
    """
    year = returns.window_return(price, None) * 100
    this_year = year[pd.DatetimeIndex(year.index).year == price.index[-1].year].dropna()
    falls = {f"{name}_pct": returns.drawdown(price[name]) * 100 for name in TICKERS}
    ratio = {f"{FUND}_over_{other}_x": price[FUND] / price[other] for other in (LARGE, SMALL)}
    return {
        "fund_year": this_year.add_suffix("_pct").rename_axis("date").reset_index(),
        "fund_ratio": pd.DataFrame(ratio).rename_axis("date").reset_index(),
        "fund_drawdown": pd.DataFrame(falls).rename_axis("date").reset_index(),
        "fund_beta": _beta(total),
        "fund_rates": _rates(_moves(market, total)),
    }


def holes(price: pd.DataFrame) -> list[str]:
    """A sentence for each fund that lacks a close on a session of the exchange."""
    found = []
    for ticker in price.columns:
        days = pd.DatetimeIndex(price.index[price[ticker].isna()])
        if len(days):
            named = ", ".join(day(moment) for moment in days[-3:])
            found.append(
                f"{ticker} has no close on {f'{len(days)} sessions, the last ' if len(days) > 3 else ''}{named}, when "
                "the exchange was open: what begins, ends or spans there is withheld."
            )
    return found


def _daily(total: pd.DataFrame) -> pd.DataFrame:
    return total.pct_change(fill_method=None).iloc[1:]


def _moves(market: Market, total: pd.DataFrame) -> Moves:
    last: pd.Timestamp = pd.DatetimeIndex(total.index)[-1] if len(total) else pd.Timestamp("1900-01-01")
    return moves(total[[FUND, LARGE]].pct_change(fill_method=None), market, last.date())


def _beta(total: pd.DataFrame) -> pd.DataFrame:
    daily = _daily(total)
    frame = pd.DataFrame(index=daily.index)
    for other in (LARGE, SMALL):
        known = daily[[FUND, other]].dropna()
        found = regression.rolling(known[FUND], known[other], WINDOW, LAG)
        value, half = found.coefficients[:, 1], NORMAL_95 * found.errors[:, 1]
        columns = {f"{other}_x": value, f"{other}_low_x": value - half, f"{other}_high_x": value + half}
        frame = frame.join(pd.DataFrame(columns, index=known.index))
    return frame.iloc[WINDOW - 1 :].rename_axis("date").reset_index()


def _rates(known: Moves) -> pd.DataFrame:
    frame = known.frame
    found = regression.rolling(frame[FUND], frame[[LARGE, "change"]], WINDOW, LAG)
    slope, half = found.coefficients[:, 2], NORMAL_95 * found.errors[:, 2]
    result = pd.DataFrame(
        {
            f"duration{UNIT}": slope,
            f"low{UNIT}": slope - half,
            f"high{UNIT}": slope + half,
            "market_x": found.coefficients[:, 1],
        },
        index=frame.index,
    )
    return result.iloc[WINDOW - 1 :].rename_axis("date").reset_index()


def metrics(market: Market, price: pd.DataFrame, total: pd.DataFrame) -> Iterator[Metric]:
    """This year, drawdown, betas and sensitivities of the newest session."""
    last = price.index[-1].date()
    year = returns.window_return(price, None).iloc[-1] * 100
    for name, ticker in (("kre", FUND), ("spy", LARGE), ("iwm", SMALL)):
        label, missing = f"{ticker} this year, price", _no_year(price, ticker)
        yield metric(f"{name}_ytd", label, float(year[ticker]), "%", "M-RET", (ticker,), last, missing=missing)
    for name, other in (("spy", LARGE), ("iwm", SMALL)):
        gap = float(year[FUND] - year[other])
        label = f"{FUND} less {other} this year, price"
        missing = _no_year(price, FUND, other)
        yield metric(f"kre_gap_{name}", label, gap, "pp", "M-SPR", (FUND, other), last, missing=missing)
    falls = returns.drawdown(price[FUND]) * 100
    high = pd.Timestamp(str(price[FUND].idxmax())).date()
    label, fall, absent = f"{FUND} drawdown, price", float(falls.iloc[-1]), _no_close(price, FUND)
    note = f"from the high of {day(high)}"
    yield metric("kre_drawdown", label, fall, "%", "M-DD", (FUND,), last, note, absent, since=high)
    for name, other in (("spy", LARGE), ("iwm", SMALL)):
        ratio = price[FUND] / price[other]
        sources, now = (FUND, other), float(ratio.iloc[-1])
        absent = _no_close(price, FUND, other)
        yield metric(f"kre_to_{name}", f"{FUND} over {other}, price", now, "x", "M-RS", sources, last, missing=absent)
        fall = float(returns.drawdown(ratio).iloc[-1] * 100)
        high = pd.Timestamp(str(ratio.idxmax())).date()
        note, label = f"from the high of {day(high)}", f"{FUND} over {other}, from its high"
        yield metric(f"kre_lost_to_{name}", label, fall, "%", "M-RDD", sources, last, note, absent, since=high)
    yield from _betas(total, last)
    yield from _sensitivity(_moves(market, total), last)


def _no_close(price: pd.DataFrame, *tickers: str) -> str:
    """Which of some funds lacks a close on the last session; empty where none does."""
    last = pd.DatetimeIndex(price.index)[-1]
    return next((f"{ticker} has no close on {day(last)}" for ticker in tickers if math.isnan(price[ticker][last])), "")


def _no_year(price: pd.DataFrame, *tickers: str) -> str:
    """Why some funds have no return this year."""
    days = pd.DatetimeIndex(price.index)
    before = days[days.year < days[-1].year][-1:]
    for moment in before:
        for ticker in tickers:
            if math.isnan(price[ticker][moment]):
                return f"{ticker} has no close on {day(moment)}"
    return _no_close(price, *tickers) or f"no close in the last week of {days[-1].year - 1} is held"


def _betas(total: pd.DataFrame, last: date) -> Iterator[Metric]:
    returned = _daily(total)
    for name, label, other in (("kre_beta_1y", "to large caps", LARGE), ("kre_beta_1y_iwm", "to small caps", SMALL)):
        sources, daily = (FUND, other), returned[[FUND, other]].dropna()
        short = f"needs {WINDOW} daily returns; {len(daily)} are held"
        if len(daily) < WINDOW:
            yield metric(name, f"{FUND} beta {label}", None, "x", "M-BETA", sources, last, missing=short)
            continue
        window = daily.iloc[-WINDOW:]
        fit = regression.ols(window[FUND], window[other], LAG)
        low, high = fit.interval(1)
        bounds = " to ".join(show(bound, "index", 2) for bound in (low, high))
        note = f"daily total returns, last {WINDOW} sessions; 95 % bounds {bounds}"
        value = float(fit.coefficients[1])
        yield metric(name, f"{FUND} beta {label}, one year", value, "x", "M-BETA", sources, last, note)


def _sensitivity(known: Moves, last: date) -> Iterator[Metric]:
    """The two-factor regression: the yield with the market held still, and the yield alone."""
    sources, words = (FUND, LARGE, LONG), known.words
    window, missing = known.window, known.reason
    together = alone = (math.nan, math.nan, math.nan)
    if not missing:
        together = _slope(regression.ols(window[FUND], window[[LARGE, "change"]], LAG), 2)
        alone = _slope(regression.ols(window[FUND], window["change"], LAG), 1)
        missing = "the ten-year did not move enough to tell"
    label = f"{FUND} for a percentage point of the ten-year"
    for name, text, method, (value, low, high) in (
        ("kre_rate_duration", f"{label}, market held still", "M-FJ", together),
        ("kre_rate_duration_alone", f"{label}, alone", "M-EDUR", alone),
    ):
        yield metric(name, text, value, "% per pp", method, sources, known.last or last, words, missing)
        for end, bound, word in (("low", low, "lower"), ("high", high, "upper")):
            said = f"{text}, {word} 95 % bound"
            yield metric(f"{name}_{end}", said, bound, "% per pp", "M-NW", sources, known.last or last, "", missing)


def _slope(fit: regression.Fit, place: int) -> tuple[float, float, float]:
    low, high = fit.interval(place)
    return float(fit.coefficients[place]), low, high
