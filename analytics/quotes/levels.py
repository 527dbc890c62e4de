"""Rates and other series on a day: the newest observation up to it, and its change over a year."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from analytics.catalogue.entry import Entry
from analytics.catalogue.rates import RATES
from analytics.frames.market import Market
from analytics.model.metric import DECIMALS, Metric, day, of

UNITS = {"USD mn": "USD m", "ratio": "x", "0 or 1": "count"}
"""Units of the catalogue that figures call otherwise."""
NO_CHANGE = "no observation of a year before is stored, or the series crosses zero"
SLACK = pd.Timedelta(days=7)
"""How far an observation of the year before may lie from the day."""


@dataclass(frozen=True)
class Level:
    """One series up to a day: `value` in `unit` of `as_of`, `change` over a year in per cent, or in pp of a rate."""

    entry: Entry
    as_of: date | None
    value: float
    change: float
    reason: str = ""

    @property
    def unit(self) -> str:
        """The unit as figures write it: every index is one."""
        unit = UNITS.get(self.entry.unit, self.entry.unit)
        return unit if unit in DECIMALS else "index"

    @property
    def change_unit(self) -> str:
        return "pp" if self.unit == "%" else "%"


def measure(market: Market, as_of: date, slack: timedelta = timedelta(0)) -> tuple[Level, ...]:
    """Each series of the catalogue up to a day; one that is older by its limit and `slack` has no level."""
    return tuple(_level(market, entry, as_of, timedelta(days=entry.limit_days) + slack) for entry in RATES)


def _level(market: Market, entry: Entry, as_of: date, oldest: timedelta) -> Level:
    if entry.id not in market.rates:
        return Level(entry, None, math.nan, math.nan, f"{entry.id} is not stored")
    known = market.rates[entry.id].loc[: pd.Timestamp(as_of)].dropna()
    if known.empty:
        return Level(entry, None, math.nan, math.nan, f"{entry.id} has no observation up to {day(as_of)}")
    end: pd.Timestamp = pd.DatetimeIndex(known.index)[-1]
    if as_of - end.date() > oldest:
        return Level(entry, None, math.nan, math.nan, f"the newest {entry.id} up to then is of {day(end.date())}")
    value = float(known.iloc[-1])
    before = known[: end - pd.DateOffset(years=1)]
    near = len(before) and end - pd.DateOffset(years=1) - pd.DatetimeIndex(before.index)[-1] <= SLACK
    base = float(before.iloc[-1]) if near else math.nan
    if entry.unit == "%":
        return Level(entry, end.date(), value, value - base)
    # Of what can be nought or below it a change in per cent says nothing.
    return Level(entry, end.date(), value, (value / base - 1) * 100 if value > 0 and base > 0 else math.nan)


def table(levels: tuple[Level, ...]) -> pd.DataFrame:
    """A row a series with an observation near the day."""
    rows = [
        {
            "series": level.entry.id,
            "level": level.value,
            "unit": level.unit,
            "date": pd.Timestamp(level.as_of),
            "change": level.change,
            "change_unit": level.change_unit,
            "name": level.entry.title,
        }
        for level in levels
        if level.as_of
    ]
    frame = pd.DataFrame(rows, columns=["series", "level", "unit", "date", "change", "change_unit", "name"])
    return frame.astype({"date": "datetime64[us]"})


def metrics(levels: tuple[Level, ...]) -> Iterator[Metric]:
    """The level of each series and its change over a year; n/a with the reason where it is not known."""
    for level in levels:
        entry, own = level.entry, (level.entry.id,)
        id = entry.id.lower()
        yield of(f"quotes.level_{id}", entry.title, level.value, level.unit, "M-LEVEL", own, level.as_of, "",
                 level.reason)  # fmt: skip
        yield of(f"quotes.year_{id}", f"{entry.title}: change over a year", level.change, level.change_unit, "M-LEVEL",
                 own, level.as_of, "", level.reason or NO_CHANGE)  # fmt: skip
