"""From frames to one figure a filer, period and concept: the first tag present, one ladder."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.catalogue import Concept
from analytics.sources.sec import Frame, Key

Reader = Callable[[Key], Frame | None]

ROUNDING = 0.01
"""Two amounts of one thing this close are the same."""
OFF_BY_SCALE = 500.0
"""Of two amounts of one thing this many times apart, the larger is the other in the wrong scale."""


@dataclass(frozen=True, eq=False)
class Resolved:
    """One concept, a row a filer and period end, in order of `key` (filer and day in one number).

    `tag` is the place in the concept's names, the sum of its parts last, `period` the place in the list of periods,
    `refused` how many facts were outside what is believed of the concept. `other` is the amount that another tag of
    the same filing states of the same thing (NaN where none contradicts), `other_tag` its place in the names.
    """

    key: NDArray[np.int64]
    value: NDArray[np.float64]
    start: NDArray[np.int32]
    tag: NDArray[np.int8]
    accn: NDArray[np.int64]
    period: NDArray[np.int16]
    other: NDArray[np.float64]
    other_tag: NDArray[np.int8]
    refused: int = 0

    def at(self, keys: NDArray[np.int64]) -> NDArray[np.int64]:
        """Where each of `keys` stands here, -1 where it does not."""
        if not len(self.key):
            return np.full(len(keys), -1)
        place = np.minimum(np.searchsorted(self.key, keys), len(self.key) - 1)
        return np.where(self.key[place] == keys, place, -1)

    def only(self, rows: NDArray[np.bool_]) -> Resolved:
        """Some of the rows."""
        names = ("key", "value", "start", "tag", "accn", "period", "other", "other_tag")
        return Resolved(**{name: getattr(self, name)[rows] for name in names}, refused=self.refused)


def keyed(cik: NDArray[np.int32], end: NDArray[np.int32]) -> NDArray[np.int64]:
    """Filer and day as one number."""
    return cik.astype(np.int64) * 100_000 + end


def resolve(
    concept: Concept,
    periods: Iterable[str],
    read: Reader,
    wanted: NDArray[np.int64],
    tags: Sequence[str] | None = None,
) -> Resolved:
    """One figure a filer and period end: that of the first tag present that is believed.

    Two tags are never added, but for two of one filing that are parts of one thing and differ. Where the concept's
    tags measure one thing, the largest of those of the first tag's filing is taken and the other kept beside it.
    `wanted` are the filers kept, in order; `tags` stand for the concept's own where given. Values outside the
    concept's range (an interest expense below 0) count as not tagged, and are counted.
    """
    parts: list[tuple[NDArray[np.int64], Frame, int, int]] = []
    refused = 0
    for rank, tag in enumerate(concept.tags if tags is None else tags):
        for place, period in enumerate(periods):
            frame = read(Key(tag, period, concept.taxonomy, concept.unit))
            if frame is None:
                continue
            ours = np.isin(frame.cik, wanted)
            good = (frame.value >= concept.low) & (frame.value <= concept.high)
            refused += int((ours & ~good).sum())
            part = frame.only(ours & good)
            parts.append((keyed(part.cik, part.end), part, rank, place))
    if not parts:
        none, few = np.empty(0, np.int64), np.empty(0, np.int8)
        return Resolved(
            none, np.empty(0), np.empty(0, np.int32), few, none, np.empty(0, np.int16), np.empty(0), few, refused
        )
    keys = np.concatenate([key for key, *_ in parts])
    ranks = np.concatenate([np.full(len(key), rank, np.int8) for key, _, rank, _ in parts])
    places = np.concatenate([np.full(len(key), place, np.int16) for key, _, _, place in parts])

    def column(name: str) -> NDArray[Any]:
        return np.concatenate([getattr(part, name) for _, part, _, _ in parts])

    value, accn = column("value").astype(np.float64), column("accn").astype(np.int64)
    summed = np.zeros(len(keys), bool)
    if concept.parts and tags is None:
        ours, theirs = (ranks == concept.tags.index(tag) for tag in concept.parts)
        one, other = _pairs(keys, accn, places, ours, theirs)
        apart = np.abs(value[one] - value[other]) > ROUNDING * value[one]
        one, other = one[apart], other[apart]
        value[one] += value[other]
        summed[one] = True
        ranks[other] = -1
    kept = np.flatnonzero(ranks >= 0)
    order = kept[np.lexsort((places[kept], ranks[kept], keys[kept]))]
    _, first = np.unique(keys[order], return_index=True)
    chosen, rival = order[first], np.full(len(first), -1)
    if concept.one:
        chosen, rival = _largest(keys, value, accn, ranks, order, first)
    against = np.where(rival >= 0, value[rival], np.nan)
    return Resolved(
        keys[chosen],
        value[chosen],
        column("start").astype(np.int32)[chosen],
        np.where(summed[chosen], len(concept.tags), ranks[chosen]).astype(np.int8),
        accn[chosen],
        places[chosen],
        against,
        np.where(rival >= 0, np.where(summed[rival], len(concept.tags), ranks[rival]), -1).astype(np.int8),
        refused,
    )


def _pairs(
    keys: NDArray[np.int64],
    accn: NDArray[np.int64],
    places: NDArray[np.int16],
    ours: NDArray[np.bool_],
    theirs: NDArray[np.bool_],
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The places of facts of one tag and of another that are of the same filer, filing and period."""
    facts = pd.DataFrame({"key": keys, "accn": accn, "period": places, "row": np.arange(len(keys))})
    both = facts[ours].merge(facts[theirs], on=["key", "accn", "period"])
    return both["row_x"].to_numpy(dtype=np.int64), both["row_y"].to_numpy(dtype=np.int64)


def _largest(
    keys: NDArray[np.int64],
    value: NDArray[np.float64],
    accn: NDArray[np.int64],
    ranks: NDArray[np.int8],
    order: NDArray[np.int64],
    first: NDArray[np.int64],
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The fact taken for each key, and the one of the same filing that contradicts it (-1 where none does).

    The largest counts, unless it is the other off by a scale.
    """
    group = np.searchsorted(keys[order][first], keys[order])
    base = order[first][group]
    same = accn[order] == accn[base]
    rows = order[same]
    by_size = np.lexsort((ranks[rows], -value[rows], keys[rows]))
    sized = rows[by_size]
    _, top = np.unique(keys[sized], return_index=True)
    largest = sized[top]
    smallest = sized[np.append(top[1:], len(sized)) - 1]
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = value[largest] / value[smallest]
    apart = np.abs(value[largest] - value[smallest]) > ROUNDING * np.abs(value[largest])
    scaled = apart & (ratio > OFF_BY_SCALE)
    chosen = np.where(scaled, smallest, np.where(apart, largest, order[first]))
    base_first = order[first]
    other = np.where(chosen == base_first, np.where(scaled, largest, smallest), base_first)
    return chosen, np.where(apart, other, -1)


def one_filing(
    parts: Mapping[str, Resolved], preferred: Resolved | None = None
) -> tuple[dict[str, Resolved], NDArray[np.int64], NDArray[np.int64], int]:
    """The parts with every filer's facts of a date from one filing: the preferred one where it holds any of them,
    else the one that holds most, the newest among equals. Where no filing holds two of them, all stay.

    Returns the parts, the keys with their accession, and how many facts of other filings were left out.
    """
    keys = np.unique(np.concatenate([part.key for part in parts.values()]))
    accessions = np.zeros((len(parts), len(keys)), np.int64)
    for row, part in enumerate(parts.values()):
        accessions[row, np.searchsorted(keys, part.key)] = part.accn
    counts = np.stack([((accessions == one) & (one > 0)).sum(axis=0) for one in accessions])
    newest = (accessions // 10**6) % 100 * 10**6 + accessions % 10**6
    best = np.argmax(counts * 10**9 + newest * (counts > 0), axis=0)
    chosen = accessions[best, np.arange(len(keys))]
    alone = counts.max(axis=0, initial=0) <= 1
    if preferred is not None:
        place = preferred.at(keys)
        wish = np.where(place >= 0, preferred.accn[np.maximum(place, 0)], 0) if len(preferred.key) else 0 * chosen
        there = ((accessions == wish) & (accessions > 0)).any(axis=0)
        chosen = np.where(there, wish, chosen)
        alone &= ~there
    else:
        alone[:] = False
    kept, dropped = {}, 0
    for name, part in parts.items():
        at = np.searchsorted(keys, part.key)
        same = (part.accn == chosen[at]) | alone[at]
        dropped += int((~same).sum())
        kept[name] = part.only(same)
    return kept, keys, chosen, dropped


def one_kind(ladders: Sequence[Mapping[str, Resolved]]) -> tuple[dict[str, Resolved], NDArray[np.int64]]:
    """One ladder a filer and date out of ladders of several kinds: the kind with most buckets, the first of equals.

    Returns the buckets, each with the place of its kind in `tag`, and the keys.
    """
    keys = np.unique(np.concatenate([part.key for ladder in ladders for part in ladder.values()]))
    counts = np.zeros((len(ladders), len(keys)), np.int64)
    for row, ladder in enumerate(ladders):
        for part in ladder.values():
            counts[row, np.searchsorted(keys, part.key)] += 1
    best = np.argmax(counts, axis=0)
    merged = {}
    for name in ladders[0]:
        parts = [
            ladder[name].only(best[np.searchsorted(keys, ladder[name].key)] == k) for k, ladder in enumerate(ladders)
        ]
        whole = np.concatenate([part.key for part in parts])
        order = np.argsort(whole, kind="stable")
        kinds = np.concatenate([np.full(len(part.key), k, np.int8) for k, part in enumerate(parts)])
        columns = {
            field: np.concatenate([getattr(part, field) for part in parts])[order]
            for field in ("key", "value", "start", "accn", "period", "other", "other_tag")
        }
        merged[name] = Resolved(**columns, tag=kinds[order], refused=sum(part.refused for part in parts))
    return merged, keys
