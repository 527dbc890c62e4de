"""Market: the frames a subject is measured on."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from analytics import sessions
from analytics.errors import NoData
from analytics.frames.published import Published
from analytics.memo import Memo
from analytics.model.metric import day

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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

    @cached_property
    def sessions(self) -> pd.DatetimeIndex:
        """The exchange's sessions from the first to the last close held, by `analytics.sessions.traded`.

        A day of no session on which one ticker alone has a close is a mistake of its source.
        """
        count = self.close.notna().sum(axis=1).to_numpy()
        days = pd.DatetimeIndex(self.close.index).as_unit("us")[count > 0]
        if days.empty:
            return days
        alone = count[count > 0] < min(2, len(self.close.columns))
        ruled = sessions.sessions(days[0].date(), days[-1].date())
        return sessions.traded(days[~alone | days.isin(ruled)])

    def on_calendar(self, frame: pd.DataFrame, last: date | None = None) -> pd.DataFrame:
        """Some columns on every session from the first on which all have a value, NaN where one has none.

        Ends with the last such session; with `last`, on the newest session up to that day on which any column
        has a value, so that a column without it is missing there and moves nothing of the others.
        """
        end = None if last is None else pd.Timestamp(last)
        frame = frame.loc[:end]
        whole = frame.dropna().index
        if whole.empty:
            return frame.iloc[:0]
        final = whole[-1] if last is None else frame.dropna(how="all").index[-1]
        days = self.sessions[(self.sessions >= whole[0]) & (self.sessions <= final)]
        return frame.reindex(days)

    def pair(self, small: str, large: str, last: date | None = None) -> Pair:
        """Two tickers on every session from their first common one, up to and including `last`.

        A session on which a side has no close is NaN there, so a window counts the exchange's sessions and a
        hole in one side moves nothing of the other. The total-return frame has the same sessions, and is empty
        where a side is an index: an index has no dividends to adjust for. Raises `NoData` naming the ticker
        that is not held, or when no common session is left.
        """
        for ticker in (small, large):
            if ticker not in self.close.columns:
                raise NoData(f"No prices of {ticker} are held.", remedy="Refresh, or choose another pair.")
        price = self.on_calendar(_both(self.close, small, large), last)
        if price.empty:
            raise NoData(f"{small} and {large} have no common session{f' up to {last}' if last else ''}.")
        total = _both(self.adj_close, small, large).reindex(price.index).where(price.notna())
        return Pair(small, large, price, total.iloc[:0] if is_index(small) or is_index(large) else total)


def is_index(ticker: str) -> bool:
    """Whether a ticker names an index, which is a price index: Yahoo Finance writes those with a caret."""
    return ticker.startswith("^")


def _both(frame: pd.DataFrame, small: str, large: str) -> pd.DataFrame:
    pair = frame.reindex(columns=[small, large])
    pair.columns = pd.Index(["small", "large"])
    return pair


@dataclass(frozen=True, eq=False)
class Pair:
    """Two tickers by session: `price` and `total`, each with columns small and large, NaN where a close is missing."""

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
        """The last session shown."""
        return self._day(-1)

    def on(self, basis: str) -> pd.DataFrame:
        """The frame of a basis, "Price" or "Total return"."""
        return self.total if basis == "Total return" else self.price

    def without(self, frame: pd.DataFrame, sides: Iterable[str], *moments: pd.Timestamp) -> str:
        """Which ticker lacks a close on which of some sessions of `price` or `total`; empty where none does.

        "IWM has no close on 10 Sep 2025".
        """
        kind = "adjusted close" if frame is self.total else "close"
        for side in sides:
            for moment in moments:
                if moment in frame.index and math.isnan(frame[side][moment]):
                    return f"{getattr(self, side)} has no {kind} on {day(moment)}"
        return ""

    @property
    def holes(self) -> dict[str, pd.DatetimeIndex]:
        """The sessions on which a ticker has no close although the exchange was open, by ticker."""
        days = pd.DatetimeIndex(self.price.index)
        missing = {self.small: days[self.price["small"].isna()], self.large: days[self.price["large"].isna()]}
        return {ticker: holes for ticker, holes in missing.items() if len(holes)}

    def _day(self, position: int) -> date:
        moment: pd.Timestamp = pd.DatetimeIndex(self.price.index)[position]
        return moment.date()


@dataclass(frozen=True, eq=False)
class Result:
    """What a subject measured: figures, and the tables behind them (a column's unit ends its name).

    `name` is that of the one issuer or bank it is of; `facts` are what its sentences rest on beside the figures;
    `illustrative` says that the data were invented; `absent` why figures that belong here were left out, a
    sentence or two for each group of them.
    """

    as_of: date | None
    metrics: tuple[Metric, ...]
    tables: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    name: str = ""
    facts: Mapping[str, str | float | bool | None] = field(default_factory=dict)
    illustrative: bool = False
    absent: tuple[str, ...] = ()

    def joined(self, other: Result) -> Result:
        """Both results as one: the figures and tables of `other` after these, each note and reason once."""
        return Result(
            self.as_of or other.as_of,
            (*self.metrics, *other.metrics),
            {**self.tables, **other.tables},
            tuple(dict.fromkeys((*self.notes, *other.notes))),
            self.name or other.name,
            {**self.facts, **other.facts},
            self.illustrative or other.illustrative,
            tuple(dict.fromkeys((*self.absent, *other.absent))),
        )
