"""Cash runway: how many quarters of burn the liquid means of a firm last (methods M-RUN and M-DIL)."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.frames.issuers import Filings
from analytics.issuers.sample import Sample
from analytics.memo import memoised

Array = NDArray[np.float64]

SELF_FUNDING, UNKNOWN = "self-funding", "not known"
CLASSES = ("under 4 quarters", "4 to 8 quarters", "8 to 12 quarters", "12 quarters or more", SELF_FUNDING, UNKNOWN)
EDGES = (4.0, 8.0, 12.0)
"""Quarters between the classes; four of them are the year that auditors look ahead (ASC 205-40)."""
SPLITS = (2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 25, 30, 35, 40, 50, 60, 75, 80, 100)
SPLIT_WITHIN = 0.02
"""How near a change of the count must lie to a usual split to be taken for one."""
LEAST_LEFT, MOST_GROWN = 0.6, 5.0
"""A count of shares that moved further than this without being a split is not compared."""
YEAR_DAYS, SLACK_DAYS = 365, 50
LONGEST = 1e9
"""Quarters beyond which a runway is not told apart: a burn of next to nothing is a burn all the same."""


def quarters(liquid: Array, operating: Array, spending: Array, over: float = 4.0) -> Array:
    """Quarters until liquid means are gone: liquid / (-(operating cash flow - capital spending) / `over`).

    Both flows are of `over` quarters. Infinite for a firm that funds itself (cash flow after spending of 0 or more),
    which is a class and never a number on a page; NaN where cash or operating cash flow is not known. Capital
    spending that is not tagged counts as none. No liquid means and a burn are 0 quarters.
    """
    flow = operating - np.nan_to_num(spending)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        lasts = np.minimum(liquid / (-flow / over), LONGEST)
    return np.where(np.isnan(flow), np.nan, np.where(flow >= 0.0, np.inf, lasts))


def classes(lasts: Array) -> NDArray[np.str_]:
    """The class of each runway: by quarters, self-funding, or not known."""
    place = np.searchsorted(EDGES, lasts, side="right")
    place = np.where(np.isinf(lasts), CLASSES.index(SELF_FUNDING), place)
    return np.array(CLASSES)[np.where(np.isnan(lasts), CLASSES.index(UNKNOWN), place)]


def share_growth(now: Array, before: Array) -> tuple[Array, NDArray[np.bool_]]:
    """Simple growth of the share count over a year, and where a split was taken out of it.

    A count that is a usual multiple or part of the one before, within 2 %, is a split: the earlier count is restated
    by it. NaN where a count is not known, or moved more than fivefold or below three fifths without being one.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where((now > 0.0) & (before > 0.0), now / before, np.nan)
    split = np.zeros(len(ratio), bool)
    adjusted = ratio.copy()
    for factor in (*SPLITS, *(1.0 / one for one in SPLITS)):
        near = np.abs(ratio / factor - 1.0) <= SPLIT_WITHIN
        adjusted, split = np.where(near & ~split, ratio / factor, adjusted), split | near
    with np.errstate(invalid="ignore"):
        refused = ~split & ((ratio > MOST_GROWN) | (ratio < LEAST_LEFT))
    return np.where(refused, np.nan, adjusted - 1.0), split


@memoised
def firms(sample: Sample, filings: Filings) -> pd.DataFrame:
    """A row a firm of the sample: liquid means, a year's cash flow, runway, growth of the share count, stock sold.

    Liquid means are cash, short-term investments and marketable debt securities of the newest balance sheet,
    undrawn lines left out; flows are of the last fiscal year, as later quarters are filed year to date. USD m.
    """
    cik = sample.table["cik"].to_numpy(dtype=np.int64)
    names = ("cash", "short_investments", "debt_securities", "debt_securities_noncurrent", "shares")
    sheets = filings.rows("instant", *names, "assets").sort_values("end", kind="stable")
    newest = sheets[sheets["assets"].notna()].drop_duplicates("cik", keep="last").set_index("cik").reindex(cik)
    liquid = _liquid(newest)
    years = filings.rows("year", "operating_cash_flow", "capital_spending", "stock_issued").sort_values(
        "end", kind="stable"
    )
    last = years[years["operating_cash_flow"].notna()].drop_duplicates("cik", keep="last").set_index("cik").reindex(cik)
    stale = (newest["end"] - last["end"]).dt.days.to_numpy(dtype=float) > YEAR_DAYS + 2 * SLACK_DAYS
    operating, spending = (
        np.where(stale, np.nan, last[name].to_numpy(dtype=float))
        for name in ("operating_cash_flow", "capital_spending")
    )
    lasts = quarters(liquid, operating, spending)
    now, before = _counts(sheets, newest, cik)
    grown, split = share_growth(now, before)
    with np.errstate(invalid="ignore", divide="ignore"):
        logged = 100 * np.log1p(grown)
    return pd.DataFrame(
        {
            "liquid_usd_m": liquid / 1e6,
            "burn_usd_m": np.where(np.isinf(lasts), np.nan, (np.nan_to_num(spending) - operating) / 4e6),
            "runway_quarters": np.where(np.isinf(lasts), np.nan, lasts),
            "class": classes(lasts),
            "shares_growth_pct": 100 * grown,
            "shares_growth_log_pct": logged,
            "split": split,
            "raised_usd_m": np.where(stale, np.nan, last["stock_issued"].to_numpy(dtype=float)) / 1e6,
            "flows_to": last["end"].to_numpy(),
            "balance_sheet": newest["end"].to_numpy(),
        }
    )


def _liquid(sheet: pd.DataFrame) -> Array:
    """Cash and marketable debt; the tag for short-term investments stands for current debt securities it holds."""
    cash, short, current, noncurrent = (
        sheet[name].to_numpy(dtype=float)
        for name in ("cash", "short_investments", "debt_securities", "debt_securities_noncurrent")
    )
    near = np.fmax(np.nan_to_num(short), np.nan_to_num(current))
    return np.asarray(cash + near + np.nan_to_num(noncurrent))


def _counts(sheets: pd.DataFrame, newest: pd.DataFrame, cik: NDArray[np.int64]) -> tuple[Array, Array]:
    """The newest count of shares and that of a year before."""
    counted = sheets[sheets["shares"].notna()]
    last = counted.drop_duplicates("cik", keep="last").set_index("cik")
    newest_end = last["end"].reindex(counted["cik"]).to_numpy().astype("datetime64[us]")
    age = (pd.Series(newest_end, index=counted.index) - counted["end"]).dt.days
    year_ago = counted[(age - YEAR_DAYS).abs() <= SLACK_DAYS].drop_duplicates("cik", keep="last").set_index("cik")
    late = (newest["end"] - last["end"].reindex(cik)).dt.days.to_numpy(dtype=float) > SLACK_DAYS * 2
    now = last["shares"].reindex(cik).to_numpy(dtype=float)
    return np.where(late, math.nan, now), year_ago["shares"].reindex(cik).to_numpy(dtype=float)
