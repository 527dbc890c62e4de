"""Debt out of the tags a balance sheet puts it under: siblings added, a parent for its parts (method M-DEBT).

The tree is us-gaap's own. A parent stands for its parts; a part larger than it cannot lie in it, and both count.
Convertible lines stand beside long-term debt unless a total says otherwise. A total counts only where it is at
least the sum of what it is a total of. Leases are left out where they have a tag of their own.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.catalogue.debt_tags import CONVERTIBLE, LEASE, RELATED, DebtTag, debt_tags

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]

TAGS: dict[str, DebtTag] = {tag.tag: tag for tag in debt_tags()}
COLUMNS = (*(tag.column for tag in TAGS.values()), "debt_floating", "debt_fixed")
"""The columns read."""
LONG, CURRENT, ALL_LONG = "LongTermDebtAndCapitalLeaseObligations", "DebtCurrent", "LongTermDebt"
CURRENT_PART, SHORT = "LongTermDebtAndCapitalLeaseObligationsCurrent", "ShortTermBorrowings"
CONVERTIBLES = tuple(t.tag for t in TAGS.values() if t.kind == CONVERTIBLE and not t.tag.endswith("Current"))
CONVERTIBLE_CURRENT = tuple(t.tag for t in TAGS.values() if t.kind == CONVERTIBLE and t.tag.endswith("Current"))
CONVERTIBLE_TOTALS = ("ConvertibleDebt", "ConvertibleNotesPayable")
RELATIVES = tuple(t.tag for t in TAGS.values() if t.kind == RELATED)
WHOLE = (
    "LongTermDebtAndCapitalLeaseObligationsIncludingCurrentMaturities",
    "DebtAndCapitalLeaseObligations",
    "DebtLongtermAndShorttermCombinedAmount",
)
"""Totals of all debt."""
PRINCIPAL = "DebtInstrumentCarryingAmount"
"""A total that is often gross of discounts: it counts where it exceeds the lines by more than a tenth."""
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
SAME, LARGER, NEAR = 0.001, 1.005, 0.02
"""Amounts this close are the same money; a part this many times its parent lies beside it; a total agrees."""
GROSS = 1.1
NEARLY_WHOLE = 0.9
"""A part this share of its parent is what the parent is made of."""
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


@dataclass(eq=False)
class Tree:
    """The lines of some balance sheets, a row each: the value of every tag and, once asked, what it comes to."""

    amount: dict[str, Array]
    count: int
    inside: dict[str, Flags]
    own: dict[str, Flags]
    open: dict[str, Array]

    @classmethod
    def of(cls, rows: pd.DataFrame) -> Tree:
        """The tree of balance sheets with the columns `COLUMNS`."""
        amounts = {tag: rows[one.column].to_numpy(dtype=float) for tag, one in TAGS.items()}
        return cls(amounts, len(rows), {}, {}, {})

    def value(self, tag: str) -> Array:
        """A tag's own amount or that of its parts: max(parent, parts that fit in it) + parts larger than it.

        Parts of a tagged parent that do not make it up are remembered in `open`: they may stand beside it, unless
        what the parent is a part of has no room for both.
        """
        parent = self.amount[tag]
        fit, beside, leaves, below = (np.zeros(self.count) for _ in range(4))
        any_part = np.zeros(self.count, bool)
        for part in parts(tag):
            value = self.value(part)
            there = np.isfinite(value)
            larger = there & (value > LARGER * parent)
            any_part |= there
            self.inside[part] = there & ~larger & np.isfinite(parent)
            beside += np.where(larger, value, 0.0)
            fit += np.where(there & ~larger, value, 0.0)
            leaves += np.where(there & ~larger & np.isfinite(self.amount[part]), value, 0.0)
            below += self.open[part]
        tagged = np.isfinite(parent)
        self.own[tag] = tagged & (parent >= fit)
        open_ = tagged & (leaves > 0.0) & (fit < NEARLY_WHOLE * parent)
        below = np.where(tagged & (parent >= (1.0 - NEAR) * (fit + below)), 0.0, below)
        self.open[tag] = below + np.where(open_ & (tag not in (LONG, CURRENT)), leaves, 0.0)
        whole = np.where(tagged, np.fmax(parent, fit), fit) + beside
        return np.where(tagged | any_part, whole, np.nan)

    def sum(self, tags: tuple[str, ...]) -> Array:
        """The sum of some tags, NaN where none is tagged; equal amounts under two of them count once."""
        found = [self.amount[tag] for tag in tags]
        whole = np.zeros(self.count)
        for place, amount in enumerate(found):
            again = np.zeros(self.count, bool)
            for before in found[:place]:
                again |= np.abs(amount - before) <= SAME * np.abs(amount)
            whole += np.where(again, 0.0, np.nan_to_num(amount))
        return np.where(np.any([np.isfinite(one) for one in found], axis=0), whole, np.nan)

    def total(self, tags: tuple[str, ...]) -> Array:
        """The largest of some totals, NaN where none is tagged."""
        return np.asarray(np.fmax.reduce([self.amount[tag] for tag in tags]))


def parts(tag: str) -> list[str]:
    """The tags a tag is the parent of, without leases and the convertible lines that stand beside it."""
    return [
        t.tag
        for t in TAGS.values()
        if t.parent == tag and t.kind != LEASE and not (t.kind == CONVERTIBLE and t.tag in CONVERTIBLES)
    ]


def debt(rows: pd.DataFrame, ladder: Array | None = None) -> pd.DataFrame:
    """Debt and its parts for balance sheets with the columns `COLUMNS` (USD or NaN).

    `ladder` is the sum of each sheet's maturity ladder, which confirms a reading. Returns the columns debt,
    current, convertible (USD), unsure (what may stand beside the debt and is not in it), floating (0 to 1, the share
    of the debt tagged as floating over what is tagged as floating and fixed, else over debt) and how (a code of
    `HOW`), aligned with `rows`; NaN where nothing is tagged.
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        return _debt(rows, np.full(len(rows), np.nan) if ladder is None else ladder)


def _debt(rows: pd.DataFrame, ladder: Array) -> pd.DataFrame:
    tree = Tree.of(rows)
    zero = np.nan_to_num
    long, current = tree.value(LONG), tree.value(CURRENT)
    part, short, all_long = tree.value(CURRENT_PART), tree.value(SHORT), tree.amount[ALL_LONG]
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
    beside = np.fmax(all_converts - zero(tree.sum(CONVERTIBLE_CURRENT)), zero(converts))
    totals = [tree.amount[tag] for tag in (*WHOLE, PRINCIPAL)] + [ladder]
    alone = base + zero(current)
    told = np.any([_agree(total, alone) & ~_agree(total, alone + beside) for total in totals], axis=0)
    told |= _agree(all_long, base + zero(part)) & ~_agree(all_long, base + zero(part) + beside)
    within = told & (beside <= base)
    base = np.where((beside > 0.0) & ~within, zero(base) + beside, base)

    relatives = tree.sum(RELATIVES)
    lines = np.where(np.isfinite(base) | np.isfinite(current), zero(base) + zero(current), np.nan)
    lines = np.where(np.isfinite(relatives), zero(lines) + relatives, lines)
    aside = np.fmax(zero(current) - zero(part), 0.0)
    whole_long = all_long + np.where(np.isnan(base), np.where(twice, 0.0, aside), aside) + zero(relatives)
    owed = np.where(np.isfinite(base), np.fmax(lines, whole_long), np.where(np.isfinite(all_long), whole_long, lines))
    how = np.select(
        [np.isfinite(base) & ~(owed > lines), np.isfinite(all_long), by_kind, np.isfinite(owed)],
        [np.where(by_kind, BY_KIND, PARTS), WHOLE_LONG, BY_KIND, CURRENT_ALONE],
        NONE,
    )
    unsure = tree.open[LONG] + tree.open[CURRENT] + np.where(larger, np.fmin(long, kinds), 0.0)
    unsure += np.where(np.isnan(long) & np.isfinite(all_long) & ~twice, zero(part), 0.0)
    for total, needs in [(tree.total(WHOLE), 1.0), (tree.amount[PRINCIPAL], GROSS)]:
        more = (total > needs * owed) | (np.isnan(owed) & np.isfinite(total))
        owed, how = np.where(more, total, owed), np.where(more, BY_TOTAL, how)
    sure = np.any([_agree(total, owed) for total in [*totals, all_long]], axis=0)
    stated = np.isnan(owed) & (ladder > 0.0)
    owed, how = np.where(stated, ladder, owed), np.where(stated, BY_LADDER, how)
    floating, fixed = (rows[name].to_numpy(dtype=float) for name in ("debt_floating", "debt_fixed"))
    share = floating / np.where(np.isfinite(fixed), floating + fixed, owed)
    return pd.DataFrame(
        {
            "debt": owed,
            "current": np.minimum(current + zero(tree.amount[RELATIVES[0]]), owed),
            "convertible": np.fmin(all_converts, zero(owed)),
            "unsure": np.where(sure, 0.0, unsure),
            "floating": np.where((share >= 0.0) & (share <= 1.0), share, np.nan),
            "how": how,
        },
        index=rows.index,
    )


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


def _agree(total: Array, sum_: Array) -> Flags:
    return np.asarray(np.abs(total - sum_) <= NEAR * np.abs(sum_))
