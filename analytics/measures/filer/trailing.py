"""Trailing twelve months out of years and quarters, of which the fourth is never filed (method M-TTM)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.catalogue import CONCEPTS

Array = NDArray[np.float64]
Counts = NDArray[np.int64]

QUARTER_DAYS = 365.25 / 4
SLACK_DAYS = 20
"""How far a quarter's end may lie from where its fiscal year puts it."""
SAME = {"net_income": ("ProfitLoss",)}
"""Concepts whose tags all mean the same but for these: a rebuilt net income follows a filed one."""


@dataclass(frozen=True, eq=False)
class Trailing:
    """Income of each filer: the last fiscal year's, and the quarters that move it on.

    Arrays have a row a filer of `cik`. `year` maps a concept to its last fiscal year's value (NaN where not
    tagged), `quarters` to the newest fiscal year's quarters less the same ones a year earlier, shape (n, 3),
    NaN where either is missing or under a tag that means something else. `year_end` is NaT for a filer
    without a fiscal year.
    """

    cik: NDArray[np.int64]
    year_end: NDArray[np.datetime64]
    quarter_end: NDArray[np.datetime64]
    year: dict[str, Array]
    quarters: dict[str, Array]
    tags: dict[str, NDArray[np.str_]]
    filed: Counts

    def reach(self, name: str) -> Counts:
        """How many quarters after the fiscal year a concept can be moved on by, 0 to 3."""
        known = np.isfinite(self.quarters[name]) & np.isfinite(self.year[name])[:, None]
        whole: Counts = np.cumprod(known, axis=1).sum(axis=1)
        return np.where(whole >= self.filed, self.filed, 0)

    def value(self, name: str, quarters: Counts) -> Array:
        """The concept over twelve months ending `quarters` quarters after the fiscal year; 0 is the year itself."""
        moved = np.cumsum(np.nan_to_num(self.quarters[name]), axis=1)
        added = np.where(quarters > 0, moved[np.arange(len(moved)), np.maximum(quarters, 1) - 1], 0.0)
        total: Array = self.year[name] + added
        return total

    def end(self, quarters: Counts) -> NDArray[np.datetime64]:
        """The last day of those twelve months."""
        place = np.maximum(quarters, 1) - 1
        return np.where(quarters > 0, self.quarter_end[np.arange(len(place)), place], self.year_end)


def trailing(years: pd.DataFrame, quarters: pd.DataFrame, cik: NDArray[np.int64], names: tuple[str, ...]) -> Trailing:
    """Line up every filer's last fiscal year, the quarters after it, and the same quarters a year before.

    Trailing twelve months = last fiscal year − its same quarters + this year's quarters. Both frames have
    columns cik, end (`datetime64`), the concepts `names` and, where a concept has several, its `_tag`; `cik`
    is sorted. A quarter belongs to the place its end has in the fiscal year, 20 days more or less.
    """
    last = years[years[list(names)].notna().any(axis=1)].sort_values("end").drop_duplicates("cik", keep="last")
    last = last.set_index("cik").reindex(cik)
    year_end = last["end"].to_numpy().astype("datetime64[D]")
    now, then = (_assembled(quarters, cik, year_end, back) for back in (0, 1))
    filed = np.where((now >= 0).any(axis=1), (now >= 0).cumprod(axis=1).sum(axis=1), 0)
    ends = quarters["end"].to_numpy().astype("datetime64[D]")
    quarter_end = np.where(
        now >= 0, ends[np.maximum(now, 0)] if len(ends) else np.datetime64("NaT"), np.datetime64("NaT")
    )
    year, moves, tags = {}, {}, {}
    for name in names:
        year[name] = last[name].to_numpy(dtype=float)
        values = quarters[name].to_numpy(dtype=float)
        this, before = (_at(values, place) for place in (now, then))
        moved = this - before
        tags[name] = last[f"{name}_tag"].fillna("").to_numpy(dtype=str) if f"{name}_tag" in last else _plain(name, last)
        if f"{name}_tag" in quarters:
            codes = _codes(name, quarters[f"{name}_tag"].to_numpy(dtype=str))
            year_codes = _codes(name, tags[name])[:, None]
            for place in (now, then):
                here = codes[np.maximum(place, 0)] if len(codes) else np.zeros(place.shape, np.int64)
                moved[(place >= 0) & (here != year_codes)] = np.nan
        moves[name] = moved
    return Trailing(cik, year_end, quarter_end, year, moves, tags, filed)


def _assembled(
    quarters: pd.DataFrame, cik: NDArray[np.int64], year_end: NDArray[np.datetime64], years_before: int
) -> NDArray[np.int64]:
    """The row of each filer's first to third quarter after its fiscal year end (or the one before); -1 where none."""
    found = np.full((len(cik), 3), -1)
    owner = np.searchsorted(cik, quarters["cik"].to_numpy())
    inside = owner < len(cik)
    owner[~inside] = 0
    inside &= cik[owner] == quarters["cik"].to_numpy() if len(cik) else False
    days = (quarters["end"].to_numpy().astype("datetime64[D]") - year_end[owner]).astype(float)
    days[np.isnat(year_end[owner])] = np.nan
    days += 365.25 * years_before
    number = np.rint(days / QUARTER_DAYS)
    fits = inside & np.isin(number, (1, 2, 3)) & (np.abs(days - number * QUARTER_DAYS) <= SLACK_DAYS)
    rows = np.flatnonzero(fits)
    found[owner[rows], number[rows].astype(int) - 1] = rows
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
