"""The figures of zombies: shares with their bounds and buckets, aggregate coverage, debt at risk, specifications."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from analytics.issuers import classify
from analytics.issuers.definitions import CLAIMED_PCT, DEFINITIONS, NEAR_PP
from analytics.issuers.sample import Sample
from analytics.issuers.under_yields import Below
from analytics.model.metric import Metric, of, show
from analytics.model.scenario import Scenario

INCOME = ("sec.net_income",)
COVERED = ("sec.operating_income", "sec.interest")
Tables = Mapping[str, pd.DataFrame]
NOBODY = "no borrower of the universe can be repriced"


@dataclass(frozen=True)
class Parts:
    """What the figures are of: the sample, the reader's universe, the newest balance sheet, the deflator's id."""

    sample: Sample
    scenario: Scenario
    as_of: date | None
    deflator: str

    def sources(self, name: str) -> tuple[str, ...]:
        """The series behind a definition."""
        key = DEFINITIONS[name].key
        if key == "unprofitable":
            return INCOME
        more = {"zombie_fed": ("sec.revenue", "sec.assets", "sec.debt_noncurrent"),
                "zombie_bis_narrow": ("sec.public_float", "sec.liabilities", "sec.assets"),
                "zombie_bis_2022": ("sec.public_float", "sec.liabilities", "sec.assets")}.get(key, ())  # fmt: skip
        return (*COVERED, *more, *((self.deflator,) if key == "zombie_fed" and self.deflator else ()))


def shares(parts: Parts, tables: Tables) -> Iterator[Metric]:
    """The share by every definition with its bounds and who cannot be classified, and the reader's own again."""
    for row in tables["zombies"].to_dict("records"):
        definition = DEFINITIONS[row["definition"]]
        sources, method = parts.sources(definition.name), definition.method
        classified, unknown = int(row["classified_count"]), int(row["unclassifiable_count"])
        note = f"{unknown:,} of {classified + unknown:,} firms are not classifiable" if unknown else ""
        missing = row["why"] or "no firm is in the universe"
        what = f"{definition.name}, by {parts.scenario.weighting.lower()}"

        def metric(
            name: str, label: str, value: float, unit: str = "%", key: str = definition.key,
            method: str = method, sources: tuple[str, ...] = sources, note: str = note, missing: str = missing,
        ) -> Metric:  # fmt: skip
            return of(f"issuers.{key}_{name}", label, value, unit, method, sources, parts.as_of, note, missing)

        yield metric("share", f"{what}: share of what can be classified", row["share_pct"])
        yield metric("low", f"{what}: share of all, if none of the others", row["low_pct"])
        yield metric("high", f"{what}: share of all, if all of the others", row["high_pct"])
        counted = int(row["zombies_count"]) if classified else math.nan
        yield metric("count", f"{definition.name}: firms", counted, "count")
        yield metric("classified", f"{definition.name}: firms classified", classified, "count")
        yield metric("unclassifiable", f"{definition.name}: firms not classifiable", unknown, "count", note=row["why"])
        if row["definition"] == parts.scenario.definition:
            for end, label in (("share", "share"), ("low", "lower bound"), ("high", "upper bound")):
                value = row[f"{end}_pct"]
                yield metric(end, f"The reader's definition: {label}", value, key="zombie_headline")
            for end, label in (("count", "firms"), ("classified", "firms classified"),
                               ("unclassifiable", "firms not classifiable")):  # fmt: skip
                count = {"count": counted, "classified": classified, "unclassifiable": unknown}[end]
                yield metric(end, f"The reader's definition: {label}", count, "count", key="zombie_headline")


def totals(parts: Parts) -> Iterator[Metric]:
    """Aggregate coverage and debt at risk of the universe's operating firms."""
    sample = parts.sample
    mine = sample.of_scenario(parts.scenario) & ~sample.financial
    ebit, interest = (sample.table[name].to_numpy(dtype=float)[mine] for name in ("ebit", "interest"))
    paying = np.isfinite(ebit) & (interest > 0.0)
    cost = float(interest[paying].sum())
    icr, debt = sample.icr[mine], sample.weights("Debt")[mine]
    known = ~np.isnan(icr)
    owed = float(debt[known].sum())
    at_risk = float(debt[classify.below_one(icr)].sum())
    yield of("issuers.zombie_aggregate_icr", "Aggregate interest coverage, twelve months",
             float(ebit[paying].sum()) / cost if cost > 0.0 else math.nan, "x", "M-AGGICR", COVERED, parts.as_of,
             f"{int(paying.sum()):,} firms that pay interest", "no firm of the universe tags both", )  # fmt: skip
    yield of("issuers.zombie_debt_at_risk", "Debt of firms with coverage below 1",
             100 * at_risk / owed if owed > 0.0 else math.nan, "%", "M-DAR", (*COVERED, "sec.debt_noncurrent"),
             parts.as_of, f"of {show(owed / 1e9, 'USD bn', 0)} of known coverage",
             "no debt of known coverage")  # fmt: skip


def specification(parts: Parts, tables: Tables) -> Iterator[Metric]:
    """In how many specifications the claim of nearly 40 % holds, of those that can be measured."""
    rows = tables["specification"]
    known = rows[rows["share_pct"].notna()]
    losses = known[known["definition"] == "Unprofitable"]
    note = f"within {NEAR_PP:.0f} points of {CLAIMED_PCT:.0f} %"
    for name, label, table in (
        ("", "all definitions", known),
        ("_unprofitable", "net losses alone", losses),
    ):
        yield of(f"issuers.specification{name}_holds", f"Specifications in which the claim holds, {label}",
                 int(table["claim_holds"].sum()) if len(table) else None, "count", "M-SPEC", INCOME, parts.as_of, note,
                 "no specification can be measured")  # fmt: skip
        yield of(f"issuers.specification{name}_count", f"Specifications measured, {label}", len(table), "count",
                 "M-SPEC", INCOME, parts.as_of, "" if name else f"of {len(rows):,} defined")  # fmt: skip


def yields(states: Mapping[str, Below], as_of: date) -> Iterator[Metric]:
    """Borrowers, and their debt, with coverage below one as filed and after refinancing at two curves."""
    labels = {"filed": "as filed", "published": "at the published yields", "scenario": "at the reader's yields"}
    for state, label in labels.items():
        below = states[state]
        for name, what, value in (("icr_below_one", "Borrowers", below.share), ("debt_at_risk", "Debt", below.debt)):
            yield of(f"issuers.zombie_{name}_{state}", f"{what} with coverage below 1 {label}", value, "%",
                     "M-REFI", (*COVERED, "DGS10", "DGS3MO"), as_of, missing=NOBODY)  # fmt: skip
