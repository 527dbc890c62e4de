"""Divergence: small caps against large caps, on the sessions common to both."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date
from functools import partial

import pandas as pd

from analytics import curve, returns
from analytics.market import Market, Pair, Result
from analytics.metric import Metric, day
from analytics.scenario import Scenario

SMALL, LARGE = "IWM", "SPY"
WINDOWS: dict[str, int | None] = {"YTD": None, "1Y": 252, "3Y": 756, "5Y": 1260}
WORDS = {"1Y": "one year", "3Y": "three years", "5Y": "five years"}


def measure(market: Market, scenario: Scenario) -> Result:
    """Every figure of the Divergence page.

    Figures whose id ends in `_total` are total return (adjusted closes), all others price. Windows
    count common sessions; nothing after the as-of date is used; what cannot be measured there is n/a
    with its reason. The tables `ratio` and `gap` follow the scenario's basis, `curve` its yields.
    Raises `NoData` when a side is not held, or has no session up to the as-of date.
    """
    pair = market.pair(SMALL, LARGE, scenario.as_of)
    notes = []
    if scenario.as_of and scenario.as_of != pair.last:
        notes.append(f"{day(scenario.as_of)} is no session held for both; figures are of {day(pair.last)}.")
    metrics = (
        *_figures(pair, "Price"),
        *_figures(pair, "Total return"),
        *curve.figures("divergence", market, scenario, pair.last),
    )
    return Result(
        pair.last,
        metrics,
        {**_histories(pair, scenario.basis), "curve": curve.table(market, scenario, pair.last)},
        tuple(notes),
    )


def _histories(pair: Pair, basis: str) -> dict[str, pd.DataFrame]:
    frame = pair.on(basis)
    gaps = {f"gap_{name.lower()}_pp": returns.gap(frame, sessions) * 100 for name, sessions in WINDOWS.items()}
    return {
        "ratio": returns.ratio(frame, rebased=basis == "Total return").rename("ratio_x").reset_index(),
        "gap": pd.DataFrame(gaps).rename_axis("date").reset_index(),
    }


def _figures(pair: Pair, basis: str) -> Iterator[Metric]:
    """The figures of one basis, on the sessions both sides have in it."""
    frame = pair.on(basis)
    if frame.index[-1:].equals(pair.price.index[-1:]):
        reason = ""
    else:
        reason, frame = f"no adjusted close on {day(pair.last)} is held for both", pair.price * math.nan
    figure = partial(_figure, pair, basis, reason)
    ytd = returns.windowed(frame, None).iloc[-1] * 100
    no_base = f"no close in the last week of {pair.last.year - 1} is held for both"
    yield figure("small_ytd", f"{pair.small} this year", ytd["small"], "%", "M-RET", missing=no_base)
    yield figure("large_ytd", f"{pair.large} this year", ytd["large"], "%", "M-RET", missing=no_base)
    yield figure("ytd_gap", "Gap this year", ytd["small"] - ytd["large"], "pp", "M-SPR", missing=no_base)
    for name, words in WORDS.items():
        sessions = WINDOWS[name] or 0
        history = returns.gap(frame, sessions) * 100
        short = f"needs {sessions:,} earlier common sessions; {len(frame) - 1:,} are held"
        note = "" if history.empty else f"of {len(history):,} sessions since {day(history.index[0])}"
        value, rank = (math.nan, math.nan) if history.empty else (history.iloc[-1], returns.percentile(history))
        yield figure(f"gap_{name.lower()}", f"Gap over {words}", value, "pp", "M-SPR", missing=short)
        yield figure(
            f"gap_{name.lower()}_percentile", f"Gap over {words}, percentile", rank, "percentile", "M-PCT", note, short
        )
    ratio = returns.ratio(frame, rebased=basis == "Total return")
    yield figure("ratio", f"{pair.small} to {pair.large}", ratio.iloc[-1], "x", "M-RS")
    note = f"of {len(ratio):,} sessions since {day(ratio.index[0])}"
    yield figure("ratio_percentile", "Ratio, percentile", returns.percentile(ratio), "percentile", "M-PCT", note)
    for side, ticker in (("small", pair.small), ("large", pair.large)):
        falls = returns.drawdown(frame[side]) * 100
        high, deepest = _dated("from the high of", frame[side], "max"), _dated("on", falls, "min")
        yield figure(f"{side}_drawdown", f"{ticker} drawdown", falls.iloc[-1], "%", "M-DD", high)
        yield figure(f"{side}_max_drawdown", f"{ticker} deepest drawdown", falls.min(), "%", "M-DD", deepest)
    falls, high = returns.drawdown(ratio) * 100, _dated("from the high of", ratio, "max")
    yield figure("relative_drawdown", "Relative drawdown", falls.iloc[-1], "%", "M-RDD", high)


def _dated(words: str, values: pd.Series[float], extreme: str) -> str:
    """Words and the date of the highest ("max") or lowest ("min") value; empty where there is none."""
    if values.isna().all():
        return ""
    when = values.idxmax() if extreme == "max" else values.idxmin()
    return f"{words} {day(pd.Timestamp(str(when)))}"


def _figure(
    pair: Pair,
    basis: str,
    reason: str,
    name: str,
    label: str,
    value: float,
    unit: str,
    method: str,
    note: str = "",
    missing: str = "",
) -> Metric:
    """One metric of the page; a value that is NaN is n/a because of `reason`, else of `missing`."""
    total = basis == "Total return"
    side = name.partition("_")[0]
    return Metric(
        id=f"divergence.{name}{'_total' if total else ''}",
        label=f"{label}, {basis.lower()}",
        value=None if math.isnan(value) else float(value) + 0.0,
        unit=unit,
        as_of=pair.last,
        method=method,
        sources={"small": (pair.small,), "large": (pair.large,)}.get(side, (pair.small, pair.large)),
        note=(reason or missing) if math.isnan(value) else note,
    )


def sessions_held(market: Market) -> tuple[date, date]:
    """The first and last session common to the pair. Raises `NoData` when a side is not held."""
    pair = market.pair(SMALL, LARGE)
    return pair.first, pair.last
