"""How long the ten-year has stood at or over the yields that the commentary names, and what IWM did meanwhile."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date

import pandas as pd

from analytics.frames.market import Market
from analytics.measures.curve import LONG
from analytics.model.metric import Metric, day, of, show

MARKS = {"450": 4.50, "482": 4.82}
"""Per cent: the level from which refinancing is said to wipe out earnings, and the one said to have been reached."""
SMALL = "IWM"
NOTHING = pd.Series(dtype="float64", index=pd.DatetimeIndex([]))


def metrics(market: Market, as_of: date) -> Iterator[Metric]:
    """Of each level: the days at or over it this year, since when, the last such day of all, and IWM since the first.

    The days are those on which the ten-year was published. A year without such a day counts none; the return runs
    from the close of the first one.
    """
    known = market.rates[LONG].loc[: pd.Timestamp(as_of)].dropna() if LONG in market.rates else NOTHING
    last = pd.DatetimeIndex(known.index)[-1].date() if len(known) else None
    missing = f"{LONG} is not stored" if known.empty else ""
    for id, level in MARKS.items():
        at = f"at or over {show(level, '%')}"
        own = known[known >= level]
        year = own[str(as_of.year) :] if len(own) else own
        first = pd.DatetimeIndex(year.index)[0] if len(year) else None
        newest = pd.DatetimeIndex(own.index)[-1].date() if len(own) else None
        published = len(known[first:]) if first is not None else len(known[str(as_of.year) :])
        since = f"of {published:,} days since {day(first.date())}" if first is not None else \
            f"of {published:,} days of {as_of.year}"  # fmt: skip
        never = missing or f"no day of {as_of.year} up to then"
        yield of(f"quotes.ten_year_{id}_days", f"Days this year with the ten-year {at}",
                 None if known.empty else len(year), "count", "M-MARKS", (LONG,), last, since, missing)  # fmt: skip
        yield of(f"quotes.ten_year_{id}_since", f"First day this year with the ten-year {at}",
                 first.date() if first is not None else None, "date", "M-MARKS", (LONG,), last, "", never)  # fmt: skip
        yield of(f"quotes.ten_year_{id}_last", f"Last day with the ten-year {at}", newest, "date", "M-MARKS", (LONG,),
                 last, "", missing or "no day stored")  # fmt: skip
        gain, to = _since(market, first, as_of)
        yield of(f"quotes.small_{id}_since", f"{SMALL} since the ten-year was first {at} this year, price", gain, "%",
                 "M-MARKS", (SMALL, LONG), to, f"since {day(first.date())}" if first is not None else "",
                 never if first is None else f"no closes of {SMALL} on both days are stored")  # fmt: skip


def _since(market: Market, first: pd.Timestamp | None, as_of: date) -> tuple[float, date | None]:
    """The price return of small caps from a day to the newest close up to `as_of`, per cent."""
    if first is None or SMALL not in market.close:
        return math.nan, None
    closes = market.close[SMALL].loc[first : pd.Timestamp(as_of)].dropna()
    if closes.empty or pd.DatetimeIndex(closes.index)[0] != first:
        return math.nan, None
    return float(closes.iloc[-1] / closes.iloc[0] - 1) * 100, pd.DatetimeIndex(closes.index)[-1].date()
