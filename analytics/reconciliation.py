"""Checks: what is computed set against what is stated elsewhere, for anyone to read."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import pandas as pd

from analytics import debt_wall
from analytics.debt_wall import tables
from analytics.debt_wall.exposure import Exposure
from analytics.debt_wall.fundamentals import FILED, OWES, IssuerFundamentals
from analytics.frames.issuers import Filings
from analytics.frames.market import Market, Result
from analytics.frames.published import Published
from analytics.model.language import counted
from analytics.model.metric import Metric, by_id, of, show
from analytics.model.scenario import Scenario
from analytics.model.text import Text

COLUMNS = ["check", "what", "ours", "other", "unit", "difference", "date", "scope", "source"]
DEBT = ("sec.debt_noncurrent", "sec.debt_current_part", "sec.debt_short")
REPEATED = (
    "coverage_count",
    "coverage_debt",
    "doubted",
    "doubted_debt",
    "debt_unknown",
    "debt_unknown_interest",
    "not_tagged",
    "left_out",
    "total_debt",
)
"""Figures of Debt wall that stand here as well."""
CENT = 0.01


def measure(filings: Filings | None, market: Market, scenario: Scenario) -> Result:
    """Every reconciliation, the issuers by the status of their debt, who is left out, totals beside published ones.

    `ours` is computed here, `other` stated elsewhere: on the face of recorded balance sheets (published once, with
    its date), by another figure of the same filing, by a publisher of another scope. Raises `NoData` as Debt wall does.
    """
    book, exposure = debt_wall.under(filings, market, scenario)
    wall = debt_wall.static(filings, market, scenario)
    found = by_id(wall.metrics)
    rows = [*_recorded(market.published), *_own(exposure, found), *_published(wall.tables["estimates"])]
    table = pd.DataFrame(rows, columns=COLUMNS)
    metrics = (
        *_metrics(market.published, book, exposure),
        *(found[name].renamed(f"checks.{name}") for name in REPEATED),
    )
    return Result(
        wall.as_of,
        metrics,
        {
            "reconciliations": table,
            "statuses": tables.statuses(exposure),
            "left_out": tables.left_out(exposure),
            "totals": wall.tables["estimates"],
        },
        illustrative=book.illustrative,
    )


def text(result: Result, scenario: Scenario) -> Text:
    """What the page of checks says."""
    metrics = by_id(result.metrics)
    share, gap = metrics["faces"], metrics["placed_gap"]
    doubted, unknown = metrics["doubted"], metrics["debt_unknown"]
    placed = (
        "Buckets and what falls due later add up to the debt of every issuer."
        if isinstance(gap.value, float) and abs(gap.value) < CENT
        else f"Buckets and what falls due later differ from debt by {gap.text}."
    )
    prose = (
        placed,
        "No issuer's debt of the band is doubted."
        if doubted.value == 0
        else f"The debt of {counted(float(str(doubted.value)), 'issuer')} of the band is doubted and in no total: "
        f"{metrics['doubted_debt'].text}.",
        "No issuer pays interest without tagging debt."
        if unknown.value == 0
        else f"Interest is paid, and no debt tagged, by {counted(float(str(unknown.value)), 'issuer')}.",
        "The comparison with balance sheets was made once, on recorded filings of 2009 and 2010; the rest is of the "
        "data on display.",
    )
    findings = {
        "reconciliations": "Ours beside what is stated elsewhere",
        "statuses": "Issuers by the status of their debt",
        "left_out": "Who is not measured, and why",
    }
    count = show(share.value, "count", 0)
    return Text(f"Debt matches the balance sheet within 2 % for {count} in 100 recorded filers.", prose, findings)


def _recorded(published: Published) -> Iterator[tuple[object, ...]]:
    """Debt by the tree against the face of recorded balance sheets."""
    for row in published.table("reconciliations").to_dict("records"):
        difference = float(row["ours"]) - float(row["other"])
        yield (row["check"], row["what"], row["ours"], row["other"], row["unit"], difference, row["date"], row["scope"],
               row["source"])  # fmt: skip


def _own(exposure: Exposure, found: dict[str, Metric]) -> Iterator[tuple[object, ...]]:
    """Figures of the filings on display against each other."""
    debt, placed = _placed(exposure)
    day = exposure.curve.as_of.isoformat()
    source, band = "SEC EDGAR", f"{len(exposure.table):,} issuers of the band"
    yield ("placed", "Buckets and what falls due later, against debt", placed / 1e9, debt / 1e9, "USD bn",
           (placed - debt) / 1e9, day, band, source)  # fmt: skip
    table = exposure.table
    filed = (table["status"] == FILED).to_numpy()
    ladder, owed = (table[name].to_numpy(dtype=float)[filed] for name in ("ladder_filed", "debt"))
    yield ("ladders", "Maturity ladders as filed, against the debt of the same issuers", np.nansum(ladder) / 1e9,
           np.nansum(owed) / 1e9, "USD bn", (np.nansum(ladder) - np.nansum(owed)) / 1e9, day,
           f"{int(filed.sum()):,} issuers that tag a ladder", source)  # fmt: skip
    for name, what in (
        ("coverage_count", "Borrowers that tag a ladder"),
        ("coverage_debt", "Debt of those that tag a ladder"),
    ):
        value = found[name].value
        ours = float(value) if isinstance(value, int | float) else math.nan
        yield (name, what, ours, 100.0, "%", ours - 100.0, day, found[name].note or band, source)
    interest, paid = (table[name].to_numpy(dtype=float) for name in ("interest", "interest_paid"))
    both = np.isfinite(interest) & np.isfinite(paid) & np.isin(table["status"].to_numpy(), OWES)
    yield ("interest", "Interest cost of twelve months, against interest paid in the fiscal year",
           interest[both].sum() / 1e9, paid[both].sum() / 1e9, "USD bn", (interest[both] - paid[both]).sum() / 1e9, day,
           f"{int(both.sum()):,} issuers that tag both", source)  # fmt: skip


def _published(estimates: pd.DataFrame) -> Iterator[tuple[object, ...]]:
    """Totals of the band beside published ones, each of its own scope."""
    for row in estimates.to_dict("records"):
        yield (row["subject"], f"Our total beside {row['publisher']}", row["measured"], row["value"], row["unit"],
               row["difference"], row["date"], f"{row['scope']}; ours: {row['why']}", row["source"])  # fmt: skip


def _placed(exposure: Exposure) -> tuple[float, float]:
    """Debt of the issuers that owe, and what buckets, current debt, profiles and later hold of it, USD."""
    owes = np.isin(exposure.table["status"].to_numpy(), OWES)
    placed = (exposure.filed + exposure.derived + exposure.assumed).sum(axis=1) + exposure.later.sum(axis=1)
    return float(np.nansum(exposure.table["debt"].to_numpy(dtype=float)[owes])), float(placed[owes].sum())


def _metrics(published: Published, book: IssuerFundamentals, exposure: Exposure) -> Iterator[Metric]:
    rows = {str(row["check"]): row for row in published.table("reconciliations").to_dict("records")}
    faces, dollars = rows["faces"], rows["face_dollars"]
    day = pd.Period(str(faces["date"])).end_time.date()
    yield of("checks.faces", "Debt within 2 % of the balance sheet", float(faces["ours"]), "%", "M-DEBT", DEBT, day,
             str(faces["scope"]))  # fmt: skip
    yield of("checks.face_dollars", "Debt found, of the debt on those balance sheets",
             100 * float(dollars["ours"]) / float(dollars["other"]), "%", "M-DEBT", DEBT, day,
             str(dollars["scope"]))  # fmt: skip
    debt, placed = _placed(exposure)
    yield of("checks.placed_gap", "Buckets and later less debt", round((placed - debt) / 1e6, 6), "USD m", "M-LADDER",
             DEBT, book.newest, "of every issuer that owes: each adds up to the cent")  # fmt: skip
