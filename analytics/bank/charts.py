"""The charts of one bank."""

from __future__ import annotations

from analytics.model.chart import Chart

_FILED = ("fdic.SCHF", "fdic.SCAF", "fdic.EQ")

CHARTS = (
    Chart(
        "burden",
        "Capital",
        "Loss not yet in equity, % of tangible equity: by filing, **at published yields**, :violet[**slider**]",
        ("M-UL", "M-JMPS"),
        (*_FILED, "DGS10", "DGS3MO"),
        table="quarters",
        needs=("burden",),
        live=True,
    ),
    Chart(
        "capital",
        "Capital",
        ":yellow[**Tangible equity**] and **common equity tier 1**, USD m, by quarter",
        ("M-UL",),
        ("fdic.EQ", "fdic.RBCT1C"),
        table="quarters",
        column="tangible_usd_mn",
    ),
    Chart(
        "states",
        "Capital",
        "Losses before tax; over capital what is not in it yet",
        ("M-UL", "M-JMPS"),
        (*_FILED, "DGS10", "DGS3MO"),
        live=True,
        wide=True,
        shape="table",
    ),
    Chart(
        "ladder",
        "Business",
        "Assets by maturity or next repricing, USD m; hatched where the profile is assumed",
        ("M-JMPS",),
        ("fdic.SCNM5T15", "fdic.LNRSOV15"),
        column="amount_usd_mn",
    ),
    Chart(
        "balances",
        "Business",
        ":yellow[**Deposits**] and **loans**, USD m, by quarter",
        ("M-GROW",),
        ("fdic.DEP", "fdic.LNLSNET"),
        table="quarters",
        column="deposits_usd_mn",
    ),
    Chart(
        "estate",
        "Business",
        ":yellow[**Commercial real estate**] and **construction** over capital, %, by "
        "quarter. Dotted: the supervisors' 300",
        ("M-CRE300", "M-CRE100"),
        ("fdic.LNRENROT", "fdic.RBCT1J"),
        table="quarters",
        column="cre_to_capital_pct",
    ),
    Chart(
        "funding",
        "Business",
        "Uninsured deposits, % of domestic deposits, by quarter",
        ("M-UNI",),
        ("fdic.DEPUNINS", "fdic.DEPDOM"),
        table="quarters",
        column="uninsured_pct",
    ),
    Chart("quarters", "Filings", "By its own filings, by quarter", ("M-UL",), _FILED, wide=True, shape="table"),
    Chart(
        "peers",
        "Filings",
        "Rank and percentile of each ratio among the banks of its asset class, and of its state where there are ten",
        ("M-PEER",),
        _FILED,
        needs=("assets",),
        live=True,
        wide=True,
        shape="table",
    ),
    Chart("charters", "Filings", "In the newest quarter", ("M-UL",), _FILED, wide=True, shape="table"),
)
