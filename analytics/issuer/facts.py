"""An issuer's facts by period, with the tag and the filing each came from, and what is missing."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.catalogue import CONCEPTS
from analytics.catalogue.filings import LADDER
from analytics.debt_wall.fundamentals import ASSUMED, DERIVED, NO_DEBT, NOT_GAAP, NOT_TAGGED
from analytics.frames.issuers import KINDS, Filings, accession, link
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
    mine = rows.sort_values("end", ascending=False)
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
    rows = filings.rows("instant", *debt.COLUMNS, *ladder.BUCKETS, "cash", "ladder_accn", cik=cik)
    mine = rows.sort_values("end", ascending=False)
    owed = debt.debt(mine)
    return pd.DataFrame(
        {
            "balance_sheet": mine["end"].to_numpy(),
            "debt_usd_m": owed["debt"].to_numpy() / 1e6,
            "current_usd_m": owed["current"].to_numpy() / 1e6,
            "how": [debt.HOW[code] for code in owed["how"]],
            "cash_usd_m": mine["cash"].to_numpy() / 1e6,
            "ladder_usd_m": mine[list(ladder.BUCKETS)].sum(axis=1, min_count=1).to_numpy() / 1e6,
            "filing": [_link(filings, cik, number) for number in mine["ladder_accn"]],
        }
    )


def facts(filings: Filings, cik: int) -> pd.DataFrame:
    """Every fact held of the issuer: concept, tag, period, value in USD, accession and the filing's address."""
    parts = []
    buckets = {concept.name for concept in LADDER}
    held = filings.issuers.column_names
    for kind in KINDS:
        names = [name for name in held if name not in ("cik", "kind", "period", "start", "end")]
        mine = filings.rows(kind, *names, cik=cik)
        for name, concept in CONCEPTS.items():
            told = mine[mine[name].notna()]
            if told.empty:
                continue
            tag = told[f"{name}_tag"] if f"{name}_tag" in told else concept.tags[0]
            number = told["ladder_accn" if name in buckets else f"{name}_accn"]
            parts.append(
                pd.DataFrame(
                    {
                        "concept": concept.title,
                        "tag": tag,
                        "period": told["period"],
                        "start": told["start"],
                        "end": told["end"],
                        "value_usd": told[name],
                        "accession": [accession(int(one)) for one in number],
                        "filing": [_link(filings, cik, int(one)) for one in number],
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
    numbers = [int(str(text).replace("-", "")) for text in table["accession"]]
    return table.assign(filing=[_link(filings, cik, number) for number in numbers])


def missing(issuer: pd.Series, inside: int | None, repriceable: int | None) -> pd.DataFrame:
    """What is not known of the issuer, or not taken as it stands, and why; the gravest first."""
    status = int(issuer["status"])
    checks = [
        (bool(issuer["financial"]), "repricing", "a financial: its funding debt is not this wall"),
        (int(issuer["sic"]) == 0, "repricing", "no industry code: a fund or business development company, it may be"),
        (status == NOT_GAAP, "everything", "it reports under other rules than us-gaap"),
        (status == NOT_TAGGED, "debt", "no debt is tagged on the newest balance sheet; that is not no debt"),
        (status == NO_DEBT, "debt", "the newest balance sheet states that there is none"),
        (pd.isna(issuer["ebit"]), "EBIT", "neither operating income nor pre-tax income is tagged"),
        (not float(issuer["interest"]) > 0.0, "interest", "neither interest expense nor interest paid is tagged"),
        (repriceable is None and inside is not None, "repricing", "EBIT, interest or debt is not tagged"),
        (status == DERIVED, "ladder", "none is tagged: current debt is placed over twelve months, the rest by sector"),
        (status == ASSUMED, "ladder", "neither a ladder nor current debt is tagged: all is placed by sector"),
        (int(issuer["ladder_which"]) > 0, "ladder", ladder.WHICH[int(issuer["ladder_which"])]),
        (pd.isna(issuer["floating_filed"]), "floating share", "not tagged: the control's share is used"),
        (pd.isna(issuer["depreciation"]), "depreciation", "not tagged: the limit on interest is taken of EBIT"),
        (bool(issuer["coupon_assumed"]), "coupon", "interest over debt is not believable: the band's median is used"),
        (issuer["interest_tag"] == "InterestPaidNet", "interest", "no expense is tagged: interest paid is used"),
        (issuer["interest_tag"] == "InterestExpenseDebt", "interest", "the tag covers borrowings alone"),
        (int(issuer["quarters"]) == 0, "twelve months", "the fiscal year stands: its quarters cannot be lined up"),
        (issuer["ebit_tag"] == "pre-tax income plus interest", "EBIT", "no operating income is tagged"),
        ("proxy" in str(issuer["net_income_tag"]), "net income", "only a proxy statement's rounded figure is held"),
    ]
    rows = [(what, why) for applies, what, why in checks if applies]
    return pd.DataFrame(rows, columns=["what", "why"])


def _link(filings: Filings, cik: int, number: int) -> str:
    return "" if filings.illustrative else link(cik, int(number))
