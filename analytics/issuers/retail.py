"""Retailers: whether their inventories grow faster than their sales, firm by firm and in the aggregate (M-INV)."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.frames.issuers import Filings
from analytics.frames.market import Market
from analytics.issuers.sample import Sample
from analytics.memo import memoised

Array = NDArray[np.float64]

CODES, EATING_PLACES = (5200, 5990), 5812
"""Industry codes of retail trade, and of eating places, which hold no goods."""
GLUT_PP = 5.0
"""Points by which inventories must outgrow sales to be called a glut."""
RATIO = "RETAILIRSA"
"""The Census Bureau's ratio of inventories to sales of all retailers."""
QUARTER_DAYS, YEAR_DAYS, SLACK_DAYS, SAME_DAYS = 91.25, 365.0, 40, 12
NAMES = ("revenue", "cost_of_sales")


def is_retailer(sic: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Retail trade without eating places."""
    return np.asarray((sic >= CODES[0]) & (sic <= CODES[1]) & (sic != EATING_PLACES))


def growth(now: Array, before: Array) -> Array:
    """Growth in per cent; NaN where either is missing or there was nothing before."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(before > 0.0, 100 * (now / before - 1.0), np.nan)


def days(inventory: Array, cost: Array, period: Array) -> Array:
    """Days of sales at cost that inventories last: inventory / cost of sales x days of the period of the cost."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(cost > 0.0, inventory / cost * period, np.nan)


def is_glut(inventory_growth: Array, sales_growth: Array) -> NDArray[np.bool_]:
    """Inventories that outgrew sales by more than five points; not known is not one."""
    with np.errstate(invalid="ignore"):
        return np.asarray(inventory_growth > sales_growth + GLUT_PP)


@memoised
def firms(sample: Sample, filings: Filings) -> pd.DataFrame:
    """A row a retailer of the sample with inventories: days, and growth over a year beside that of sales.

    Inventories are of the newest balance sheet that tags them and of the one a year before; sales and their cost of
    the quarter that ended with it, or of the fiscal year where it ended one, each beside the same period a year
    before. USD m, per cent.
    """
    mine = is_retailer(sample.table["sic"].to_numpy(dtype=np.int64))
    cik = sample.table["cik"].to_numpy(dtype=np.int64)[mine]
    sheets = filings.rows("instant", "inventory").sort_values("end", kind="stable")
    sheets = sheets[sheets["inventory"].notna() & sheets["cik"].isin(cik)]
    newest = sheets.drop_duplicates("cik", keep="last").set_index("cik")
    ends = newest["end"].reindex(cik)
    before = _at(sheets, ends - pd.Timedelta(days=YEAR_DAYS), SLACK_DAYS, cik)
    quarters, years = (filings.rows(kind, *NAMES) for kind in ("quarter", "year"))
    parts = []
    for rows in (quarters, years):
        this = _at(rows, ends, SAME_DAYS, cik)
        last = _at(rows, ends - pd.Timedelta(days=YEAR_DAYS), SAME_DAYS, cik)
        parts.append((this, last))
    by_quarter = parts[0][0]["revenue"].notna().to_numpy() & parts[0][1]["revenue"].notna().to_numpy()

    def pick(which: int, name: str) -> Array:
        of_quarter, of_year = (pair[which][name].to_numpy(dtype=float) for pair in (parts[0], parts[1]))
        return np.where(by_quarter, of_quarter, of_year)

    sales, cost = pick(0, "revenue"), pick(0, "cost_of_sales")
    sales_before, cost_before = pick(1, "revenue"), pick(1, "cost_of_sales")
    inventory = newest["inventory"].reindex(cik).to_numpy(dtype=float)
    inventory_growth = growth(inventory, before["inventory"].to_numpy(dtype=float))
    sales_growth = growth(sales, sales_before)
    with np.errstate(divide="ignore", invalid="ignore"):
        margin = 100 * (cost_before / sales_before - cost / sales)
    table = sample.table[mine]
    found = pd.DataFrame(
        {
            "name": table["name"].to_numpy(),
            "inventory_growth_pct": inventory_growth,
            "sales_growth_pct": sales_growth,
            "ticker": table["ticker"].to_numpy(),
            "inventory_days": days(inventory, cost, np.where(by_quarter, QUARTER_DAYS, YEAR_DAYS)),
            "margin_change_pp": margin,
            "inventory_usd_m": inventory / 1e6,
            "glut": is_glut(inventory_growth, sales_growth),
            "period": np.where(by_quarter, "quarter", "fiscal year"),
            "balance_sheet": ends.to_numpy(),
            "rank": table["rank"].to_numpy(),
            "cik": cik,
        }
    )
    excess = found["inventory_growth_pct"] - found["sales_growth_pct"]
    order = np.argsort(-excess.to_numpy(dtype=float), kind="stable")
    return found.iloc[order].reset_index(drop=True)


def _at(rows: pd.DataFrame, ends: pd.Series, slack: int, cik: NDArray[np.int64]) -> pd.DataFrame:
    """The row of each filer that ends nearest to a day of its own, within some days; empty where none does."""
    wanted = pd.DataFrame({"cik": cik, "wanted": ends.to_numpy()}).dropna()
    joined = rows.merge(wanted, on="cik")
    off = (joined["end"] - joined["wanted"]).abs()
    near = joined.assign(off=off)[off <= pd.Timedelta(days=slack)].sort_values("off", kind="stable")
    return near.drop_duplicates("cik").set_index("cik").reindex(cik)


def ratio(market: Market) -> pd.DataFrame:
    """The ratio of inventories to sales of all retailers by month; no rows where it is not stored."""
    if RATIO not in market.rates.columns:
        return pd.DataFrame({"date": pd.to_datetime([]), "retail_ratio_x": []})
    values = market.rates[RATIO].dropna()
    return pd.DataFrame({"date": values.index, "retail_ratio_x": values.to_numpy()})
