"""Paths of the yields: a stationary block bootstrap of daily changes of the whole curve (method M-BB)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.errors import NoData
from analytics.model.thresholds import QUANTILES

Array = NDArray[np.float64]

SEED = 20260115
COUNT = 10_000
MONTHS = 24
SESSIONS = 21
"""Sessions in a month."""
SHORTEST = 500
"""Daily changes below which no path is drawn."""
_CHUNK = 500


@dataclass(frozen=True, eq=False)
class Paths:
    """Yields at the end of each month, month 0 being the as-of day.

    `levels` has the shape (series, paths, months + 1), decimals, in the order of `series`. `block` is the
    mean length of a block in sessions, `first` and `last` the days the `changes` resampled lie between. `moves` are
    the changes since month 0, of the same shape, from which paths can start at other yields.
    """

    series: tuple[str, ...]
    levels: Array
    moves: Array
    block: float
    changes: int
    first: date
    last: date
    seed: int

    def of(self, id: str) -> Array:
        """The levels of one series, shape (paths, months + 1)."""
        found: Array = self.levels[self.series.index(id)]
        return found

    def fan(self, id: str) -> Array:
        """Percentiles 5, 25, 50, 75 and 95 of one series by month, shape (5, months + 1)."""
        return np.asarray(np.percentile(self.of(id), QUANTILES, axis=0))


def simulate(
    yields: pd.DataFrame, months: int = MONTHS, count: int = COUNT, seed: int = SEED, block: float | None = None
) -> Paths:
    """Draw paths from the joint daily changes of the yields held.

    `yields` is in per cent, a column a series, the index days; the last day on which all have a value is
    the start, and only days on which all have one are used. Each path strings together runs of whole rows of
    changes, of geometric length with mean `block` (by default the length of Politis and White for the last
    column), the history taken as a circle. Nothing is demeaned; no level falls below 0. Raises `NoData` when
    fewer than 500 changes are held.
    """
    known = yields.dropna()
    steps = np.diff(known.to_numpy(dtype=float), axis=0) / 100.0
    if len(steps) < SHORTEST:
        raise NoData(f"{len(steps):,} daily changes of the curve are held; {SHORTEST} are needed to draw paths.")
    days = pd.DatetimeIndex(known.index)
    mean = block_length(steps[:, -1]) if block is None else block
    random = np.random.default_rng(seed)
    start = known.to_numpy(dtype=float)[-1] / 100.0
    moves = np.zeros((steps.shape[1], count, months + 1))
    for low in range(0, count, _CHUNK):
        high = min(low + _CHUNK, count)
        rows = _rows(random, high - low, months * SESSIONS, len(steps), mean)
        moved = steps[rows].reshape(high - low, months, SESSIONS, -1).sum(axis=2).cumsum(axis=1)
        moves[:, low:high, 1:] = moved.transpose(2, 0, 1)
    levels = np.maximum(start[:, None, None] + moves, 0.0)
    return Paths(
        tuple(str(id) for id in known.columns), levels, moves, mean, len(steps), days[0].date(), days[-1].date(), seed
    )


def _rows(random: np.random.Generator, paths: int, length: int, rows: int, mean: float) -> NDArray[np.intp]:
    """Which row each step of each path takes: the one after the last, or any, with probability 1/mean."""
    fresh = random.random((paths, length), dtype=np.float32) < 1.0 / mean
    fresh[:, 0] = True
    places = np.arange(length, dtype=np.intp)
    began = np.maximum.accumulate(np.where(fresh, places, 0), axis=1)
    anchors = random.integers(0, rows, size=(paths, length), dtype=np.int32)
    taken = np.take_along_axis(anchors, began, axis=1) + (places - began)
    return np.asarray(taken % rows)


def block_length(changes: Array) -> float:
    """The mean block length that is best for a stationary bootstrap, at least 1.

    b = (2·G²/D)^(1/3)·n^(1/3), with G and D sums of flat-top weighted autocovariances up to twice the lag
    after which autocorrelations stay small (Politis and White 2004, corrected by Patton, Politis and White
    2009). A series without variance has 1.
    """
    count = len(changes)
    centred = changes - changes.mean()
    variance = float(centred @ centred) / count
    if variance <= 1e-300:
        return 1.0
    run = max(5, int(np.log10(count)))
    most = int(np.ceil(np.sqrt(count))) + run
    covariances = np.array([float(centred[lag:] @ centred[: count - lag]) / count for lag in range(most + 1)])
    small = np.abs(covariances / variance) < 2.0 * np.sqrt(np.log10(count) / count)
    quiet = [lag for lag in range(1, most - run + 2) if small[lag : lag + run].all()]
    lags = min(2 * max(quiet[0] - 1, 1), most) if quiet else most
    k = np.arange(1, lags + 1)
    weights = np.minimum(1.0, 2.0 * (1.0 - k / lags))
    spread = covariances[0] + 2.0 * float(weights @ covariances[1 : lags + 1])
    slope = 2.0 * float((weights * k) @ covariances[1 : lags + 1])
    if spread == 0.0:
        return 1.0
    best = (slope**2 / spread**2) ** (1 / 3) * count ** (1 / 3)
    return float(min(max(best, 1.0), np.ceil(min(3 * np.sqrt(count), count / 3))))


def share_by_month(ten_year: Array, break_evens: Array, *, ever: bool = True) -> Array:
    """Share of issuers, 0 to 1, whose break-even each path has met by each month.

    `ten_year` has the shape (paths, months + 1), `break_evens` the break-even ten-year yields. With `ever` a
    month-end at or above the break-even counts for good (the running maximum), without it only the month's
    own. NaN where there are no issuers.
    """
    if not len(break_evens):
        return np.full(ten_year.shape, np.nan)
    reached = np.maximum.accumulate(ten_year, axis=1) if ever else ten_year
    met: Array = np.searchsorted(np.sort(break_evens), reached, side="right") / len(break_evens)
    return met
