"""What of a history is drawn: the range asked for, in fewer points, none of its extremes lost."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
from numpy.typing import NDArray

POINTS = 1_500
YEARS = {"1Y": 1, "3Y": 3, "5Y": 5, "10Y": 10}


def places(values: NDArray[np.float64], points: int = POINTS) -> NDArray[np.int64]:
    """Positions to draw of a series: in each of `points / 2` equal stretches, its lowest and highest value.

    The first and last value are always kept, order is kept, and a stretch without values keeps one
    NaN, so that a gap stays a gap. A series of at most `points` values is kept whole.
    """
    count = len(values)
    if count <= points:
        return np.arange(count)
    edges = np.linspace(0, count, max(1, (points - 2) // 2) + 1).astype(np.int64)
    kept = {0, count - 1}
    for start, end in itertools.pairwise(edges.tolist()):
        stretch = values[start:end]
        known = np.flatnonzero(~np.isnan(stretch))
        if known.size == 0:
            kept.add(start)
        else:
            kept |= {start + int(known[pick(stretch[known])]) for pick in (np.argmin, np.argmax)}
    return np.array(sorted(kept), dtype=np.int64)


def within(history: pd.DataFrame, span: str) -> pd.DataFrame:
    """The rows of a range ("1Y" to "Max") that ends on the last one; `history` has a column `date`."""
    if span not in YEARS or history.empty:
        return history
    first = history["date"].iloc[-1] - pd.DateOffset(years=YEARS[span])
    cut: pd.DataFrame = history[history["date"] >= first]
    return cut
