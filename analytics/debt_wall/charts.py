"""The charts of Debt wall."""

from __future__ import annotations

from analytics.model.chart import Chart

FILED = ("sec.ladder_1", "sec.debt_noncurrent")
REPRICED = ("sec.interest", "sec.operating_income", "sec.ladder_1", "DGS10", "DGS3MO")
_YIELDS = ("DGS10", "DGS3MO")

CHARTS = (
    Chart(
        "wall",
        "Wall",
        "Debt falling due a quarter, USD bn: **filed** in a maturity table, **derived** from current "
        "debt, **assumed** from the sector. A bar lists its issuers",
        ("M-LADDER", "M-DEBT", "M-BAND"),
        FILED,
        fields=("quarter",),
        click="quarter",
    ),
    Chart(
        "by_yield",
        "Wall",
        "Profitable issuers left without profit, % of their number, by ten-year yield. The curve "
        "moves both yields alike, the :violet[**slider**] as set",
        ("M-REFI", "M-BE", "M-163J"),
        REPRICED,
        live=True,
    ),
    Chart(
        "break_evens",
        "Wall",
        "Issuers by break-even ten-year, count per half point. **{past}**, still profitable. {first}",
        ("M-BE",),
        REPRICED,
        live=True,
    ),
    Chart("sectors", "Wall", "Profitable issuers wiped out, % of each sector's", ("M-REFI",), REPRICED, live=True),
    Chart(
        "issuers",
        "Issuers",
        "The issuers the reader chooses to list",
        ("M-REFI", "M-BE"),
        REPRICED,
        live=True,
        wide=True,
        shape="panel",
        fields=("listing",),
    ),
    Chart(
        "coverage",
        "Issuers",
        "Interest coverage before and after refinancing, x, log scales. :violet[**Profit wiped out**]",
        ("M-ICR", "M-REFI"),
        REPRICED,
        live=True,
    ),
    Chart(
        "heat",
        "Issuers",
        "Profitable issuers wiped out, %, by ten-year yield and change of credit spreads. Frames: "
        "published, :violet[**slider**]",
        ("M-REFI", "M-BE"),
        REPRICED,
        live=True,
    ),
    Chart(
        "fan",
        "Paths",
        "Ten-year along 10,000 paths drawn from past changes, %: median, half and nine tenths of them",
        ("M-BB",),
        _YIELDS,
        live=True,
    ),
    Chart(
        "share_fan",
        "Paths",
        "Profitable issuers wiped out by then, %, along the same paths: median, half and nine tenths of them",
        ("M-BB", "M-BE"),
        REPRICED,
        live=True,
    ),
    Chart(
        "by_end",
        "Paths",
        "Paths by the share of profitable issuers wiped out at their end, of 10,000",
        ("M-BB", "M-BE"),
        REPRICED,
        live=True,
        wide=True,
    ),
    Chart(
        "estimates",
        "Published",
        "Published estimates, {estimates}",
        ("M-LADDER", "M-DEBT", "M-NEG"),
        FILED,
        wide=True,
        fields=("estimate",),
    ),
    Chart(
        "uncovered",
        "Published",
        "{filed_count} of borrowers and {filed_debt} of debt have a filed maturity table; the rest is named here",
        ("M-LADDER", "M-DEBT"),
        FILED,
        wide=True,
        shape="table",
    ),
)
