"""How a figure of the Divergence page is made: its id, its basis, its reason when there is none."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pandas as pd

from analytics.frames.market import Pair, is_index
from analytics.model.metric import Metric, day, of
from analytics.model.scenario import Scenario

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
        return metric(
            f"{name}{'_total' if total else ''}",
            f"{label}, {self.name.lower()}",
            value,
            unit,
            method,
            {"small": (pair.small,), "large": (pair.large,)}.get(name.partition("_")[0], (pair.small, pair.large)),
            pair.last,
            note,
            self.reason or missing,
            since=since,
        )


def shown_basis(scenario: Scenario) -> str:
    """The basis the tables are on: the scenario's, or "Price" where a side is an index."""
    return "Price" if any(is_index(ticker) for ticker in scenario.pair.split("/")) else scenario.basis


def basis(pair: Pair, name: str) -> Basis:
    """The closes of a basis, or why there are none on the last session."""
    frame = pair.on(name)
    if frame.index[-1:].equals(pair.price.index[-1:]):
        return Basis(pair, name, frame, "")
    if pair.indices:
        side = pair.small if pair.small.startswith("^") else pair.large
        reason = f"the index {side} is a price index: dividends are not in it"
    else:
        reason = f"no adjusted close on {day(pair.last)} is held for both"
    return Basis(pair, name, pair.price * math.nan, reason)


def daily(pair: Pair) -> tuple[pd.DataFrame, str]:
    """Simple daily returns of both sides on their common sessions, and the words for what they are.

    Total returns; of a pair with an index, which has none, price returns. NaN on the first session. A
    session missing on either side makes the next return span both.
    """
    frame = pair.price if pair.indices else pair.total
    words = "daily price returns, as an index carries no dividends" if pair.indices else "daily total returns"
    return frame.pct_change(), words


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
