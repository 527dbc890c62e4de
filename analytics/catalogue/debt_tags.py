"""The tags of debt: the us-gaap tree of them as a published table, each tag a concept of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from analytics.settings import ROOT

TREE = ROOT / "data" / "published" / "us_gaap_debt_tree.csv"
"""The published table: tag, parent, kind, source."""
NAMES = {
    "LongTermDebtNoncurrent": "debt_noncurrent",
    "DebtCurrent": "debt_current",
    "LongTermDebtCurrent": "debt_current_part",
    "ShortTermBorrowings": "debt_short",
    "LongTermDebt": "debt_long",
    "DebtLongtermAndShorttermCombinedAmount": "debt_total",
}
"""Columns of the tags that most filers use; every other tag's column is the tag in small letters."""
TITLES = {
    "debt_noncurrent": "Long-term debt, less its current part",
    "debt_current": "All debt due within a year",
    "debt_current_part": "Current part of long-term debt",
    "debt_short": "Short-term borrowings",
    "debt_long": "Long-term debt, its current part included",
    "debt_total": "Debt, long-term and short-term",
}
LEASE, CONVERTIBLE, RELATED, TOTAL = "lease", "convertible", "related", "total"
FUNDING = "funding"
"""Kind of a tag of a bank's or dealer's funding, which is not asked for."""


@dataclass(frozen=True, slots=True)
class DebtTag:
    """One tag: its column, the tag it is a part of (empty for none), and what kind of line it is.

    `kind` is empty for a plain line, else "lease", "convertible", "related" (owed to related parties), "total"
    or "convertible total".
    """

    tag: str
    column: str
    parent: str
    kind: str

    @property
    def title(self) -> str:
        """The tag in words."""
        words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", self.tag)
        return TITLES.get(self.column, words[:1] + words[1:].lower())


@lru_cache(maxsize=1)
def debt_tags() -> tuple[DebtTag, ...]:
    """Every tag of debt that is asked for, in the order of the published table, the main ones first."""
    rows = pd.read_csv(TREE).fillna("")
    parents = {tag for tag in rows["parent"] if tag and not tag.startswith("DueTo")}
    known = dict(zip(rows["tag"], zip(rows["parent"], rows["kind"], strict=True), strict=True))
    tags = [*NAMES, *(tag for tag in (*known, *sorted(parents)) if tag not in NAMES)]
    return tuple(
        DebtTag(tag, column(tag), known.get(tag, ("", ""))[0], known.get(tag, ("", ""))[1])
        for tag in dict.fromkeys(tags)
        if known.get(tag, ("", ""))[1] != FUNDING
    )


def column(tag: str) -> str:
    """The column of a tag: "LongTermLineOfCredit" is debt_long_term_line_of_credit."""
    small = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", tag).lower()
    return NAMES.get(tag, small if small.startswith("debt_") else f"debt_{small}")
