"""A series as measured: its newest value, since when none was higher, and the figures and the row these make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import pandas as pd

from analytics.catalogue import ENTRIES
from analytics.credit.extremes import YEARS, Highest, highest, rank
from analytics.credit.indicators import PERIODS, Indicator
from analytics.model.metric import Metric, of, show

VIEW = "credit"
QUARTERS = 40
"""Quarters among which a late or written-off rate is ranked: ten years."""
SUFFIXES = {"%": "pct", "bp": "bp", "USD bn": "usd_bn", "x": "x"}


@dataclass(frozen=True, eq=False)
class Measured:
    """A series in the unit it is shown in, its `highest`, and why there is none where there is none.

    `is_old` says that its newest value is older than it should be.
    """

    indicator: Indicator
    values: pd.Series[float]
    unit: str
    method: str
    sources: tuple[str, ...]
    highest: Highest | None
    missing: str
    is_old: bool

    @property
    def period(self) -> str:
        """The period of the newest value; empty where there is none."""
        return self.indicator.period(self.highest.on) if self.highest else ""

    @property
    def since(self) -> str:
        """Since when none was higher: "Q1 2013", "none higher since Q1 1991", n/a."""
        if self.highest is None:
            return "n/a"
        if self.highest.higher_on is None:
            return f"none higher since {self.indicator.period(self.highest.first)}"
        then = self.indicator.period(self.highest.higher_on)
        return f"below {then}" if self.is_falling else then

    @property
    def is_falling(self) -> bool:
        """Whether the value before the newest is the higher one, so that it is the highest since nothing."""
        top = self.highest
        return top is not None and len(self.values) > 1 and float(self.values.iloc[-2]) > top.value

    @property
    def high(self) -> str:
        """Whether it is a ten-year high, in a word."""
        if self.highest is None:
            return "n/a"
        return {True: "yes", False: "no", None: "window short"}[self.highest.is_ten_year_high]


def measure(
    indicator: Indicator,
    values: pd.Series[float],
    unit: str,
    method: str,
    last: date,
    missing: str = "",
    sources: tuple[str, ...] = (),
) -> Measured:
    """Measure one series; `last` is the day it is looked at from, `missing` why it may have no value."""
    top = highest(values)
    reason = missing or f"{indicator.id} is not held"
    old = top is not None and indicator.is_old(top.on, last)
    return Measured(indicator, values, unit, method, sources or (indicator.id,), top, reason, old)


def metrics(series: Measured, decimals: int) -> Iterator[Metric]:
    """The newest value, how long none was higher, and whether it is a ten-year high (1) or not (0)."""
    indicator, top = series.indicator, series.highest
    name, label = f"{VIEW}.{indicator.name}", indicator.title
    as_of = indicator.as_of(top.on) if top else None
    older = "; older than it should be" if series.is_old else ""
    note = f"{series.period}{older}"
    yield of(name, label, top.value if top else None, series.unit, series.method, series.sources, as_of, note,
             series.missing)  # fmt: skip
    higher = top.higher_on if top else None
    since = None if higher is None else higher.date()
    reason = series.missing
    told = ""
    if top is not None:
        reason = f"none was higher since the series begins with {indicator.period(top.first)}"
        lead = series.since if series.is_falling else f"highest since {series.since}"
        told = f"{lead}, when it was {show(top.higher, series.unit, decimals)}"
    yield of(f"{name}_highest_over", f"{label}: {indicator.every}s since it was higher", _periods(series), "count",
             "M-HIGH", series.sources, as_of, told, reason, since=since)  # fmt: skip
    is_high = top.is_ten_year_high if top else None
    short = series.missing if top is None else f"window short: the series begins with {indicator.period(top.first)}"
    yield of(f"{name}_ten_year_high", f"{label}: a ten-year high (1) or not (0)", None if is_high is None
             else int(is_high), "count", "M-HIGH", series.sources, as_of, f"over {YEARS} years", short)  # fmt: skip


def rank_metric(series: Measured) -> Metric:
    """The place of the newest quarter among the last forty, 1 for the highest; n/a where fewer are held."""
    short = series.missing if series.highest is None else f"fewer than {QUARTERS} quarters are held"
    as_of = series.indicator.as_of(series.highest.on) if series.highest else None
    return of(f"{VIEW}.{series.indicator.name}_rank", f"{series.indicator.title}: rank among {QUARTERS} quarters",
              rank(series.values, QUARTERS), "count", "M-HIGH", series.sources, as_of, "1 is the highest",
              short)  # fmt: skip


def _periods(series: Measured) -> int | None:
    """How many periods ago it was last higher; None where it never was."""
    top = series.highest
    if top is None or top.higher_on is None:
        return None
    every = PERIODS[series.indicator.every]
    return int(top.on.to_period(every).ordinal - top.higher_on.to_period(every).ordinal)


def table(measured: Iterable[Measured], column: str) -> pd.DataFrame:
    """A row a series: what it is, its newest value under `column`, since when it was higher, a ten-year high or not."""
    rows = [
        {
            "indicator": series.indicator.label,
            "measure": series.indicator.kind,
            column: series.highest.value if series.highest else float("nan"),
            "period": series.period or "n/a",
            "highest_since": series.since,
            "value_then": series.highest.higher if series.highest and series.highest.higher is not None else None,
            "ten_year_high": series.high,
            "series": series.indicator.id,
        }
        for series in measured
    ]
    frame = pd.DataFrame(rows).astype({column: "float64", "value_then": "float64"})
    return frame.rename(columns={"value_then": f"higher_{column.partition('_')[2]}"})


def history(measured: Iterable[Measured]) -> pd.DataFrame:
    """The series by date, a column each named for its figure and unit; those without a value are left out."""
    known = {
        f"{series.indicator.name}_{'net_pct' if series.method == 'M-SLOOS' else SUFFIXES[series.unit]}": series.values
        for series in measured
        if len(series.values)
    }
    if not known:
        return pd.DataFrame({"date": pd.DatetimeIndex([]).as_unit("us")})
    return pd.DataFrame(known).rename_axis("date").reset_index()


def stale(measured: Iterable[Measured]) -> tuple[str, ...]:
    """The series whose newest value is older than it should be, each with its period."""
    return tuple(f"{ENTRIES[series.indicator.id].id} of {series.period}" for series in measured if series.is_old)
