"""Amounts: what adds up from charters to a holding company, and the ratios that are made of it at either level."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
LOSS_COLUMNS = {"filed": "loss_filed", "today": "loss_today", "scenario": "loss_scenario"}
"""The table column of the losses at each state, without its unit."""
BURDEN_COLUMNS = {
    "filed": ("burden_filed_pct", "cet1_burden_filed_pct"),
    "today": ("burden_today_pct", "cet1_burden_today_pct"),
    "scenario": ("burden_scenario_pct", "cet1_burden_scenario_pct"),
}
"""The table columns of losses over tangible common equity and over CET1 at each state."""


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


@dataclass(frozen=True, eq=False)
class Losses:
    """Losses in USD before tax at one state, gains negative: against cost, not in equity yet, not in CET1 yet."""

    total: Floats
    not_in_equity: Floats
    not_in_cet1: Floats

    def summed(self, codes: NDArray[np.int64], count: int) -> Losses:
        """Those of charters added up by `codes`, as `Amounts.summed`."""
        return Losses(*(_summed(part, codes, count) for part in (self.total, self.not_in_equity, self.not_in_cet1)))


@dataclass(frozen=True, eq=False)
class Amounts(Mapping[str, Floats]):
    """Amounts in USD, an array element a charter or a sum of them: those no slider moves by name, and `losses`."""

    static: Mapping[str, Floats]
    losses: Mapping[str, Losses]

    def __getitem__(self, name: str) -> Floats:
        return self.static[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.static)

    def __len__(self) -> int:
        return len(self.static)

    def summed(self, codes: NDArray[np.int64], count: int) -> Amounts:
        """Amounts of charters added up by `codes` (0 to count - 1; charters below 0 are left out).

        A sum is NaN where one of its charters' amounts is.
        """
        return Amounts(
            {name: _summed(values, codes, count) for name, values in self.static.items()},
            {state: lost.summed(codes, count) for state, lost in self.losses.items()},
        )

    def loss_columns(self) -> dict[str, Floats]:
        """The losses against cost by the name of their table column, without its unit."""
        return {LOSS_COLUMNS[state]: lost.total for state, lost in self.losses.items()}


@dataclass(frozen=True, eq=False)
class Burden:
    """What losses are of capital at one state, after the reader's tax, in per cent; infinite where capital is gone."""

    tce: Floats
    cet1: Floats


@dataclass(frozen=True, eq=False)
class Ratios(Mapping[str, Floats]):
    """Ratios in per cent, NaN where a part is not known: those of one state only by name, and `burden` at each."""

    static: Mapping[str, Floats]
    burden: Mapping[str, Burden]

    def __getitem__(self, name: str) -> Floats:
        return self.static[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.static)

    def __len__(self) -> int:
        return len(self.static)

    def columns(self) -> dict[str, Floats]:
        """Every ratio by the name of its table column."""
        by_state = {}
        for state, (tce, cet1) in BURDEN_COLUMNS.items():
            by_state[tce], by_state[cet1] = self.burden[state].tce, self.burden[state].cet1
        return by_state | dict(self.static)


def _summed(values: Floats, codes: NDArray[np.int64], count: int) -> Floats:
    inside = codes >= 0
    return np.bincount(codes[inside], values[inside], count).astype("float64")


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


def of(book: CallReportQuarter, states: Mapping[str, Mark]) -> Amounts:
    """The amounts of each charter, its losses at each state among them."""
    lost = {
        state: Losses(
            mark.total, mark.loss_not_in_equity, np.where(book.opted_out, mark.total, mark.loss_not_in_equity)
        )
        for state, mark in states.items()
    }
    return Amounts(fixed(book), lost)


def ratios(amounts: Amounts, assumptions: BankAssumptions) -> Ratios:
    """Ratios of charters, or of their sums, in per cent; NaN where a part is not known.

    Where tangible equity or other capital is not positive a loss over it is infinite: beyond every threshold.
    """
    kept = 1 - assumptions.tax
    cre_loss = real_estate.loss(amounts["cre"], assumptions.default, assumptions.severity)
    lost = amounts.losses["scenario"].not_in_equity
    burden = {
        state: Burden(
            over_capital(each.not_in_equity * kept, amounts["tangible"], always=True) * 100,
            over_capital(each.not_in_cet1 * kept, amounts["cet1"], always=True) * 100,
        )
        for state, each in amounts.losses.items()
    }
    found = {
        "coverage_pct": marks.coverage(
            amounts["assets"],
            lost,
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
        "both_to_tangible_pct": over_capital((lost + cre_loss) * kept, amounts["tangible"], always=True),
        "texas_pct": over_capital(amounts["nonperforming_assets"], amounts["tce_plus_allowance"]),
        "equity_pct": over(amounts["equity"], amounts["assets"]),
        "deposits_growth_pct": over(amounts["deposits"], amounts["deposits_before"]) - 1,
        "loans_growth_pct": over(amounts["loans"], amounts["loans_before"]) - 1,
    }
    return Ratios({name: values * 100 for name, values in found.items()} | funding.ratios(amounts), burden)
