"""What fetching one dataset is given, and how its frames become a table with provenance."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

import pandas as pd
import pyarrow as pa

from analytics.catalogue import CONCEPTS, Entry
from analytics.refresh import schemas
from analytics.settings import Settings
from analytics.sources.http import Patience
from analytics.store import Publication, Store

KEY = {"prices": "ticker", "rates": "series"}
SCHEMA = {"prices": schemas.PRICES, "rates": schemas.RATES}
COMPARED = {"issuers": ("cik", "kind", "end", *CONCEPTS)}
"""Columns of a dataset that is only compared with; of others all are read."""


class Report(Protocol):
    """Told how many questions are answered, and of how many where that is not the catalogue's count."""

    def __call__(self, done: int, of: int | None = None) -> None: ...


@dataclass
class Outcome:
    """What became of one dataset: `error` is empty when it was published."""

    dataset: str
    n_stored: int = 0
    n_expected: int = 0
    missing: dict[str, str] = field(default_factory=dict)
    remarks: dict[str, str] = field(default_factory=dict)
    error: str = ""

    def remark(self, entry: Entry, remarks: list[str]) -> None:
        """Keep what a check had to say of a series it let pass."""
        if remarks:
            self.remarks[entry.id] = "; ".join(remarks)


@dataclass(frozen=True)
class Previous:
    """The version a dataset is merged into: its table, its rows by series where it has series, its provenance."""

    rows: Mapping[str, pd.DataFrame]
    provenance: Mapping[str, Any]
    table: pa.Table | None = None

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

    def dataset_table(self, dataset: str) -> pa.Table | None:
        """Another dataset's newest table: of this refresh, else of the store, else None."""
        if dataset in self.fetched:
            return self.fetched[dataset]
        version = self.store.newest(dataset, self.store.current())
        return version.table if version else None


def previous(store: Store, publication: Publication | None, dataset: str) -> Previous:
    """The newest readable version of a dataset, empty where there is none."""
    version = store.newest(dataset, publication, COMPARED.get(dataset))
    if version is None:
        return Previous({}, {})
    if dataset not in KEY:
        return Previous({}, version.provenance, version.table)
    key = KEY[dataset]
    long = version.table.to_pandas()
    rows = {str(id): part.drop(columns=key).set_index("date") for id, part in long.groupby(key, observed=True)}
    return Previous(rows, version.provenance, version.table)


def table(dataset: str, frames: Mapping[str, pd.DataFrame]) -> pa.Table:
    """The frames of all series as one long, checked table. Raises `SourceChanged` if it does not fit."""
    key, schema = KEY[dataset], SCHEMA[dataset]
    long = pd.concat([frame.reset_index().assign(**{key: id}) for id, frame in frames.items()], ignore_index=True)
    checked = pa.Table.from_pandas(schemas.table(schema, long[list(schema.columns)]), preserve_index=False)
    return checked.set_column(checked.column_names.index(key), key, checked[key].dictionary_encode())
