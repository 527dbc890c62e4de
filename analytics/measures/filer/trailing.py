"""Trailing twelve months out of years and quarters, of which the fourth is never filed (method M-TTM)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.catalogue import CONCEPTS

Array = NDArray[np.float64]
Counts = NDArray[np.int64]
Flags = NDArray[np.bool_]

QUARTER_DAYS, YEAR_DAYS = 91, 364
"""Lengths taken where a period's first day is not known."""
SLACK_DAYS = 10
"""How far a quarter's first day may lie from the day after the quarter before it."""
OUT_OF_LINE, OF_THE_YEAR = 2.0, 0.4
"""A quarter that is left over is refused when it lies this many times the largest filed one from their mean, and by
this part of the year's figure."""
SAME = {"net_income": ("ProfitLoss",)}
"""Concepts whose tags all mean the same but for these: a rebuilt net income follows a filed one."""


@dataclass(frozen=True, eq=False)
class Trailing:
    """Income of each filer: the last fiscal year's, and the quarters that move it on.

    Arrays have a row a filer of `cik`. `year` maps a concept to its last fiscal year's value (NaN where not
    tagged), `before` to its first three quarters and `quarters` to the newest fiscal year's less those, both of
    shape (n, 3), NaN where either is missing or under a tag that means something else. `year_end` is NaT for a filer
    without a fiscal year. `mixed` says where the quarters filed of the last fiscal year leave a quarter that
    cannot be: they were restated, and the year was not; `left` is what they leave.
    """

    cik: NDArray[np.int64]
    year_end: NDArray[np.datetime64]
    quarter_end: NDArray[np.datetime64]
    year: dict[str, Array]
    before: dict[str, Array]
    quarters: dict[str, Array]
    tags: dict[str, NDArray[np.str_]]
    filed: Counts
    mixed: dict[str, Flags]
    left: dict[str, Array]

    def reach(self, name: str) -> Counts:
        """How many quarters after the fiscal year a concept can be moved on by, 0 to 3."""
        known = np.isfinite(self.quarters[name]) & np.isfinite(self.year[name])[:, None]
        whole: Counts = np.cumprod(known, axis=1).sum(axis=1)
        return np.where((whole >= self.filed) & ~self.mixed[name], self.filed, 0)

    def value(self, name: str, quarters: Counts) -> Array:
        """The concept over twelve months ending `quarters` quarters after the fiscal year; 0 is the year itself."""
        total: Array = self.year[name] + self._moved(name, quarters)
        return total

    def least(self, name: str, quarters: Counts) -> Array:
        """The same with nothing for what is not tagged: for one-off items, which most periods do not have."""
        total: Array = np.nan_to_num(self.year[name]) + self._moved(name, quarters)
        return np.maximum(total, 0.0)

    def _moved(self, name: str, quarters: Counts) -> Array:
        moved = np.cumsum(np.nan_to_num(self.quarters[name]), axis=1)
        return np.where(quarters > 0, moved[np.arange(len(moved)), np.maximum(quarters, 1) - 1], 0.0)

    def end(self, quarters: Counts) -> NDArray[np.datetime64]:
        """The last day of those twelve months."""
        place = np.maximum(quarters, 1) - 1
        return np.where(quarters > 0, self.quarter_end[np.arange(len(place)), place], self.year_end)


def trailing(
    years: pd.DataFrame,
    quarters: pd.DataFrame,
    cik: NDArray[np.int64],
    names: tuple[str, ...],
    one_off: tuple[str, ...] = (),
) -> Trailing:
    """Line up every filer's last fiscal year, the quarters after it, and the same quarters a year before.

    Trailing twelve months = last fiscal year − its same quarters + this year's quarters. Both frames have
    columns cik, start, end (`datetime64`), the concepts and, where a concept has several, its `_tag`; `cik`
    is sorted. Quarters follow each other by the filer's own calendar: each begins when the one before ends, be it
    12, 13, 14 or 16 weeks long. Of a concept of `one_off` a quarter that is not tagged is 0.
    """
    last = (
        years[years[list(names)].notna().any(axis=1)]
        .sort_values("end", kind="stable")
        .drop_duplicates("cik", keep="last")
    )
    last = last.set_index("cik").reindex(cik)
    year_end = last["end"].to_numpy().astype("datetime64[D]")
    year_start = _starts(last, YEAR_DAYS)
    now, then = (_following(quarters, cik, first) for first in (year_end + 1, year_start))
    filed = np.where((now >= 0).any(axis=1), (now >= 0).cumprod(axis=1).sum(axis=1), 0)
    ends = quarters["end"].to_numpy().astype("datetime64[D]")
    quarter_end = np.where(
        now >= 0, ends[np.maximum(now, 0)] if len(ends) else np.datetime64("NaT"), np.datetime64("NaT")
    )
    year, earlier, moves, tags, mixed, left = {}, {}, {}, {}, {}, {}
    for name in (*names, *one_off):
        year[name] = last[name].to_numpy(dtype=float)
        values = quarters[name].to_numpy(dtype=float)
        if name in one_off:
            values = np.nan_to_num(values)
        this, before = (_at(values, place) for place in (now, then))
        moved = this - before
        tags[name] = last[f"{name}_tag"].fillna("").to_numpy(dtype=str) if f"{name}_tag" in last else _plain(name, last)
        if f"{name}_tag" in quarters and name not in one_off:
            codes = _codes(name, quarters[f"{name}_tag"].to_numpy(dtype=str))
            year_codes = _codes(name, tags[name])[:, None]
            for place, part in ((now, this), (then, before)):
                here = codes[np.maximum(place, 0)] if len(codes) else np.zeros(place.shape, np.int64)
                strange = (place >= 0) & (here != year_codes)
                moved[strange] = np.nan
                part[strange] = np.nan
        earlier[name], moves[name] = before, moved
        mixed[name], left[name] = vintages(year[name], before)
    return Trailing(cik, year_end, quarter_end, year, earlier, moves, tags, filed, mixed, left)


def vintages(year: Array, quarters: Array) -> tuple[Flags, Array]:
    """Where a year less its own quarters leaves a quarter out of all proportion to them, and what it leaves."""
    known = np.isfinite(quarters).cumprod(axis=1).astype(bool)
    count = known.sum(axis=1)
    part = np.where(known, quarters, 0.0)
    left = (year - part.sum(axis=1)) / (4 - count)
    with np.errstate(divide="ignore", invalid="ignore"):
        apart = np.abs(left - part.sum(axis=1) / count)
    largest = np.abs(part).max(axis=1, initial=0.0)
    strange = (apart >= OUT_OF_LINE * largest) & (apart > OF_THE_YEAR * np.abs(year) / (4 - count))
    return np.asarray((count > 0) & np.isfinite(year) & strange & (largest > 0.0)), left


def _starts(rows: pd.DataFrame, days: int) -> NDArray[np.datetime64]:
    """First days; a period of `days` is taken where none is known."""
    assumed = rows["end"].to_numpy().astype("datetime64[D]") - (days - 1)
    if "start" not in rows:
        return assumed
    start = rows["start"].to_numpy().astype("datetime64[D]")
    return np.where(np.isnat(start), assumed, start)


def _following(quarters: pd.DataFrame, cik: NDArray[np.int64], first: NDArray[np.datetime64]) -> NDArray[np.int64]:
    """The rows of three quarters of each filer that follow each other from a day on; -1 where none begins then."""
    found = np.full((len(cik), 3), -1)
    if not len(quarters):
        return found
    owner = np.searchsorted(cik, quarters["cik"].to_numpy())
    inside = owner < len(cik)
    owner[~inside] = 0
    inside &= cik[owner] == quarters["cik"].to_numpy() if len(cik) else False
    start = _starts(quarters, QUARTER_DAYS).astype(np.int64)
    end = quarters["end"].to_numpy().astype("datetime64[D]").astype(np.int64)
    rows = np.flatnonzero(inside)
    keys = owner[rows] * 1_000_000 + start[rows] + 100_000
    order = np.argsort(keys, kind="stable")
    rows, keys = rows[order], keys[order]
    begins = np.where(np.isnat(first), -(10**9), first.astype(np.int64))
    for place in range(3):
        wanted = np.arange(len(cik)) * 1_000_000 + begins + 100_000
        at = np.searchsorted(keys, wanted - SLACK_DAYS)
        held = np.minimum(at, len(keys) - 1)
        fits = (at < len(keys)) & (np.abs(keys[held] - wanted) <= SLACK_DAYS)
        found[:, place] = np.where(fits, rows[held], -1)
        begins = np.where(fits, end[rows[held]] + 1, -(10**9))
    return found


def _at(values: Array, place: NDArray[np.int64]) -> Array:
    taken = values[np.maximum(place, 0)] if len(values) else np.zeros(place.shape)
    return np.where(place >= 0, taken, np.nan)


def _plain(name: str, last: pd.DataFrame) -> NDArray[np.str_]:
    return np.where(last[name].notna(), CONCEPTS[name].tags[0], "").astype(str)


def _codes(name: str, tags: NDArray[np.str_]) -> NDArray[np.int64]:
    """Numbers that are equal for tags that may stand in one series."""
    concept = CONCEPTS[name]
    if name in SAME:
        return np.isin(tags, SAME[name]).astype(np.int64)
    family = np.isin(tags, concept.family)
    place = {tag: number for number, tag in enumerate(concept.tags, start=1)}
    names, inverse = np.unique(tags, return_inverse=True)
    numbers = np.array([place.get(str(tag), -1) for tag in names], dtype=np.int64)
    return np.where(family, 0, numbers[inverse])
