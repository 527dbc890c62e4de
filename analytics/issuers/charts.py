"""The charts of Issuers."""

from __future__ import annotations

from analytics.model.chart import Chart

INCOME = ("sec.net_income", "sec.operating_income", "sec.interest")
CASH = ("sec.cash", "sec.short_investments", "sec.debt_securities_noncurrent", "sec.operating_cash_flow",
        "sec.capital_spending")  # fmt: skip
REPRICED = ("sec.interest", "sec.operating_income", "sec.debt_noncurrent", "DGS10", "DGS3MO")

CHARTS = (
    Chart(
        "zombies",
        "Zombies",
        "Share of small caps by definition, % of those that can be classified, by {weighting}, {universe}; the thin "
        "line reaches from none to all of the others",
        ("M-NEG", "M-ICR", "M-ZOECD", "M-ZBISB", "M-ZBISN", "M-ZBIS22", "M-ZFED"),
        INCOME,
    ),
    Chart(
        "zombie_by_yield",
        "Zombies",
        "Borrowers with coverage below 1 after refinancing, % of their number, by ten-year yield. The curve moves both "
        "yields alike, the :violet[**slider**] as set",
        ("M-REFI", "M-ICR"),
        REPRICED,
        live=True,
    ),
    Chart(
        "specification",
        "Zombies",
        "Share by every definition, weight and universe, %, in order, the :blue[**losses**] of twelve months in "
        "colour; the claim of nearly 40 % is the line across and holds "
        "within three points of it",
        ("M-SPEC", "M-NEG", "M-ZOECD", "M-ZBISN", "M-ZFED"),
        INCOME,
        wide=True,
    ),
    Chart(
        "zombie_years",
        "Years",
        "Share by definition at the end of each fiscal year, % of the firms listed at present that can be classified, "
        "by count. The Fed's rule counts the six main lines of debt in every year",
        ("M-NEG", "M-ICR", "M-ZOECD", "M-ZBISN", "M-ZFED"),
        (*INCOME, "sec.debt_noncurrent", "sec.sales_before"),
        column="share_pct",
    ),
    Chart(
        "zombie_aggregate",
        "Years",
        "Operating profit over interest, all firms added up, x, by fiscal year, beside the quarters that the Federal "
        "Reserve's note of 9 May 2024 states for all public nonfinancial firms",
        ("M-AGGICR",),
        ("sec.operating_income", "sec.interest"),
        column="aggregate_icr_x",
    ),
    Chart(
        "zombie_published",
        "Years",
        "Published shares, {published}",
        ("M-NEG", "M-ZOECD", "M-ZBISB", "M-ZBIS22", "M-ZFED"),
        INCOME,
        wide=True,
        publisher="publisher",
    ),
    Chart(
        "zombie_firms",
        "Years",
        "Firms under the reader's definition, the most debt first",
        ("M-NEG", "M-ICR", "M-ZOECD"),
        INCOME,
        wide=True,
        shape="panel",
    ),
    Chart(
        "zombie_reasons",
        "Years",
        "Firms of the universe by definition and what is not known of them",
        ("M-ZOECD", "M-ZBISN", "M-ZBIS22", "M-ZFED"),
        INCOME,
        wide=True,
        shape="table",
    ),
    Chart(
        "runway",
        "Runway",
        "Firms by how long their cash lasts at the burn of the last fiscal year, count: :blue[**biotech**] and others",
        ("M-RUN",),
        CASH,
    ),
    Chart(
        "dilution",
        "Runway",
        "Median growth of the share count over a year, splits taken out, %, by group of firms",
        ("M-DIL",),
        ("sec.shares", "sec.stock_issued"),
        column="median_growth_pct",
    ),
    Chart(
        "runway_firms",
        "Runway",
        "Firms that burn cash, the shortest runway first",
        ("M-RUN", "M-DIL"),
        CASH,
        wide=True,
        shape="panel",
    ),
    Chart(
        "retail",
        "Retailers",
        "Inventories against sales, growth over a year, %, a dot a retailer; above the line inventories outgrew sales "
        "by more than five points",
        ("M-INV",),
        ("sec.inventory", "sec.revenue", "sec.cost_of_sales"),
        column="inventory_growth_pct",
    ),
    Chart(
        "retail_ratio",
        "Retailers",
        "Inventories to sales of all retailers, x, by month, seasonally adjusted",
        ("M-INV",),
        ("RETAILIRSA",),
        needs=("retail_ratio",),
    ),
    Chart(
        "retail_firms",
        "Retailers",
        "Retailers of the band, the largest excess of inventories over sales first",
        ("M-INV",),
        ("sec.inventory", "sec.revenue", "sec.cost_of_sales"),
        table="retail",
        wide=True,
        shape="table",
    ),
    Chart(
        "warehouse_lenders",
        "Warehouse",
        "Limits of each lender's warehouse lines at its newest balance sheet, USD m: :blue[**drawn**] and free, beside "
        "the median of the highest spreads over the reference rate, and a year before. {warehouse_said}",
        ("M-WHL",),
        ("sec.warehouse",),
        needs=("warehouse_facilities",),
        column="owed_usd_m",
        wide=True,
    ),
    Chart(
        "warehouse",
        "Warehouse",
        "Warehouse lines by lender, the largest limit first. {warehouse_missing}",
        ("M-WHL",),
        ("sec.warehouse",),
        needs=("warehouse_facilities",),
        wide=True,
        shape="table",
    ),
    Chart(
        "breadth",
        "Breadth",
        "Names of a seeded sample of small caps by their price change this year, count, the last bar open; the line is "
        "the median, the band its 95 % interval by order statistics. Names listed at present: those delisted since are "
        "in no bar",
        ("M-BRD",),
        ("yahoo.breadth", "sec.public_float"),
        table="breadth_returns",
        needs=("breadth_median_ytd",),
    ),
    Chart(
        "breadth_measures",
        "Breadth",
        "Median price change this year and shares, %, each with its 95 % interval and the names behind it. "
        "{breadth_said} {breadth_gaps}",
        ("M-BRD",),
        ("yahoo.breadth", "sec.public_float"),
        table="breadth",
        needs=("breadth_median_ytd",),
        wide=True,
        shape="table",
    ),
    Chart(
        "watchlist",
        "Watchlist",
        "The names of the commentary and the reader's own: return this year, debt to equity by three definitions, "
        "coverage, runway, and the ten-year at which profit is gone. {watchlist_missing}",
        ("M-RET", "M-DTE", "M-ICR", "M-RUN", "M-BE"),
        ("sec.debt_noncurrent", "sec.equity", "sec.interest", "IWM"),
        live=True,
        wide=True,
        shape="table",
    ),
    Chart(
        "watchlist_rates",
        "Watchlist",
        "Return for a rise of the ten-year by one point, % per pp, with its 95 % interval, from a year of days; it "
        "counts as moving where zero lies outside",
        ("M-EDUR", "M-NW"),
        ("IWM", "KRE", "DGS10"),
        table="watchlist",
        column="rate_pct_per_pp",
        live=True,
        wide=True,
    ),
)
