"""What a refresh says of the concepts of issuers: tags nobody uses, facts left out, the facts stored of each."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

from analytics.catalogue import CONCEPTS
from analytics.refresh.resolve import Resolved
from analytics.refresh.source import Series
from analytics.refresh.task import Task

PERIODS = {"year": "a year", "quarter": "a quarter", "instant": "a balance-sheet date", "first": "a first year",
           "past": "a past year end", "float": "a past year", "sales": "a year before those of income"}  # fmt: skip
"""What a period of each kind is in words."""


def say(task: Task, id: str, words: str) -> None:
    """Remark on a series, after what is remarked already."""
    before = task.outcome.remarks.get(id, "")
    task.outcome.remarks[id] = f"{before}; {words}" if before else words


def refused(task: Task, kind: str, found: Mapping[str, Resolved]) -> None:
    """Remark how many facts of a kind of period were outside what is believed of their concept."""
    for name, part in found.items():
        if part.refused:
            facts = "1 fact" if part.refused == 1 else f"{part.refused:,} facts"
            say(task, f"sec.{name}", f"{facts} of {PERIODS[kind]} outside what is believed left out")


def unused(task: Task, used: set[str]) -> None:
    """Say which tags no filer has used in any period asked for: a misspelt or retired tag is one of them."""
    for concept in CONCEPTS.values():
        unused = [tag for tag in concept.tags if tag not in used]
        id = concept.entry.id
        if len(unused) == len(concept.tags):
            task.outcome.missing[id] = f"no filer uses {', '.join(unused)} in the periods asked for"
        elif unused:
            say(task, id, f"no filer uses {', '.join(unused)}")


def series(task: Task, table: pa.Table) -> dict[str, Series]:
    """A series a concept, its rows the facts stored of it; one that no member tags is named as missing."""
    ends = table["end"].to_numpy()
    found = {}
    for name, concept in CONCEPTS.items():
        there = table[name].is_valid().to_numpy()
        if not there.any():
            task.outcome.missing.setdefault(concept.entry.id, "no member tags it in the periods asked for")
            continue
        found[concept.entry.id] = Series(str(ends[there].min()), str(ends[there].max()), int(there.sum()))
    return found
