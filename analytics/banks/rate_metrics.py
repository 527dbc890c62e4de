"""Figures of rates and of a run: unrealised losses, their burden on capital, and who is covered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.banks.amounts import STATES, Amounts, BankAssumptions, Ratios
from analytics.banks.call_report import FILED, CallReportQuarter
from analytics.banks.flags import NO_TANGIBLE
from analytics.banks.marks import Yields
from analytics.banks.metric_parts import (
    BILLION,
    BLANK,
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
    unserved,
)
from analytics.banks.tables import by_burden
from analytics.measures.curve import LONG, SHORT
from analytics.model.metric import NBSP, Metric, day, show
from analytics.model.thresholds import BEYOND_PCT

Floats = NDArray[np.float64]

LADDERS = fdic("SCNM5T15", "SCPTOV15", "LNRSOV15", "LNOT5T15")
WORDS = {"filed": "on the report date", "today": "at the published yields", "scenario": "in the scenario"}
SUFFIX = {"filed": "_filed", "today": "_today", "scenario": ""}


def losses(
    book: CallReportQuarter,
    curves: Yields,
    amounts: Amounts,
    found: Ratios,
    assumptions: BankAssumptions,
) -> Iterator[Metric]:
    """Unrealised losses, their burden on capital, and the banks beyond half and all of it, at each state."""
    after = ", after tax" if assumptions.tax else ", before tax"
    for state in STATES:
        end, words = SUFFIX[state], WORDS[state]
        as_of = book.end if state == "filed" else curves.today.as_of
        yields = () if state == "filed" else (LONG, SHORT)
        sources = (*VALUES, *LADDERS, *yields) if yields else VALUES
        make = partial(metric, as_of=as_of, missing=blank(book, "SC", *SPLIT))
        lost = amounts.losses[state].total
        kind = "securities and loans" if assumptions.with_loans and state != "filed" else "securities"
        note = f"{of_banks(lost)}, books of {day(book.end)}, before tax; {_bases(book)}"
        yield make(
            f"unrealised_loss{end}",
            f"Unrealised loss on {kind}, {words}{modelled(book)}",
            total(lost) * BILLION,
            "USD bn",
            "M-JMPS",
            sources,
            note=note,
            coverage=of_banks(lost),
        )
        rest = amounts.losses[state].not_in_equity
        note = f"{of_banks(rest)}; the rest, lost on securities for sale by the report date, is out of equity already"
        label = f"Unrealised loss not yet in equity, {words}"
        unknown = unserved(book, *SPLIT) or (UNSPLIT if book.unsplit.all() else BLANK)
        value = total(rest) * BILLION
        yield metric(f"unbooked_loss{end}", label, value, "USD bn", "M-UL", sources, as_of, note, unknown)
        for name, label, part, base, method, capital in (
            ("equity", "tangible common equity", amounts.losses[state].not_in_equity, "tangible", "M-UL", TANGIBLE),
            ("cet1", "common equity tier 1", amounts.losses[state].not_in_cet1, "cet1", "M-UL", fdic("RBCT1C")),
        ):
            value = share_of(part, amounts[base], 1 - assumptions.tax)
            label = f"Loss not counted in it yet, over {label}, {words}"
            why = blank(book, *SPLIT, "EQ" if name == "equity" else "RBCT1C")
            fields = (*sources, *capital)
            yield metric(f"unrealised_loss_to_{name}{end}", label, value, "%", method, fields, as_of, after[2:], why)
        make = partial(metric, as_of=as_of, missing=blank(book, *SPLIT, "EQ"))
        ratio = found.burden[state].tce
        middle = median(ratio)
        label = f"Loss over tangible equity of the median bank, {words}"
        yield make(f"median_burden{end}", label, middle, "%", "M-UL", (*sources, *TANGIBLE), note=of_banks(ratio))
        regulatory = found.burden[state].cet1
        for threshold in BEYOND_PCT:
            yield from _beyond(ratio, amounts["assets"], threshold, state, make, (*sources, *TANGIBLE))
            over = int((regulatory >= threshold).sum()) if known(regulatory) else None
            words = f"Banks whose losses are {threshold} % of common equity tier 1 and more, {WORDS[state]}"
            capital = (*sources, *fdic("RBCT1C"))
            note = of_banks(regulatory)
            why, name = blank(book, *SPLIT, "RBCT1C"), f"banks_beyond_{threshold}_cet1{end}"
            yield metric(name, words, over, "count", "M-UL", capital, as_of, note, why)
    net = total(amounts.losses["scenario"].total) * (1 - assumptions.tax) * BILLION
    label, sources = f"Unrealised loss in the scenario{after}", (*VALUES, *LADDERS, LONG, SHORT)
    yield metric("unrealised_loss_net", label, net, "USD bn", "M-JMPS", sources, curves.today.as_of,
                 missing=blank(book, "SC", *SPLIT))  # fmt: skip


def assets_share(book: CallReportQuarter, beyond: pd.DataFrame, as_of: date) -> Metric:
    """The share of assets in banks whose loss is half of tangible equity and more; n/a where no ratio is known."""
    rows = beyond[(beyond["base"] == "tangible equity") & (beyond["state"] == "scenario")]
    share = float(rows.loc[rows["threshold_pct"] == 50, "assets_share_pct"].iloc[0])
    label = f"Share of assets in banks that would lose half of their tangible equity, {WORDS['scenario']}"
    sources = (*VALUES, *LADDERS, LONG, SHORT, *TANGIBLE)
    return metric("assets_beyond_50_share", label, share, "%", "M-UL", sources, as_of,
                  missing=blank(book, *SPLIT, "EQ"))  # fmt: skip


UNSPLIT = "what is held to maturity and what for sale is not told apart in any bank's filing"


def modelled(book: CallReportQuarter) -> str:
    """What a loss's name says where most of it comes from no filing: ", modelled"."""
    amount = np.nan_to_num(book.securities.amount)
    return ", modelled" if float(amount[book.value_basis == FILED].sum()) < 0.5 * float(amount.sum()) else ""


def highest_loss(listed: pd.DataFrame, as_of: date) -> Metric:
    """The listed bank that would lose most of its tangible equity, by its ticker; n/a where no ratio is known."""
    known = by_burden(listed)
    label = f"Highest loss over tangible equity of a listed bank, {WORDS['scenario']}"
    sources, missing = (*VALUES, *LADDERS, LONG, SHORT, *TANGIBLE), "no listed bank's loss is known"
    if known.empty:
        return metric("listed_highest_loss", label, None, "%", "M-UL", sources, as_of, missing=missing)
    row = known.iloc[0]
    value, ticker = float(row["burden_scenario_pct"]), str(row["ticker"])
    missing = f"{ticker}: {NO_TANGIBLE}"
    return metric("listed_highest_loss", label, value, "%", "M-UL", sources, as_of, ticker, missing, subject=ticker)


def _beyond(
    ratio: Floats, assets: Floats, threshold: int, state: str, make: partial[Metric], sources: tuple[str, ...]
) -> Iterator[Metric]:
    over = ratio >= threshold
    none = not known(ratio)
    held = None if none else float(np.nansum(assets[over])) * BILLION
    count = None if none else int(over.sum())
    end = SUFFIX[state]
    words = f"{'all' if threshold == 100 else 'half'} of their tangible equity, {WORDS[state]}"
    label = f"Banks that would lose {words}"
    yield make(f"banks_beyond_{threshold}{end}", label, count, "count", "M-UL", sources, note=of_banks(ratio))
    yield make(
        f"assets_beyond_{threshold}{end}", f"Assets of banks that would lose {words}", held, "USD bn", "M-UL", sources
    )


def _bases(book: CallReportQuarter) -> str:
    """How the losses are known, by amount: "filed 98.0 %, modelled 2.0 %"."""
    whole = float(np.nansum(book.securities.amount))
    parts = []
    for word, inside in (("filed", book.value_basis == FILED), ("modelled", book.value_basis != FILED)):
        share = float(np.nansum(book.securities.amount[inside])) / whole * 100 if whole else 0.0
        if share > 0.05:
            parts.append(f"{word} {show(share, '%', 1)}")
    return ", ".join(parts)


def run(
    book: CallReportQuarter,
    curves: Yields,
    amounts: Amounts,
    found: Ratios,
    assumptions: BankAssumptions,
) -> Iterator[Metric]:
    """Whether insured depositors are covered once a share of the uninsured has gone, and who is uninsured."""
    sources, as_of = (*fdic("ASSET", "DEPDOM", "DEPUNINS"), *VALUES, LONG, SHORT), curves.today.as_of
    cover = found["coverage_pct"]
    short = cover < 0
    none = not known(cover)
    words = f"when {assumptions.run_off * 100:.0f}{NBSP}% of uninsured deposits run"
    make = partial(metric, method="M-COVER", sources=sources, as_of=as_of,
                   missing=blank(book, *SPLIT, "DEPUNINS"))  # fmt: skip
    count = None if none else int(short.sum())
    yield make(
        "uncovered_banks",
        f"Banks whose insured depositors are not covered {words}",
        count,
        "count",
        note=of_banks(cover),
    )
    held = None if none else float(np.sum(amounts["assets"][short])) * BILLION
    yield make("uncovered_assets", f"Assets of those banks {words}", held, "USD bn")
    middle = median(cover)
    yield make("median_coverage", f"Coverage of insured deposits at the median bank {words}", middle, "%")
    uninsured, insured = amounts["uninsured"], amounts["insured"]
    make = partial(metric, method="M-UNI", sources=fdic("DEPUNINS", "DEPDOM"), as_of=book.end,
                   missing=blank(book, "DEPUNINS", "DEPDOM"))  # fmt: skip
    yield make(
        "uninsured_share",
        "Uninsured share of domestic deposits",
        share_of(uninsured, insured + uninsured, 1.0),
        "%",
        note=of_banks(uninsured),
    )
    ratio = found["uninsured_pct"]
    yield make(
        "uninsured_median",
        "Uninsured share at the median bank",
        median(ratio),
        "%",
    )
    yield make("uninsured_deposits", "Uninsured deposits", total(uninsured) * BILLION, "USD bn")
