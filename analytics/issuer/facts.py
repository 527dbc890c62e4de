"""An issuer's facts by period, with the tag and the filing each came from, and what is missing."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.catalogue import CONCEPTS
from analytics.catalogue.filings import DEBT, LADDER
from analytics.frames.issuers import KINDS, Filings, accession, link, numbered
from analytics.measures.filer import debt, ladder

_AS_FILED = (
    "tag",
    "unit",
    "start",
    "end",
    "value",
    "form",
    "filed",
    "accession",
    "fiscal_year",
    "fiscal_period",
    "frame",
)


def years(filings: Filings, cik: int) -> pd.DataFrame:
    """Income by fiscal year, newest first: revenue, EBIT, interest and its tag, coverage, net income and its tag."""
    rows = filings.rows(
        "year",
        "revenue",
        "operating_income",
        "interest",
        "interest_tag",
        "interest_accn",
        "net_income",
        "net_income_tag",
        cik=cik,
    )
    mine = rows.sort_values("end", ascending=False, kind="stable")
    paid = mine["interest"].to_numpy(dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        covered = np.where(paid > 0.0, mine["operating_income"].to_numpy(dtype=float) / paid, np.nan)
    return pd.DataFrame(
        {
            "year_end": mine["end"].to_numpy(),
            "revenue_usd_m": mine["revenue"].to_numpy() / 1e6,
            "operating_income_usd_m": mine["operating_income"].to_numpy() / 1e6,
            "interest_usd_m": paid / 1e6,
            "coverage_x": covered,
            "net_income_usd_m": mine["net_income"].to_numpy() / 1e6,
            "interest_tag": mine["interest_tag"].to_numpy(),
            "net_income_tag": mine["net_income_tag"].to_numpy(),
            "filing": [_link(filings, cik, number) for number in mine["interest_accn"]],
        }
    )


def sheets(filings: Filings, cik: int) -> pd.DataFrame:
    """Balance sheets, newest first: debt and how it was put together, its current part, cash, the ladder's sum."""
    rows = filings.rows("instant", *debt.COLUMNS, *ladder.BUCKETS, "cash", "debt_accn", cik=cik)
    mine = rows.sort_values("end", ascending=False, kind="stable")
    stated = mine[list(ladder.BUCKETS)].sum(axis=1, min_count=1).to_numpy(dtype=float)
    owed = debt.debt(mine, stated)
    return pd.DataFrame(
        {
            "balance_sheet": mine["end"].to_numpy(),
            "debt_usd_m": owed["debt"].to_numpy() / 1e6,
            "current_usd_m": owed["current"].to_numpy() / 1e6,
            "how": [debt.HOW[code] for code in owed["how"]],
            "cash_usd_m": mine["cash"].to_numpy() / 1e6,
            "ladder_usd_m": stated / 1e6,
            "filing": [_link(filings, cik, number) for number in mine["debt_accn"]],
        }
    )


def facts(filings: Filings, cik: int) -> pd.DataFrame:
    """Every fact held of the issuer: concept, tag, period, value in USD, accession and the filing's address."""
    parts = []
    buckets, lines = ({concept.name for concept in part} for part in (LADDER, DEBT))
    held = filings.issuers.column_names
    for kind in KINDS:
        names = [name for name in held if name not in ("cik", "kind", "period", "start", "end")]
        mine = filings.rows(kind, *names, cik=cik)
        for name, concept in CONCEPTS.items():
            there = mine[name].notna().to_numpy()
            if concept.unit != "USD" or not there.any():
                continue
            number = "ladder_accn" if name in buckets else "debt_accn" if name in lines else f"{name}_accn"
            tag = f"{name}_tag" if f"{name}_tag" in mine else None
            told = mine[list(filter(None, ("period", "start", "end", name, number, tag)))][there]
            parts.append(
                pd.DataFrame(
                    {
                        "concept": concept.title,
                        "tag": told[tag] if tag else concept.tags[0],
                        "period": told["period"],
                        "start": told["start"],
                        "end": told["end"],
                        "value_usd": told[name],
                        "accession": [accession(int(one)) for one in told[number]],
                        "filing": [_link(filings, cik, int(one)) for one in told[number]],
                    }
                )
            )
    if not parts:
        columns = ("concept", "tag", "period", "start", "end", "value_usd", "accession", "filing")
        return pd.DataFrame({name: [] for name in columns})
    return pd.concat(parts, ignore_index=True).sort_values(
        ["concept", "end"], ascending=[True, False], ignore_index=True
    )


def as_filed(filings: Filings, cik: int) -> pd.DataFrame:
    """All facts of an issuer that was asked for, each filing's statement of them, newest first; else no rows."""
    if filings.facts.empty:
        return pd.DataFrame({name: [] for name in (*_AS_FILED, "filing")})
    mine = filings.facts[filings.facts["cik"] == cik]
    table = mine[list(_AS_FILED)].sort_values(["end", "filed"], ascending=False, ignore_index=True)
    return table.assign(filing=[_link(filings, cik, numbered(str(text))) for text in table["accession"]])


def _link(filings: Filings, cik: int, number: int) -> str:
    return "" if filings.illustrative else link(cik, int(number))
