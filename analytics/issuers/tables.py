"""The tables of zombies: all definitions at once, by year, aggregate coverage, and why firms are not classified."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.frames.published import Published
from analytics.issuers import classify, zombies
from analytics.issuers.definitions import DEFINITIONS
from analytics.issuers.sample import Sample
from analytics.issuers.zombies import Prices
from analytics.model.choices import WEIGHTINGS
from analytics.model.scenario import Scenario


def definitions(sample: Sample, deflator: Prices, scenario: Scenario) -> pd.DataFrame:
    """Every definition in the reader's universe: the share by each weight, its bounds, and who is not classified."""
    inside = sample.of_scenario(scenario)
    rows = []
    for name, definition in DEFINITIONS.items():
        classes = zombies.now(sample, name, inside, deflator)
        shares = {key: zombies.share(classes, sample.weights(key)[inside]) for key in WEIGHTINGS}
        own = shares[scenario.weighting]
        rows.append(
            {
                "definition": name,
                "share_pct": own.value,
                "count_pct": shares["Count"].value,
                "float_pct": shares["Float"].value,
                "debt_pct": shares["Debt"].value,
                "low_pct": own.low,
                "high_pct": own.high,
                "zombies_count": own.zombies,
                "classified_count": own.known,
                "unclassifiable_count": own.unknown,
                "rule": definition.rule,
                "why": own.why or (zombies.commonest(classes) if own.unknown else ""),
            }
        )
    return pd.DataFrame(rows)


def by_year(sample: Sample, deflator: Prices, scenario: Scenario) -> pd.DataFrame:
    """Every definition at the end of each fiscal year stored, by count; n/a with its reason where history is short."""
    inside = sample.of_scenario(scenario)
    rows = []
    for year in sample.annual.years[: sample.annual.newest + 1]:
        for name in DEFINITIONS:
            found = zombies.share(
                classes := zombies.in_year(sample, name, inside, year, deflator), np.ones(int(inside.sum()))
            )
            rows.append(
                {
                    "year": year,
                    "definition": name,
                    "share_pct": found.value,
                    "zombies_count": found.zombies,
                    "classified_count": found.known,
                    "unclassifiable_count": found.unknown,
                    "why": found.why or (zombies.commonest(classes) if found.unknown else ""),
                }
            )
    names = ("year", "definition", "share_pct", "zombies_count", "classified_count", "unclassifiable_count", "why")
    return pd.DataFrame(rows, columns=list(names))


def aggregate(sample: Sample, published: Published, scenario: Scenario) -> pd.DataFrame:
    """EBIT over interest of all operating firms of the universe, added up, by fiscal year, beside published points."""
    years = sample.annual
    rows = sample.place[sample.of_scenario(scenario) & ~sample.financial]
    ebit, interest = years.ebit[rows], years.interest[rows]
    known = np.isfinite(ebit) & (interest > 0.0)
    table = []
    for column, year in enumerate(years.years[: years.newest + 1]):
        mine = known[:, column]
        cost = float(interest[mine, column].sum())
        ratio = float(ebit[mine, column].sum()) / cost if cost > 0.0 else np.nan
        table.append({"date": pd.Timestamp(year, 12, 31), "aggregate_icr_x": ratio, "published_x": np.nan,
                      "firms_count": int(mine.sum()), "publisher": "This page"})  # fmt: skip
    if "coverage" in published.tables:
        table += [
            {"date": pd.Timestamp(str(row["date"])), "aggregate_icr_x": np.nan, "published_x": row["value"],
             "firms_count": 0, "publisher": str(row["publisher"])}
            for row in published.table("coverage").to_dict("records")
        ]  # fmt: skip
    names = ["date", "aggregate_icr_x", "published_x", "firms_count", "publisher"]
    return pd.DataFrame(table, columns=names).sort_values("date", ignore_index=True, kind="stable")


def reasons(sample: Sample, deflator: Prices, scenario: Scenario) -> pd.DataFrame:
    """Why firms of the universe are not classified, by definition, the commonest first."""
    inside = sample.of_scenario(scenario)
    rows = []
    for name in DEFINITIONS:
        classes = zombies.now(sample, name, inside, deflator)
        counts = np.bincount(classes.reason[~classes.known], minlength=len(classify.REASONS))
        rows += [
            {"definition": name, "why": classify.REASONS[code], "firms_count": int(counts[code]),
             "of_universe_pct": 100 * counts[code] / max(int(inside.sum()), 1)}
            for code in np.argsort(-counts, kind="stable") if counts[code]
        ]  # fmt: skip
    return pd.DataFrame(rows, columns=["definition", "why", "firms_count", "of_universe_pct"])


def firms(sample: Sample, deflator: Prices, scenario: Scenario) -> pd.DataFrame:
    """The firms of the universe that fall under the reader's definition, the most debt first."""
    inside = sample.of_scenario(scenario)
    classes = zombies.now(sample, scenario.definition, inside, deflator)
    table = sample.table[inside]
    icr = sample.icr[inside]
    listed = pd.DataFrame(
        {
            "rank": table["rank"].to_numpy(),
            "name": table["name"].to_numpy(),
            "ticker": table["ticker"].to_numpy(),
            "cik": table["cik"].to_numpy(),
            "sector": table["sector"].to_numpy(),
            "net_income_usd_m": table["net_income"].to_numpy(dtype=float) / 1e6,
            "ebit_usd_m": table["ebit"].to_numpy(dtype=float) / 1e6,
            "interest_usd_m": table["interest"].to_numpy(dtype=float) / 1e6,
            "coverage_x": np.where(np.isfinite(icr), icr, np.nan),
            "debt_usd_m": table["counted_debt"].to_numpy(dtype=float) / 1e6,
            "twelve_months_to": table["through"].to_numpy(),
        }
    )
    mine = listed[classes.zombie]
    return mine.sort_values("debt_usd_m", ascending=False, kind="stable", ignore_index=True)
