"""The figures of runway, dilution and retailers."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.catalogue.fintechs import FINTECHS
from analytics.frames.market import Market
from analytics.issuers import retail, runway, watchlist
from analytics.issuers.metrics import Parts
from analytics.model.metric import Metric, of

Flags = NDArray[np.bool_]

CASH = ("sec.cash", "sec.short_investments", "sec.debt_securities_noncurrent", "sec.operating_cash_flow",
        "sec.capital_spending")  # fmt: skip
SHARES = ("sec.shares",)
STOCK = ("sec.inventory", "sec.revenue", "sec.cost_of_sales")
GROWN_PCT = 10.0
"""Growth of the share count over a year from which holders are said to be diluted."""
FUND = "XBI"
"""The fund of biotech shares that stands beside them."""
FINTECH = "Fintechs"
GROUPS = {"Biotech": "biotech", "Other loss-makers": "loss_makers", "Profitable": "profitable", FINTECH: "fintech"}
"""Groups of firms and how their figures are called. The fintechs stand beside the three others, whether or not the
universe has financial firms; a lender's new loans held for sale are in its cash flow: its burn may be growth."""
_CIKS = frozenset(firm.cik for firm in FINTECHS)


def by_class(parts: Parts, firms: pd.DataFrame, mine: Flags) -> pd.DataFrame:
    """How many firms of the universe have how long a runway, biotech apart."""
    kinds, biotech = firms["class"].to_numpy()[mine], parts.sample.biotech[mine]
    rows = [
        {"class": name, "biotech_count": int(((kinds == name) & biotech).sum()),
         "other_count": int(((kinds == name) & ~biotech).sum())}
        for name in runway.CLASSES
    ]  # fmt: skip
    return pd.DataFrame(rows)


def dilution(parts: Parts, firms: pd.DataFrame, mine: Flags) -> pd.DataFrame:
    """Growth of the share count over a year and stock sold, by group of firms."""
    net = parts.sample.table["net_income"].to_numpy(dtype=float)
    biotech = parts.sample.biotech
    groups = (mine & biotech, mine & (net < 0.0) & ~biotech, mine & (net >= 0.0) & ~biotech, fintech(parts))
    rows = []
    for name, group in zip(GROUPS, groups, strict=True):
        if name == FINTECH and not group.any():
            continue
        grown = firms["shares_growth_pct"].to_numpy(dtype=float)[group]
        known = grown[np.isfinite(grown)]
        raised = firms["raised_usd_m"].to_numpy(dtype=float)[group]
        rows.append(
            {
                "group": name,
                "median_growth_pct": float(np.median(known)) if len(known) else math.nan,
                "over_10_pct": 100 * float((known > GROWN_PCT).mean()) if len(known) else math.nan,
                "raised_usd_bn": float(np.nansum(raised)) / 1e3 if np.isfinite(raised).any() else math.nan,
                "known_count": len(known),
                "firms_count": int(group.sum()),
            }
        )
    return pd.DataFrame(rows)


def fintech(parts: Parts) -> Flags:
    """The firms of the sample that are in the list of consumer lenders and fintechs."""
    return np.asarray(parts.sample.table["cik"].isin(_CIKS), dtype=bool)


def runways(parts: Parts, firms: pd.DataFrame, mine: Flags, groups: pd.DataFrame, market: Market) -> Iterator[Metric]:
    """How long cash lasts and who funds itself, of all firms, biotech and lenders; share counts, stock sold."""
    lasts, kinds = firms["runway_quarters"].to_numpy(dtype=float), firms["class"].to_numpy()
    for prefix, label, group in (
        ("runway", "All firms", mine),
        ("runway_biotech", "Biotech", mine & parts.sample.biotech),
        ("runway_fintech", FINTECH, fintech(parts)),
    ):
        own, kind = lasts[group], kinds[group]
        known = kind != runway.UNKNOWN
        burning = own[np.isfinite(own)]
        n = int(known.sum())

        def metric(
            name: str, what: str, value: float, unit: str, missing: str, note: str = "", prefix: str = prefix,
            label: str = label,
        ) -> Metric:  # fmt: skip
            return of(
                f"issuers.{prefix}_{name}", f"{label}: {what}", value, unit, "M-RUN", CASH, parts.as_of, note, missing
            )

        nobody = "no cash flow from operations is stored of them" if len(own) else "none of them is in the universe"
        none = "none of them burns cash"
        note = f"of {n:,} whose cash flow is known; {len(own) - n:,} are not"
        share = 100 * float((kind[known] == runway.SELF_FUNDING).mean()) if n else math.nan
        yield metric("self_funding_share", "share that funds itself", share, "%", nobody, note)
        yield metric("burning", "that burn cash", len(burning) if n else math.nan, "count", nobody, note)
        yield metric("median", "median runway of those that burn cash", float(np.median(burning)) if len(burning)
                     else math.nan, "quarters", none if n else nobody)  # fmt: skip
        short = 100 * float((burning < runway.EDGES[0]).mean()) if len(burning) else math.nan
        yield metric("short_share", "runway under four quarters, of those that burn cash", short, "%",
                     none if n else nobody)  # fmt: skip
        yield metric("unknown", "whose runway is not known", len(own) - n, "count", "")
    moved, day = watchlist.year_to_date(market, FUND)
    yield of("issuers.runway_biotech_fund_ytd", f"{FUND}: this year, price", moved, "%", "M-RET", (FUND,), day,
             missing=f"no prices of {FUND} are stored")  # fmt: skip
    for row in groups.to_dict("records"):
        key = GROUPS[row["group"]]
        note = f"{row['known_count']:,} of {row['firms_count']:,} firms"
        missing = "no counts of shares a year apart are stored"
        yield of(f"issuers.dilution_{key}", f"{row['group']}: median growth of the share count over a year",
                 row["median_growth_pct"], "%", "M-DIL", SHARES, parts.as_of, note, missing)  # fmt: skip
        yield of(f"issuers.dilution_{key}_over_10", f"{row['group']}: share count up by over 10 %", row["over_10_pct"],
                 "%", "M-DIL", SHARES, parts.as_of, note, missing)  # fmt: skip
        yield of(f"issuers.dilution_{key}_raised", f"{row['group']}: stock sold in the last fiscal year",
                 row["raised_usd_bn"], "USD bn", "M-DIL", ("sec.stock_issued",), parts.as_of,
                 missing="no proceeds of stock are stored")  # fmt: skip


def retailers(parts: Parts, rows: pd.DataFrame, ratio: pd.DataFrame) -> Iterator[Metric]:
    """Inventories of the band's retailers beside their sales, and the ratio of all retailers."""
    known = rows[rows["inventory_growth_pct"].notna() & rows["sales_growth_pct"].notna()]
    margins = known[known["margin_change_pp"].notna()]
    none = "no retailer of the band has inventories and sales a year apart stored"

    def metric(name: str, label: str, value: float, unit: str, note: str = "", missing: str = none) -> Metric:
        return of(f"issuers.retail_{name}", label, value, unit, "M-INV", STOCK, parts.as_of, note, missing)

    def median(column: str, table: pd.DataFrame = known) -> float:
        return float(table[column].median()) if table[column].notna().any() else math.nan

    yield metric("inventory_growth", "Retailers: median growth of inventories", median("inventory_growth_pct"), "%")
    yield metric("sales_growth", "Retailers: median growth of sales", median("sales_growth_pct"), "%")
    yield metric("inventory_days", "Retailers: median days of inventories", median("inventory_days", rows), "days")
    yield metric("firms", "Retailers compared", len(known), "count", f"of {len(rows):,} in the band")
    share = 100 * float(known["glut"].mean()) if len(known) else math.nan
    yield metric("glut_share", "Retailers whose inventories outgrew sales by over 5 points", share, "%")
    falling = 100 * float((margins["glut"] & (margins["margin_change_pp"] < 0)).mean()) if len(margins) else math.nan
    yield metric("glut_margin_share", "of which with a falling gross margin, of all compared", falling, "%")
    newest = float(ratio["retail_ratio_x"].iloc[-1]) if len(ratio) else math.nan
    as_of = pd.Timestamp(ratio["date"].iloc[-1]).date() if len(ratio) else None
    yield of("issuers.retail_ratio", "Inventories to sales, all retailers", newest, "x", "M-INV", (retail.RATIO,),
             as_of, missing="the Census Bureau's ratio is not stored")  # fmt: skip
