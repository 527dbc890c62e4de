"""Deposits: who is insured, what they cost, and how much of the funds rate they pass on."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from analytics.measures import regression

FUNDS = "DFF"
LAGS = 3
FEWEST = 40
"""Quarters that the regression of Drechsler, Savov and Schnabl needs."""
TURN = 1.0
"""Percentage points the funds rate must move for a cycle to count."""


@dataclass(frozen=True)
class Cycle:
    """A rise or a fall of the funds rate between two quarters, in percentage points, and what deposits cost then.

    `beta` is the change of the cost over the change of the rate, in decimals.
    """

    rising: bool
    first: pd.Timestamp
    last: pd.Timestamp
    funds: float
    cost: float

    @property
    def beta(self) -> float:
        return self.cost / self.funds


def quarterly(year_to_date: pd.Series[float]) -> pd.Series[float]:
    """Flows of each quarter from sums that start anew every January, indexed by quarter end.

    NaN where the quarter before, of the same year, is not held.
    """
    days = pd.DatetimeIndex(year_to_date.index)
    before = year_to_date.reindex(days - pd.offsets.QuarterEnd())
    before.index = days
    return year_to_date.where(days.quarter == 1, year_to_date - before)


def cost(interest: pd.Series[float], deposits: pd.Series[float]) -> pd.Series[float]:
    """Cost of deposits in per cent a year: four times a quarter's interest over the mean of its two ends' deposits.

    `interest` is year to date. NaN where an end, or the quarter's own interest, is not held.
    """
    days = pd.DatetimeIndex(deposits.index)
    before = deposits.reindex(days - pd.offsets.QuarterEnd())
    before.index = days
    return quarterly(interest) * 4 / ((deposits + before) / 2) * 100


def funds_rate(rates: pd.DataFrame) -> pd.Series[float]:
    """The mean federal funds rate of each whole quarter in per cent, indexed by its last day."""
    if FUNDS not in rates.columns:
        return pd.Series(dtype="float64", index=pd.DatetimeIndex([], name="date"))
    daily = rates[FUNDS].dropna()
    periods = pd.DatetimeIndex(daily.index).to_period("Q")
    means = daily.groupby(periods).mean()
    ends = pd.DatetimeIndex(pd.PeriodIndex(means.index).to_timestamp(how="end")).normalize().as_unit("us")
    whole = ends <= pd.DatetimeIndex(daily.index)[-1]
    return pd.Series(means.to_numpy(), index=ends, name="funds")[whole]


def cycles(cost: pd.Series[float], funds: pd.Series[float]) -> list[Cycle]:
    """The rise of the funds rate within the quarters whose cost is known, and the fall after its peak.

    A rise starts at the lowest rate before the peak; a move of less than a percentage point is none.
    """
    known = pd.concat([cost.rename("cost"), funds.rename("funds")], axis=1, join="inner").dropna()
    if len(known) < 2:
        return []
    peak = int(np.argmax(known["funds"].to_numpy()))
    start = int(np.argmin(known["funds"].to_numpy()[: peak + 1]))
    found = []
    for rising, first, last in ((True, start, peak), (False, peak, len(known) - 1)):
        move = known.iloc[last] - known.iloc[first]
        if (move["funds"] >= TURN) if rising else (move["funds"] <= -TURN):
            ends = pd.DatetimeIndex(known.index)
            found.append(Cycle(rising, ends[first], ends[last], float(move["funds"]), float(move["cost"])))
    return found


def beta(cost: ArrayLike, funds: ArrayLike) -> float:
    """Deposit beta by regression (method M-DB): the sum of the slopes of Δcost on Δfunds and its three lags.

    Both are levels by quarter in the same unit, oldest first. NaN with fewer than 40 usable quarters.
    Source: Drechsler, Savov and Schnabl (2021), Journal of Finance 76:1091.
    """
    change, moves = np.diff(np.asarray(cost, dtype="float64")), np.diff(np.asarray(funds, dtype="float64"))
    lagged = np.column_stack([moves[LAGS - lag : len(moves) - lag] for lag in range(LAGS + 1)])
    target = change[LAGS:]
    usable = ~np.isnan(target) & ~np.isnan(lagged).any(axis=1)
    if int(usable.sum()) < FEWEST:
        return math.nan
    return float(regression.ols(target[usable], lagged[usable]).coefficients[1:].sum())
