"""Debt out of the tags a balance sheet puts it under: siblings added, a parent for its parts (method M-DEBT).

The tree is us-gaap's own. A parent stands for its parts; a part larger than it cannot lie in it, and both count.
Convertible lines stand beside long-term debt unless a total says otherwise. A total counts only where it is at
least the sum of what it is a total of. Leases are left out where they have a tag of their own.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.measures.filer.debt_tree import (
    ALL_LONG,
    CONVERTIBLE_CURRENT,
    CONVERTIBLE_TOTALS,
    CONVERTIBLES,
    CURRENT,
    CURRENT_PART,
    LARGER,
    LEASES,
    LONG,
    OF_CONVERTIBLES,
    PRINCIPAL,
    RELATIVES,
    SAME,
    SHORT,
    STATE_NONE,
    TAGS,
    WHOLE,
    Array,
    Tree,
    agree,
    parts,
)

COLUMNS = (*(tag.column for tag in TAGS.values()), "debt_floating", "debt_fixed")
"""The columns read."""
FAMILIES = {
    "NotesPayable": "NotesPayableCurrent",
    "LoansPayable": "LoansPayableCurrent",
    "NotesAndLoansPayable": "NotesAndLoansPayableCurrent",
    "SeniorNotes": "SeniorNotesCurrent",
    "SecuredDebt": "SecuredDebtCurrent",
    "UnsecuredDebt": "UnsecuredDebtCurrent",
    "LineOfCredit": "LinesOfCreditCurrent",
    "OtherLongTermDebt": "OtherLongTermDebtCurrent",
    "SubordinatedDebt": "SubordinatedDebtCurrent",
}
"""Lines by what the debt is, current or not, and the tag of the current part of each."""
GROSS = 1.1
"""How many times the lines a total of principals is at least, to count."""
HOW = (
    "none tagged",
    "long-term debt less its current part, plus current debt",
    "long-term debt, its current part included",
    "total debt",
    "current debt alone",
    "lines by kind of debt",
    "the sum of its maturity ladder",
)
"""How a debt was put together, by code."""
NONE, PARTS, WHOLE_LONG, BY_TOTAL, CURRENT_ALONE, BY_KIND, BY_LADDER = range(7)


def debt(rows: pd.DataFrame, ladder: Array | None = None) -> pd.DataFrame:
    """Debt and its parts for balance sheets with the columns `COLUMNS` (USD or NaN).

    `ladder` is the sum of each sheet's maturity ladder, which confirms a reading. Returns the columns debt,
    current, convertible, leases (USD; leases are not in the debt), unsure (what may stand beside the debt and is not
    in it), floating (0 to 1, the share of the debt tagged as floating over what is tagged as floating and fixed, else
    over debt), how (a code of `HOW`) and partial (whether a debt of 0 rests on lines that say nothing of the rest),
    aligned with `rows`; NaN where nothing is tagged.
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        return _debt(rows, np.full(len(rows), np.nan) if ladder is None else ladder)


def _debt(rows: pd.DataFrame, ladder: Array) -> pd.DataFrame:
    tree = Tree.of(rows)
    zero = np.nan_to_num
    long, current = tree.value(LONG), tree.value(CURRENT)
    part, short, all_long = tree.value(CURRENT_PART), tree.value(SHORT), tree.amount[ALL_LONG]
    is_split = part > 0.0
    twice = np.isnan(tree.amount[CURRENT]) & (np.abs(part - short) <= SAME * short)
    current = np.where(twice, part, current)
    implied = all_long - long
    current = np.where(np.isnan(current) & (implied >= 0.0), implied, current)
    part = np.where(np.isnan(part) & np.isfinite(current), np.fmin(current, np.fmax(implied, 0.0)), part)
    kinds = _kinds(tree, part)
    lone = np.isnan(long) & np.isnan(all_long)
    by_kind = lone & np.isfinite(kinds)
    larger = kinds > LARGER * (long + zero(part))
    base = np.where(np.isfinite(long) & ~larger, long, np.where(by_kind | larger, kinds, np.nan))
    by_kind |= larger

    converts = tree.sum(CONVERTIBLES)
    all_converts = np.fmax(zero(converts) + zero(tree.sum(CONVERTIBLE_CURRENT)), zero(tree.total(CONVERTIBLE_TOTALS)))
    beside = np.fmax(all_converts - zero(tree.sum(CONVERTIBLE_CURRENT)), zero(converts)) - _covered(tree, converts)
    totals = [tree.amount[tag] for tag in (*WHOLE, PRINCIPAL)] + [ladder]
    alone = base + zero(current)
    told = np.any([agree(total, alone) & ~agree(total, alone + beside) for total in totals], axis=0)
    told |= agree(all_long, base + zero(part)) & ~agree(all_long, base + zero(part) + beside)
    within = told & (beside <= base)
    base = np.where((beside > 0.0) & ~within, zero(base) + beside, base)

    relatives = tree.sum(RELATIVES)
    lines = np.where(np.isfinite(base) | np.isfinite(current), zero(base) + zero(current), np.nan)
    lines = np.where(np.isfinite(relatives), zero(lines) + relatives, lines)
    aside = np.fmax(zero(current) - zero(part), 0.0)
    # Current debt holds the current part of long-term debt, and so does the tag for all long-term debt: where no line
    # says how much that is, only borrowings that cannot lie in it are added, and the rest is unsure.
    blurred = np.isnan(long) & np.isfinite(all_long) & np.isfinite(tree.amount[CURRENT]) & ~is_split
    beyond = np.fmax(zero(short), zero(current) - all_long)
    maybe = np.where(blurred & (np.abs(current - all_long) > SAME * all_long), np.fmax(aside - beyond, 0.0), 0.0)
    aside = np.where(blurred, np.fmin(aside, beyond), aside)
    whole_long = all_long + np.where(np.isnan(base), np.where(twice, 0.0, aside), aside) + zero(relatives)
    owed = np.where(np.isfinite(base), np.fmax(lines, whole_long), np.where(np.isfinite(all_long), whole_long, lines))
    how = np.select(
        [np.isfinite(base) & ~(owed > lines), np.isfinite(all_long), by_kind, np.isfinite(owed)],
        [np.where(by_kind, BY_KIND, PARTS), WHOLE_LONG, BY_KIND, CURRENT_ALONE],
        NONE,
    )
    unsure = tree.negative + tree.open[LONG] + tree.open[CURRENT] + np.where(larger, np.fmin(long, kinds), 0.0)
    unsure += np.where(np.isnan(long) & np.isfinite(all_long) & ~twice, zero(part), 0.0)
    leases = np.nansum([tree.amount[tag] for tag in LEASES], axis=0)
    for total, needs in [(tree.total(WHOLE), 1.0), (tree.amount[PRINCIPAL], GROSS)]:
        more = (total > needs * owed) | (np.isnan(owed) & np.isfinite(total))
        more &= ~((leases > 0.0) & agree(total, owed + leases))
        owed, how = np.where(more, total, owed), np.where(more, BY_TOTAL, how)
    whole = np.any([agree(total, owed) for total in totals], axis=0)
    sure = whole | agree(all_long, owed)
    stated = np.isnan(owed) & (ladder > 0.0)
    owed, how = np.where(stated, ladder, owed), np.where(stated, BY_LADDER, how)
    floating, fixed = (rows[name].to_numpy(dtype=float) for name in ("debt_floating", "debt_fixed"))
    share = floating / np.where(np.isfinite(fixed), floating + fixed, owed)
    return pd.DataFrame(
        {
            "debt": owed,
            "current": np.minimum(current + zero(tree.amount[RELATIVES[0]]), owed),
            "convertible": np.fmin(all_converts, zero(owed)),
            "leases": leases,
            "unsure": np.where(sure, 0.0, unsure) + np.where(whole, 0.0, maybe),
            "floating": np.where((share >= 0.0) & (share <= 1.0), share, np.nan),
            "how": how,
            "partial": (owed == 0.0) & np.all([np.isnan(tree.amount[tag]) for tag in STATE_NONE], axis=0),
        },
        index=rows.index,
    )


def _covered(tree: Tree, converts: Array) -> Array:
    """Convertible debt that is tagged with the amount of the line it is a part of, which has no other: one money."""
    lone = [
        np.where(np.any([np.isfinite(tree.value(part)) for part in parts(line)], axis=0), np.nan, tree.amount[line])
        for line in OF_CONVERTIBLES
    ]

    def most(tags: tuple[str, ...]) -> Array:
        found = np.zeros(tree.count)
        for amount in (tree.amount[tag] for tag in tags):
            twice = np.any([np.abs(line - amount) <= SAME * amount for line in lone], axis=0)
            found = np.where(twice, np.fmax(found, amount), found)
        return found

    return np.where(np.isnan(converts), most(CONVERTIBLE_TOTALS), most(CONVERTIBLES))


def _kinds(tree: Tree, part: Array) -> Array:
    """Lines by kind of debt, less what their own current parts hold: notes and loans over what they are made of."""
    amount = tree.amount
    notes = np.fmax(amount["NotesPayable"], amount["SeniorNotes"])
    joined = np.where(np.isfinite(notes) | np.isfinite(amount["LoansPayable"]),
                      np.nan_to_num(notes) + np.nan_to_num(amount["LoansPayable"]), np.nan)  # fmt: skip
    first = np.fmax(amount["NotesAndLoansPayable"], joined)
    tags = ("SecuredDebt", "UnsecuredDebt", "LineOfCredit", "OtherLongTermDebt", "SubordinatedDebt")
    found = [first, *(amount[tag] for tag in tags)]
    whole = np.nansum(found, axis=0)
    inside = np.zeros(tree.count)
    for tag, now in FAMILIES.items():
        held = np.isfinite(amount[tag]) & np.isfinite(amount[now])
        inside += np.where(held, np.fmin(amount[now], amount[tag]), 0.0)
    known = np.any([np.isfinite(one) for one in found], axis=0)
    return np.where(known, whole - np.fmin(inside, whole), np.nan)
