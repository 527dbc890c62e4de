"""One issuer: its ladder, debt and coverage by year, its break-even step by step, its facts, and what is missing."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date

import numpy as np
import pandas as pd

from analytics import debt_wall
from analytics import refinancing as refi
from analytics.debt_wall.exposure import Exposure, expose
from analytics.debt_wall.fundamentals import NO_DEBT, OWES, STATUS, IssuerFundamentals
from analytics.debt_wall.outcome import Outcome, reprice
from analytics.debt_wall.short_rates import means
from analytics.errors import NoData
from analytics.frames.issuers import Filings
from analytics.frames.market import Market, Result
from analytics.issuer import arithmetic, debt_lines, facts, gaps
from analytics.measures import curve
from analytics.memo import memoised
from analytics.model.control import one_spelling
from analytics.model.metric import Metric, of
from analytics.model.scenario import SPECS, Scenario

REPRICED = ("sec.operating_income", "sec.interest", "sec.ladder_1", "sec.debt_noncurrent", "DGS10", "DGS3MO")

__all__ = ["find", "measure"]


def find(filings: Filings, key: str) -> int:
    """The CIK of a ticker, or of a CIK as text, among the members held.

    Raises `NoData` when neither is held: what is not held can be asked for.
    """
    wanted = one_spelling(key)
    members = filings.members
    if wanted.isdigit():
        found = members[members["cik"] == int(wanted)]
    else:
        found = members[members["tickers"].str.split(" ").map(lambda names: wanted in map(one_spelling, names))]
    if found.empty:
        raise NoData(
            f"No listed filer {wanted[:12]} is held.",
            remedy="Ask for its facts: the next refresh fetches them from the SEC.",
        )
    return int(found["cik"].iloc[0])


def resolve(filings: Filings, key: str) -> str:
    """An issuer's name with its ticker: "Example 0711 (EX0711)". Raises `NoData` as `find` does."""
    member = filings.members[filings.members["cik"] == find(filings, key)].iloc[0]
    ticker = str(member["ticker"])
    return f"{member['name']} ({ticker})" if ticker else str(member["name"])


def measure(filings: Filings | None, market: Market, scenario: Scenario, key: str) -> Result:
    """Every figure and table of one issuer.

    An issuer outside the scenario's band is repriced all the same, its assumed maturities by the sectors of all
    ranks; one that is not repriced (a financial, no debt tagged) says why in the table `missing`. Raises
    `NoData` when no issuers or no yields are held, or this one is not.
    """
    book, exposure = debt_wall.exposed(filings, market, scenario)
    assert filings is not None
    cik = find(filings, key)
    row = int(np.flatnonzero(book.table["cik"].to_numpy() == cik)[0])
    exposure = _holding(book, exposure, market, scenario, row)
    place = np.flatnonzero(exposure.rows == row)
    inside = int(place[0]) if len(place) else None
    number = np.flatnonzero(exposure.repriceable == inside) if inside is not None else np.empty(0, int)
    repriceable = int(number[0]) if len(number) else None
    outcome = reprice(exposure, scenario)
    issuer = book.table.iloc[row]
    reasons = gaps.missing(issuer, inside, repriceable)
    why = str(reasons["why"].iloc[0]) if len(reasons) else "it cannot be repriced"
    tables = {
        "ladder": arithmetic.ladder(book, exposure, row, inside),
        "debt": debt_lines.lines(filings, issuer),
        "buckets": arithmetic.buckets(filings, book, row),
        "arithmetic": arithmetic.steps(exposure, outcome, scenario, repriceable),
        "missing": reasons,
        **_filed(filings, cik),
        "curve": curve.table(market, scenario, exposure.curve.as_of, exposure.curve),
    }
    metrics = (
        *_metrics(issuer, exposure, outcome, inside, repriceable, why),
        *curve.metrics("issuer", market, scenario, exposure.curve.as_of, exposure.curve),
    )
    code = None if repriceable is None else refi.CLASSES[outcome.code[repriceable]]
    facts_stated = {"break_even_class": code or why}
    name = resolve(filings, key)
    return Result(
        exposure.curve.as_of, metrics, tables, _notes(filings, issuer), name, facts_stated, filings.illustrative
    )


@memoised
def _filed(filings: Filings, cik: int) -> dict[str, pd.DataFrame]:
    """The tables that are as it filed them, whatever the reader assumes."""
    return {
        "years": facts.years(filings, cik),
        "sheets": facts.sheets(filings, cik),
        "facts": facts.facts(filings, cik),
        "as_filed": facts.as_filed(filings, cik),
    }


def _holding(book: IssuerFundamentals, exposure: Exposure, market: Market, scenario: Scenario, row: int) -> Exposure:
    """An exposure with this issuer in it: the scenario's, else that of all ranks."""
    if row in exposure.rows:
        return exposure
    low, high = SPECS["band_low"].low, SPECS["band_high"].high
    wide = scenario.changes(band_low=low, band_high=high, real_estate="On")
    return expose(book, exposure.curve, wide, market.published, means(market, exposure.curve.as_of))


def _metrics(
    issuer: pd.Series, exposure: Exposure, outcome: Outcome, inside: int | None, repriceable: int | None, why: str
) -> Iterator[Metric]:
    day, sheet = exposure.curve.as_of, _day(issuer["period_end"])
    through = _day(issuer["through"])

    def metric(
        name: str, label: str, value: float, unit: str, method: str, sources: tuple[str, ...], at: date | None = None,
        note: str = "", missing: str = "not tagged",
    ) -> Metric:  # fmt: skip
        return of(f"issuer.{name}", label, float(value), unit, method, sources, at or day, note, missing)

    status = int(issuer["status"])
    how = STATUS[status]
    counts = status in (*OWES, NO_DEBT)
    owes = float(issuer["debt"]) / 1e6 if counts else math.nan
    yield metric("debt", "Debt", owes, "USD m", "M-DEBT", ("sec.debt_noncurrent",), sheet,
                 gaps.composition(issuer), gaps.no_debt(issuer))  # fmt: skip
    convertible = float(issuer["convertible"]) / 1e6 if counts and issuer["convertible"] > 0.0 else math.nan
    yield metric("debt_convertible", "of which convertible", convertible, "USD m", "M-DEBT", ("sec.debt_noncurrent",),
                 sheet, "its rate is fixed", "no convertible line is tagged")  # fmt: skip
    yield metric("cash", "Cash and short-term investments", issuer["cash"] / 1e6, "USD m", "M-DEBT", ("sec.cash",),
                 sheet, "", gaps.no_cash(issuer))  # fmt: skip
    due = exposure.due[inside] / 1e6 if inside is not None and counts else math.nan
    yield metric("due_window", "Due in the window", due, "USD m", "M-LADDER", ("sec.ladder_1",), None, how, why)
    interest, ebit, filed = (float(issuer[name]) for name in ("interest", "ebit", "ebit_filed"))
    yield metric("interest", "Interest, twelve months", interest / 1e6, "USD m", "M-TTM", ("sec.interest",), through,
                 gaps.interest_of(issuer), gaps.no_income(issuer, "interest"))  # fmt: skip
    yield metric("ebit", "EBIT, twelve months", ebit / 1e6, "USD m", "M-TTM", ("sec.operating_income",), through,
                 gaps.ebit_of(issuer), gaps.no_income(issuer, "ebit"))  # fmt: skip
    yield metric("ebit_filed", "EBIT before impairments are added back", filed / 1e6, "USD m", "M-TTM",
                 ("sec.operating_income",), through, str(issuer["ebit_tag"]),
                 gaps.no_income(issuer, "ebit"))  # fmt: skip
    yield metric("interest_income", "Interest income, twelve months", issuer["interest_income"] / 1e6, "USD m", "M-TTM",
                 ("sec.interest_income",), through, "added to EBIT in the model of net income",
                 "not tagged: the model adds none")  # fmt: skip
    yield metric("net_income", "Net income, twelve months", issuer["net_income"] / 1e6, "USD m", "M-NEG",
                 ("sec.net_income",), _day(issuer["net_through"]), str(issuer["net_income_tag"]),
                 gaps.no_income(issuer, "net_income"))  # fmt: skip
    for name, label, earned in (
        ("icr_before", "Interest coverage before", ebit),
        ("icr_filed", "Interest coverage, impairments not added back", filed),
    ):  # fmt: skip
        covered = earned / interest if interest > 0 else math.nan
        yield metric(name, label, covered, "x", "M-ICR", REPRICED[:2], through, "", gaps.no_coverage(issuer))
    after = extra = profit = earned = level = math.nan
    label = ""
    if repriceable is not None:
        after, extra = outcome.covered[repriceable], outcome.extra[repriceable] / 1e6
        profit = outcome.profit[repriceable] / 1e6
        earned = exposure.profit[repriceable] / 1e6
        label = refi.CLASSES[outcome.code[repriceable]]
        level = 100 * float(refi.shown(outcome.break_evens, outcome.code)[repriceable])
    yield metric("icr_after", "Interest coverage after", after, "x", "M-ICR", REPRICED, None, "", why)
    yield metric("extra_interest", "Extra interest a year", extra, "USD m", "M-REFI", REPRICED, None, "", why)
    yield metric("profit_before", "Modelled net income before", earned, "USD m", "M-REFI", REPRICED, through, "", why)
    yield metric("profit_after", "Modelled net income after", profit, "USD m", "M-REFI", REPRICED, None, "", why)
    yield metric("break_even", "Break-even ten-year", level, "%", "M-BE", REPRICED, None, label, label or why)


def _day(value: pd.Timestamp) -> date | None:
    return None if pd.isna(value) else value.date()


def _notes(filings: Filings, issuer: pd.Series) -> tuple[str, ...]:
    notes = [] if filings.illustrative else ["Figures are as filed to date: the last filing that states one counts."]
    if issuer["flag"]:
        notes.append(f"{str(issuer['flag'])[0].upper()}{str(issuer['flag'])[1:]}.")
    return tuple(notes)
