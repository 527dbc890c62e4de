"""The cards of Regional banks: with the banks' filings, and of what is held without any."""

from __future__ import annotations

from collections.abc import Mapping

from analytics.model.metric import Metric
from ui.show import Card, short


def banks(now: Mapping[str, Metric]) -> list[Card]:
    """The page's six: losses, real estate, deposits, and the fund."""
    beyond, run = now["banks_beyond_50"], now["uncovered_banks"]
    return [
        Card("Unrealised loss", now["unrealised_loss"], 0, False, f"{short(now['unrealised_loss_filed'], 0)} filed"),
        Card(
            "Loss to equity",
            now["unrealised_loss_to_equity"],
            1,
            False,
            f"{short(now['unrealised_loss_to_equity_filed'], 1)} filed",
        ),
        Card("Lose half", beyond, 0, False, f"{short(now['banks_beyond_100'])} lose all", _counted(beyond)),
        Card("Real-estate loss", now["cre_loss"], 0, False, f"{short(now['cre_loss_to_equity'], 1)} of equity"),
        Card("Uninsured", now["uninsured_share"], 0, False, f"{short(run)} uncovered"),
        *fund(now)[:1],
    ]


def _counted(metric: Metric) -> str:
    return "" if metric.value is None else f"{metric.value:,} bank{'s' * (metric.value != 1)}"


def fund(figures: Mapping[str, Metric]) -> list[Card]:
    """The cards of what is held without any bank."""
    found = [
        ("KRE this year", "kre_ytd", 1, True, "SPY", "spy_ytd"),
        ("KRE drawdown", "kre_drawdown", 1, False, "", ""),
        ("KRE beta", "kre_beta_1y", 2, False, "", ""),
        ("Standards, net", "standards_small", 1, True, "larger", "standards_large"),
        ("Late property", "cre_delinquency", 2, False, "", ""),
        ("Business loans", "business_loans_growth", 1, True, "", ""),
    ]
    return [
        Card(label, figures[name], places, sign, f"{who} {short(figures[other], places, sign=sign)}" if who else "")
        for label, name, places, sign, who, other in found
        if name in figures
    ]
