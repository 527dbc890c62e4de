"""Every column of every table: what a page and a terminal call it, its unit, and with how many decimals it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from analytics.catalogue.prices import PRICES
from analytics.catalogue.rates import RATES

SUFFIXES = {
    "_pct_per_pp": ("% per pp", 2),
    "_net_pct": ("net %", 1),
    "_usd_bn": ("USD bn", 1),
    "_usd_mn": ("USD m", 1),
    "_usd_m": ("USD m", 1),
    "_usd": ("USD", 0),
    "_pct": ("%", 1),
    "_pp": ("pp", 2),
    "_bp": ("bp", 0),
    "_sd": ("sd", 2),
    "_x": ("x", 2),
    "_count": ("", 0),
    "_days": ("days", 0),
    "_years": ("years", 2),
    "_quarters": ("quarters", 1),
}
"""How a column's name ends, its unit and its decimals; the first that fits counts."""
DECIMALS = {"ratio_x": 4, "concentration_x": 4, "correlation": 3, "correlation_low": 3, "correlation_high": 3,
            "percentile": 1, "value": 4, "spread_high_pct": 2,
            "spread_low_pct": 2, "spread_before_pct": 2, "measured": 2, "difference": 2, "years": 2,
            "rate_pct": 2, "higher_pct": 2, "percentile_kept": 1}  # fmt: skip
"""Decimals of columns whose name does not say them."""
LABELS = {
    # of Credit
    "cpi_year": "Consumer prices, over a year",
    "higher": "Higher value then",
    "highest_since": "Highest since",
    "hy_spread_change": "High-yield spread",
    "is_met": "Met",
    "percentile_kept": "In the window kept",
    "sign": "Sign of a freeze",
    "spread_on": "Spread of",
    "target_change": "Target range",
    "ten_year_change": "Ten-year",
    "ten_year_high": "Ten-year high",
    "yield_published": "Yield as published",
    "yield_scenario": "Yield in the scenario",
    "abnormal": "Small beyond its market model",
    "accession": "Accession",
    "after": "Coverage after",
    "age": "Age",
    "all": "Banks that lose all of their equity",
    "amount": "Amount",
    "amount_share": "Share of the amount",
    "assets_share": "Share of assets",
    "balance_sheet": "Balance sheet",
    "banks": "Banks",
    "base": "Over",
    "basis": "How known",
    "before": "Coverage before",
    "both_to_tangible": "Both losses to equity",
    "break_even": "Break-even ten-year",
    "burden": "Loss to equity",
    "burden_filed": "Loss to equity as filed",
    "burden_scenario": "Loss to equity",
    "burden_today": "Loss to equity at published yields",
    "can_repay": "Cash covers what is due",
    "cert": "Certificate",
    "cet1": "CET1",
    "cet1_burden": "Loss to CET1",
    "cet1_burden_filed": "Loss to CET1 as filed",
    "cet1_burden_scenario": "Loss to CET1",
    "cet1_burden_today": "Loss to CET1 at published yields",
    "change": "Change",
    "change_scenario": "Value in the scenario",
    "change_today": "Value at published yields",
    "cik": "CIK",
    "class": "Class",
    "concept": "Concept",
    "construction_to_capital": "Construction to capital",
    "coverage": "Coverage",
    "coverage_after": "Coverage after",
    "coverage_before": "Coverage before",
    "cre": "Real estate",
    "cre_growth_36m": "Real-estate growth, 36 months",
    "cre_loss_to_tangible": "Real-estate loss to equity",
    "cre_to_capital": "Real estate to capital",
    "cre_to_equity": "Real estate to book equity",
    "current": "Current debt",
    "debt": "Debt",
    "deposit_cost": "Deposit cost",
    "deposits_growth": "Deposits over a year",
    "due": "Due",
    "duration": "For +1 pp of yield",
    "ebit": "EBIT",
    "end": "To",
    "equity": "Equity to assets",
    "equity_usd_bn": "Book equity",
    "equity_usd_mn": "Book equity",
    "extra": "Extra interest",
    "fetched_at": "Fetched, UTC",
    "filed": "Filed",
    "filing": "Filing",
    "first": "Since",
    "floating": "Floating",
    "floating_filed": "Floating share is filed",
    "form": "Form",
    "from_month": "From",
    "gap": "Gap",
    "half": "Banks that lose half of their equity",
    "held": "Stored",
    "holding": "Holding company",
    "how": "How put together",
    "insured": "Insured deposits",
    "interest": "Interest",
    "issuers": "Issuers",
    "item": "What",
    "kind": "Kind",
    "ladder": "Maturity table",
    "last": "Newest",
    "last_error": "Last error",
    "last_wide": "Before that last",
    "loans_growth": "Loans over a year",
    "loss": "Loss",
    "loss_filed": "Loss as filed",
    "loss_scenario": "Loss",
    "loss_today": "Loss at published yields",
    "maturity_basis": "Maturities",
    "measured": "Here",
    "metric": "Figure",
    "net_income": "Net income",
    "of": "Of",
    "operating_income": "Operating income",
    "page": "Publisher's page",
    "paths": "Paths",
    "profit_after": "Profit after",
    "profit_before": "Profit before",
    "profitable": "Profitable issuers",
    "published": "Published",
    "repriced_as": "Repriced as",
    "rows": "Values",
    "rssd": "RSSD",
    "run_off": "Uninsured deposits that run",
    "scenario": "In the scenario",
    "service": "Source",
    "question": "Asked for",
    "http_status": "Status",
    "bytes": "Bytes",
    "answer_seconds": "Seconds",
    "differs": "Differs from the contract",
    "met_at": "Asked at",
    "remedy": "What to do",
    "shortfall": "What assets lack",
    "spell_since": "This wide since",
    "start": "From",
    "status": "Maturities",
    "tangible": "Tangible equity",
    "texas": "Texas ratio",
    "title": "What it is",
    "to_month": "To",
    "total": "Due",
    "unbooked": "Loss not in equity",
    "uninsured": "Uninsured deposits",
    "value_basis": "Values",
    "why": "Why",
    "wide_share": "As wide on, of days",
    "widest": "Widest on this side",
    "widest_on": "Widest on",
    "wiped_out": "Profit wiped out",
    "z": "z-score",
}
"""What a column is called, by its name without the unit; one that is not here is its own name in plain letters."""
LABELS |= {
    "aggregate_icr": "Aggregate coverage",
    "claim_holds": "The claim holds",
    "classified": "Classified",
    "debt_at_risk": "Debt with coverage below 1",
    "biotech": "Biotech",
    "burn": "Burn a quarter",
    "debt_to_equity": "Debt to equity",
    "debt_to_float": "Debt to float",
    "firms": "Firms",
    "flows_to": "Cash flow to",
    "glut": "Outgrew sales",
    "inventory_growth": "Inventories over a year",
    "interval_high": "Interval to",
    "interval_low": "Interval from",
    "known": "Known",
    "liabilities_to_equity": "Liabilities to equity",
    "liquid": "Liquid means",
    "margin_change": "Change of gross margin",
    "median_growth": "Median growth of share count",
    "other": "Others",
    "over_10": "Share count up by over 10 %",
    "prices_to": "Prices to",
    "raised": "Stock sold",
    "rate": "For +1 pp of the ten-year",
    "rate_high": "upper bound",
    "rate_low": "lower bound",
    "rate_note": "Sessions",
    "retail_ratio": "Inventories to sales",
    "sales_growth": "Sales over a year",
    "shares_growth": "Share count over a year",
    "shares_growth_log": "Share count over a year, log",
    "split": "A split taken out",
    "why_prices": "Why no return",
    "ytd": "Price this year",
    "ytd_total": "Total return",
    "high": "If all of the others",
    "icr_below_one": "Borrowers with coverage below 1",
    "low": "If none of the others",
    "of_universe": "Of the universe",
    "rule": "Rule",
    "shown": "The reader's own",
    "unclassifiable": "Not classifiable",
    "weighting": "Share of",
    "zombies": "Under the definition",
    "capacity": "Limit",
    "expiring": "Limits that end within a year",
    "facility": "Line",
    "free": "Free",
    "lender": "Lender",
    "lines": "Lines",
    "matures": "Final maturity",
    "owed": "Drawn, of lines with a limit",
    "spread_before": "Highest spread a year before",
    "spread_high": "Highest spread",
    "spread_low": "Lowest spread",
}
"""Columns of Issuers."""
LABELS |= {
    "measured_count": "Names measured",
    "sample_count": "Names in the sample",
    "change_1m": "Over one month",
    "change_1y": "Over one year",
    "change_6m": "Over six months",
    "change_unit": "Unit of the change",
    "day": "Over the session before",
}
"""Columns of Quotes and of breadth."""
NAMES = {"regional_banks": "Bank", "bank": "Bank", "debt_wall": "Issuer", "issuer": "Issuer", "issuers": "Firm"}
"""What the column `name` is called, by view."""


@dataclass(frozen=True)
class Column:
    """A column: its `label` without its unit, the `unit`, and the `decimals` it is shown with."""

    name: str
    label: str
    unit: str
    decimals: int

    @property
    def head(self) -> str:
        """Label and unit, as it stands over the column: "Loss to equity as filed, %"."""
        return f"{self.label}, {self.unit}" if self.unit else self.label


@cache
def column(name: str, view: str = "") -> Column:
    """What is known of a column by its name; `view` is the one whose table it stands in.

    A unit ends the name (`burden_filed_pct`); the id of a series that begins it is called by its title.
    """
    end = next((suffix for suffix in SUFFIXES if name.endswith(suffix)), "")
    unit, decimals = SUFFIXES.get(end, ("", 2))
    base = name.removesuffix(end)
    if base == "name" and view in NAMES:
        label = NAMES[view]
    elif name in LABELS:
        label = LABELS[name]
    elif base in LABELS:
        label = LABELS[base]
    elif base in _TITLES:
        label = _TITLES[base]
    else:
        words = base.replace("_", " ")
        label = words[:1].upper() + words[1:]
    return Column(name, label, unit, DECIMALS.get(name, decimals))


_TITLES = {entry.id: entry.title for entry in (*PRICES, *RATES)}
