"""Tables of the banks' page that the sliders move: banks, listed ones, distribution, thresholds, run, defaults."""

from __future__ import annotations

from itertools import compress, product

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.banks import marks, real_estate
from analytics.banks.amounts import STATES, Amounts, BankAssumptions, Ratios, ratios
from analytics.banks.call_report import BASES, CallReportQuarter
from analytics.banks.flags import NO_TANGIBLE
from analytics.memo import memoised
from analytics.model.thresholds import BEYOND_PCT, QUANTILES

Floats = NDArray[np.float64]

EDGES = np.array([-np.inf, *range(0, 105, 5), np.inf])
"""Bins of the distribution in per cent of capital: gains, steps of five, 100 and more."""
SHARES = range(0, 101, 10)
DEFAULTS = range(0, 51, 5)
MEMBERS = ("burden_filed_pct", "burden_today_pct", "burden_scenario_pct", "cet1_burden_scenario_pct")
SUPERVISED = (
    "cre_to_capital_pct", "construction_to_capital_pct", "cre_growth_36m_pct", "cre_to_equity_pct",
    "cre_loss_to_tangible_pct", "both_to_tangible_pct",
)  # fmt: skip
OTHERS = ("coverage_pct", "uninsured_pct", "texas_pct", "equity_pct", "deposits_growth_pct", "loans_growth_pct")
RATIOS = (*MEMBERS, *SUPERVISED, *OTHERS)
"""The ratios of a bank's row, in order."""
SUMS = ("assets", "deposits", "tangible", "cet1")


def banks(book: CallReportQuarter, amounts: Amounts, found: Ratios) -> pd.DataFrame:
    """A row a charter, largest first; amounts in USD mn, `*_basis` how its losses and its maturities are known."""
    names, columns = book.charters, found.columns()
    return pd.DataFrame(
        {
            **{name: names[name] for name in ("cert", "name", "city", "state", "holding", "ticker")},
            **{f"{name}_usd_mn": values / 1e6 for name, values in _sums(amounts).items()},
            **{name: _finite(columns[name]) for name in RATIOS},
            "value_basis": _BASES[book.value_basis],
            "maturity_basis": _BASES[book.securities.basis],
            "flag": _flags(amounts["tangible"], book.flagged, book.unsplit),
        }
    )


def _sums(amounts: Amounts) -> dict[str, Floats]:
    """The amounts of a bank's row, in order: its size and capital, and its losses at each state."""
    return {name: amounts[name] for name in SUMS} | amounts.loss_columns()


def _finite(ratio: Floats) -> Floats:
    """A ratio to be shown: blank where the capital under it is gone, which the flag says."""
    return np.where(np.isinf(ratio), np.nan, ratio)


def _flags(
    tangible_common_equity: Floats, uninsured: NDArray[np.bool_], unsplit: NDArray[np.bool_]
) -> NDArray[np.object_]:
    """What sets a bank apart, in words."""
    words: NDArray[np.object_] = _FLAGS[(tangible_common_equity <= 0) * 4 + uninsured * 2 + unsplit]
    return words


_SET_APART = (
    NO_TANGIBLE,
    "more uninsured deposits filed than deposits",
    "held to maturity and for sale not told apart",
)
_FLAGS = np.array(
    ["; ".join(compress(_SET_APART, marks)) for marks in product((False, True), repeat=len(_SET_APART))], dtype=object
)
"""The words of every combination of the three."""


def by_burden(rows: pd.DataFrame, column: str = "burden_scenario_pct") -> pd.DataFrame:
    """Rows of `banks` or `listed` by what they would lose, the most first: those without tangible equity lead."""
    flags = rows["flag"] if "flag" in rows else pd.Series("", index=rows.index)
    gone = flags.str.contains(NO_TANGIBLE)
    known = rows[gone | rows[column].notna()]
    order = known.assign(_gone=gone[known.index]).sort_values(["_gone", column], ascending=False, kind="stable")
    return order.drop(columns="_gone")


_BASES = np.array(BASES, dtype=object)


def listed(book: CallReportQuarter, amounts: Amounts, assumptions: BankAssumptions) -> pd.DataFrame:
    """A row a listed bank: its charters added up, largest first; amounts in USD bn."""
    tickers, codes, charters = groups(book)
    sums = amounts.summed(codes, len(tickers))
    columns = ratios(sums, assumptions).columns()
    frame = pd.DataFrame(
        {
            **{name: tickers[name] for name in ("ticker", "holding")},
            "charters": charters,
            **{f"{name}_usd_bn": values / 1e9 for name, values in _sums(sums).items()},
            **{name: _finite(columns[name]) for name in RATIOS},
            "flag": _flags(sums["tangible"], np.zeros(len(tickers), dtype=bool), np.zeros(len(tickers), dtype=bool)),
        }
    )
    return frame.sort_values("assets_usd_bn", ascending=False, ignore_index=True, kind="stable")


@memoised
def groups(book: CallReportQuarter) -> tuple[pd.DataFrame, NDArray[np.int64], NDArray[np.int64]]:
    """The listed banks of a quarter, the place of each charter among them (-1: not listed), and their charters."""
    named = book.charters["ticker"].to_numpy()
    tickers, codes = np.unique(named, return_inverse=True)
    if len(tickers) and tickers[0] == "":
        tickers, codes = tickers[1:], codes - 1
    first = book.charters[book.charters["ticker"] != ""].drop_duplicates("ticker").set_index("ticker")
    frame = pd.DataFrame({"ticker": tickers, "holding": first["holding"].reindex(tickers).to_numpy()})
    return frame, codes.astype("int64"), np.bincount(codes[codes >= 0], minlength=len(tickers)).astype("int64")


def distribution(found: Ratios, assets: Floats) -> pd.DataFrame:
    """How many banks, and what assets, lie in each bin of loss over tangible equity, at each state.

    `from_pct` and `to_pct` bound a bin, the lower bound included; both are NaN-free, the outer ones
    infinite. A bank whose tangible equity is gone lies in the last; one whose ratio is not known in none.
    """
    frame = pd.DataFrame({"from_pct": EDGES[:-1], "to_pct": EDGES[1:]})
    for state in STATES:
        ratio = found.burden[state].tce
        known = ~np.isnan(ratio) & ~np.isnan(assets)
        place = np.minimum(np.searchsorted(EDGES, ratio[known], side="right") - 1, len(frame) - 1)
        frame[f"{state}_count"] = np.bincount(place, minlength=len(frame))
        frame[f"{state}_assets_usd_bn"] = np.bincount(place, assets[known], len(frame)) / 1e9
    return frame


def beyond(found: Ratios, assets: Floats) -> pd.DataFrame:
    """Banks whose loss is beyond 50 and 100 % of capital: count, assets and their share of all, at each state."""
    rows = []
    for base in ("tangible equity", "CET1"):
        for state in STATES:
            ratio = found.burden[state].tce if base == "tangible equity" else found.burden[state].cet1
            for threshold in BEYOND_PCT:
                over = ratio >= threshold
                held = float(np.nansum(assets[over]))
                whole = float(np.nansum(assets[~np.isnan(ratio)]))
                share = held / whole * 100 if whole > 0 else np.nan
                rows.append((base, state, threshold, int(over.sum()), held / 1e9, share))
    columns = ["base", "state", "threshold_pct", "banks_count", "assets_usd_bn", "assets_share_pct"]
    return pd.DataFrame(rows, columns=columns)


def run(amounts: Amounts) -> pd.DataFrame:
    """Banks that could not cover insured depositors, by the share of uninsured deposits that runs.

    `shortfall_usd_bn` is what their assets lack, `insured_usd_bn` the insured deposits they owe; `p05_pct` to
    `p95_pct` are percentiles of coverage over the banks where it is known, NaN where it is of none.
    """
    rows = []
    for share in SHARES:
        cover = marks.coverage(
            amounts["assets"],
            amounts.losses["scenario"].not_in_equity,
            amounts["insured"],
            amounts["uninsured"],
            share / 100,
        )
        short, known = cover < 0, cover[~np.isnan(cover)]
        insured, assets = amounts["insured"][short], amounts["assets"][short]
        lacks = -float(np.sum(cover[short] * insured))
        spread = np.percentile(known, QUANTILES) * 100 if len(known) else np.full(len(QUANTILES), np.nan)
        owed = (assets.sum() / 1e9, insured.sum() / 1e9, lacks / 1e9 + 0.0)
        rows.append((share, int(short.sum()), *owed, *spread.tolist()))
    columns = ["run_off_pct", "banks_count", "assets_usd_bn", "insured_usd_bn", "shortfall_usd_bn"]
    return pd.DataFrame(rows, columns=[*columns, *(f"p{q:02d}_pct" for q in QUANTILES)])


def defaults(amounts: Amounts, assumptions: BankAssumptions) -> pd.DataFrame:
    """What commercial real estate would cost by its default rate, at the reader's severity.

    `loss_usd_bn` before tax; `half_count` and `all_count` are the banks whose loss on it and on securities
    together, after the reader's tax, comes to half and to all of tangible equity. Banks that lack a part of
    either are in none.
    """
    rows = []
    kept, whole = 1 - assumptions.tax, float(np.nansum(amounts["cre"]))
    for rate in DEFAULTS:
        lost = real_estate.loss(amounts["cre"], rate / 100, assumptions.severity)
        joint = real_estate.over_capital(
            (amounts.losses["scenario"].not_in_equity + lost) * kept, amounts["tangible"], always=True
        )
        cost = whole * rate / 100 * assumptions.severity / 1e9
        rows.append((rate, cost, int((joint >= 0.5).sum()), int((joint >= 1.0).sum()), int((~np.isnan(joint)).sum())))
    return pd.DataFrame(rows, columns=["default_pct", "loss_usd_bn", "half_count", "all_count", "known_count"])
