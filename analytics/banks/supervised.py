"""Figures of the supervisors' tests: commercial real estate, what its defaults cost, and assets in trouble."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

import numpy as np
from numpy.typing import NDArray

from analytics.banks import real_estate
from analytics.banks.amounts import BankAssumptions
from analytics.banks.call_report import REAL_ESTATE, CallReportQuarter
from analytics.banks.metric_parts import (
    BILLION,
    SPLIT,
    TANGIBLE,
    VALUES,
    blank,
    fdic,
    known,
    median,
    metric,
    of_banks,
    share_of,
    total,
)
from analytics.model.metric import Metric
from analytics.model.thresholds import CRE_TO_CAPITAL_PCT

Floats = NDArray[np.float64]


def property_loans(
    book: CallReportQuarter, amounts: Mapping[str, Floats], found: Mapping[str, Floats], assumptions: BankAssumptions
) -> Iterator[Metric]:
    """Commercial real estate: concentration by both parts of the test, and what the defaults would cost."""
    counted, base = fdic(*REAL_ESTATE), fdic("RBCT1J", "LNATRES")
    words = "tier 1 capital plus allowance" if book.end >= real_estate.NEW_CAPITAL else "total risk-based capital"
    if book.end < real_estate.NEW_CAPITAL:
        base = fdic("RBC")
    why = blank(book, *(name.removeprefix("fdic.") for name in (*base, *counted)))
    make = partial(metric, as_of=book.end, missing=why)
    conc, construction = found["cre_to_capital_pct"], found["construction_to_capital_pct"]
    over, n = conc >= CRE_TO_CAPITAL_PCT, known(conc)
    test, sources = partial(make, method="M-CRE300", sources=(*counted, *base)), (*counted, *base)
    note = f"{of_banks(conc)}, over {words}"
    yield test(
        "cre_over_300",
        "Banks with commercial real estate of 300 % of capital and more",
        int(over.sum()) if n else None,
        "count",
        note=note,
    )
    yield test(
        "cre_over_300_share",
        "Share of banks with commercial real estate of 300 % of capital and more",
        over.sum() / n * 100 if n else None,
        "%",
        note=note,
    )
    held = float(np.nansum(amounts["assets"][over])) * BILLION if n else None
    label = "Assets of banks with commercial real estate of 300 % of capital and more"
    yield test("cre_over_300_assets", label, held, "USD bn", note=note)
    growth = found["cre_growth_36m_pct"]
    both = real_estate.both_parts(conc / 100, growth / 100)
    grown = known(growth)
    missing = "the quarter 36 months earlier is not held"
    note = f"300 % of capital and growth of 50 % in 36 months; {of_banks(growth)}, mergers included"
    yield metric(
        "cre_both_parts",
        "Banks that meet both parts of the test",
        int(both.sum()) if n and grown else None,
        "count",
        "M-CRE300",
        sources,
        book.end,
        note,
        missing if n else why,
    )
    m = known(construction)
    note = f"{of_banks(construction)}, over {words}"
    yield make(
        "construction_over_100",
        "Banks with construction loans of 100 % of capital and more",
        int((construction >= 100).sum()) if m else None,
        "count",
        "M-CRE100",
        (fdic("LNRECONS")[0], *base),
        note=note,
    )
    equity = found["cre_to_equity_pct"]
    yield make(
        "cre_over_300_equity",
        "Banks with commercial real estate of 300 % of equity and more",
        int((equity >= CRE_TO_CAPITAL_PCT).sum()) if known(equity) else None,
        "count",
        "M-CRE300",
        (*counted, *fdic("EQ")),
        note="the alternative over book equity",
    )
    yield make(
        "cre_loans",
        "Commercial real-estate loans that count",
        total(amounts["cre"]) * BILLION,
        "USD bn",
        "M-CRE300",
        counted,
        note=of_banks(amounts["cre"]),
    )
    lost = real_estate.loss(amounts["cre"], assumptions.default, assumptions.severity)
    parts = (f"{round(100 * part)} %" for part in (assumptions.default, assumptions.severity))
    note = "{} in default, {} of them lost, before allowance and tax".format(*parts)
    yield make(
        "cre_loss",
        "Loss on commercial real estate in the scenario",
        total(lost) * BILLION,
        "USD bn",
        "M-CREL",
        counted,
        note=note,
    )
    yield make(
        "cre_loss_to_equity",
        "That loss over tangible common equity",
        share_of(lost, amounts["tangible"], 1.0),
        "%",
        "M-CREL",
        (*counted, *TANGIBLE),
        missing=blank(book, *REAL_ESTATE, "EQ"),
    )
    joint = found["both_to_tangible_pct"]
    label = "Banks whose losses on securities and real estate together are all of their tangible equity"
    yield make(
        "banks_short",
        label,
        int((joint >= 100).sum()) if known(joint) else None,
        "count",
        "M-CREL",
        (*VALUES, *counted, *TANGIBLE),
        note=of_banks(joint),
        missing=blank(book, *SPLIT, *REAL_ESTATE, "EQ"),
    )


def quality(book: CallReportQuarter, amounts: Mapping[str, Floats], found: Mapping[str, Floats]) -> Iterator[Metric]:
    """How many banks there are, their assets, their Texas ratio, and growth over a year of the mid-sized."""
    make = partial(metric, as_of=book.end, missing=blank(book, "ASSET", "NAASSET", "P9ASSET", "ORE", "EQ"))
    yield make("banks", "Insured banks", len(book), "count", "M-COUNT", fdic("ASSET"))
    yield make(
        "assets", "Assets of insured banks", total(amounts["assets"]) * BILLION, "USD bn", "M-COUNT", fdic("ASSET")
    )
    texas, sources = found["texas_pct"], (*fdic("NAASSET", "P9ASSET", "ORE", "LNATRES"), *TANGIBLE)
    yield make(
        "texas_over_100",
        "Banks with a Texas ratio of 100 % and more",
        int((texas >= 100).sum()) if known(texas) else None,
        "count",
        "M-TEX",
        sources,
        note=of_banks(texas),
    )
    yield make(
        "texas_median",
        "Texas ratio of the median bank",
        median(texas),
        "%",
        "M-TEX",
        sources,
    )
