"""The calendar: FOMC decisions, minutes and CPI releases, and what happened on each of their days."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date

import pandas as pd

from analytics.credit import growth
from analytics.credit.indicators import PRICES, values
from analytics.credit.measured import VIEW
from analytics.frames.market import Market
from analytics.frames.meetings import LIMIT, with_outcomes
from analytics.model.metric import Metric, of

KINDS = {"fomc": "FOMC decision", "minutes": "FOMC minutes", "cpi": "CPI release"}
TEN_YEAR, SPREAD, SMALL, LARGE = "DGS10", "BAMLH0A0HYM2", "IWM", "SPY"
LONGEST_STEP = pd.Timedelta(days=7)
"""From the value before to that of the day at most: a longer hole gives no change of the day."""
BP = 100.0
UNREACHED = "the list of them does not reach this day"


def prices_over_a_year(market: Market, as_of: date | None, last: date) -> pd.Series[float]:
    """Consumer prices over the same month of the year before, per cent, by month."""
    return growth.over_a_year(values(market, PRICES, as_of, last), PRICES.every)


def table(market: Market, prices: pd.Series[float], last: date) -> pd.DataFrame:
    """A row a listed day, the newest first, then what is scheduled: what it was, its CPI, and the moves of that day.

    Yield and spread in basis points, funds in per cent, each from the value before. The consumer prices are those of
    the month before the release. A day after `last` is scheduled and has no moves. A kind whose list begins after
    `last` has no rows: which of its days came next is not known.
    """
    listed = with_outcomes(market.published.events, market.rates)
    begun = listed.groupby("kind", sort=False)["date"].transform("min") <= pd.Timestamp(last)
    listed = listed[begun]
    later = listed["date"] > pd.Timestamp(last)
    events = pd.concat([listed[~later].iloc[::-1], listed[later]], ignore_index=True)
    dates = pd.DatetimeIndex(events["date"])
    over = dates > pd.Timestamp(last)
    months = (dates.to_period("M") - 1).to_timestamp().as_unit("us")
    year = prices.reindex(months).to_numpy()
    is_cpi = (events["kind"] == "cpi").to_numpy()
    moves = {
        "ten_year_change_bp": _steps(market.rates, TEN_YEAR, BP),
        "hy_spread_change_bp": _steps(market.rates, SPREAD, BP),
        f"{SMALL}_pct": _returns(market, SMALL),
        f"{LARGE}_pct": _returns(market, LARGE),
    }
    columns = {name: pd.Series(move.reindex(dates).to_numpy()).mask(over) for name, move in moves.items()}
    return pd.DataFrame(
        {
            "date": dates,
            "release": [KINDS.get(str(kind), str(kind)) for kind in events["kind"]],
            "what": events["what"].mask(over, "not known yet"),
            "state": ["scheduled" if later else "past" for later in over],
            "target_change_bp": events["change_bp"].mask(over),
            "cpi_year_pct": [value if cpi and not later else math.nan for value, cpi, later in
                             zip(year, is_cpi, over, strict=True)],
            **columns,
            "source": events["source"],
        }
    )  # fmt: skip


def _steps(rates: pd.DataFrame, id: str, scale: float) -> pd.Series[float]:
    """The change of a rate from its value before, NaN over a hole of more than a week."""
    if id not in rates.columns:
        return pd.Series(dtype="float64", index=pd.DatetimeIndex([]))
    known = rates[id].dropna()
    gaps = pd.Series(pd.DatetimeIndex(known.index), index=known.index).diff()
    return (known.diff() * scale).where(gaps <= LONGEST_STEP)


def _returns(market: Market, ticker: str) -> pd.Series[float]:
    """The return of a fund's close over the session before, per cent; NaN where either close is missing."""
    if ticker not in market.close.columns:
        return pd.Series(dtype="float64", index=pd.DatetimeIndex([]))
    closes = market.close[ticker].reindex(market.sessions)
    return (closes / closes.shift() - 1) * 100


def history(prices: pd.Series[float]) -> pd.DataFrame:
    """Consumer prices over a year by month, NaN for a month that was never published."""
    frame = prices.rename("cpi_year_pct").rename_axis("date").to_frame()
    frame.index = pd.DatetimeIndex(frame.index).as_unit("us")
    if len(frame):
        months = pd.date_range(frame.index[0], frame.index[-1], freq="MS", unit="us", name="date")
        frame = frame.reindex(months)
    return frame.reset_index()


def metrics(market: Market, prices: pd.Series[float], rows: pd.DataFrame, last: date) -> Iterator[Metric]:
    """The newest consumer prices over a year, the next listed day of each kind, and the move at the last of each."""
    newest: pd.Timestamp | None = pd.DatetimeIndex(prices.index)[-1] if len(prices) else None
    yield of(f"{VIEW}.{PRICES.name}", PRICES.label, prices.iloc[-1] if len(prices) else None, "%", "M-CALENDAR",
             (PRICES.id,), newest.date() if newest is not None else None, PRICES.period(newest) if newest is not None
             else "", f"{PRICES.id} is not held for a year")  # fmt: skip
    for kind, words in KINDS.items():
        own = rows[rows["release"] == words]
        coming = own[own["state"] == "scheduled"] if reached(own, last) else own.iloc[:0]
        when = pd.Timestamp(coming["date"].iloc[0]).date() if len(coming) else None
        yield of(f"{VIEW}.calendar_{kind}_next", f"{words}: the next one listed", when, "date", "M-CALENDAR",
                 (), last, f"listed by {coming['source'].iloc[0]}" if len(coming) else "",
                 "none is listed after this day" if reached(own, last) else UNREACHED)  # fmt: skip
        yield _nearest(kind, words, own, last)
        yield _at_last(own, last, f"{kind}_ten_year", f"{words}: change of the ten-year at the last one",
                       "ten_year_change_bp", TEN_YEAR, "the ten-year has no change on that day")  # fmt: skip


def reached(own: pd.DataFrame, last: date) -> bool:
    """Whether the list of a kind spans a day: outside it, what came last and comes next is not in the list."""
    days = own["date"]
    return len(days) > 0 and bool(days.min() <= pd.Timestamp(last) <= days.max())


def fomc_change(rows: pd.DataFrame, last: date) -> Metric:
    """What the last listed meeting up to the day did to the target range, basis points."""
    own = rows[rows["release"] == KINDS["fomc"]]
    return _at_last(own, last, "fomc_change", "FOMC decision: change of the target range at the last one",
                    "target_change_bp", LIMIT, "its outcome is not known")  # fmt: skip


def _at_last(own: pd.DataFrame, last: date, name: str, label: str, column: str, source: str, unknown: str) -> Metric:
    """What happened on the last listed day of a kind; n/a as `unknown` on that day, or as no list spans the day."""
    moved = own[own["state"] == "past"].iloc[0] if reached(own, last) else None
    on = pd.Timestamp(moved["date"]).date() if moved is not None else None
    change = float(moved[column]) if moved is not None else None
    return of(f"{VIEW}.calendar_{name}", label, change, "bp", "M-CALENDAR", (source,), on, "",
              UNREACHED if moved is None else unknown, since=on)  # fmt: skip


def _nearest(kind: str, words: str, own: pd.DataFrame, last: date) -> Metric:
    """The listed day of a kind that lies nearest to the day, of two equally near the earlier one."""
    days = pd.DatetimeIndex(own["date"]).sort_values()
    day = pd.Timestamp(last)
    nearest = min(days, key=lambda when: abs(when - day)) if reached(own, last) else None
    by = f"listed by {own.loc[own['date'] == nearest, 'source'].iloc[0]}" if nearest is not None else ""
    return of(f"{VIEW}.calendar_{kind}_nearest", f"{words}: the listed one nearest to the day",
              None if nearest is None else nearest.date(), "date", "M-CALENDAR", (), last, by,
              UNREACHED)  # fmt: skip


def unlisted(market: Market, last: date) -> tuple[str, ...]:
    """The kinds that have a list which does not span a day."""
    lists = market.published.events.groupby("kind", sort=False)
    return tuple(KINDS[str(kind)] for kind, own in lists if str(kind) in KINDS and not reached(own, last))
