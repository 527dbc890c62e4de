"""Tables of one bank in its newest quarter: its losses at each state, its assets by maturity, its charters."""

from __future__ import annotations

import math
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.bank.quarters import MILLION
from analytics.banks import marks
from analytics.banks.amounts import STATES, Amounts, BankAssumptions, Ratios
from analytics.banks.call_report import BASES, CallReportQuarter
from analytics.banks.marks import Yields
from analytics.banks.metric_parts import metric
from analytics.banks.rate_metrics import LADDERS
from analytics.catalogue.banks import FIELDS
from analytics.model.metric import Metric
from analytics.model.thresholds import SPANS

Floats = NDArray[np.float64]

OVER_5Y = tuple(words for years, words in SPANS.items() if years > 5)
"""The spans of maturity of which no part reprices within five years."""


def states(sums: Amounts, ratios: Ratios, assumptions: BankAssumptions) -> pd.DataFrame:
    rows = [
        (
            state,
            float(sums.losses[state].total[0]) * MILLION,
            float(sums.losses[state].not_in_equity[0]) * MILLION,
            float(ratios.burden[state].tce[0]),
            float(ratios.burden[state].cet1[0]),
        )
        for state in STATES
    ]
    columns = ["state", "loss_usd_mn", "unbooked_usd_mn", "burden_pct", "cet1_burden_pct"]
    return pd.DataFrame(rows, columns=columns)


def _span(years: float) -> str:
    """The span in which a bucket is repriced; other mortgage securities stand at their average life."""
    return next(words for end, words in SPANS.items() if years <= end)


def ladder(book: CallReportQuarter, codes: NDArray[np.int64], curves: Yields) -> pd.DataFrame:
    """Its assets by maturity in USD mn, how that is known, and what each bucket gains or loses in per cent."""
    mine, parts = codes == 0, []
    for words, kind in (
        ("securities", book.securities),
        ("home loans", book.residential_mortgages),
        ("other loans", book.other_loans),
    ):
        amount = np.nansum(kind.amount[mine][:, None] * kind.shares[mine], axis=0)
        known = kind.basis[mine][np.nan_to_num(kind.amount[mine]) > 0]
        parts.append(
            pd.DataFrame(
                {
                    "kind": words,
                    "bucket": [FIELDS[bucket.field].title for bucket in kind.buckets],
                    "span": [_span(bucket.years) for bucket in kind.buckets],
                    "amount_usd_mn": amount * MILLION,
                    "basis": BASES[int(known.max())] if len(known) else "",
                    "change_today_pct": marks.mean_changes(book, kind, curves, curves.today, mine) * 100,
                    "change_scenario_pct": marks.mean_changes(book, kind, curves, curves.scenario, mine) * 100,
                }
            )
        )
    return pd.concat(parts, ignore_index=True)


def repriced_after_5y(ladder: pd.DataFrame, end: date) -> Metric:
    """The part of a `ladder` whose rate is fixed for over five years, per cent; n/a where no maturity is known."""
    whole = float(ladder["amount_usd_mn"].sum())
    long = float(ladder.loc[ladder["span"].isin(OVER_5Y), "amount_usd_mn"].sum())
    share = long / whole * 100 if whole > 0 else math.nan
    label = "Assets that reprice after five years, of those with a maturity"
    return metric(
        "repriced_after_5y", label, share, "%", "M-JMPS", LADDERS, end, missing="it files no maturities", view="bank"
    )


def charters(book: CallReportQuarter, codes: NDArray[np.int64]) -> pd.DataFrame:
    mine = codes == 0
    frame: pd.DataFrame = book.charters.loc[mine, ["cert", "name", "city", "state", "holding", "rssd"]].reset_index(
        drop=True
    )
    return frame.assign(assets_usd_mn=book["ASSET"][mine] * MILLION)
