"""What fetching one dataset is given, and how its frames become a table with provenance."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol

import pandas as pd
import pyarrow as pa

from analytics.catalogue import ENTRIES, Entry
from analytics.refresh import schemas
from analytics.sessions import last_closed
from analytics.settings import Settings
from analytics.sources.http import Missing, Patience
from analytics.store import Publication, Store, requests

KEY = {"prices": "ticker", "rates": "series"}
"""The column that names a series, of datasets whose series are those of the catalogue."""
LONG = {**KEY, "breadth": "ticker"}
SCHEMA = {"prices": schemas.PRICES, "rates": schemas.RATES, "breadth": schemas.PRICES}
KEYS = {"issuers": ("cik", "kind", "end")}
"""Columns read of a dataset that is only compared with, a few columns at a time; of others all are read."""


LATELY = timedelta(hours=12)
"""How long what came serves while the rest is asked for again, within one session of the exchange."""


class Report(Protocol):
    """Told how many questions are answered, and of how many where that is not the catalogue's count."""

    def __call__(self, done: int, of: int | None = None) -> None: ...


@dataclass
class Outcome:
    """What became of one dataset: `error` is empty when it was published.

    `unanswered` are the series of `missing` that the line failed: they are asked for again, alone. `served` is what
    readers asked for and came: it is struck off once it is published, so that no failure in between loses it.
    """

    dataset: str
    n_stored: int = 0
    n_expected: int = 0
    missing: dict[str, str] = field(default_factory=dict)
    unanswered: set[str] = field(default_factory=set)
    remarks: dict[str, str] = field(default_factory=dict)
    served: list[requests.Request] = field(default_factory=list)
    error: str = ""

    def take(self, missing: Missing) -> None:
        """Keep what did not come, and what may come yet."""
        self.missing |= missing
        self.unanswered |= missing.unanswered

    def remark(self, entry: Entry, remarks: list[str]) -> None:
        """Keep what a check had to say of a series it let pass."""
        if remarks:
            self.remarks[entry.id] = "; ".join(remarks)


@dataclass(frozen=True)
class Previous:
    """The version a dataset is merged into: its rows by series where it has series, else its table; its provenance."""

    rows: Mapping[str, pd.DataFrame]
    provenance: Mapping[str, Any]
    table: pa.Table | None = None
    read: Callable[[Collection[str]], pa.Table] | None = None
    """Some columns of the stored version, where not all are read at once."""

    @property
    def unanswered(self) -> frozenset[str]:
        """The series that the last refresh asked for and the line failed."""
        return frozenset(self.provenance.get("unanswered", ()))

    @property
    def fetched_at(self) -> datetime | None:
        """When the version was put together."""
        stamp = self.provenance.get("fetched_at")
        return datetime.fromisoformat(stamp) if stamp else None

    @property
    def fetched_whole(self) -> datetime | None:
        """When every series was last fetched whole."""
        stamp = self.provenance.get("fetched_whole")
        return datetime.fromisoformat(stamp) if stamp else None


@dataclass(frozen=True)
class Task:
    """One dataset to fetch: where from, into what, how patiently, and whom to tell.

    `fetched` holds the tables this refresh has fetched already, for a dataset that needs another.
    """

    settings: Settings
    store: Store
    previous: Previous
    accept: Collection[str]
    patience: Patience | None
    report: Report
    outcome: Outcome
    now: datetime
    fetched: Mapping[str, pa.Table] = field(default_factory=dict)

    def wanted(self, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        """The series to ask for: those that the last refresh's line failed, where the others came lately; else all."""
        before, at = self.previous, self.previous.fetched_at
        lately = at is not None and timedelta(0) <= self.now - at < LATELY and last_closed(self.now) == last_closed(at)
        alone = tuple(entry for entry in entries if entry.id in before.unanswered)
        return alone if alone and lately and not self.accept else entries

    def carry(self, entries: tuple[Entry, ...]) -> None:
        """Keep why series that are not asked for now did not come, or were held back, when they were."""
        asked = {entry.id for entry in entries}
        for id, reason in self.previous.provenance.get("missing", {}).items():
            if id in ENTRIES and id not in asked:
                self.outcome.missing.setdefault(id, reason)

    def dataset_table(self, dataset: str) -> pa.Table | None:
        """Another dataset's newest table: of this refresh, else of the store, else None."""
        if dataset in self.fetched:
            return self.fetched[dataset]
        version = self.store.newest(dataset, self.store.current())
        return version.table if version else None


def previous(store: Store, publication: Publication | None, dataset: str) -> Previous:
    """The newest readable version of a dataset, empty where there is none."""
    version = store.newest(dataset, publication, KEYS.get(dataset))
    if version is None:
        return Previous({}, {})
    if dataset not in KEY:
        name = version.name
        return Previous({}, version.provenance, version.table, lambda columns: store.read(dataset, name, columns)[0])
    key = KEY[dataset]
    long = version.table.to_pandas()
    rows = {str(id): part.drop(columns=key).set_index("date") for id, part in long.groupby(key, observed=True)}
    return Previous(rows, version.provenance)


def table(dataset: str, frames: Mapping[str, pd.DataFrame]) -> pa.Table:
    """The frames of all series as one long table, each checked alone. Raises `SourceChanged` if one does not fit."""
    key, schema = LONG[dataset], SCHEMA[dataset]
    parts = []
    for id, frame in frames.items():
        long = frame.reset_index().assign(**{key: id})[list(schema.columns)]
        part = pa.Table.from_pandas(schemas.table(schema, long), preserve_index=False)
        parts.append(part.set_column(part.column_names.index(key), key, part[key].dictionary_encode()))
    return pa.concat_tables(parts).unify_dictionaries()
