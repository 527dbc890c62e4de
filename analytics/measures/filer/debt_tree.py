"""The tree of debt lines: us-gaap's own, each tag with its parts, and what they come to (method M-DEBT)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.catalogue.debt_tags import CONVERTIBLE, LEASE, RELATED, DebtTag, debt_tags

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]

TAGS: dict[str, DebtTag] = {tag.tag: tag for tag in debt_tags()}
LONG, CURRENT, ALL_LONG = "LongTermDebtAndCapitalLeaseObligations", "DebtCurrent", "LongTermDebt"
CURRENT_PART, SHORT = "LongTermDebtAndCapitalLeaseObligationsCurrent", "ShortTermBorrowings"
CONVERTIBLES = tuple(t.tag for t in TAGS.values() if t.kind == CONVERTIBLE and not t.tag.endswith("Current"))
CONVERTIBLE_CURRENT = tuple(t.tag for t in TAGS.values() if t.kind == CONVERTIBLE and t.tag.endswith("Current"))
CONVERTIBLE_TOTALS = ("ConvertibleDebt", "ConvertibleNotesPayable")
OF_CONVERTIBLES = (LONG, "LongTermDebtNoncurrent", "LongTermNotesPayable")
"""The lines that convertible debt is a part of in us-gaap's tree."""
RELATIVES = tuple(t.tag for t in TAGS.values() if t.kind == RELATED)
LEASES = tuple(t.tag for t in TAGS.values() if t.kind == LEASE)
WHOLE = (
    "LongTermDebtAndCapitalLeaseObligationsIncludingCurrentMaturities",
    "DebtAndCapitalLeaseObligations",
    "DebtLongtermAndShorttermCombinedAmount",
)
"""Totals of all debt."""
PRINCIPAL = "DebtInstrumentCarryingAmount"
"""A total that is often gross of discounts: it counts where it exceeds the lines by more than a tenth."""
STATE_NONE = (LONG, "LongTermDebtNoncurrent", ALL_LONG, *WHOLE, PRINCIPAL)
"""Tags of which a zero says that there is no debt; one of a revolver or of paper says nothing of the rest."""
SAME, LARGER, NEAR = 0.001, 1.005, 0.02
"""Amounts this close are the same money; a part this many times its parent lies beside it; a total agrees."""
NEARLY_WHOLE = 0.9
"""A part this share of its parent is what the parent is made of."""


@dataclass(eq=False)
class Tree:
    """The lines of some balance sheets, a row each: the value of every tag and, once asked, what it comes to.

    A line below zero counts as not tagged; the largest such amount is `negative`.
    """

    amount: dict[str, Array]
    count: int
    inside: dict[str, Flags]
    own: dict[str, Flags]
    open: dict[str, Array]
    negative: Array

    @classmethod
    def of(cls, rows: pd.DataFrame) -> Tree:
        """The tree of balance sheets with a column for every tag."""
        tagged = {tag: rows[one.column].to_numpy(dtype=float) for tag, one in TAGS.items()}
        amounts = {tag: np.where(amount < 0.0, np.nan, amount) for tag, amount in tagged.items()}
        negative = np.fmax.reduce([np.where(amount < 0.0, -amount, 0.0) for amount in tagged.values()])
        return cls(amounts, len(rows), {}, {}, {}, negative)

    def value(self, tag: str) -> Array:
        """A tag's own amount or that of its parts: max(parent, parts that fit in it) + parts larger than it.

        A parent that is the sum of its parts and of the leases among them stands for its parts alone. Parts of a
        tagged parent that do not make it up are remembered in `open`: they may stand beside it, unless what the
        parent is a part of has no room for both.
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
        leases = sum(
            (np.nan_to_num(self.amount[one]) for one in LEASES if TAGS[one].parent == tag), np.zeros(self.count)
        )
        parent = np.where((leases > 0.0) & (fit > 0.0) & agree(parent, fit + leases), fit, parent)
        tagged = np.isfinite(parent)
        self.own[tag] = tagged & (parent >= fit) & (parent == self.amount[tag])
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


def agree(total: Array, sum_: Array) -> Flags:
    """Where a total is what a sum comes to."""
    return np.asarray(np.abs(total - sum_) <= NEAR * np.abs(sum_))
