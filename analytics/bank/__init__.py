"""One bank in depth: a listed bank or a single charter, over every quarter held and under the reader's terms.

- `quarters`: its filings by quarter
- `words`: its answer and the sentences under it
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.bank import funding, peers, quarters
from analytics.bank.quarters import MILLION
from analytics.banks import amounts, marks
from analytics.banks import call_report as books
from analytics.banks.amounts import STATES, BankAssumptions
from analytics.banks.call_report import BASES, CallReportQuarter
from analytics.banks.flags import NO_TANGIBLE
from analytics.banks.marks import Yields
from analytics.banks.metric_parts import BILLION, TANGIBLE, VALUES, fdic, metric
from analytics.banks.rate_metrics import LADDERS, SUFFIX, WORDS
from analytics.catalogue.banks import FIELDS
from analytics.errors import BadInput, NoData
from analytics.frames.bank_panel import Panel
from analytics.frames.market import Market, Result
from analytics.measures import curve
from analytics.measures.curve import LONG, SHORT
from analytics.model.control import one_spelling
from analytics.model.metric import NBSP, Metric, day
from analytics.model.scenario import Scenario

Floats = NDArray[np.float64]

VIEW = "bank"
_FIELDS = tuple(name for name, known in FIELDS.items() if known.unit == "USD")


@dataclass(frozen=True)
class Bank:
    """A bank as it was asked for: `key` adds its charters up, `name` and `ticker` are what it is called."""

    key: int
    name: str
    ticker: str


def find(panel: Panel, asked: str) -> Bank:
    """The bank behind a ticker or a certificate number.

    Raises `BadInput` for anything else, `NoData` for one that is not among the banks held.
    """
    text = one_spelling(asked)
    listed = panel.listed[panel.listed["ticker"].astype(str).map(one_spelling) == text]
    if len(listed):
        row = listed.iloc[0]
        if not int(row["group"]):
            raise NoData(
                f"{text} is not shown: {row['check']} in the newest quarter.",
                remedy="Open one of its charters by certificate number.",
            )
        return Bank(int(row["group"]), str(row["holding"]), str(row["ticker"]))
    if not text.isdigit() or len(text) > 8:
        known = ", ".join(panel.listed["ticker"].astype(str).head(8))
        raise BadInput(f"{text[:12]!r} is no ticker held here, nor a certificate number.", remedy=f"Try {known}, …")
    for end in reversed(panel.quarters):
        rows = panel.rows(end, "cert", "name")
        mine = rows[rows["cert"] == int(text)]
        if len(mine):
            return Bank(-int(text), str(mine["name"].iloc[0]), "")
    raise NoData(f"No bank with certificate {text} is held.", remedy="BankFind lists certificates by name.")


def measure(panel: Panel, market: Market, scenario: Scenario, asked: str) -> Result:
    """One bank's figures in its newest quarter by the as-of date, and its quarters.

    Tables: `quarters` (a row a quarter: USD mn and per cent), `states` (losses and burdens as filed, at
    today's yields, in the scenario), `ladder` (its assets by maturity), `peers` (rank and percentile),
    `charters`. Raises as `find`, and `NoData` where no curve is held.
    """
    bank = find(panel, asked)
    series = panel.series(bank.key, *_FIELDS)
    as_of = scenario.as_of or curve.for_day(market).as_of
    series = series.loc[: pd.Timestamp(as_of)]
    if series.empty:
        raise NoData(f"{bank.name} filed for no quarter that is held by this day.")
    end = pd.Timestamp(series.index[-1]).date()
    book = books.of(panel, end)
    mine = (book.charters["cert"] == -bank.key) if bank.key < 0 else (book.charters["holding_rssd"] == bank.key)
    codes = np.where(mine.to_numpy(), 0, -1)
    curves, assumptions = marks.yields(market, scenario, end, as_of), amounts.assumptions(scenario)
    states = amounts.marked(book, curves, assumptions.with_loans)
    whole = {**amounts.fixed(book), **amounts.losses(book, states)}
    sums = amounts.summed(whole, codes, 1)
    ratios = amounts.ratios(sums, assumptions)
    reason = partial(_reason, book, codes == 0, float(sums["tangible"][0]))
    history = quarters.table(series)
    metrics = (
        *_metrics(end, curves, sums, ratios, assumptions, reason),
        *funding.metrics(history, ratios, market, end, reason),
        *curve.metrics(VIEW, market, scenario, as_of, curves.today),
    )
    tables = {
        "quarters": history,
        "peers": peers.table(book, whole, bank.key, assumptions),
        "states": _states(sums, ratios, assumptions),
        "ladder": _ladder(book, codes, curves),
        "charters": _charters(book, codes),
    }
    return Result(curves.today.as_of, metrics, tables, tuple(_notes(panel, bank, book, codes, end)), bank.name)


def _reason(book: CallReportQuarter, mine: NDArray[np.bool_], tangible: float, fields: tuple[str, ...]) -> str:
    """Why a figure of some fields is n/a: not served at all, not filed by this bank, or its capital is gone."""
    for name in fields:
        if np.isnan(book[name]).all():
            return f"{FIELDS[name].title} ({name}) is not held for this quarter: not filed, or not served, for any bank"
    for name in fields:
        if np.isnan(book[name][mine]).any():
            return f"{FIELDS[name].title} ({name}) is not filed by this bank"
    if "DEPUNINS" in fields and book.flagged[mine].any():
        return "it files more uninsured deposits than deposits"
    if "EQ" in fields and tangible <= 0:
        return NO_TANGIBLE
    return "the base of the ratio is not positive, or the earlier quarter is not held"


def _metrics(
    end: date,
    curves: Yields,
    sums: Mapping[str, Floats],
    ratios: Mapping[str, Floats],
    assumptions: BankAssumptions,
    reason: Callable[[tuple[str, ...]], str],
) -> Iterator[Metric]:
    make = partial(metric, view=VIEW, missing="not filed by this bank")
    at_end = partial(make, as_of=end)
    split = ("SCHA", "SCHF", "SCAA", "SCAF")
    yield at_end("assets", "Assets", float(sums["assets"][0]) * BILLION, "USD bn", "M-COUNT", fdic("ASSET"))
    yield at_end("deposits", "Deposits", float(sums["deposits"][0]) * BILLION, "USD bn", "M-COUNT", fdic("DEP"))
    for state in STATES:
        as_of = end if state == "filed" else curves.today.as_of
        sources = VALUES if state == "filed" else (*VALUES, *LADDERS, LONG, SHORT)
        lost, suffix = float(sums[f"loss_{state}"][0]) * BILLION, SUFFIX[state]
        kind = "securities and loans" if assumptions.with_loans and state != "filed" else "securities"
        label = f"Unrealised loss on {kind}, {WORDS[state]}"
        absent = reason(("SC", *split))
        yield make(f"unrealised_loss{suffix}", label, lost, "USD bn", "M-JMPS", sources, as_of, missing=absent)
        for stem, base, capital in (
            ("burden", "tangible equity", TANGIBLE),
            ("cet1_burden", "CET1", fdic("RBCT1C")),
        ):
            absent = reason((*split, "EQ" if stem == "burden" else "RBCT1C"))
            value = float(ratios[f"{stem}_{state}_pct"][0])
            label = f"Loss not counted in it yet, over {base}, {WORDS[state]}"
            yield make(f"{stem}{suffix}", label, value, "%", "M-UL", (*sources, *capital), as_of, missing=absent)
    label = f"Coverage of insured deposits when {assumptions.run_off * 100:.0f}{NBSP}% of the uninsured run"
    used = (*fdic("ASSET", "DEPDOM", "DEPUNINS"), *VALUES)
    absent = reason((*split, "DEPUNINS"))
    cover = float(ratios["coverage_pct"][0])
    yield make("coverage", label, cover, "%", "M-COVER", used, curves.today.as_of, missing=absent)
    counted, bearing = fdic(*books.REAL_ESTATE), fdic("RBCT1J", "LNATRES")
    rows = (
        (
            "uninsured_share",
            "Uninsured share of domestic deposits",
            "uninsured_pct",
            "M-UNI",
            fdic("DEPUNINS", "DEPDOM"),
        ),
        (
            "cre_to_capital",
            "Commercial real estate over capital",
            "cre_to_capital_pct",
            "M-CRE300",
            (*counted, *bearing),
        ),
        ("construction_to_capital", "Construction over capital", "construction_to_capital_pct", "M-CRE100", bearing),
        ("cre_growth", "Growth of commercial real estate in 36 months", "cre_growth_36m_pct", "M-CRE300", counted),
        ("cre_loss_to_equity", "Loss on it over tangible equity", "cre_loss_to_tangible_pct", "M-CREL", counted),
        ("texas", "Texas ratio", "texas_pct", "M-TEX", fdic("NAASSET", "P9ASSET", "ORE")),
        ("deposits_growth", "Deposits over a year", "deposits_growth_pct", "M-GROW", fdic("DEP")),
        ("loans_growth", "Loans over a year", "loans_growth_pct", "M-GROW", fdic("LNLSNET")),
    )
    for name, label, ratio, method, fields in rows:
        names = tuple(field.removeprefix("fdic.") for field in fields)
        names += ("EQ",) if name in ("texas", "cre_loss_to_equity") else ()
        yield at_end(name, label, float(ratios[ratio][0]), "%", method, fields, missing=reason(names))


def _states(sums: Mapping[str, Floats], ratios: Mapping[str, Floats], assumptions: BankAssumptions) -> pd.DataFrame:
    rows = [
        (
            state,
            float(sums[f"loss_{state}"][0]) * MILLION,
            float(sums[f"loss_not_in_equity_{state}"][0]) * MILLION,
            float(ratios[f"burden_{state}_pct"][0]),
            float(ratios[f"cet1_burden_{state}_pct"][0]),
        )
        for state in STATES
    ]
    columns = ["state", "loss_usd_mn", "unbooked_usd_mn", "burden_pct", "cet1_burden_pct"]
    return pd.DataFrame(rows, columns=columns)


SPANS = {
    0.25: "3 months", 1.0: "1 year", 3.0: "1–3 years", 5.0: "3–5 years", 15.0: "5–15 years", np.inf: "over 15 years",
}  # fmt: skip
"""The spans of a ladder by their upper ends in years: up to three months, on to a year, and so on."""


def _span(years: float) -> str:
    """The span in which a bucket is repriced; other mortgage securities stand at their average life."""
    return next(words for end, words in SPANS.items() if years <= end)


def _ladder(book: CallReportQuarter, codes: NDArray[np.int64], curves: Yields) -> pd.DataFrame:
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


def _charters(book: CallReportQuarter, codes: NDArray[np.int64]) -> pd.DataFrame:
    mine = codes == 0
    frame: pd.DataFrame = book.charters.loc[mine, ["cert", "name", "city", "state", "holding", "rssd"]].reset_index(
        drop=True
    )
    return frame.assign(assets_usd_mn=book["ASSET"][mine] * MILLION)


def _notes(panel: Panel, bank: Bank, book: CallReportQuarter, codes: NDArray[np.int64], end: date) -> Iterator[str]:
    if end != panel.quarters[-1]:
        closed = book.charters.loc[codes == 0, "closed"].dropna()
        when = f", and closed on {day(pd.Timestamp(closed.iloc[0]).date())}" if len(closed) else ""
        yield f"{bank.name} filed last for {day(end)}{when}."
    if book.flagged[codes == 0].any():
        yield "It files more uninsured deposits than deposits: figures that rest on them are left out."
    yield from panel.notes
