"""Issuers: a row a filer and fiscal period, each figure with its tag and its filing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from analytics.catalogue import CONCEPTS, Concept
from analytics.catalogue.filings import (
    BALANCE,
    CASH_FLOW,
    DEBT,
    INCOME,
    LADDER,
    LADDER_KINDS,
    MAIN_DEBT,
    PAST_FLOAT,
    SALES_BEFORE,
)
from analytics.errors import SourceUnavailable
from analytics.frames.issuers import fit
from analytics.refresh import checks, periods, remarks
from analytics.refresh.frames import Frames
from analytics.refresh.proxies import net_income
from analytics.refresh.resolve import Reader, Resolved, one_filing, one_kind, resolve
from analytics.refresh.source import Checked, Source
from analytics.refresh.task import Task
from analytics.sources import sec

FIRST = (CONCEPTS["net_income"],)
PAST = (*MAIN_DEBT, *(CONCEPTS[name] for name in ("assets", "liabilities", "equity")))
KINDS = {"year": (*INCOME, *CASH_FLOW), "quarter": INCOME, "instant": (*DEBT, *BALANCE), "first": FIRST, "past": PAST,
         "float": (PAST_FLOAT,), "sales": (SALES_BEFORE,)}  # fmt: skip
"""What is held of each kind of period; the ladder comes with the instants."""


@dataclass(frozen=True)
class Periods:
    """What is asked: whose figures, and the frames' periods by kind."""

    members: NDArray[np.int64]
    by_kind: dict[str, list[str]]


def _request(task: Task) -> Periods:
    """The members' periods due. Raises `SourceUnavailable` when no members are known."""
    known = task.dataset_table("members")
    if known is None:
        raise SourceUnavailable(
            "The issuers need the members, which could not be had.", remedy="Refresh 'members' as well."
        )
    today = task.now.date()
    by_kind = {
        "year": periods.years(today),
        "quarter": periods.quarters(today),
        "instant": periods.instants(today),
        "first": periods.firsts(),
        "past": periods.past(today),
        "float": periods.past_floats(today),
        "sales": periods.sales(),
    }
    return Periods(np.unique(known["cik"].to_numpy()).astype(np.int64), by_kind)


def _fetch(task: Task, request: Periods) -> Frames:
    """Pull the frames. Raises `SourceUnavailable` when one cannot be had."""
    frames = Frames(task)
    frames.pull(
        sec.Key(tag, period, concept.taxonomy, concept.unit)
        for kind, concepts in reversed(KINDS.items())
        for concept in (*(LADDER if kind == "instant" else ()), *concepts)
        for tag in concept.tags
        for period in request.by_kind[kind]
    )
    return frames


def _check(task: Task, request: Periods, frames: Frames) -> Checked:
    """Put the frames together for the members. Raises `SourceChanged` when what came is not believed."""
    used: set[str] = set()

    def read(key: sec.Key) -> sec.Frame | None:
        frame = frames.read(key)
        used.update([key.tag] if frame is not None else [])
        return frame

    try:
        table = checks.issuers(_assembled(task, read, request.by_kind, request.members), task)
    except checks.Withheld as error:
        frames.forget(CONCEPTS[error.name].tags)
        raise
    task.outcome.remarks |= frames.notes
    remarks.unused(task, used)
    return Checked(table, remarks.series(task, table))


def _assembled(task: Task, read: Reader, asked: dict[str, list[str]], wanted: NDArray[np.int64]) -> pa.Table:
    """The rows of all kinds of period, a concept at a time."""
    parts = []
    for kind, concepts in KINDS.items():
        found = {concept.name: resolve(concept, asked[kind], read, wanted) for concept in concepts}
        if kind == "first":
            found = {name: _earliest(part) for name, part in found.items()}
        filings: dict[str, Filed] = {}
        if kind == "instant":
            found, filings = _sheets(task, found, _ladder(asked[kind], read, wanted))
        elif kind == "past":
            found, filings = _lines(task, found, MAIN_DEBT)
        remarks.refused(task, kind, found)
        parts.append(fit(_table(kind, asked[kind], found, filings)))
    return pa.concat_tables(parts).unify_dictionaries()


def _earliest(part: Resolved) -> Resolved:
    """The first period end of each filer."""
    filers = part.key // 100_000
    return part.only(np.append(True, filers[1:] != filers[:-1]) if len(filers) else np.zeros(0, bool))


Filed = tuple[NDArray[np.int64], NDArray[np.int64]]
"""Keys (filer and day) and the accession that what is held of each came from."""


def _ladder(asked: list[str], read: Reader, wanted: NDArray[np.int64]) -> dict[str, Resolved]:
    """The maturity ladder, its buckets of a date of one kind."""
    kinds = []
    for place in range(len(LADDER_KINDS)):
        tags = {concept.name: concept.tags[place : place + 1] for concept in LADDER}
        found = {c.name: resolve(c, asked, read, wanted, tags[c.name]) for c in LADDER}
        kinds.append(one_filing(found)[0])
    return one_kind(kinds)[0]


def _sheets(
    task: Task, found: dict[str, Resolved], ladder: dict[str, Resolved]
) -> tuple[dict[str, Resolved], dict[str, Filed]]:
    """Balance sheets with the lines of debt of each date from one filing, and so its ladder."""
    ladder, keys, accn, _ = one_filing(ladder)
    sheets, filings = _lines(task, found, DEBT)
    return sheets | ladder, {"ladder_accn": (keys, accn), **filings}


def _lines(
    task: Task, found: dict[str, Resolved], debt: tuple[Concept, ...]
) -> tuple[dict[str, Resolved], dict[str, Filed]]:
    """Balance sheets with the lines of debt of each date from one filing, that of the assets where it has any."""
    lines, keys, accn, dropped = one_filing({concept.name: found[concept.name] for concept in debt}, found["assets"])
    if dropped:
        remarks.say(task, "sec.debt_noncurrent", f"{dropped:,} lines of debt of another filing left out")
    return found | lines, {"debt_accn": (keys, accn)}


def _table(kind: str, asked: list[str], found: dict[str, Resolved], filings: dict[str, Filed]) -> pa.Table:
    """The rows of one kind of period, every filer and period end that has a fact."""
    columns: dict[str, pa.Array] = {}
    keys = np.unique(np.concatenate([part.key for part in found.values()]))
    period = np.full(len(keys), -1, np.int64)
    start = np.full(len(keys), sec.frames.NO_START, np.int64)
    for part in found.values():
        place = part.at(keys)
        there = place >= 0
        fresh = there & (period < 0)
        period[fresh], start[fresh] = part.period[place[fresh]], part.start[place[fresh]]
    columns["cik"] = pa.array((keys // 100_000).astype(np.int32))
    columns["kind"] = pa.DictionaryArray.from_arrays(np.zeros(len(keys), np.int8), [kind])
    columns["period"] = pa.DictionaryArray.from_arrays(period.astype(np.int8), asked)
    columns["start"] = pa.array(start.astype(np.int32), mask=start == sec.frames.NO_START).cast(pa.date32())
    columns["end"] = pa.array((keys % 100_000).astype(np.int32)).cast(pa.date32())
    for name, part in found.items():
        concept = CONCEPTS[name]
        columns |= _concept(concept, part, keys, found if kind == "year" and name == "net_income" else None)
    for name, (filed, accessions) in filings.items():
        place = np.minimum(np.searchsorted(filed, keys), max(len(filed) - 1, 0))
        mine = (filed[place] == keys) if len(filed) else np.zeros(len(keys), bool)
        columns[name] = pa.array(accessions[place] if len(filed) else np.zeros(len(keys), np.int64), mask=~mine)
    if "ladder_accn" in filings:
        columns["ladder_kind"] = _kinds(found, keys)
    return pa.table(columns)


def _kinds(found: Mapping[str, Resolved], keys: NDArray[np.int64]) -> pa.Array:
    """The kind of the ladder of each key, null where there is none."""
    kind = np.full(len(keys), -1, np.int8)
    for concept in LADDER:
        place = found[concept.name].at(keys)
        kind = np.where(place >= 0, _take(found[concept.name].tag, place), kind)
    return pa.DictionaryArray.from_arrays(pa.array(kind, mask=kind < 0), list(LADDER_KINDS))


def _concept(
    concept: Concept, part: Resolved, keys: NDArray[np.int64], anchors: Mapping[str, Resolved] | None
) -> dict[str, pa.Array]:
    """A concept's columns: its value, its tag where it has several, its accession (not for a bucket or a line of
    debt, which share one), and what another tag of the same filing says of the same thing."""
    place = part.at(keys)
    absent = place < 0
    value, accn, words = part.value, part.accn, [""] * len(part.key)
    if anchors is not None:
        value, accn, words = net_income(part, anchors)
    made = {concept.name: pa.array(_take(value, place), mask=absent)}
    if concept in (*LADDER, *DEBT):
        return made
    if len(concept.tags) > 1:
        names = [*concept.names, *sorted(set(words) - {""})]
        tag = np.array([names.index(word) if word else int(rank) for word, rank in zip(words, part.tag, strict=True)])
        indices = pa.array(_take(tag, place).astype(np.int8), mask=absent)
        made[f"{concept.name}_tag"] = pa.DictionaryArray.from_arrays(indices, names)
    made[f"{concept.name}_accn"] = pa.array(_take(accn, place), mask=absent)
    if concept.one:
        other = _take(part.other, place)
        none = absent | np.isnan(other)
        made[f"{concept.name}_other"] = pa.array(other, mask=none)
        indices = pa.array(_take(part.other_tag, place), mask=none)
        made[f"{concept.name}_other_tag"] = pa.DictionaryArray.from_arrays(indices, list(concept.names))
    return made


def _take(values: NDArray[Any], place: NDArray[np.int64]) -> NDArray[Any]:
    return values[np.maximum(place, 0)] if len(values) else np.zeros(len(place), values.dtype)


SOURCE = Source("issuers", sec.DATA, _request, _fetch, _check)
