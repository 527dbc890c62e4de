"""This year against every other year to the same day of the calendar."""

from __future__ import annotations

import math
from collections.abc import Iterator

import pandas as pd

from analytics.divergence.metric_parts import Basis
from analytics.frames.market import Pair
from analytics.measures import returns
from analytics.model.metric import Metric


def table(pair: Pair, name: str) -> pd.DataFrame:
    """One row a year: `gap_pp`, `small_pct`, `large_pct` to the same day (`date`), and over the whole year.

    NaN where a year has no session in the week before the day, no base close, or is not over.
    """
    moves = returns.same_day(pair.on(name), pair.last)
    shares = {f"{side}{end}_pct": moves[f"{side}{end}"] * 100 for end in ("", "_whole") for side in ("small", "large")}
    frame = pd.DataFrame(shares)
    frame.insert(0, "gap_pp", frame["small_pct"] - frame["large_pct"])
    frame["gap_whole_pp"] = frame["small_whole_pct"] - frame["large_whole_pct"]
    frame["date"] = moves["date"]
    return frame.reset_index()


def metrics(basis: Basis) -> Iterator[Metric]:
    """The rank of this year's gap among all years, by size and by closeness."""
    this = basis.pair.last.year
    gaps = pd.Series(dtype="float64")
    missing = basis.missing(None)
    if not basis.reason:
        moves = returns.same_day(basis.frame, basis.pair.last)
        gaps = (moves["small"] - moves["large"]).dropna()
    held = len(gaps) > 0 and gaps.index[-1] == this
    note = f"of {len(gaps)} years since {gaps.index[0]}, each to {basis.pair.last:%-d %b}" if held else ""
    rank = returns.rank(gaps) if held else None
    closer = int((gaps.abs() < abs(gaps.iloc[-1])).sum()) if held else None
    widest = float(gaps.min()) * 100 if held else math.nan
    worst = f"in {gaps.idxmin()}" if held else ""
    yield basis.metric("ytd_gap_years", "Years compared", len(gaps) if held else None, "count", "M-YOY", note, missing)
    yield basis.metric("ytd_gap_rank", "Gap this year, rank from the lowest", rank, "count", "M-YOY", note, missing)
    yield basis.metric("ytd_gap_closer", "Years closer at this day", closer, "count", "M-YOY", note, missing)
    yield basis.metric("ytd_gap_lowest", "Lowest gap at this day", widest, "pp", "M-YOY", worst, missing)
