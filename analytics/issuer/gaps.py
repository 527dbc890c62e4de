"""What is not known of an issuer, or not taken as it stands, each with the reason that is true."""

from __future__ import annotations

import math

import pandas as pd

from analytics.catalogue import CONCEPTS
from analytics.debt_wall import tables
from analytics.debt_wall.doubts import money
from analytics.debt_wall.earned import BY_PRETAX, OF_ASSETS, PAID, PAID_APART
from analytics.debt_wall.fundamentals import (
    ASSUMED,
    DERIVED,
    DOUBTED,
    FILED,
    NO_DEBT,
    NOT_GAAP,
    NOT_TAGGED,
    OWES,
    UNKNOWN,
)
from analytics.measures.filer import debt, ladder
from analytics.model.metric import day, show

NOT_HELD = "no balance sheet of it is held here"
NOT_SAID = "not tagged"


def missing(issuer: pd.Series, inside: int | None, repriceable: int | None) -> pd.DataFrame:
    """What is not known of the issuer, or not taken as it stands, and why; the gravest first."""
    status = int(issuer["status"])
    filed = status == FILED
    checks = [
        (bool(issuer["financial"]), "repricing", tables.FINANCIAL),
        (int(issuer["sic"]) == 0, "repricing", "no industry code: a fund or business development company, it may be"),
        (int(issuer["rank"]) == 0 and status != NOT_GAAP, "rank", str(issuer["flag"])),
        (status == NOT_GAAP, "everything", "it reports under other rules than us-gaap"),
        (status == DOUBTED, "debt", f"doubted, and in no total: {issuer['doubt']}"),
        (status in (NOT_TAGGED, UNKNOWN), "debt", no_debt(issuer)),
        (status == NO_DEBT, "debt", "the newest balance sheet states that there is none"),
        (pd.isna(issuer["ebit"]), "EBIT", no_income(issuer, "ebit")),
        (not float(issuer["interest"]) > 0.0, "interest", no_income(issuer, "interest")),
        (pd.isna(issuer["cash"]), "cash", no_cash(issuer)),
        (repriceable is None and inside is not None and status not in (DOUBTED, UNKNOWN), "repricing",
         "EBIT, interest or debt is not known"),
        (status == DERIVED, "ladder", "none is tagged: current debt is placed over twelve months, the rest by sector"),
        (status == ASSUMED, "ladder", "neither a ladder nor current debt is tagged: all is placed by sector"),
        (filed and int(issuer["ladder_which"]) > 0, "ladder", ladder.WHICH[int(issuer["ladder_which"])]),
        (filed and float(issuer["ladder_cut"]) > 0.5, "ladder",
         f"{money(float(issuer['ladder_cut']))} of it has passed or is more than is owed: cut from the near end"),
        (float(issuer["unsure"]) > 0.0 and status != DOUBTED, "debt",
         f"{money(float(issuer['unsure']))} more may stand beside it: the tags do not say"),
        (pd.isna(issuer["floating_filed"]), "floating share",
         "not tagged: the control's share is used, convertible debt is fixed"),
        (pd.isna(issuer["depreciation"]), "depreciation", "not tagged: the limit on interest is taken of EBIT"),
        (bool(issuer["coupon_assumed"]) and status in OWES, "coupon",
         "debt moved in the year: the coupon is taken at 1 or at 15 %"),
        (issuer["interest_tag"] == PAID, "interest", "no expense is tagged: interest paid is used"),
        (issuer["interest_tag"] == "InterestExpenseDebt", "interest", "the tag covers borrowings alone"),
        (_paid_apart(issuer), "interest",
         f"{money(float(issuer['interest_paid']))} was paid in the fiscal year, a multiple of the cost"),
        *((math.isfinite(float(issuer[f"{name}_other"])), name, _contradicted(issuer, name))
          for name in ("interest", "revenue")),
        (bool(issuer["mixed"]), "twelve months",
         f"its fiscal year less the quarters filed of it leaves {money(float(issuer['left']))} of EBIT for a quarter, "
         "out of proportion to them: the quarters are restated, the year is not, and stands"),
        (int(issuer["quarters"]) == 0 and not bool(issuer["mixed"]), "twelve months",
         "the fiscal year stands: no later quarter of EBIT, interest and net income is tagged alike"),
        (issuer["ebit_tag"] == BY_PRETAX, "EBIT", f"no operating income is tagged: {BY_PRETAX}"),
        (float(issuer["impairments"]) > 0.0, "EBIT",
         f"impairments of {money(float(issuer['impairments']))} are added back"),
        ("proxy" in str(issuer["net_income_tag"]), "net income", "only a proxy statement's rounded figure is held"),
    ]  # fmt: skip
    rows = [(what, why) for applies, what, why in checks if applies]
    return pd.DataFrame(rows, columns=["what", "why"])


def no_debt(issuer: pd.Series) -> str:
    """Why no debt is shown: not tagged, tagged on an older balance sheet, doubted, or not held here."""
    status = int(issuer["status"])
    if status == DOUBTED:
        return f"doubted: {issuer['doubt']}"
    if pd.isna(issuer["period_end"]):
        return NOT_HELD
    if status == NOT_GAAP:
        return "it reports under other rules than us-gaap"
    paid = "; it pays interest, so it owes something" if status == UNKNOWN else ""
    if pd.notna(issuer["debt_tagged_end"]) and issuer["debt_tagged_end"] < issuer["period_end"]:
        old = money(float(issuer["debt_tagged"]))
        return f"tagged last on {day(issuer['debt_tagged_end'].date())} ({old}), too old{paid}"
    if bool(issuer["partial"]):
        return f"a zero is tagged of a part of debt alone; that is not no debt{paid}"
    return f"no debt is tagged on the newest balance sheet; that is not no debt{paid}"


def no_cash(issuer: pd.Series) -> str:
    """Why no cash is shown."""
    if issuer["cash_doubt"]:
        return str(issuer["cash_doubt"])
    return NOT_HELD if pd.isna(issuer["period_end"]) else "not tagged on the newest balance sheet"


def no_income(issuer: pd.Series, name: str) -> str:
    """Why EBIT, interest or net income is not shown: doubted, not tagged, or tagged and too old."""
    if name == "ebit" and issuer["ebit_doubt"]:
        return str(issuer["ebit_doubt"])
    if bool(issuer["stale"]):
        return f"tagged last for twelve months to {day(issuer['through'].date())}, too old beside the balance sheet"
    if pd.isna(issuer["through"]):
        return "no income statement of it is held here"
    return {
        "ebit": "neither operating income nor pre-tax income is tagged",
        "interest": "neither interest expense nor interest paid is tagged, or none above zero",
    }.get(name, NOT_SAID)


def no_coverage(issuer: pd.Series) -> str:
    """Why no coverage is shown: the part of it that is missing."""
    if not float(issuer["interest"]) > 0.0:
        return no_income(issuer, "interest")
    return no_income(issuer, "ebit")


def composition(issuer: pd.Series) -> str:
    """How the debt was put together."""
    return debt.HOW[int(issuer["debt_how"])]


def interest_of(issuer: pd.Series) -> str:
    """What the interest cost was read from."""
    capitalised = float(issuer["interest_capitalised"])
    told = str(issuer["interest_tag"])
    return f"{told}, and {money(capitalised)} capitalised" if capitalised > 0.0 else told


def ebit_of(issuer: pd.Series) -> str:
    """What EBIT was read from."""
    added = float(issuer["impairments"])
    told = str(issuer["ebit_tag"])
    return f"{told}, impairments of {money(added)} added back" if added > 0.0 else told


def _paid_apart(issuer: pd.Series) -> bool:
    paid, cost = float(issuer["interest_paid"]), float(issuer["interest"])
    return paid > PAID_APART * cost and paid - cost > OF_ASSETS * float(issuer["assets"])


def _contradicted(issuer: pd.Series, name: str) -> str:
    other = float(issuer[f"{name}_other"])
    tags = f"{issuer[f'{name}_tag']} is taken, {issuer[f'{name}_other_tag']} of the same filing says"
    return f"{CONCEPTS[name].title}: {tags} {show(other / 1e6, 'USD m', 1)}"
