"""Sentences on runway, dilution, retailers and the watchlist."""

from __future__ import annotations

from analytics.frames.market import Result
from analytics.issuers import watchlist
from analytics.model.language import Metrics, capitalised, counted, number, percent, signed_percent, some
from analytics.model.metric import NBSP, show

QUARTERS = "quarters"


def sentences(metrics: Metrics) -> list[str]:
    """How long cash lasts, in one sentence; none where no cash flow is stored."""
    middle, biotech = (number(metrics, f"{name}_median") for name in ("runway", "runway_biotech"))
    if middle is None:
        return []
    told = f"The cash of those that burn it lasts {_quarters(middle)} at the median"
    if biotech is None:
        return [f"{told}."]
    fund = number(metrics, "runway_biotech_fund_ytd")
    return [f"{told}, of biotech {_quarters(biotech)}{f'; XBI {signed_percent(fund)} this year' if fund else ''}."]


def findings(result: Result, metrics: Metrics) -> dict[str, str]:
    """The findings of the charts of three sections."""
    return {
        "runway": _runway(metrics),
        "dilution": _dilution(metrics),
        "runway_firms": "Who runs out of cash first",
        "retail": _retail(metrics),
        "retail_ratio": _ratio(metrics),
        "retail_firms": f"{capitalised(counted(number(metrics, 'retail_firms') or 0.0, 'retailer'))} compared",
        "watchlist": _watchlist(result),
        "watchlist_rates": _rates(result),
    }


def _quarters(value: float) -> str:
    return show(value, QUARTERS, 1)


def _runway(metrics: Metrics) -> str:
    burning, share = number(metrics, "runway_burning"), number(metrics, "runway_short_share")
    if burning is None or share is None:
        return "No runway can be measured" if burning is None else "Nobody burns cash"
    return f"{percent(share)} of {counted(burning, 'cash burner')} have under a year"


def _dilution(metrics: Metrics) -> str:
    biotech, others = (number(metrics, f"dilution_{name}") for name in ("biotech", "profitable"))
    if biotech is None or others is None:
        return "Too few share counts are stored to compare"
    return f"Biotech's share count {_grew(biotech)}, that of the profitable {_grew(others)}"


def _grew(value: float) -> str:
    return f"{'fell by' if value < 0 else 'grew by'} {percent(abs(value))}"


def _retail(metrics: Metrics) -> str:
    stock, sales = number(metrics, "retail_inventory_growth"), number(metrics, "retail_sales_growth")
    if stock is None or sales is None:
        return "No retailer can be compared"
    return f"Retailers' inventories {signed_percent(stock)}, sales {signed_percent(sales)} at the median"


def _ratio(metrics: Metrics) -> str:
    ratio = number(metrics, "retail_ratio")
    day = metrics["retail_ratio"].as_of
    if ratio is None or day is None:
        return "Inventories to sales"
    return f"Retailers held {ratio:.2f}{NBSP}months of sales in {day:%b %Y}"


def missing(result: Result) -> str:
    """Which names of the watchlist lack what, and why: "n/a: IWM and KRE, as a fund has no debt of its own"."""
    reasons: dict[str, list[str]] = {}
    for row in result.tables["watchlist"].to_dict("records"):
        for why in dict.fromkeys((str(row["why_prices"]), str(row["why"]))):
            if why:
                reasons.setdefault(why, []).append(str(row["ticker"]))
    told = "; ".join(f"{', '.join(names)}, as {why}" for why, names in reasons.items())
    return f"n/a: {told}" if told else "Nothing is missing"


def _rates(result: Result) -> str:
    """How many of the names move with the ten-year beyond doubt."""
    rows = result.tables["watchlist"]
    known = rows[rows["rate_pct_per_pp"].notna()]
    if known.empty:
        return "No sensitivity can be measured"
    distinct = ((known["rate_low_pct_per_pp"] > 0) | (known["rate_high_pct_per_pp"] < 0)).sum()
    told = capitalised(some(float(distinct), f"the {len(known)} names"))
    return f"{told} {'moves' if distinct == 1 else 'move'} with the ten-year"


def _watchlist(result: Result) -> str:
    ends = watchlist.best_and_worst(result.tables["watchlist"])
    if ends is None:
        return "The names of the commentary"
    high, gain, low, loss = ends
    return f"{high} {signed_percent(gain)} this year, {low} {signed_percent(loss)}"
