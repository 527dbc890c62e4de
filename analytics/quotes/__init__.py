"""Quotes: every ticker and every series on a day, as published: what a dated statement is held against.

- `prices`: closes, the change of the day, returns over a month, half a year, a year and this year
- `levels`: rates and other series, as of the newest observation up to the day
- `marks`: how long the ten-year has stood at or over the yields that the commentary names
"""

from __future__ import annotations

from datetime import date, timedelta

from analytics.errors import NoData
from analytics.frames.market import Market, Result
from analytics.memo import memoised
from analytics.model.scenario import Scenario
from analytics.quotes import levels, marks, prices

FIELDS = ("as_of",)
LAGGING = timedelta(days=30)
"""How far sources may lie behind one another before an own newest value is no longer that of now."""


@memoised
def measure(market: Market, scenario: Scenario) -> Result:
    """Every price and series up to the as-of date, which is the newest day stored where the reader set none.

    Nothing after it is used. Where no date is set each has its own newest value, which may be `LAGGING` older than
    another's. Tables: `quotes` a row a ticker, `levels` a row a series. Raises `NoData` where neither
    prices nor rates reach back to it.
    """
    as_of = scenario.as_of or _newest(market)
    if as_of is None or not _reaches(market, as_of):
        raise NoData("No price and no series of that day is stored.", remedy="Refresh to fetch prices and yields.")
    slack = timedelta(0) if scenario.as_of else LAGGING
    quoted, published = prices.measure(market, as_of, slack), levels.measure(market, as_of, slack)
    metrics = (*prices.metrics(quoted, as_of), *levels.metrics(published), *marks.metrics(market, as_of))
    return Result(as_of, metrics, {"quotes": prices.table(quoted), "levels": levels.table(published)})


def _newest(market: Market) -> date | None:
    """The newest day on which anything is published: prices, or the rates that have no session of their own."""
    days = [frame.index[-1].date() for frame in (market.close, market.rates) if len(frame.index)]
    return max(days, default=None)


def _reaches(market: Market, as_of: date) -> bool:
    return any(len(frame.index) and frame.index[0].date() <= as_of for frame in (market.close, market.rates))
