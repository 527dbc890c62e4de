"""How a figure of the Divergence page is made: its id, its basis, its reason when there is none."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pandas as pd

from analytics.frames.market import Pair, is_index
from analytics.measures import returns
from analytics.model.metric import Metric, day, of
from analytics.model.scenario import Scenario

BOTH = ("small", "large")
OLDEST = timedelta(days=10)
"""A series that ends longer than this before the as-of date has nothing to say of it."""


def metric(name: str, *parts: Any, **more: Any) -> Metric:
    """A metric `divergence.<name>`; the other arguments are those of `analytics.model.metric.of`."""
    return of(f"divergence.{name}", *parts, **more)


@dataclass(frozen=True, eq=False)
class Basis:
    """One basis of a pair: `frame` its closes there, all NaN where `reason` says why there are none.

    Total return ids end in `_total`.
    """

    pair: Pair
    name: str
    frame: pd.DataFrame
    reason: str

    def metric(
        self,
        name: str,
        label: str,
        value: float | date | None,
        unit: str,
        method: str,
        note: str = "",
        missing: str = "",
        since: date | None = None,
    ) -> Metric:
        """A metric of this basis, with the tickers that its id speaks of as sources."""
        pair, total = self.pair, self.name == "Total return"
        sides = tuple(getattr(pair, side) for side in _sides(name))
        return metric(
            f"{name}{'_total' if total else ''}",
            f"{label}, {self.name.lower()}",
            value,
            unit,
            method,
            sides,
            pair.last,
            note,
            self.reason or missing,
            since=since,
        )

    def missing(self, sessions: int | None, sides: Sequence[str] = BOTH) -> str:
        """Why a window that ends on the last session has no return for some sides.

        `sessions` is its length, None for the year to date. Names the ticker that lacks a close at either end.
        """
        frame, pair = self.frame, self.pair
        end = pd.DatetimeIndex(frame.index)[-1]
        if sessions is None:
            days = pd.DatetimeIndex(frame.index)
            before = days[days.year < end.year]
            base = before[-1] if len(before) else None
            known = pd.DatetimeIndex(frame.dropna().index)
            last_week = known[(known.year == end.year - 1) & (known.month == 12) & (known.day >= returns.YEAR_END_WEEK)]
            if base is None or last_week.empty:
                return f"no close in the last week of {end.year - 1} is held for both"
        elif len(frame) <= sessions:
            return f"needs {sessions:,} earlier common sessions; {len(frame) - 1:,} are held"
        else:
            base = pd.DatetimeIndex(frame.index)[-1 - sessions]
        return pair.without(frame, sides, end, base)


def shown_basis(scenario: Scenario) -> str:
    """The basis the tables are on: the scenario's, or "Price" where a side is an index."""
    return "Price" if any(is_index(ticker) for ticker in scenario.pair.split("/")) else scenario.basis


def _sides(name: str) -> tuple[str, ...]:
    """The sides that a figure's name speaks of."""
    first = name.partition("_")[0]
    return (first,) if first in BOTH else BOTH


def basis(pair: Pair, name: str) -> Basis:
    """The closes of a basis, or why it has none."""
    frame = pair.on(name)
    if name == "Total return" and pair.indices:
        side = pair.small if pair.small.startswith("^") else pair.large
        reason = f"the index {side} is a price index: dividends are not in it"
    elif frame.notna().any().all():
        return Basis(pair, name, frame, "")
    else:
        reason = f"no adjusted close on {day(pair.last)} is held for both"
    return Basis(pair, name, pair.price * math.nan, reason)


def daily(pair: Pair) -> tuple[pd.DataFrame, str]:
    """Simple daily returns of both sides on their common sessions, and the words for what they are.

    Total returns; of a pair with an index, which has none, price returns. NaN on the first session, on one
    without a close and on the next, whose return would span both.
    """
    frame = pair.price if pair.indices else pair.total
    words = "daily price returns, as an index carries no dividends" if pair.indices else "daily total returns"
    return frame.pct_change(fill_method=None), words


def ended(name: str, last: date | None, as_of: date) -> str:
    """Why a series that ends on `last` says nothing of the as-of date; empty where it does."""
    if last is None:
        return f"no {name} is held"
    return f"the last {name} held is of {day(last)}" if as_of - last > OLDEST else ""


def last_day(index: pd.Index) -> date | None:
    """The last date of an index, None where it is empty."""
    if index.empty:
        return None
    moment: pd.Timestamp = pd.DatetimeIndex(index)[-1]
    return moment.date()
