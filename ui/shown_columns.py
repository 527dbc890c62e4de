"""Which columns of the long tables stand on a page, in order."""

ISSUER_ROWS = (
    "name",
    "break_even_pct",
    "ticker",
    "debt_usd_m",
    "due_usd_m",
    "floating_pct",
    "coverage_before_x",
    "coverage_after_x",
    "extra_usd_m",
    "profit_before_usd_m",
    "profit_after_usd_m",
    "class",
    "sector",
    "status",
    "rank",
    "filing",
)
"""The columns of an issuer table, the name and the column its title speaks of first."""
FIRM_ROWS = (
    "name",
    "debt_usd_m",
    "ticker",
    "coverage_x",
    "net_income_usd_m",
    "ebit_usd_m",
    "interest_usd_m",
    "sector",
    "rank",
    "twelve_months_to",
)
RUNWAY_ROWS = (
    "name",
    "runway_quarters",
    "ticker",
    "liquid_usd_m",
    "burn_usd_m",
    "shares_growth_pct",
    "raised_usd_m",
    "class",
    "sector",
    "rank",
    "flows_to",
    "balance_sheet",
)
DUE_ROWS = (
    "name",
    "total_usd_m",
    "ticker",
    "status",
    "filed_usd_m",
    "derived_usd_m",
    "assumed_usd_m",
    "sector",
    "rank",
)
BANK_ROWS = (
    "name",
    "burden_scenario_pct",
    "assets_usd_mn",
    "burden_filed_pct",
    "loss_scenario_usd_mn",
    "cet1_burden_scenario_pct",
    "cre_to_capital_pct",
    "cre_growth_36m_pct",
    "both_to_tangible_pct",
    "coverage_pct",
    "uninsured_pct",
    "texas_pct",
    "equity_pct",
    "deposits_growth_pct",
    "loans_growth_pct",
    "value_basis",
    "maturity_basis",
    "ticker",
    "state",
    "cert",
    "flag",
)
"""The columns of a table of charters, the name and the column its title speaks of first."""
LISTED_ROWS = (
    "ticker",
    *(name.replace("usd_mn", "usd_bn") for name in BANK_ROWS[1:15]),
    "holding",
    "charters",
)
"""The columns of a table of listed banks."""
