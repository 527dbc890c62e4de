"""One bank in depth: a listed bank or a single charter, over every quarter held and under the reader's terms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.banks import amounts, buckets, deposits, marks, real_estate
from analytics.banks import book as books
from analytics.banks.amounts import STATES, Terms
from analytics.banks.book import BASES, Book
from analytics.banks.figure import BILLION, TANGIBLE, VALUES, fdic, figure
from analytics.banks.figures import LADDERS, SUFFIX, WORDS
from analytics.banks.marks import Yields
from analytics.banks.panel import Panel
from analytics.banks.real_estate import over
from analytics.catalogue.banks import FIELDS
from analytics.curve import LONG, SHORT, newest
from analytics.errors import BadInput, NoData
from analytics.market import Market, Result
from analytics.metric import Metric, day
from analytics.scenario import Scenario

Floats = NDArray[np.float64]

VIEW = "bank"
_FIELDS = tuple(name for name, known in FIELDS.items() if known.unit == "USD")
MILLION = 1e-6


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
    text = asked.strip().upper()
    listed = panel.listed[panel.listed["ticker"].astype(str).str.upper() == text]
    if len(listed):
        row = listed.iloc[0]
        if not int(row["group"]):
            raise NoData(f"{text} is not shown: {row['check']} in the newest quarter.")
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
    today's yields, in the scenario), `ladder` (its assets by maturity), `charters`. Raises as `find`, and
    `NoData` where no curve is held.
    """
    bank = find(panel, asked)
    series = panel.series(bank.key, *_FIELDS)
    if scenario.as_of is not None:
        series = series.loc[: pd.Timestamp(scenario.as_of)]
    if series.empty:
        raise NoData(f"{bank.name} filed for no quarter that is held by this day.")
    end = pd.Timestamp(series.index[-1]).date()
    book = books.of(panel, end)
    mine = (book.charters["cert"] == -bank.key) if bank.key < 0 else (book.charters["holding_rssd"] == bank.key)
    codes = np.where(mine.to_numpy(), 0, -1)
    as_of = scenario.as_of or newest(market.rates).as_of
    curves, terms = marks.yields(market, scenario, end, as_of), amounts.terms(scenario)
    states = amounts.marked(book, curves, terms.with_loans)
    sums = amounts.summed({**amounts.fixed(book), **amounts.losses(book, states)}, codes, 1)
    ratios = amounts.ratios(sums, terms)
    metrics = tuple(_figures(end, curves, sums, ratios, terms))
    tables = {
        "quarters": quarters(series),
        "states": _states(sums, ratios, terms),
        "ladder": _ladder(book, codes, curves),
        "charters": _charters(book, codes),
    }
    return Result(curves.today.as_of, metrics, tables, tuple(_notes(panel, bank, book, codes, end)))


def quarters(series: pd.DataFrame) -> pd.DataFrame:
    """A bank's quarters: balances in USD mn, ratios in per cent; NaN where a part is not filed.

    `loss_filed_usd_mn` is what its securities had lost by its own filing; growth is over four quarters,
    that of commercial real estate over twelve.
    """
    column = {name: series[name].to_numpy() for name in series.columns}
    ends = [pd.Timestamp(moment).date() for moment in series.index]
    tangible = column["EQ"] - np.nan_to_num(column["EQPP"]) - column["INTAN"] + np.nan_to_num(column["INTANMSR"])
    held, sale = column["SCHA"] - column["SCHF"], column["SCAA"] - column["SCAF"]
    cre = real_estate.loans(*(column[name] for name in books.REAL_ESTATE))
    capital = np.array(
        [
            real_estate.capital(end, *(column[name][[place]] for name in ("RBCT1J", "LNATRES", "RBC")))[0]
            for place, end in enumerate(ends)
        ]
    )
    domestic = np.where(np.isnan(column["DEPDOM"]), column["DEP"], column["DEPDOM"])
    uninsured = np.where(column["DEPUNINS"] > domestic, np.nan, column["DEPUNINS"])
    trouble = column["NAASSET"] + column["P9ASSET"] + column["ORE"]

    def back(name: str, count: int) -> Floats:
        earlier = pd.DatetimeIndex(series.index) - count * pd.offsets.QuarterEnd()
        return np.asarray(pd.Series(column[name], index=series.index).reindex(earlier), dtype="float64")

    column["cre"] = cre
    return pd.DataFrame(
        {
            "date": series.index,
            "charters": column["charters"].astype("int64"),
            **{
                f"{word}_usd_mn": values * MILLION
                for word, values in (
                    ("assets", column["ASSET"]), ("deposits", column["DEP"]), ("loans", column["LNLSNET"]),
                    ("securities", column["SC"]), ("equity", column["EQ"]), ("tangible", tangible),
                    ("cet1", column["RBCT1C"]), ("loss_filed", held + sale), ("cre", cre),
                )
            },
            "equity_pct": over(column["EQ"], column["ASSET"]) * 100,
            "burden_filed_pct": over(held, tangible) * 100,
            "cet1_burden_filed_pct": over(held + sale, column["RBCT1C"]) * 100,
            "uninsured_pct": over(uninsured, domestic) * 100,
            "cre_to_capital_pct": over(cre, capital) * 100,
            "construction_to_capital_pct": over(column["LNRECONS"], capital) * 100,
            "cre_growth_36m_pct": real_estate.growth(cre, back("cre", 12)) * 100,
            "texas_pct": over(trouble, tangible + column["LNATRES"]) * 100,
            "deposits_growth_pct": (over(column["DEP"], back("DEP", 4)) - 1) * 100,
            "loans_growth_pct": (over(column["LNLSNET"], back("LNLSNET", 4)) - 1) * 100,
            "deposit_cost_pct": deposits.cost(series["EDEPDOM"], series["DEPDOM"]).to_numpy(),
        }
    )  # fmt: skip


def _figures(
    end: date, curves: Yields, sums: Mapping[str, Floats], ratios: Mapping[str, Floats], terms: Terms
) -> Iterator[Metric]:
    make = partial(figure, view=VIEW, missing="not filed by this bank")
    at_end = partial(make, as_of=end)
    yield at_end("assets", "Assets", float(sums["assets"][0]) * BILLION, "USD bn", "M-COUNT", fdic("ASSET"))
    yield at_end("deposits", "Deposits", float(sums["deposits"][0]) * BILLION, "USD bn", "M-COUNT", fdic("DEP"))
    for state in STATES:
        as_of = end if state == "filed" else curves.today.as_of
        sources = VALUES if state == "filed" else (*VALUES, *LADDERS, LONG, SHORT)
        lost, suffix = float(sums[f"loss_{state}"][0]) * BILLION, SUFFIX[state]
        label = f"Unrealised loss {WORDS[state]}"
        yield make(f"unrealised_loss{suffix}", label, lost, "USD bn", "M-JMPS", sources, as_of)
        for stem, base, capital in (
            ("burden", "tangible equity", TANGIBLE),
            ("cet1_burden", "CET1", fdic("RBCT1C")),
        ):
            value = float(ratios[f"{stem}_{state}_pct"][0])
            label = f"Loss not counted in it yet, over {base}, {WORDS[state]}"
            yield make(f"{stem}{suffix}", label, value, "%", "M-UL", (*sources, *capital), as_of)
    label = f"Coverage of insured deposits when {terms.run_off * 100:.0f} % of the uninsured run"
    used = (*fdic("ASSET", "DEPDOM", "DEPUNINS"), *VALUES)
    yield make("coverage", label, float(ratios["coverage_pct"][0]), "%", "M-COVER", used, curves.today.as_of)
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
        yield at_end(name, label, float(ratios[ratio][0]), "%", method, fields)


def _states(sums: Mapping[str, Floats], ratios: Mapping[str, Floats], terms: Terms) -> pd.DataFrame:
    rows = [
        (
            state,
            float(sums[f"loss_{state}"][0]) * MILLION,
            float(sums[f"unbooked_{state}"][0]) * MILLION,
            float(ratios[f"burden_{state}_pct"][0]),
            float(ratios[f"cet1_burden_{state}_pct"][0]),
        )
        for state in STATES
    ]
    columns = ["state", "loss_usd_mn", "unbooked_usd_mn", "burden_pct", "cet1_burden_pct"]
    return pd.DataFrame(rows, columns=columns)


def _ladder(book: Book, codes: NDArray[np.int64], curves: Yields) -> pd.DataFrame:
    """Its assets by maturity in USD mn, how that is known, and what each bucket gains or loses in per cent."""
    mine, parts = codes == 0, []
    for words, kind in (("securities", book.securities), ("home loans", book.homes), ("other loans", book.other_loans)):
        amount = np.nansum(kind.amount[mine][:, None] * kind.shares[mine], axis=0)
        known = kind.basis[mine][np.nan_to_num(kind.amount[mine]) > 0]
        parts.append(
            pd.DataFrame(
                {
                    "kind": words,
                    "bucket": [FIELDS[bucket.field].title for bucket in kind.buckets],
                    "amount_usd_mn": amount * MILLION,
                    "basis": BASES[int(known.max())] if len(known) else "",
                    "change_today_pct": buckets.changes(kind.buckets, curves.report, curves.today) * 100,
                    "change_scenario_pct": buckets.changes(kind.buckets, curves.report, curves.scenario) * 100,
                }
            )
        )
    return pd.concat(parts, ignore_index=True)


def _charters(book: Book, codes: NDArray[np.int64]) -> pd.DataFrame:
    mine = codes == 0
    frame: pd.DataFrame = book.charters.loc[mine, ["cert", "name", "city", "state", "holding", "rssd"]].reset_index(
        drop=True
    )
    return frame.assign(assets_usd_mn=book["ASSET"][mine] * MILLION)


def _notes(panel: Panel, bank: Bank, book: Book, codes: NDArray[np.int64], end: date) -> Iterator[str]:
    if end != panel.quarters[-1]:
        closed = book.charters.loc[codes == 0, "closed"].dropna()
        when = f", and closed on {day(pd.Timestamp(closed.iloc[0]).date())}" if len(closed) else ""
        yield f"{bank.name} filed last for {day(end)}{when}."
    if book.flagged[codes == 0].any():
        yield "It files more uninsured deposits than deposits: figures that rest on them are left out."
    yield from panel.notes
