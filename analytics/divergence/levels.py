"""Where the pair stands: returns, gaps over each window, the ratio, drawdowns, on each basis."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import partial

import pandas as pd

from analytics.divergence.metric_parts import BOTH, Basis, last_day
from analytics.frames.market import Pair
from analytics.measures import returns
from analytics.model.metric import Metric, day, show

WINDOWS: dict[str, int | None] = {"YTD": None, "1Y": 252, "3Y": 756, "5Y": 1260}
WORDS = {"YTD": "this year", "1Y": "over one year", "3Y": "over three years", "5Y": "over five years"}
NAMED = 3
"""Missing sessions that a sentence names at the most."""
TEN_YEARS, YEARS = timedelta(days=3652), 10
STRIP = {"lowest": 0.0, "5 %": 0.05, "25 %": 0.25, "median": 0.5, "75 %": 0.75, "95 %": 0.95, "highest": 1.0}


def prefix(window: str) -> str:
    """How the ids of a window's gap begin: `ytd_gap`, `gap_3y`."""
    return "ytd_gap" if window == "YTD" else f"gap_{window.lower()}"


def holes(pair: Pair) -> list[str]:
    """A sentence for each side that lacks a close on a session of the exchange."""
    found = []
    for ticker, days in pair.holes.items():
        named = ", ".join(day(moment) for moment in days[-NAMED:])
        many = f" on {len(days)} sessions, the last" if len(days) > NAMED else " on"
        found.append(
            f"{ticker} has no close{many} {named}, when the exchange was open: what begins, ends or spans there is "
            "withheld, and nothing else is moved by it."
        )
    return found


def tables(pair: Pair, name: str) -> dict[str, pd.DataFrame]:
    """The histories on one basis: `ratio`, its quantiles `strip`, `gap` by window, `drawdown`."""
    frame = pair.on(name)
    gaps = {f"gap_{window.lower()}_pp": returns.gap(frame, sessions) * 100 for window, sessions in WINDOWS.items()}
    ratio = returns.ratio(frame, rebased=name == "Total return")
    falls = {
        "small_pct": returns.drawdown(frame["small"]) * 100,
        "large_pct": returns.drawdown(frame["large"]) * 100,
        "relative_pct": returns.drawdown(ratio) * 100,
    }
    return {
        "ratio": ratio.rename("ratio_x").reset_index(),
        "strip": pd.DataFrame({"quantile": list(STRIP), "ratio_x": ratio.quantile(list(STRIP.values())).to_numpy()}),
        "gap": pd.DataFrame(gaps).rename_axis("date").reset_index(),
        "drawdown": pd.DataFrame(falls).rename_axis("date").reset_index(),
    }


def metrics(basis: Basis) -> Iterator[Metric]:
    """The figures of one basis, on the sessions both sides have in it."""
    pair, frame = basis.pair, basis.frame
    ytd = returns.window_return(frame, None).iloc[-1] * 100
    for side in BOTH:
        label, missing = f"{getattr(pair, side)} this year", basis.missing(None, (side,))
        yield basis.metric(f"{side}_ytd", label, ytd[side], "%", "M-RET", missing=missing)
    gap = ytd["small"] - ytd["large"]
    yield basis.metric("ytd_gap", "Gap this year", gap, "pp", "M-SPR", missing=basis.missing(None))
    for window in WINDOWS:
        yield from _gap(basis, window)
    yield from _ratio(basis)
    yield from _drawdowns(basis)


def standing(found: Mapping[str, Metric], name: str) -> pd.DataFrame:
    """How wide each window's gap is, on one basis: a row a window, from the figures keyed by `by_id`.

    Columns `window`, `gap_pp`, `z_sd`, `percentile`, `wide_share_pct`, `widest_pp`, `widest_on`, `episode_start`,
    `last_wide`; missing where the figure is.
    """
    end = "_total" if name == "Total return" else ""
    columns = {
        "gap_pp": "",
        "z_sd": "_z",
        "percentile": "_percentile",
        "wide_share_pct": "_wide_share",
        "widest_pp": "_widest",
        "widest_on": "_widest_on",
        "spell_since": "_spell_since",
        "last_wide": "_last_wide",
    }
    rows = [
        {"window": window, **{column: found[f"{prefix(window)}{part}{end}"].value for column, part in columns.items()}}
        for window in WINDOWS
    ]
    dates = ("widest_on", "spell_since", "last_wide")
    return pd.DataFrame(rows).astype(dict.fromkeys(dates, "datetime64[us]"))


def _gap(basis: Basis, window: str) -> Iterator[Metric]:
    """The gap over one window: its value, its place in its history, and how long it has been this wide."""
    sessions, words = WINDOWS[window], f"Gap {WORDS[window]}"
    frame = basis.frame
    history = (returns.gap(frame, sessions) if sessions else returns.same_day_gap(frame, basis.pair.last)) * 100
    whole = not history.empty and history.index[-1] == frame.index[-1]
    history = history if whole else history.iloc[:0]
    missing = basis.missing(sessions)
    metric = partial(basis.metric, missing=missing)
    since = _since(history, sessions)
    id = prefix(window)
    if sessions:
        yield metric(id, words, float(history.iloc[-1]) if whole else None, "pp", "M-SPR")
    ends = 1.0 + returns.window_return(frame, WINDOWS[window]).iloc[-1]
    compounded = float(ends["small"] / ends["large"] - 1) * 100
    yield metric(f"{id}_geometric", f"{words}, compounded", compounded, "%", "M-SPR")
    rank = returns.percentile(history) if whole else None
    yield metric(f"{id}_percentile", f"{words}, percentile", rank, "percentile", "M-PCT", since)
    first = pd.DatetimeIndex(history.index)[0].date() if whole else None
    yield metric(f"{id}_first", f"{words}, first session of its history", first, "date", "M-PCT")
    yield from _standing(basis, window, history, missing)
    wide = returns.width(history)
    yield metric(
        f"{id}_wide_share",
        f"{words}, {'sessions' if sessions else 'years'} at least this wide",
        wide.share if wide else None,
        "%",
        "M-WIDE",
        since,
    )
    on = f"on {day(wide.widest_on)}" if wide else ""
    yield metric(f"{id}_widest", f"{words}, widest on this side", wide.widest if wide else None, "pp", "M-WIDE", on)
    yield metric(f"{id}_widest_on", f"{words}, date of the widest", wide.widest_on if wide else None, "date", "M-WIDE")
    yield metric(f"{id}_spell_since", f"{words}, this wide since", wide.since if wide else None, "date", "M-WIDE")
    yield basis.metric(
        f"{id}_last_wide",
        f"{words}, last this wide before",
        wide.before if wide else None,
        "date",
        "M-WIDE",
        missing=f"never before, {since}" if wide else missing,
    )


def _since(history: pd.Series[float], sessions: int | None) -> str:
    """What a gap's place is counted among: all sessions, or the same day of other years for the year to date."""
    if history.empty:
        return ""
    first, last = pd.DatetimeIndex(history.index)[[0, -1]]
    if sessions:
        return f"of {len(history):,} sessions since {day(first)}"
    return f"of {len(history)} years since {first.year}, each to {last:%-d %b}"


def _standing(basis: Basis, window: str, history: pd.Series[float], missing: str) -> Iterator[Metric]:
    """The z-score against the history before today, and how many independent windows that history holds.

    That of the year to date is every other year to the same day.
    """
    id, words, before = prefix(window), f"Gap {WORDS[window]}", history.iloc[:-1]
    independent: float = math.nan
    z, note = math.nan, ""
    if len(before):
        first, last = pd.DatetimeIndex(before.index)[[0, -1]]
        of_years = WINDOWS[window] is None
        independent = len(before) // (WINDOWS[window] or 1)
        if len(before) >= YEARS if of_years else last - first >= TEN_YEARS:
            z = returns.standardised(float(history.iloc[-1]), before)
        missing = (
            f"needs ten other years; {len(before)} are held"
            if of_years
            else f"needs ten years of history; this one begins on {day(first)}"
        )
        note = f"mean {show(float(before.mean()), 'pp')}, standard deviation {show(float(before.std()), 'pp')} of " + (
            f"{len(before)} years to {last:%-d %b}, {first.year} to {last.year}"
            if of_years
            else f"{len(before):,} sessions to {day(last)}, about {independent:.0f} independent windows"
        )
    elif len(history):
        missing = f"needs ten years of history; this is its first {'session' if WINDOWS[window] else 'year'}"
    yield basis.metric(f"{id}_z", f"{words}, z-score", z, "sd", "M-Z", note, missing)
    yield basis.metric(
        f"{id}_independent", f"{words}, independent windows before", independent, "count", "M-Z", missing=missing
    )


def _ratio(basis: Basis) -> Iterator[Metric]:
    pair, total = basis.pair, basis.name == "Total return"
    ratio = returns.ratio(basis.frame, rebased=total)
    missing = pair.without(basis.frame, BOTH, basis.frame.index[-1])
    note = f"of {len(ratio):,} sessions since {day(ratio.index[0])}" if len(ratio) else ""
    now = None if missing or ratio.empty else float(ratio.iloc[-1])
    rank = None if now is None else returns.percentile(ratio)
    yield basis.metric("ratio", f"{pair.small} to {pair.large}", now, "x", "M-RS", missing=missing)
    yield basis.metric("ratio_percentile", "Ratio, percentile", rank, "percentile", "M-PCT", note, missing)
    for name, label, value, when in (
        ("ratio_high", "Ratio, highest", ratio.max(), returns.since_high(ratio)),
        ("ratio_low", "Ratio, lowest", ratio.min(), returns.since_high(-ratio)),
    ):
        yield basis.metric(name, label, value, "x", "M-RS", f"on {day(when)}" if when else "")
        yield basis.metric(f"{name}_on", f"{label}, date", when, "date", "M-RS")


def _drawdowns(basis: Basis) -> Iterator[Metric]:
    pair, ratio = basis.pair, returns.ratio(basis.frame)
    for side, words, values, method in (
        ("small", f"{pair.small} drawdown", basis.frame["small"], "M-DD"),
        ("large", f"{pair.large} drawdown", basis.frame["large"], "M-DD"),
        ("relative", "Relative drawdown", ratio, "M-RDD"),
    ):
        falls, high = returns.drawdown(values) * 100, returns.since_high(values)
        deepest = None if high is None else _lowest(falls)
        now = f"from the high of {day(high)}" if high else ""
        missing = pair.without(basis.frame, BOTH if side == "relative" else (side,), basis.frame.index[-1])
        fall = None if missing or falls.empty else float(falls.iloc[-1])
        yield basis.metric(f"{side}_drawdown", words, fall, "%", method, now, missing, since=high)
        under = (pair.last - high).days if high and not missing else None
        yield basis.metric(f"{side}_under_water", f"{words}, days since the high", under, "days", method, now, missing)
        on = f"on {day(deepest)}" if deepest else ""
        label = f"{words.removesuffix(' drawdown')} deepest drawdown" if side != "relative" else "Relative, deepest"
        yield basis.metric(f"{side}_max_drawdown", label, falls.min(), "%", method, on)
        yield basis.metric(f"{side}_max_drawdown_on", f"{label}, date", deepest, "date", method)


def _lowest(values: pd.Series[float]) -> date | None:
    return last_day(values.index[values == values.min()][:1])
