"""The channel from yields to lending: what they take of banks' capital and earnings, and the lending that bears."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.banks.amounts import BankAssumptions
from analytics.banks.call_report import CallReportQuarter
from analytics.banks.marks import TAX, Yields
from analytics.banks.metric_parts import TANGIBLE, VALUES, fdic, metric
from analytics.measures.curve import LONG, SHORT, Curve
from analytics.model.metric import Metric

Floats = NDArray[np.float64]

SIZES = (
    ("under 10 USD bn", 0.0, 10e9),
    ("10 to 100 USD bn", 10e9, 100e9),
    ("100 to 250 USD bn", 100e9, 250e9),
    ("250 USD bn and more", 250e9, np.inf),
)
"""Classes of banks by assets, the lower bound included."""
SMALL_AND_REGIONAL = 250e9
"""Assets up to which a bank counts as small or regional."""
WITHIN_YEAR = {
    "SCNM3LES": 0.875, "SCNM3T12": 0.375, "SCPT3LES": 0.875, "SCPT3T12": 0.375, "LNRS3LES": 0.875, "LNRS3T12": 0.375,
    "LNOT3LES": 0.875, "LNOT3T12": 0.375,
}  # fmt: skip
"""Buckets that reprice within a year, and the part of the coming year that their new yield is earned."""
ADVANCES_PART = 0.5
"""Part of the coming year in which advances due or repriced within it carry the new yield, evenly spread."""
ASSOCIATION = (
    "An association, not a forecast: capital that is gone is taken to shrink lending in proportion, and no bank's "
    "lending is traced to a small cap's loan."
)


def table(
    book: CallReportQuarter, curves: Yields, amounts: Mapping[str, Floats], assumptions: BankAssumptions
) -> pd.DataFrame:
    """By size of bank, from today's yields to the reader's, in USD bn; a fall is negative.

    `capital` is the change of what securities (and loans, where they are marked) are worth beyond what equity
    counts, after the reader's tax; `earnings` the change of a year's net interest income after tax, as assets
    that reprice within it and cash earn, and deposits and advances cost, what the short rate moved;
    `capital_ratio_pct` tangible common equity at today's yields over assets; `room` the change of lending that
    keeps that ratio, (capital + earnings) over it, no more than all loans less. Banks that lack a part are left
    out of its sums and counted.
    """
    kept = 1 - assumptions.tax
    lost_today, lost = (amounts[f"loss_not_in_equity_{state}"] for state in ("today", "scenario"))
    capital = -(lost - lost_today) * kept
    earnings = _net_interest(book, curves, assumptions.deposit_beta) * (1 - TAX)
    equity = amounts["tangible"] - lost_today * kept
    assets = amounts["assets"]
    known = ~np.isnan(capital) & ~np.isnan(earnings) & ~np.isnan(equity) & ~np.isnan(assets)
    rows = []
    for words, low, high in SIZES:
        inside = known & (assets >= low) & (assets < high)
        sums = [float(values[inside].sum()) for values in (assets, capital, earnings, equity, amounts["loans"])]
        whole, moved, earned, own, loans = sums
        ratio = own / whole if whole > 0 and own > 0 else np.nan
        room = max((moved + earned) / ratio, -loans) if ratio > 0 else np.nan
        rows.append(
            (words, int(inside.sum()), whole / 1e9, moved / 1e9, earned / 1e9, ratio * 100, room / 1e9,
             room / loans * 100 if loans > 0 else np.nan, high <= SMALL_AND_REGIONAL)
        )  # fmt: skip
    columns = [
        "size", "banks_count", "assets_usd_bn", "capital_change_usd_bn", "earnings_change_usd_bn", "capital_ratio_pct",
        "room_change_usd_bn", "room_to_loans_pct", "is_small_or_regional",
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def metrics(rows: pd.DataFrame, curves: Yields, banks: int, due: Metric | None, why_not: str) -> Iterator[Metric]:
    """The sums over small and regional banks, beside what small caps must refinance in the window.

    `due` is the Debt wall's figure of it, None where there is none because of `why_not`: the banks' part stands.
    """
    mine = rows[rows["is_small_or_regional"]]
    count = int(mine["banks_count"].sum())
    make = partial(metric, method="M-CHANNEL", as_of=curves.today.as_of, missing="no bank files all of its parts")
    sources = (*VALUES, *TANGIBLE, *fdic("DEPDOM", "CHBAL", "OTBFH1L", "LNOT3LES"), LONG, SHORT)
    words = "of banks under 250 USD bn, from today's yields to the scenario's"
    note = f"{count:,} of {banks:,} banks; {ASSOCIATION}"
    for name, label, column in (
        ("channel_capital", f"Change of capital {words}", "capital_change_usd_bn"),
        ("channel_earnings", f"Change of a year's earnings {words}", "earnings_change_usd_bn"),
        ("channel_room", f"Change of lending room {words}", "room_change_usd_bn"),
    ):
        value = float(mine[column].sum(min_count=1)) if count else None
        yield make(name, label, value, "USD bn", sources=sources, note=note)
    label = "What small caps must refinance in the window"
    if due is None:
        yield metric("small_caps_due", label, None, "USD bn", "M-LADDER", fdic("ASSET"), None, missing=why_not)
    else:
        yield due.renamed("regional_banks.small_caps_due", label)


def _net_interest(book: CallReportQuarter, curves: Yields, beta: float) -> Floats:
    """Change of each charter's net interest income over a year in USD before tax, by the move of the short rate."""
    moved = _short(curves.scenario) - _short(curves.today)
    repriced = np.nan_to_num(book["CHBAL"])
    for kind in (book.securities, book.residential_mortgages, book.other_loans):
        weights = np.array([WITHIN_YEAR.get(bucket.field, 0.0) for bucket in kind.buckets])
        repriced = repriced + np.nan_to_num(kind.amount) * (kind.shares @ weights)
    domestic = np.where(np.isnan(book["DEPDOM"]), book["DEP"], book["DEPDOM"])
    advances = np.nan_to_num(book["OTBFH1L"]) * ADVANCES_PART
    return np.asarray(moved * (repriced - beta * domestic - advances))


def _short(curve: Curve) -> float:
    """The three-month yield of a curve in decimals."""
    return float(curve.yields[SHORT]) / 100
