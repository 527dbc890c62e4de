"""One bank in depth: a listed bank or a single charter, over every quarter held and under the reader's terms.

- `quarters`, `tables`: its filings by quarter; the tables of its newest one
- `words`: its answer and the sentences under it
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.bank import funding, peers, quarters, tables
from analytics.banks import amounts, marks
from analytics.banks import call_report as books
from analytics.banks.amounts import STATES, Amounts, BankAssumptions, Ratios
from analytics.banks.call_report import CallReportQuarter
from analytics.banks.flags import NO_TANGIBLE
from analytics.banks.marks import Yields
from analytics.banks.metric_parts import BILLION, SPLIT, TANGIBLE, VALUES, fdic, metric, unserved
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
    whole = amounts.of(book, states)
    sums = whole.summed(codes, 1)
    ratios = amounts.ratios(sums, assumptions)
    reason = partial(_reason, book, codes == 0, float(sums["tangible"][0]))
    history = quarters.table(series)
    ladder = tables.ladder(book, codes, curves)
    metrics = (
        *_metrics(end, curves, sums, ratios, assumptions, reason),
        *funding.metrics(history, ratios, market, end, reason),
        quarters.tangible_growth(history),
        tables.repriced_after_5y(ladder, end),
        *curve.metrics(VIEW, market, scenario, as_of, curves.today),
    )
    by_name = {
        "quarters": history,
        "peers": peers.table(book, whole, bank.key, assumptions),
        "states": tables.states(sums, ratios, assumptions),
        "ladder": ladder,
        "charters": tables.charters(book, codes),
    }
    return Result(curves.today.as_of, metrics, by_name, tuple(_notes(panel, bank, book, codes, end)), bank.name)


def _reason(book: CallReportQuarter, mine: NDArray[np.bool_], tangible: float, fields: tuple[str, ...]) -> str:
    """Why a figure of some fields is n/a: not served at all, not filed by this bank, or its capital is gone."""
    if nobody := unserved(book, *fields):
        return nobody
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
    sums: Amounts,
    ratios: Ratios,
    assumptions: BankAssumptions,
    reason: Callable[[tuple[str, ...]], str],
) -> Iterator[Metric]:
    make = partial(metric, view=VIEW, missing="not filed by this bank")
    at_end = partial(make, as_of=end)
    yield at_end("assets", "Assets", float(sums["assets"][0]) * BILLION, "USD bn", "M-COUNT", fdic("ASSET"))
    yield at_end("deposits", "Deposits", float(sums["deposits"][0]) * BILLION, "USD bn", "M-COUNT", fdic("DEP"))
    for state in STATES:
        as_of = end if state == "filed" else curves.today.as_of
        sources = VALUES if state == "filed" else (*VALUES, *LADDERS, LONG, SHORT)
        lost, suffix = float(sums.losses[state].total[0]) * BILLION, SUFFIX[state]
        kind = "securities and loans" if assumptions.with_loans and state != "filed" else "securities"
        label = f"Unrealised loss on {kind}, {WORDS[state]}"
        absent = reason(("SC", *SPLIT))
        yield make(f"unrealised_loss{suffix}", label, lost, "USD bn", "M-JMPS", sources, as_of, missing=absent)
        for stem, ratio, base, capital in (
            ("burden", ratios.burden[state].tce, "tangible equity", TANGIBLE),
            ("cet1_burden", ratios.burden[state].cet1, "CET1", fdic("RBCT1C")),
        ):
            absent = reason((*SPLIT, "EQ" if stem == "burden" else "RBCT1C"))
            value = float(ratio[0])
            label = f"Loss not counted in it yet, over {base}, {WORDS[state]}"
            yield make(f"{stem}{suffix}", label, value, "%", "M-UL", (*sources, *capital), as_of, missing=absent)
    label = f"Coverage of insured deposits when {assumptions.run_off * 100:.0f}{NBSP}% of the uninsured run"
    used = (*fdic("ASSET", "DEPDOM", "DEPUNINS"), *VALUES)
    absent = reason((*SPLIT, "DEPUNINS"))
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
    for name, label, column, method, fields in rows:
        names = tuple(field.removeprefix("fdic.") for field in fields)
        names += ("EQ",) if name in ("texas", "cre_loss_to_equity") else ()
        yield at_end(name, label, float(ratios[column][0]), "%", method, fields, missing=reason(names))


def _notes(panel: Panel, bank: Bank, book: CallReportQuarter, codes: NDArray[np.int64], end: date) -> Iterator[str]:
    if end != panel.quarters[-1]:
        closed = book.charters.loc[codes == 0, "closed"].dropna()
        when = f", and closed on {day(pd.Timestamp(closed.iloc[0]).date())}" if len(closed) else ""
        yield f"{bank.name} filed last for {day(end)}{when}."
    if book.flagged[codes == 0].any():
        yield "It files more uninsured deposits than deposits: figures that rest on them are left out."
    yield from panel.notes
