"""The charts of Divergence."""

from __future__ import annotations

from analytics.model.chart import Chart

_PRICES = ("{small}", "{large}", "USREC")
_RATES = ("{small}", "{large}", "DGS10")

CHARTS = (
    Chart(
        "ratio",
        "Gap",
        ":blue[**{small} to {large}**], {scale}, log scale. Shaded: US recessions",
        ("M-RS", "M-PCT", "M-RDD"),
        _PRICES,
        needs=("ratio{end}",),
    ),
    Chart(
        "years",
        "Gap",
        "{small} minus {large} from the year's start to {day}, pp, {dividends}",
        ("M-YOY", "M-RET"),
        ("{small}", "{large}"),
        needs=("ytd_gap{end}",),
    ),
    Chart(
        "effect",
        "Gap",
        "Change of the gap that has gone with the ten-year, pp",
        ("M-EFF", "M-PAR"),
        _RATES,
        needs=("gap_effect",),
        live=True,
    ),
    Chart(
        "drawdown",
        "Gap",
        "Fall from the highest close so far, %, {dividends}. :blue[**{small}**] and :gray[**{large}**]",
        ("M-DD", "M-RDD"),
        _PRICES,
        needs=("small_drawdown",),
    ),
    Chart(
        "gap",
        "Gap",
        "{small} minus {large} {span}, pp, {dividends}. :blue[**Above zero {small} leads**], :gray[**below zero "
        "{large} leads**]",
        ("M-SPR", "M-WIDE", "M-Z", "M-PCT"),
        _PRICES,
        needs=("{window_gap}{end}",),
        wide=True,
        fields=("window",),
    ),
    Chart(
        "standing",
        "Gap",
        "Each window's gap, and how unusual it is",
        ("M-SPR", "M-Z", "M-PCT"),
        _PRICES,
        wide=True,
        shape="table",
    ),
    Chart(
        "weighting",
        "Risk",
        "S&P 500 with equal weights (RSP) minus with cap weights (SPY) over one year, pp, {dividends}",
        ("M-EWCW", "M-CON"),
        ("RSP", "SPY", "USREC"),
        needs=("equal_weight_gap_1y",),
    ),
    Chart(
        "beta",
        "Risk",
        "{small} on {large}, daily returns over 252 sessions, with the 95 % interval",
        ("M-BETA", "M-NW"),
        _PRICES,
        table="comovement",
        needs=("beta_1y",),
    ),
    Chart(
        "correlation",
        "Risk",
        "{small} with {large}, daily returns over 252 and 63 sessions",
        ("M-COR",),
        _PRICES,
        table="comovement",
        needs=("correlation_1y",),
    ),
    Chart(
        "sensitivity",
        "Rates",
        "Change of the gap for +1 pp of yield, pp, over 252 sessions, with the 95 % interval",
        ("M-EDUR", "M-NW"),
        _RATES,
        needs=("rate_duration_gap",),
    ),
    Chart(
        "durations",
        "Rates",
        "The same on days of rising and of falling yields, with the 95 % interval",
        ("M-ASY", "M-EDUR"),
        _RATES,
        needs=("rate_duration_up",),
    ),
    Chart(
        "names",
        "Rates",
        ":blue[**Return for +1 pp of yield, %**]; :gray[**beyond the market's**]",
        ("M-EDUR", "M-FJ"),
        ("{names}", "DGS10"),
    ),
    Chart(
        "events",
        "Event days",
        "{small} minus {large} on each day since 2022, pp. {events}",
        ("M-EVT",),
        ("{small}", "{large}"),
        needs=("fomc_gap",),
        wide=True,
    ),
)
