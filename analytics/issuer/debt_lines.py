"""How an issuer's debt was put together: every tagged line, what of it counts, and why the rest does not."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.catalogue.debt_tags import CONVERTIBLE, LEASE, RELATED, TOTAL
from analytics.frames.issuers import Filings, accession, link
from analytics.measures.filer import debt
from analytics.measures.filer.debt_tree import (
    ALL_LONG,
    CONVERTIBLE_TOTALS,
    CONVERTIBLES,
    CURRENT,
    CURRENT_PART,
    LARGER,
    LONG,
    PRINCIPAL,
    RELATIVES,
    SAME,
    TAGS,
    WHOLE,
    Tree,
    parts,
)

COLUMNS = ["tag", "amount_usd_m", "counted_usd_m", "why", "accession", "filing"]
CENT = 0.005
_WHY = {
    "": "a line of its own",
    CONVERTIBLE: "convertible, beside the other lines",
    RELATED: "owed to related parties",
    TOTAL: "a line by kind of debt",
}


def lines(filings: Filings, issuer: pd.Series) -> pd.DataFrame:
    """The lines of debt of the newest balance sheet: tag, amount, what counts of it, why, and the filing.

    What counts adds up to the debt. No rows where none is tagged.
    """
    cik, end = int(issuer["cik"]), issuer["period_end"]
    rows = filings.rows("instant", *debt.COLUMNS, "debt_accn", cik=cik)
    mine = rows[rows["end"] == end].reset_index(drop=True)
    if mine.empty:
        return pd.DataFrame({name: [] for name in COLUMNS})
    number = int(mine["debt_accn"].iloc[0])
    counted = _counted(mine, issuer)
    told = [
        (
            tag,
            float(mine[one.column].iloc[0]) / 1e6,
            counted.get(tag, 0.0) / 1e6,
            _why(tag, counted, issuer, mine),
            accession(number),
            "" if filings.illustrative else link(cik, number),
        )
        for tag, one in TAGS.items()
        if np.isfinite(mine[one.column].iloc[0])
    ]
    made = pd.DataFrame(told, columns=COLUMNS)
    short = (0.0 if pd.isna(issuer["debt"]) else float(issuer["debt"])) / 1e6 - made["counted_usd_m"].sum()
    if abs(short) > CENT:
        rest = ("", np.nan, short, _REST.get(int(issuer["debt_how"]), "what a total states beyond the lines"), "", "")
        made.loc[len(made)] = rest
    return made.sort_values(["counted_usd_m", "amount_usd_m"], ascending=False, ignore_index=True)


_REST = {debt.BY_LADDER: "the sum of the maturity ladder: no line of debt is tagged"}


def _counted(mine: pd.DataFrame, issuer: pd.Series) -> dict[str, float]:
    """The amount of each tag that counts, USD."""
    how = int(issuer["debt_how"])
    amount = {tag: float(mine[one.column].iloc[0]) for tag, one in TAGS.items()}
    with np.errstate(invalid="ignore", divide="ignore"):
        tree = Tree.of(mine)
        for root in (LONG, CURRENT):
            tree.value(root)
    if how == debt.BY_TOTAL:
        best = max((tag for tag in (*WHOLE, PRINCIPAL) if np.isfinite(amount[tag])), key=lambda t: amount[t])
        return {best: amount[best]}
    found: dict[str, float] = {}
    roots = [CURRENT] if how in (debt.WHOLE_LONG, debt.BY_KIND) else [LONG, CURRENT]
    for root in roots:
        _walk(tree, root, amount, found)
    if how == debt.WHOLE_LONG:
        found = {tag: usd for tag, usd in found.items() if not _under(tag, CURRENT_PART)}
        found[ALL_LONG] = amount[ALL_LONG]
        return found
    wanted = [*CONVERTIBLES, *RELATIVES]
    wanted += list(debt.FAMILIES) if how == debt.BY_KIND else []
    wanted += [] if any(np.isfinite(amount[tag]) for tag in CONVERTIBLES) else list(CONVERTIBLE_TOTALS)
    owed = 0.0 if pd.isna(issuer["debt"]) else float(issuer["debt"])
    for tag in wanted:
        again = any(abs(amount[tag] - usd) <= SAME * usd for usd in found.values())
        if np.isfinite(amount[tag]) and not again and sum(found.values()) + amount[tag] <= owed * LARGER + CENT:
            found[tag] = amount[tag]
    return found


def _walk(tree: Tree, tag: str, amount: dict[str, float], found: dict[str, float]) -> None:
    """Collect what counts of a tag and its parts, from the top down."""
    own = bool(tree.own[tag][0])
    if own and not any(abs(amount[tag] - usd) <= SAME * usd for usd in found.values()):
        found[tag] = amount[tag]
    for part in parts(tag):
        if not own or not tree.inside[part][0]:
            _walk(tree, part, amount, found)


def _under(tag: str, top: str) -> bool:
    while tag:
        if tag == top:
            return True
        tag = TAGS[tag].parent if tag in TAGS else ""
    return False


def _why(tag: str, counted: dict[str, float], issuer: pd.Series, mine: pd.DataFrame) -> str:
    kind = TAGS[tag].kind
    if tag in counted:
        if tag in (ALL_LONG, *WHOLE, PRINCIPAL):
            return "the total: at least the sum of its lines"
        return _WHY.get(kind, "convertible, beside the other lines")
    amount = float(mine[TAGS[tag].column].iloc[0])
    if amount < 0.0:
        return "left out: no debt is below zero"
    parent = TAGS[tag].parent
    while parent:
        if parent in counted:
            return f"left out: a part of {parent}"
        parent = TAGS[parent].parent if parent in TAGS else ""
    if kind == LEASE:
        return "left out: a lease"
    same = [one for one, usd in counted.items() if abs(usd - amount) <= SAME * usd]
    if same:
        return f"left out: the same money as {same[0]}"
    below = [usd for one, usd in counted.items() if _under(one, tag)]
    if below:
        return f"left out: {'its parts and leases' if amount > sum(below) + CENT else 'less than the sum of its parts'}"
    if TOTAL in kind:
        return "left out: it lies in the lines that count, or states less than they do"
    return "left out: it lies in a total that counts"
