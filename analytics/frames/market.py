"""Market: the frames a subject is measured on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from analytics.errors import NoData
from analytics.frames.published import Published
from analytics.memo import Memo

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analytics.model.metric import Metric


@dataclass(frozen=True, eq=False)
class Market:
    """Prices and rates, wide: a column a series, the index all dates as `datetime64[us]`, NaN where none.

    `close` is adjusted for splits only, `adj_close` for dividends as well (both in the price's own
    unit); `rates` are in each series' own unit, yields in per cent; `published` are the facts that the project
    carries.
    """

    close: pd.DataFrame
    adj_close: pd.DataFrame
    rates: pd.DataFrame
    published: Published = field(default_factory=Published)
    memo: Memo = field(default_factory=Memo, repr=False)

    def pair(self, small: str, large: str, last: date | None = None) -> Pair:
        """The sessions common to two tickers, up to and including `last`.

        A session counts when both have a close; the total-return frame keeps those on which both
        have an adjusted close, and is empty where a side is an index: an index has no dividends to
        adjust for. Raises `NoData` naming the ticker that is not held, or when no common session is
        left.
        """
        for ticker in (small, large):
            if ticker not in self.close.columns:
                raise NoData(f"No prices of {ticker} are held.", remedy="Refresh, or choose another pair.")
        end = None if last is None else pd.Timestamp(last)
        price, total = (_both(frame, small, large).loc[:end] for frame in (self.close, self.adj_close))
        if price.empty:
            raise NoData(f"{small} and {large} have no common session{f' up to {last}' if last else ''}.")
        return Pair(small, large, price, total.iloc[:0] if is_index(small) or is_index(large) else total)


def is_index(ticker: str) -> bool:
    """Whether a ticker names an index, which is a price index: Yahoo Finance writes those with a caret."""
    return ticker.startswith("^")


def _both(frame: pd.DataFrame, small: str, large: str) -> pd.DataFrame:
    pair = frame[[small, large]].dropna()
    pair.columns = pd.Index(["small", "large"])
    return pair


@dataclass(frozen=True, eq=False)
class Pair:
    """Two tickers on their common sessions: `price` and `total`, each with columns small and large."""

    small: str
    large: str
    price: pd.DataFrame
    total: pd.DataFrame

    @property
    def indices(self) -> bool:
        """Whether a side is a price index, so that the pair has no total return."""
        return is_index(self.small) or is_index(self.large)

    @property
    def first(self) -> date:
        """The first common session."""
        return self._day(0)

    @property
    def last(self) -> date:
        """The last common session."""
        return self._day(-1)

    def on(self, basis: str) -> pd.DataFrame:
        """The frame of a basis, "Price" or "Total return"."""
        return self.total if basis == "Total return" else self.price

    def _day(self, position: int) -> date:
        moment: pd.Timestamp = pd.DatetimeIndex(self.price.index)[position]
        return moment.date()


@dataclass(frozen=True, eq=False)
class Result:
    """What a subject measured: figures, and the tables behind them (a column's unit ends its name).

    `name` is that of the one issuer or bank it is of; `facts` are what its sentences rest on beside the figures;
    `illustrative` says that the data were invented.
    """

    as_of: date | None
    metrics: tuple[Metric, ...]
    tables: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    name: str = ""
    facts: Mapping[str, str | float | bool | None] = field(default_factory=dict)
    illustrative: bool = False

    def joined(self, other: Result) -> Result:
        """Both results as one: the figures and tables of `other` after these, each note once."""
        return Result(
            self.as_of or other.as_of,
            (*self.metrics, *other.metrics),
            {**self.tables, **other.tables},
            tuple(dict.fromkeys((*self.notes, *other.notes))),
            self.name or other.name,
            {**self.facts, **other.facts},
            self.illustrative or other.illustrative,
        )
