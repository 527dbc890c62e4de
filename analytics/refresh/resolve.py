"""From frames to one figure a filer, period and concept: the first tag present, proxies replaced, one ladder."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analytics.catalogue import Concept
from analytics.sources.sec import Frame, Key

Reader = Callable[[Key], Frame | None]

REBUILT_WITHIN = 0.05
"""A net income rebuilt from pre-tax income is believed when it lies this close to the proxy's."""
LEAST = 1e6
"""USD by which a rebuilt figure may differ whatever its size: proxies are rounded."""
PROFIT_LOSS, REBUILT, PROXY = (
    "ProfitLoss less minority interest",
    "pre-tax income less tax",
    "NetIncomeLoss (proxy statement, rounded)",
)
"""What stands in for a tag where a proxy statement's figure was replaced, or kept and marked."""


@dataclass(frozen=True, eq=False)
class Resolved:
    """One concept, a row a filer and period end, in order of `key` (filer and day in one number).

    `tag` is the place in the list of tags, `period` the place in the list of periods, `refused` how many facts
    were outside what is believed of the concept.
    """

    key: NDArray[np.int64]
    value: NDArray[np.float64]
    start: NDArray[np.int32]
    tag: NDArray[np.int8]
    accn: NDArray[np.int64]
    period: NDArray[np.int16]
    refused: int = 0

    def at(self, keys: NDArray[np.int64]) -> NDArray[np.int64]:
        """Where each of `keys` stands here, -1 where it does not."""
        if not len(self.key):
            return np.full(len(keys), -1)
        place = np.minimum(np.searchsorted(self.key, keys), len(self.key) - 1)
        return np.where(self.key[place] == keys, place, -1)


def keyed(cik: NDArray[np.int32], end: NDArray[np.int32]) -> NDArray[np.int64]:
    """Filer and day as one number."""
    return cik.astype(np.int64) * 100_000 + end


def resolve(concept: Concept, periods: Iterable[str], read: Reader, wanted: NDArray[np.int64]) -> Resolved:
    """One figure a filer and period end: that of the first tag present that is believed.

    Two tags are never added. `wanted` are the filers kept, in order. Values outside the concept's range (an
    interest expense below 0) count as not tagged, and are counted.
    """
    parts: list[tuple[NDArray[np.int64], Frame, int, int]] = []
    refused = 0
    for rank, tag in enumerate(concept.tags):
        for place, period in enumerate(periods):
            frame = read(Key(tag, period))
            if frame is None:
                continue
            ours = np.isin(frame.cik, wanted)
            good = (frame.value >= concept.low) & (frame.value <= concept.high)
            refused += int((ours & ~good).sum())
            part = frame.only(ours & good)
            parts.append((keyed(part.cik, part.end), part, rank, place))
    if not parts:
        none = np.empty(0, np.int64)
        return Resolved(none, np.empty(0), np.empty(0, np.int32), np.empty(0, np.int8), none, np.empty(0, np.int16))
    keys = np.concatenate([key for key, *_ in parts])
    ranks = np.concatenate([np.full(len(key), rank, np.int8) for key, _, rank, _ in parts])
    places = np.concatenate([np.full(len(key), place, np.int16) for key, _, _, place in parts])
    order = np.lexsort((places, ranks, keys))
    _, first = np.unique(keys[order], return_index=True)
    chosen = order[first]

    def column(name: str) -> NDArray[np.generic]:
        return np.concatenate([getattr(part, name) for _, part, _, _ in parts])[chosen]

    return Resolved(
        keys[chosen],
        column("value").astype(np.float64),
        column("start").astype(np.int32),
        ranks[chosen],
        column("accn").astype(np.int64),
        places[chosen],
        refused,
    )


def one_filing(ladder: Mapping[str, Resolved]) -> tuple[dict[str, Resolved], NDArray[np.int64], NDArray[np.int64], int]:
    """The ladder with every filer's buckets of a date from one filing, the one that holds most of them.

    Returns the buckets, the keys with their accession, and how many facts of other filings were left out.
    """
    keys = np.unique(np.concatenate([part.key for part in ladder.values()]))
    accessions = np.zeros((len(ladder), len(keys)), np.int64)
    for row, part in enumerate(ladder.values()):
        accessions[row, np.searchsorted(keys, part.key)] = part.accn
    counts = np.stack([((accessions == one) & (one > 0)).sum(axis=0) for one in accessions])
    newest = (accessions // 10**6) % 100 * 10**6 + accessions % 10**6
    best = np.argmax(counts * 10**9 + newest * (counts > 0), axis=0)
    chosen = accessions[best, np.arange(len(keys))]
    kept, dropped = {}, 0
    for name, part in ladder.items():
        same = part.accn == chosen[np.searchsorted(keys, part.key)]
        dropped += int((~same).sum())
        kept[name] = Resolved(
            part.key[same], part.value[same], part.start[same], part.tag[same], part.accn[same], part.period[same]
        )
    return kept, keys, chosen, dropped


def net_income(
    income: Resolved, anchors: Mapping[str, Resolved]
) -> tuple[NDArray[np.float64], NDArray[np.int64], list[str]]:
    """Yearly net income with the figures of proxy statements replaced, or marked.

    A figure is a proxy's when its accession is none of those behind operating income, pre-tax income, tax and
    profit or loss of the same period. It is rebuilt as profit or loss less minorities; else as pre-tax income
    less tax. A rebuilt figure serves if the minorities are tagged, or if it lies close to the proxy's, or if the
    two differ by a thousand or a million; else (a discontinued business, say) the proxy's is kept and marked.
    Returns values, accessions and, for each, what stands in for its tag (empty where the tag itself stands).
    `anchors` holds operating_income, pretax_income, tax, profit_loss and minority.
    """
    count = len(income.key)
    found = {name: part.at(income.key) for name, part in anchors.items()}

    def column(name: str) -> NDArray[np.float64]:
        place, part = found[name], anchors[name]
        return np.where(place >= 0, part.value[place], np.nan) if len(part.value) else np.full(count, np.nan)

    def accn(name: str) -> NDArray[np.int64]:
        place, part = found[name], anchors[name]
        return np.where(place >= 0, part.accn[place], 0) if len(part.accn) else np.zeros(count, np.int64)

    annual = np.stack([accn(name) for name in ("operating_income", "pretax_income", "tax", "profit_loss")])
    proxy = (income.tag == 0) & (annual > 0).any(axis=0) & ~(annual == income.accn).any(axis=0)
    minority = column("minority")
    whole = column("profit_loss") - np.nan_to_num(minority)
    before_tax = column("pretax_income") - column("tax") - np.nan_to_num(minority)
    before_tax[(accn("pretax_income") != accn("tax")) | (accn("tax") == 0)] = np.nan
    by_whole = proxy & np.isfinite(whole) & (np.isfinite(minority) | _agrees(whole, income.value))
    by_tax = proxy & ~by_whole & _agrees(before_tax, income.value)
    values = np.where(by_whole, whole, np.where(by_tax, before_tax, income.value))
    filed = np.where(by_whole, accn("profit_loss"), np.where(by_tax, accn("tax"), income.accn))
    words = np.select([by_whole, by_tax, proxy], [PROFIT_LOSS, REBUILT, PROXY], "")
    return values, filed, [str(word) for word in words]


def _agrees(rebuilt: NDArray[np.float64], proxy: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Whether a rebuilt figure confirms the proxy's, or the proxy's is off by its scale alone."""
    close = np.abs(rebuilt - proxy) <= np.maximum(REBUILT_WITHIN * np.abs(proxy), LEAST)
    with np.errstate(divide="ignore", invalid="ignore"):
        digits = np.abs(np.log10(np.abs(rebuilt / proxy)))
    return np.asarray(close | (np.abs(digits - 3.0) < 0.05) | (np.abs(digits - 6.0) < 0.05))
