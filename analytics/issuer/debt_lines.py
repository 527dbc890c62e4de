"""How an issuer's debt was put together: every tagged line, what of it counts, and why the rest does not."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.catalogue.debt_tags import CONVERTIBLE, LEASE, RELATED, TOTAL
from analytics.frames.issuers import Filings, accession, link
from analytics.measures.filer import debt
from analytics.measures.filer.debt import TAGS, Tree

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
        for root in (debt.LONG, debt.CURRENT):
            tree.value(root)
    if how == debt.BY_TOTAL:
        best = max((tag for tag in (*debt.WHOLE, debt.PRINCIPAL) if np.isfinite(amount[tag])), key=lambda t: amount[t])
        return {best: amount[best]}
    found: dict[str, float] = {}
    roots = [debt.CURRENT] if how in (debt.WHOLE_LONG, debt.BY_KIND) else [debt.LONG, debt.CURRENT]
    for root in roots:
        _walk(tree, root, amount, found)
    if how == debt.WHOLE_LONG:
        found = {tag: usd for tag, usd in found.items() if not _under(tag, debt.CURRENT_PART)}
        found[debt.ALL_LONG] = amount[debt.ALL_LONG]
        return found
    wanted = [*debt.CONVERTIBLES, *debt.RELATIVES]
    wanted += list(debt.FAMILIES) if how == debt.BY_KIND else []
    wanted += [] if any(np.isfinite(amount[tag]) for tag in debt.CONVERTIBLES) else list(debt.CONVERTIBLE_TOTALS)
    owed = 0.0 if pd.isna(issuer["debt"]) else float(issuer["debt"])
    for tag in wanted:
        again = any(abs(amount[tag] - usd) <= debt.SAME * usd for usd in found.values())
        if np.isfinite(amount[tag]) and not again and sum(found.values()) + amount[tag] <= owed * debt.LARGER + CENT:
            found[tag] = amount[tag]
    return found


def _walk(tree: Tree, tag: str, amount: dict[str, float], found: dict[str, float]) -> None:
    """Collect what counts of a tag and its parts, from the top down."""
    own = bool(tree.own[tag][0])
    if own and not any(abs(amount[tag] - usd) <= debt.SAME * usd for usd in found.values()):
        found[tag] = amount[tag]
    for part in debt.parts(tag):
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
        if tag in (debt.ALL_LONG, *debt.WHOLE, debt.PRINCIPAL):
            return "the total: at least the sum of its lines"
        return _WHY.get(kind, "convertible, beside the other lines")
    if kind == LEASE:
        return "left out: a lease"
    parent = TAGS[tag].parent
    while parent:
        if parent in counted:
            return f"left out: a part of {parent}"
        parent = TAGS[parent].parent if parent in TAGS else ""
    amount = float(mine[TAGS[tag].column].iloc[0])
    same = [one for one, usd in counted.items() if abs(usd - amount) <= debt.SAME * usd]
    if same:
        return f"left out: the same money as {same[0]}"
    if any(_under(one, tag) for one in counted):
        return "left out: less than the sum of its parts"
    if TOTAL in kind:
        return "left out: it lies in the lines that count, or states less than they do"
    return "left out: it lies in a total that counts"
