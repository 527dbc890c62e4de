"""The charts of one issuer."""

from __future__ import annotations

from analytics.model.chart import Chart

_FACTS = ("sec.ladder_1", "sec.debt_noncurrent", "sec.interest", "sec.operating_income")

CHARTS = (
    Chart(
        "ladder",
        "Break-even",
        "Debt due a quarter, USD m: **filed**, **derived**, **assumed**",
        ("M-LADDER", "M-DEBT"),
        _FACTS,
        needs=("debt",),
    ),
    Chart("years", "Break-even", "Operating income and interest by fiscal year, USD m", ("M-ICR", "M-TTM"), _FACTS),
    Chart(
        "arithmetic",
        "Break-even",
        "Every figure that goes into it, with the formula's own symbols",
        ("M-REFI", "M-BE"),
        (*_FACTS, "DGS10", "DGS3MO"),
        live=True,
        wide=True,
        shape="table",
    ),
    Chart(
        "debt",
        "Filings",
        "Each tagged line, what of it counts, and why the rest does not, USD m",
        ("M-DEBT", "M-DOUBT"),
        _FACTS,
        wide=True,
        shape="table",
    ),
    Chart(
        "buckets",
        "Filings",
        "Each bucket, the months it covers and the filing it is from",
        ("M-LADDER",),
        _FACTS,
        wide=True,
        shape="table",
    ),
    Chart("sheets", "Filings", "Newest first, USD m", ("M-DEBT",), _FACTS, wide=True, shape="table"),
    Chart("missing", "Filings", "Nothing is filled in silently", ("M-DEBT",), _FACTS, wide=True, shape="table"),
    Chart(
        "facts",
        "Filings",
        "Each with the tag it was filed under, its period and its filing, USD",
        ("M-DEBT",),
        _FACTS,
        wide=True,
        shape="table",
    ),
    Chart("as_filed", "All facts", "As the SEC holds them", ("M-DEBT",), _FACTS, wide=True, shape="panel"),
)
