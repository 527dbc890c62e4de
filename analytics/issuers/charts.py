"""The charts of Issuers."""

from __future__ import annotations

from analytics.model.chart import Chart

INCOME = ("sec.net_income", "sec.operating_income", "sec.interest")
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
        "colour; the claim of nearly 40 % is the line across",
        ("M-SPEC", "M-NEG", "M-ZOECD", "M-ZBISN", "M-ZFED"),
        INCOME,
        wide=True,
    ),
    Chart(
        "zombie_years",
        "Years",
        "Share by definition at the end of each fiscal year, % of the firms listed at present that can be classified, "
        "by count",
        ("M-NEG", "M-ICR", "M-ZOECD", "M-ZBISN", "M-ZFED"),
        INCOME,
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
        "zombie_reasons",
        "Firms",
        "Firms of the universe by definition and what is not known of them",
        ("M-ZOECD", "M-ZBISN", "M-ZBIS22", "M-ZFED"),
        INCOME,
        wide=True,
        shape="table",
    ),
    Chart(
        "zombie_firms",
        "Firms",
        "Firms under the reader's definition, the most debt first",
        ("M-NEG", "M-ICR", "M-ZOECD"),
        INCOME,
        wide=True,
        shape="panel",
    ),
)
