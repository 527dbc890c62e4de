"""Tables of the banks' maturities: what each bucket gains or loses, how it is known, and what is assumed."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.banks import buckets, marks
from analytics.banks.amounts import STATES
from analytics.banks.call_report import BASES, CallReportQuarter, Holdings
from analytics.banks.marks import Yields
from analytics.catalogue.banks import FIELDS
from analytics.memo import memoised
from analytics.model.metric import NBSP

Floats = NDArray[np.float64]


def shocks(book: CallReportQuarter, curves: Yields) -> pd.DataFrame:
    """Each bucket of maturity: what all banks hold in it, its yields, and what it has gained or lost."""
    parts = []
    for words, kind in _kinds(book):
        tenors = np.array([bucket.tenor for bucket in kind.buckets])
        frame = {
            "kind": words,
            "bucket": [FIELDS[bucket.field].title for bucket in kind.buckets],
            "field": [bucket.field for bucket in kind.buckets],
            "tenor_years": tenors,
            "amount_usd_bn": _holdings(kind),
            **{
                f"yield_{state}_pct": buckets.yields_at(to, tenors) * 100
                for state, to in zip(STATES, (curves.report, curves.today, curves.scenario), strict=True)
            },
            **{
                f"change_{state}_pct": marks.mean_changes(book, kind, curves, to) * 100
                for state, to in (("today", curves.today), ("scenario", curves.scenario))
            },
        }
        parts.append(pd.DataFrame(frame))
    return pd.concat(parts, ignore_index=True)


@lru_cache(maxsize=24)
def _holdings(kind: Holdings) -> Floats:
    """What all banks hold in each bucket of a kind of asset, in USD bn."""
    return np.asarray(np.nansum(kind.amount[:, None] * kind.shares, axis=0) / 1e9)


def _kinds(book: CallReportQuarter) -> tuple[tuple[str, Holdings], ...]:
    return (
        ("securities", book.securities),
        ("home loans", book.residential_mortgages),
        ("other loans", book.other_loans),
    )


@memoised
def basis(book: CallReportQuarter) -> pd.DataFrame:
    """How much of each figure is filed, derived from the banks' own maturities, or assumed: banks and amounts."""
    rows = []
    items = [("losses on securities", book.value_basis, book.securities.amount)]
    items += [(f"maturities of {words}", kind.basis, kind.amount) for words, kind in _kinds(book)]
    for item, codes, amount in items:
        whole = float(np.nansum(amount))
        for code, word in enumerate(BASES):
            inside = (codes == code) & (amount > 0)
            held = float(np.nansum(amount[inside]))
            share = held / whole * 100 if whole > 0 else np.nan
            rows.append((item, word, int(inside.sum()), held / 1e9, share))
    columns = ["item", "basis", "banks_count", "amount_usd_bn", "amount_share_pct"]
    return pd.DataFrame(rows, columns=columns)


@lru_cache(maxsize=1)
def profile() -> pd.DataFrame:
    """What is assumed of banks that file no maturities: the share of each bucket of its kind, in per cent."""
    parts = []
    kinds = (("securities", buckets.SECURITIES), ("home loans", buckets.HOMES), ("other loans", buckets.OTHER_LOANS))
    for words, kind in kinds:
        shares = np.array([bucket.assumed for bucket in kind])
        for bucket, share in zip(kind, shares / shares.sum() * 100, strict=True):
            how = f"paid down over {bucket.years:g}{NBSP}years" if bucket.amortising else f"{bucket.years:g}{NBSP}years"
            parts.append((words, FIELDS[bucket.field].title, how, share))
    return pd.DataFrame(parts, columns=["kind", "bucket", "repriced_as", "share_pct"])
