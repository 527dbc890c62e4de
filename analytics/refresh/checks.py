"""What is believed of filings as a whole, once they are put together and before they are published."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from analytics.catalogue import CONCEPTS
from analytics.errors import SourceChanged
from analytics.frames.issuers import KINDS, MEMBERS
from analytics.refresh.task import Task

FEWER = 0.7
"""Part of the filers held with a concept that must still have it."""
RESCALED = 0.10
MANY = 50
AT_ONCE = 12
"""Concepts compared with those stored at once: all of them together take a hundred megabytes."""
_FILER = 1_000_000


FLOAT_LOW, FLOAT_HIGH = 0.05, 20.0
"""Where the median of public float over assets lies when both are in one scale."""
PLAUSIBLE = {
    "revenue": (0.01, 20.0),
    "operating_income": (0.001, 3.0),
    "interest": (0.0002, 0.3),
    "equity": (0.01, 5.0),
    "liabilities": (0.02, 20.0),
    "pretax_income": (0.0005, 3.0),
    "net_income": (0.0005, 3.0),
    "cash": (0.0005, 1.0),
    "debt_noncurrent": (0.003, 5.0),
}
"""Where the median of a concept's size over assets lies when both are in one scale."""
TOGETHER = (("interest", "debt_noncurrent", 0.005, 0.5), ("operating_income", "revenue", 0.02, 3.0))
"""Where the median of one concept's size over another's lies: interest over debt, margins."""
FEWEST = 30
"""Filers a proportion needs to be judged by."""


class Withheld(SourceChanged):
    """A concept that is not believed; its frames are not to be kept."""

    def __init__(self, name: str, failed: str) -> None:
        super().__init__(failed, instead="The issuers published before stand.")
        self.name = name


def members(frame: pd.DataFrame, task: Task) -> pa.Table:
    """The members as a table. Raises `SourceChanged` when they do not fit, or when nearly all lost their rank."""
    try:
        table = pa.Table.from_pandas(frame[MEMBERS.names], schema=MEMBERS, preserve_index=False)
    except (pa.ArrowException, KeyError) as error:
        raise SourceChanged(f"The members do not fit their table: {str(error)[:200]}") from None
    ranks = frame.loc[frame["rank"] > 0, "rank"]
    if frame["cik"].duplicated().any() or ranks.duplicated().any() or not frame["sic"].between(0, 9999).all():
        raise SourceChanged("The members hold a filer or a rank twice, or an industry code that is none.")
    ranked = len(ranks)
    before = 0 if task.previous.table is None else int((task.previous.table["rank"].to_numpy() > 0).sum())
    if not ranked or (ranked < FEWER * before and "sec.public_float" not in task.accept):
        raise SourceChanged(
            f"{ranked:,} listed filers have a public float; {before:,} are held.",
            instead="The members published before stand.",
        )
    return table.replace_schema_metadata(None)


def scale(what: str, values: pd.Series, assets: pd.Series, task: Task) -> None:
    """Raise `SourceChanged` when floats as a whole stand in no proportion to assets, unless they are accepted.

    What is served is set against itself: a first pull has nothing held to be compared with.
    """
    ratio = (values / assets.reindex(values.index)).replace([np.inf, -np.inf], np.nan).dropna()
    ratio = ratio[ratio > 0.0]
    middle = float(ratio.median()) if len(ratio) >= MANY else 1.0
    if not FLOAT_LOW <= middle <= FLOAT_HIGH and "sec.public_float" not in task.accept:
        raise SourceChanged(
            f"Half of the filers have a {what} of {middle:.3g} times their assets or more: one of the two is off by a "
            "scale.",
            instead="The members published before stand.",
        )


def issuers(table: pa.Table, task: Task) -> pa.Table:
    """The issuers in the order of their concepts, if what came is believed.

    Raises `Withheld` when a core concept is tagged by nobody, when a concept lost many of its filers, or
    when its facts moved as a whole against those held, unless the reader accepts it by its catalogue id.
    """
    empty = [name for name, concept in CONCEPTS.items() if concept.core and not pc.any(table[name].is_valid()).as_py()]
    if empty:
        raise Withheld(empty[0], f"No filer tags {CONCEPTS[empty[0]].title.lower()} in any period asked for.")
    if task.previous.read is not None:
        compared = [name for name, concept in CONCEPTS.items() if concept.entry.id not in task.accept]
        for first in range(0, len(compared), AT_ONCE):
            names = compared[first : first + AT_ONCE]
            held = task.previous.read(("cik", "kind", "end", *names))
            for name in names:
                if name in held.column_names:
                    _compare(name, table, held)
    for name, (low, high) in PLAUSIBLE.items():
        if CONCEPTS[name].entry.id not in task.accept:
            _plausible(name, "assets", table, low, high)
    for name, other, low, high in TOGETHER:
        if CONCEPTS[name].entry.id not in task.accept:
            _plausible(name, other, table, low, high)
    return table


def _plausible(name: str, other: str, table: pa.Table, low: float, high: float) -> None:
    """Raise `Withheld` when a concept's newest facts stand in no proportion to another's of the same filers."""
    newest = {}
    for one in (name, other):
        keys, values = _facts(one, table)
        order = np.argsort(keys, kind="stable")
        filers = keys[order] // _FILER
        last = np.append(filers[1:] != filers[:-1], True) if len(filers) else np.empty(0, bool)
        newest[one] = pd.Series(np.abs(values[order][last]), index=filers[last])
    ratio = (newest[name] / newest[other].reindex(newest[name].index)).replace([np.inf, -np.inf], np.nan).dropna()
    ratio = ratio[ratio > 0.0]
    if len(ratio) >= FEWEST and not low <= (middle := float(ratio.median())) <= high:
        title, beside = CONCEPTS[name].title, CONCEPTS[other].title.lower()
        raise Withheld(name, f"{title}: half of the filers have {middle:.3g} times their {beside}: off by a scale.")


def _compare(name: str, fresh: pa.Table, held: pa.Table) -> None:
    new, old = _facts(name, fresh), _facts(name, held)
    filers, before = (len(np.unique(keys // _FILER)) for keys, _ in (new, old))
    if before >= MANY and filers < FEWER * before:
        raise Withheld(name, f"{CONCEPTS[name].title}: {filers:,} filers tag it, {before:,} are held.")
    _, ours, theirs = np.intersect1d(new[0], old[0], assume_unique=True, return_indices=True)
    mine, held_values = new[1][ours], old[1][theirs]
    telling = (mine != 0.0) & (held_values != 0.0)
    if telling.sum() >= MANY:
        ratio = float(np.median(mine[telling] / held_values[telling]))
        if abs(ratio - 1.0) > RESCALED:
            title = CONCEPTS[name].title
            raise Withheld(name, f"{title}: the facts held were multiplied by {ratio:.4g} as a whole.")


def _facts(name: str, table: pa.Table) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The facts of a concept: filer, period end and kind in one number, and the value."""
    chosen = table.select(["cik", "kind", "end", name]).filter(table[name].is_valid())
    kind = pc.index_in(chosen["kind"].cast(pa.string()), pa.array(KINDS)).to_numpy().astype(np.int64)
    days = chosen["end"].cast(pa.int32()).to_numpy().astype(np.int64)
    return chosen["cik"].to_numpy().astype(np.int64) * _FILER + days * 10 + kind, chosen[name].to_numpy()
