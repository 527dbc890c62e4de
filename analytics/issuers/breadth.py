"""Breadth: how many small caps are up, by a seeded sample of them (M-BRD)."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.frames.breadth import SEED, Breadth
from analytics.measures.order_statistics import median_ranks, wilson
from analytics.measures.returns import window_return
from analytics.memo import memoised
from analytics.model.metric import Metric, day, of

Array = NDArray[np.float64]

SOURCES = ("yahoo.breadth", "sec.public_float")
AVERAGE = 200
"""Sessions of a name's own that its average is over."""
BIN_PCT, REACH_PCT = 10, 100
"""Width of a bin of returns, and where the last one begins that is open."""
NEVER = "no sample of small-cap prices is stored: it comes last in a refresh, and not at all where it is switched off"
SURVIVORS = "names listed at present: those delisted since are in no figure, which flatters it"
MEASURES = (
    ("median_ytd", "Median price change this year"),
    ("share_positive", "Share of names that are up this year"),
    ("share_above_200d", "Share of names above their 200-day average"),
)


@dataclass(frozen=True, eq=False)
class Measured:
    """The sample on a day: returns this year (per cent) and whether each name is above its average, where known.

    `gaps` says of every name that lacks one of the two why; `as_of` is None where the sample has no session.
    """

    as_of: date | None
    ytd: Array
    above: NDArray[np.bool_]
    gaps: pd.DataFrame
    sample_count: int
    without_count: int
    universe_count: int
    missing: str = ""


def measure(sample: Breadth | None, asked: date | None) -> Measured:
    """The sample on the last session up to `asked`, else on its newest, on which most of its names have a close.

    A return is the close over the last one of the year before, without dividends. The average is over a name's own
    last 200 adjusted closes, and one with fewer has none. A sample that is not stored has no names, and says why.
    """
    if sample is None or not sample.sample:
        return _nothing(NEVER)
    return _measured(sample, asked)


@memoised
def _measured(sample: Breadth, asked: date | None) -> Measured:
    close = sample.close if asked is None else sample.close.loc[: pd.Timestamp(asked)]
    most = close.notna().sum(axis=1)
    days = close.index[(most >= max(1, len(sample.close.columns) / 2)).to_numpy()]
    if days.empty:
        first = day(pd.Timestamp(sample.close.index[0]).date()) if len(sample.close) else ""
        return _nothing(f"the prices of the sample begin on {first}", sample)
    end = days[-1]
    close = close.loc[:end]
    ytd = 100.0 * window_return(close, None).iloc[-1]
    adjusted = sample.adjusted.loc[:end]
    above: list[bool] = []
    reasons: dict[str, list[str]] = {ticker: [why] for ticker, why in sample.missing.items()
                                     if ticker not in close.columns}  # fmt: skip
    base = f"no close at the end of {end.year - 1}"
    for ticker in close.columns:
        if math.isnan(close[ticker].iloc[-1]):
            reasons[ticker] = [f"no close on {day(end.date())}"]
            continue
        reasons[ticker] = [base] if math.isnan(ytd[ticker]) else []
        last = adjusted[ticker].dropna().iloc[-AVERAGE:]
        if len(last) < AVERAGE or last.index[-1] != end:
            reasons[ticker].append(f"fewer than {AVERAGE} sessions")
        else:
            above.append(bool(last.iloc[-1] > last.mean()))
    gaps = [(ticker, "; ".join(reasons.get(ticker, ["no prices"]))) for ticker in sample.sample]
    return Measured(
        end.date(),
        ytd.dropna().to_numpy(dtype=np.float64),
        np.array(above, dtype=bool),
        pd.DataFrame([row for row in gaps if row[1]], columns=["ticker", "reason"]),
        len(sample.sample),
        sum(ticker not in close.columns for ticker in sample.sample),
        sample.universe_count,
        "" if ytd.notna().any() else base,
    )


def _nothing(why: str, sample: Breadth | None = None) -> Measured:
    gaps = pd.DataFrame({"ticker": pd.Series(dtype=str), "reason": pd.Series(dtype=str)})
    size = len(sample.sample) if sample else 0
    return Measured(
        None, np.array([]), np.array([], dtype=bool), gaps, size, 0, sample.universe_count if sample else 0, why
    )


def median(values: Array) -> tuple[float, float, float]:
    """The median and the order statistics that enclose it at 95 %; NaN of nothing, and of the ends of too few."""
    if not len(values):
        return math.nan, math.nan, math.nan
    ranks, ordered = median_ranks(len(values)), np.sort(values)
    low, high = (math.nan, math.nan) if ranks is None else (float(ordered[rank - 1]) for rank in ranks)
    return float(np.median(values)), low, high


def share(states: NDArray[np.bool_]) -> tuple[float, float, float]:
    """The share that is so, per cent, and its 95 % interval; NaN of nothing."""
    if not len(states):
        return math.nan, math.nan, math.nan
    low, high = wilson(int(states.sum()), len(states))
    return 100.0 * float(states.mean()), 100.0 * low, 100.0 * high


def tables(found: Measured) -> dict[str, pd.DataFrame]:
    """The three measures with their intervals, the names by return, and the names that lack a measure and why."""
    returns = found.ytd
    ups = share(returns > 0.0)
    values = (median(returns), ups, share(found.above))
    counts = (len(returns), len(returns), len(found.above))
    measures = [
        {"measure": label, "value_pct": value, "interval_low_pct": low, "interval_high_pct": high,
         "names_count": count, "sample_count": found.sample_count}
        for (_, label), (value, low, high), count in zip(MEASURES, values, counts, strict=True)
    ]  # fmt: skip
    edges = np.arange(-100, REACH_PCT + 1, BIN_PCT, dtype=float)
    counted = np.histogram(np.clip(returns, -100.0, REACH_PCT + 1.0), np.append(edges, REACH_PCT + BIN_PCT))[0]
    bins = pd.DataFrame({"from_pct": edges, "to_pct": np.append(edges[1:], np.nan), "names_count": counted})
    return {
        "breadth": pd.DataFrame(measures),
        "breadth_returns": bins if len(returns) else bins.iloc[:0],
        "breadth_gaps": found.gaps,
    }


def metrics(found: Measured, shown: pd.DataFrame) -> Iterator[Metric]:
    """The measures with both ends of their intervals, and how many names stand behind them."""
    few = "fewer than six names are measured, which enclose no median"
    for (key, label), row in zip(MEASURES, shown.to_dict("records"), strict=True):
        count = int(row["names_count"])
        why = found.missing if not len(found.ytd) and found.missing else ""
        why = why or f"no name of the sample has {AVERAGE} sessions"
        note = f"{count:,} of {found.sample_count:,} names; {SURVIVORS}"
        for end, what in (("value", ""), ("interval_low", ": lower end"), ("interval_high", ": upper end")):
            name = f"issuers.breadth_{key}{end.removeprefix('interval').removeprefix('value')}"
            missing = few if count and end != "value" else why
            yield of(name, label + what, row[f"{end}_pct"], "%", "M-BRD", SOURCES, found.as_of, note, missing)
    stored = found.as_of is not None
    for key, label, value, note in (
        ("sample", "Names in the sample of breadth", found.sample_count,
         f"of {found.universe_count:,} ranked small caps, by seed {SEED}"),
        ("measured", "Names with a return this year", len(found.ytd), ""),
        ("measured_200d", "Names with a 200-day average", len(found.above), ""),
        ("without_prices", "Names of the sample without any prices", found.without_count, ""),
    ):  # fmt: skip
        yield of(f"issuers.breadth_{key}", label, value if stored else None, "count", "M-BRD", SOURCES, found.as_of,
                 note, found.missing)  # fmt: skip
