"""Amounts: what adds up from charters to a holding company, and the ratios that are made of it at either level."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analytics.banks import funding, marks, real_estate
from analytics.banks.call_report import CallReportQuarter
from analytics.banks.marks import TAX, Mark, Yields
from analytics.banks.real_estate import over, over_capital
from analytics.model.scenario import Scenario

Floats = NDArray[np.float64]

STATES = ("filed", "today", "scenario")
"""The three dates a bank is marked at: its report, today's yields, the reader's."""


@dataclass(frozen=True)
class BankAssumptions:
    """The reader's terms in decimals: tax on losses, uninsured deposits that run, defaults and their severity, and
    the part of the short rate's moves that deposits pass on."""

    with_loans: bool
    tax: float
    run_off: float
    default: float
    severity: float
    deposit_beta: float = 0.45


def assumptions(scenario: Scenario) -> BankAssumptions:
    """The terms of a scenario."""
    return BankAssumptions(
        scenario.marks_loans,
        TAX if scenario.tax == "On" else 0.0,
        scenario.run_off / 100,
        scenario.cre_default / 100,
        scenario.cre_severity / 100,
        scenario.deposit_beta / 100,
    )


def fixed(book: CallReportQuarter) -> dict[str, Floats]:
    """The amounts of each charter in USD that no slider moves."""
    year = book.year_before
    blank = np.full(len(book), np.nan)
    return {
        "assets": book["ASSET"],
        "deposits": book["DEP"],
        "loans": book["LNLSNET"],
        "equity": book["EQ"],
        "tangible": book.tangible_common_equity,
        "cet1": book["RBCT1C"],
        "securities": book.securities.amount,
        "insured": book.insured,
        "uninsured": book.uninsured,
        "cre": real_estate.of(book),
        "construction": book["LNRECONS"],
        "capital": real_estate.cre_denominator(book),
        "cre_before": blank if book.real_estate_before is None else book.real_estate_before,
        "nonperforming_assets": book["NAASSET"] + book["P9ASSET"] + book["ORE"],
        "tce_plus_allowance": book.tangible_common_equity + book["LNATRES"],
        "deposits_before": blank if year is None else year["DEP"].to_numpy(dtype="float64"),
        "loans_before": blank if year is None else year["LNLSNET"].to_numpy(dtype="float64"),
        **funding.amounts(book),
    }


def marked(book: CallReportQuarter, curves: Yields, with_loans: bool) -> dict[str, Mark]:
    """The quarter as filed, at today's yields and in the scenario."""
    return {
        "filed": marks.as_filed(book, curves),
        "today": marks.mark(book, curves, curves.today, with_loans),
        "scenario": marks.mark(book, curves, curves.scenario, with_loans),
    }


def losses(book: CallReportQuarter, states: Mapping[str, Mark]) -> dict[str, Floats]:
    """The losses of each charter in USD before tax, at each state.

    `loss_` against cost; `unbooked_` what is not in equity yet; `outside_` what is not in common equity
    tier 1 yet.
    """
    found = {}
    for state, mark in states.items():
        found[f"loss_{state}"] = mark.total
        found[f"loss_not_in_equity_{state}"] = mark.loss_not_in_equity
        found[f"loss_not_in_cet1_{state}"] = np.where(book.opted_out, mark.total, mark.loss_not_in_equity)
    return found


def summed(amounts: Mapping[str, Floats], codes: NDArray[np.int64], count: int) -> dict[str, Floats]:
    """Amounts of charters added up by `codes` (0 to count - 1; charters below 0 are left out).

    A sum is NaN where one of its charters' amounts is.
    """
    inside = codes >= 0
    return {
        name: np.bincount(codes[inside], values[inside], count).astype("float64") for name, values in amounts.items()
    }


def ratios(amounts: Mapping[str, Floats], assumptions: BankAssumptions) -> dict[str, Floats]:
    """Ratios of charters, or of their sums, in per cent; NaN where a part is not known.

    Where tangible equity or other capital is not positive a loss over it is infinite: beyond every threshold.
    """
    kept = 1 - assumptions.tax
    cre_loss = real_estate.loss(amounts["cre"], assumptions.default, assumptions.severity)
    found = {}
    for state in STATES:
        burden, outside = amounts[f"loss_not_in_equity_{state}"] * kept, amounts[f"loss_not_in_cet1_{state}"] * kept
        found[f"burden_{state}_pct"] = over_capital(burden, amounts["tangible"], always=True)
        found[f"cet1_burden_{state}_pct"] = over_capital(outside, amounts["cet1"], always=True)
    found |= {
        "coverage_pct": marks.coverage(
            amounts["assets"],
            amounts["loss_not_in_equity_scenario"],
            amounts["insured"],
            amounts["uninsured"],
            assumptions.run_off,
        ),
        "uninsured_pct": over(amounts["uninsured"], amounts["insured"] + amounts["uninsured"]),
        "cre_to_capital_pct": over_capital(amounts["cre"], amounts["capital"]),
        "construction_to_capital_pct": over_capital(amounts["construction"], amounts["capital"]),
        "cre_to_equity_pct": over_capital(amounts["cre"], amounts["equity"]),
        "cre_growth_36m_pct": real_estate.growth(amounts["cre"], amounts["cre_before"]),
        "cre_loss_to_tangible_pct": over_capital(cre_loss, amounts["tangible"]),
        "both_to_tangible_pct": over_capital(
            (amounts["loss_not_in_equity_scenario"] + cre_loss) * kept, amounts["tangible"], always=True
        ),
        "texas_pct": over_capital(amounts["nonperforming_assets"], amounts["tce_plus_allowance"]),
        "equity_pct": over(amounts["equity"], amounts["assets"]),
        "deposits_growth_pct": over(amounts["deposits"], amounts["deposits_before"]) - 1,
        "loans_growth_pct": over(amounts["loans"], amounts["loans_before"]) - 1,
    }
    return {name: values * 100 for name, values in found.items()} | funding.ratios(amounts)
