"""The figures of warehouse lines: spread against a year ago, share in use, share that ends within a year."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import pandas as pd

from analytics.catalogue.lenders import LENDERS
from analytics.frames.issuers import Filings
from analytics.frames.market import Result
from analytics.issuers import warehouse
from analytics.model.metric import Metric, day, of, show

SOURCES = ("sec.warehouse",)
NOT_FETCHED = "the lenders' filings have not been fetched yet"
NOT_TAGGED = "its newest report tags no line by name at the balance-sheet date"
NOBODY = "no lender's newest report tags its lines"
NO_SPREAD = "no lender tags the spread of a line"
NO_CAPACITY = "no lender tags both the limit of a line and what is owed under it"
NO_END = "no lender tags both the limit of a line and its final maturity"
NO_YEAR = "no lender tags the spread of a line in both its newest report and the one a year before"
TABLE = ("ticker", "facility", "capacity_usd_m", "drawn_usd_m", "spread_low_pct", "spread_high_pct", "matures",
         "balance_sheet", "filing")  # fmt: skip


def measure(filings: Filings) -> Result:
    """The figures, `warehouse` (a row a line of the newest reports) and `warehouse_lenders` (a row a lender)."""
    lines = warehouse.facilities(filings)
    now, before = lines[lines["is_newest"]], lines[~lines["is_newest"]]
    order = now.sort_values(["capacity_usd_m", "drawn_usd_m"], ascending=False, kind="stable")
    table = order[list(TABLE)].reset_index(drop=True)
    lenders = by_lender(filings, now, before)
    return Result(None, tuple(_metrics(filings, now, before, lenders)), {"warehouse": table,
                  "warehouse_lenders": lenders})  # fmt: skip


def by_lender(filings: Filings, now: pd.DataFrame, before: pd.DataFrame) -> pd.DataFrame:
    """A row a lender: limit, owed and free of the lines where both are known, spreads now and a year ago.

    `why` says why nothing is known of one.
    """
    names = {} if filings.illustrative else {lender.ticker: lender.name for lender in LENDERS}
    parts = []
    for ticker in warehouse.tickers(filings):
        mine, old = now[now["ticker"] == ticker], before[before["ticker"] == ticker]
        both = used(mine)
        reason = NOT_FETCHED if filings.warehouse is None else filings.lenders.get(ticker) or NOT_TAGGED
        parts.append(
            {
                "lender": names.get(ticker, ticker),
                "ticker": ticker,
                "lines_count": len(mine),
                "owed_usd_m": float(both["drawn_usd_m"].sum()) if len(both) else math.nan,
                "free_usd_m": float(_free(both).sum()) if len(both) else math.nan,
                "spread_high_pct": _median(mine["spread_high_pct"]),
                "spread_before_pct": _median(old["spread_high_pct"]),
                "expiring_pct": expiring(mine)[0],
                "balance_sheet": mine["balance_sheet"].max() if len(mine) else pd.NaT,
                "why": "" if len(mine) else reason,
            }
        )
    table = pd.DataFrame(parts)
    if table.empty:
        return table
    table["balance_sheet"] = pd.to_datetime(table["balance_sheet"]).astype("datetime64[us]")
    limit = table["owed_usd_m"].fillna(0.0) + table["free_usd_m"].fillna(0.0)
    return table.iloc[np.argsort(-limit.to_numpy(), kind="stable")].reset_index(drop=True)


def used(lines: pd.DataFrame) -> pd.DataFrame:
    """The lines of which both the limit and what is owed are known."""
    return lines[(lines["capacity_usd_m"] > 0.0) & lines["drawn_usd_m"].notna()]


def expiring(lines: pd.DataFrame) -> tuple[float, float]:
    """Share of limits that end within twelve months of their balance sheet, %, and the limits with a known end.

    NaN where no limit with an end is known.
    """
    known = lines[(lines["capacity_usd_m"] > 0.0) & lines["matures"].notna()]
    if known.empty:
        return math.nan, 0.0
    soon = known["matures"] <= known["balance_sheet"] + pd.DateOffset(years=1)
    whole = float(known["capacity_usd_m"].sum())
    return 100 * float(known.loc[soon, "capacity_usd_m"].sum()) / whole, whole


def _free(lines: pd.DataFrame) -> pd.Series:
    return (lines["capacity_usd_m"] - lines["drawn_usd_m"]).clip(lower=0.0)


def _median(values: pd.Series) -> float:
    known = values.dropna()
    return float(known.astype(float).median()) if len(known) else math.nan


def _metrics(filings: Filings, now: pd.DataFrame, before: pd.DataFrame, lenders: pd.DataFrame) -> Iterator[Metric]:
    newest = now["balance_sheet"].max() if len(now) else None
    as_of = newest.date() if newest is not None and newest == newest else None
    known = int((lenders["lines_count"] > 0).sum()) if len(lenders) else 0
    every = len(lenders)
    nothing = NOT_FETCHED if filings.warehouse is None else "" if len(now) else NOBODY

    def metric(name: str, label: str, value: float, unit: str, note: str, missing: str) -> Metric:
        return of(f"issuers.warehouse_{name}", f"Warehouse lines: {label}", value, unit, "M-WHL", SOURCES, as_of, note,
                  nothing or missing, coverage=f"{known} of {every} lenders")  # fmt: skip

    spread = now["spread_high_pct"].dropna()
    yield metric("median_spread", "median of their highest spreads", _median(spread), "%",
                 f"over the reference rate, of {len(spread)} lines", NO_SPREAD)  # fmt: skip
    both = set(now.loc[now["spread_high_pct"].notna(), "ticker"]) & set(
        before.loc[before["spread_high_pct"].notna(), "ticker"]
    )
    mine, old = (_median(part.loc[part["ticker"].isin(both), "spread_high_pct"]) for part in (now, before))
    year = f"of the lines of {len(both)} lenders that tag them in both reports"
    yield metric("spread_before", "the same a year before", old, "%", year, NO_YEAR)
    yield metric("spread_change", "change of that median over a year", 100 * (mine - old), "bp", year, NO_YEAR)
    lines = used(now)
    limit, owed = float(lines["capacity_usd_m"].sum()), float(lines["drawn_usd_m"].sum())
    of_lines = f"of {len(lines)} lines whose limit and debt are tagged"
    yield metric("drawn_share", "share drawn", 100 * owed / limit if limit else math.nan, "%", of_lines, NO_CAPACITY)
    yield metric("capacity", "limits", limit / 1e3 if limit else math.nan, "USD bn", of_lines, NO_CAPACITY)
    yield metric("drawn", "drawn", owed / 1e3 if limit else math.nan, "USD bn", of_lines, NO_CAPACITY)
    share, ends = expiring(now)
    yield metric("expiring_share", "share of limits that end within twelve months of their balance sheet", share, "%",
                 f"of {show(ends / 1e3, 'USD bn')} with a final maturity", NO_END)  # fmt: skip
    yield metric("facilities", "lines of the newest reports", len(now) if not nothing else math.nan, "count",
                 _oldest(now), nothing)  # fmt: skip
    fetched = filings.warehouse is not None
    yield metric("lenders", "lenders whose lines are known", known if fetched else math.nan, "count", f"of {every}", "")


def _oldest(now: pd.DataFrame) -> str:
    if now.empty:
        return ""
    first, last = now["balance_sheet"].min().date(), now["balance_sheet"].max().date()
    return f"as of {day(last)}" if first == last else f"balance sheets of {day(first)} to {day(last)}"
