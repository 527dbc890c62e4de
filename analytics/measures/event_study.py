"""Event study: what the gap did on the days of scheduled news, and whether that is more than chance."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from analytics.measures import regression
from analytics.measures.distributions import normal_p, sign_p, student_95, student_p

ESTIMATION_START, ESTIMATION_END = 250, 11
"""The estimation window: from 250 to 11 sessions before the event (MacKinlay 1997)."""
FEWEST = 120
"""Returns that the estimation window must hold at least, half of its sessions."""
MATCH_WITHIN = 15
"""How many sessions before and after an event its matched days may lie: three weeks."""
CLEAR = 1
"""How many sessions a matched day keeps from any listed event."""


@dataclass(frozen=True)
class Average:
    """Mean of N values with its standard deviation (n - 1), t, two-sided p and 95 % bounds by Student's t.

    All but `count` are NaN without a value; all but `mean` with only one.
    """

    count: int
    mean: float
    deviation: float
    t: float
    p: float
    low: float
    high: float


@dataclass(frozen=True, eq=False)
class Study:
    """One kind of event.

    `events` has a row an event, oldest first: `date`, `what`, `gap` (small less large), `small`, `large`,
    `abnormal` (small less what its market model expects), `other` (mean gap of its matched days) and
    `others` (how many), returns in decimals, NaN where they cannot be had. `gap`, `abnormal` and
    `difference` (gap less `other`, event by event) average them; `rank` is Corrado's statistic, `n_positive`
    and `n_negative` count the signs.
    """

    kind: str
    events: pd.DataFrame
    gap: Average
    abnormal: Average
    other: Average
    difference: Average
    rank: float
    rank_p: float
    n_positive: int
    n_negative: int
    sign_p: float


def average(values: ArrayLike) -> Average:
    """Mean and its t = mean/(s/√N), NaN left out: MacKinlay's test of an average abnormal return."""
    known = np.asarray(values, dtype=np.float64)
    known = known[~np.isnan(known)]
    n = len(known)
    mean = float(known.mean()) if n else math.nan
    deviation = float(known.std(ddof=1)) if n > 1 else math.nan
    error = deviation / math.sqrt(n) if n else math.nan
    t = mean / error if error > 0 else math.nan
    half = student_95(n - 1) * error
    return Average(n, mean, deviation, t, student_p(t, n - 1), mean - half, mean + half)


def abnormal(own: ArrayLike, market: ArrayLike, alpha: float, beta: float) -> NDArray[np.float64]:
    """Return less what the market model expects, r - α - β r_m."""
    return np.asarray(own, dtype=np.float64) - alpha - beta * np.asarray(market, dtype=np.float64)


def corrado(windows: NDArray[np.float64]) -> float:
    """Corrado's (1989) rank statistic, standard normal without an effect.

    `windows` (N, L) holds a row an event, its estimation window first and the event day last. With K the
    rank of each value in its row and Ū the row's mean rank, the mean of K - Ū over the events on the last
    day, over its own standard deviation over all L days. A NaN has no rank and does not count. NaN without a
    row or without variation.
    """
    if not len(windows):
        return math.nan
    ranks = pd.DataFrame(windows).rank(axis=1)
    middle = (ranks.notna().sum(axis=1) + 1) / 2.0
    daily = ranks.sub(middle, axis=0).mean(axis=0).dropna().to_numpy()
    deviation = math.sqrt(float((daily**2).mean()))
    return float(daily[-1]) / deviation if deviation > 0 else math.nan


def study(returns: pd.DataFrame, calendar: pd.DataFrame, kind: str, among: tuple[str, ...]) -> Study:
    """Study the listed events of one kind that fall on a session of `returns`.

    `returns` are simple daily returns by session, columns `small` and `large`, NaN where there is none; `calendar`
    has `kind`, `date` and `what`. `among` names the kinds that disturb: a matched day is of the event's own
    weekday, within 15 sessions of it, and no closer than two sessions to any listed event of those kinds; it
    lies where all of them are listed, since an unlisted one would pass for a quiet day. An event without
    250 sessions before it has no abnormal return and no rank.
    Source: MacKinlay (1997), Journal of Economic Literature 35:13.
    """
    days = pd.DatetimeIndex(returns.index)
    both = returns[["small", "large"]].to_numpy(dtype=np.float64)
    gap = both[:, 0] - both[:, 1]
    listed = calendar[(calendar["kind"] == kind) & calendar["date"].isin(days[~np.isnan(gap)])]
    listed = listed.drop_duplicates("date").sort_values("date", kind="stable")
    places = days.get_indexer(pd.DatetimeIndex(listed["date"]))
    uncontaminated = _uncontaminated(days, calendar[calendar["kind"].isin(among)])
    weekday = days.day_of_week.to_numpy()
    rows = []
    for place in places.tolist():
        near = np.arange(max(1, place - MATCH_WITHIN), min(len(days), place + MATCH_WITHIN + 1))
        others = gap[near[uncontaminated[near] & (weekday[near] == weekday[place])]]
        others = others[~np.isnan(others)]
        rows.append((_abnormal(both, place), others.mean() if len(others) else math.nan, len(others)))
    table = pd.DataFrame(rows, columns=pd.Index(["abnormal", "other", "others"]))
    table.insert(0, "date", days[places])
    table.insert(1, "what", listed["what"].to_numpy())
    table.insert(2, "gap", gap[places])
    table.insert(3, "small", both[places, 0])
    table.insert(4, "large", both[places, 1])
    windows = [
        np.append(gap[p - ESTIMATION_START : p - ESTIMATION_END + 1], gap[p]) for p in places if p > ESTIMATION_START
    ]
    statistic = corrado(np.array(windows))
    n_positive, n_negative = int((table["gap"] > 0).sum()), int((table["gap"] < 0).sum())
    return Study(
        kind,
        table,
        average(table["gap"]),
        average(table["abnormal"]),
        average(table["other"]),
        average(table["gap"] - table["other"]),
        statistic,
        normal_p(statistic),
        n_positive,
        n_negative,
        sign_p(n_positive, n_negative),
    )


def listed_to(calendar: pd.DataFrame, kind: str) -> date | None:
    """The last day listed for a kind, scheduled ones included; None where none is."""
    dates = calendar.loc[calendar["kind"] == kind, "date"]
    return None if dates.empty else dates.max().date()


def _uncontaminated(days: pd.DatetimeIndex, disturbing: pd.DataFrame) -> NDArray[np.bool_]:
    """Which sessions lie where every kind is listed and away from all of their dates."""
    spans = disturbing.groupby("kind")["date"].agg(["min", "max"])
    if spans.empty or days.empty:
        return np.zeros(len(days), dtype=bool)
    uncontaminated = np.array((days >= spans["min"].max()) & (days <= spans["max"].min()))
    held = disturbing["date"].between(days[0], days[-1])
    for place in days.searchsorted(pd.DatetimeIndex(disturbing.loc[held, "date"])):
        uncontaminated[max(0, place - CLEAR) : place + CLEAR + 1] = False
    return uncontaminated


def _abnormal(both: NDArray[np.float64], place: int) -> float:
    """The event day's return of `small` beyond the market model of its estimation window; NaN if it is short."""
    if place <= ESTIMATION_START:
        return math.nan
    window = both[place - ESTIMATION_START : place - ESTIMATION_END + 1]
    own, market = window[~np.isnan(window).any(axis=1)].T
    if len(own) < FEWEST:
        return math.nan
    alpha, beta = regression.ols(own, market).coefficients
    return float(abnormal(both[place, 0], both[place, 1], alpha, beta))
