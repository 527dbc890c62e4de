"""The store: immutable Parquet versions, one pointer, and a snapshot of every publication."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from analytics.errors import NoData, StoreUnusable
from analytics.store import compact
from analytics.store.encoding import META, encode
from analytics.store.files import Files, Folder, open_files
from analytics.store.publication import FORMAT, Publication, identity

KEEP = timedelta(days=90)
KEEP_COUNT = 60
ORPHAN_AGE = timedelta(days=1)
PUBLISH_TRIES = 20
_SNAPSHOT_ID = re.compile(r"[0-9a-f]{10}")

__all__ = ["FORMAT", "Damaged", "Folder", "Publication", "Store", "Version"]


class Damaged(StoreUnusable):
    """A version's bytes are not what was published."""


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a dataset as read: `intact` is False when it stands in for a lost newer one."""

    name: str
    table: pa.Table
    provenance: dict[str, Any]
    intact: bool


class Store:
    """A store at an address; reading takes no lock, publishing is the refresher's alone."""

    def __init__(self, address: str) -> None:
        # Arrow's own allocator keeps what was let go: 100 MB of a server after it has read the issuers.
        pa.set_memory_pool(pa.system_memory_pool())
        self.files: Files = open_files(address)

    @property
    def address(self) -> str:
        return self.files.address

    def current(self) -> Publication | None:
        """The newest publication, or None in an empty store.

        A lost or unreadable pointer is made good from the newest snapshot. Raises `StoreUnusable`
        when another format wrote the pointer, or every snapshot that could stand in for it.
        """
        try:
            return Publication.parse(self.files.read("current.json"), self.address)
        except (FileNotFoundError, ValueError):
            held, foreign = self._snapshots()
            if foreign and not held:
                raise foreign from None
            return next(iter(held), None)

    def publications(self) -> list[Publication]:
        """Every publication whose snapshot is held and readable, newest first."""
        return self._snapshots()[0]

    def _snapshots(self) -> tuple[list[Publication], StoreUnusable | None]:
        """The readable publications, newest first, and what is said of those of another format, if there are any."""
        found, foreign = [], None
        for name in self.files.names("snapshots"):
            if name.endswith(".json"):
                try:
                    found.append(Publication.parse(self.files.read(name), self.address))
                except (FileNotFoundError, ValueError):
                    continue
                except StoreUnusable as error:
                    foreign = error
        return sorted(found, key=lambda held: (held.generation, held.published_at), reverse=True), foreign

    def snapshot(self, id: str) -> Publication:
        """The publication with this id. Raises `NoData` when it is not, or no longer, held."""
        try:
            if not _SNAPSHOT_ID.fullmatch(id):
                raise FileNotFoundError(id)
            return Publication.parse(self.files.read(f"snapshots/{id}.json"), self.address)
        except (FileNotFoundError, ValueError):
            named = f" {id}" if _SNAPSHOT_ID.fullmatch(id) else ""
            raise NoData(
                f"The snapshot{named} named in the link is not held here.",
                instead="Newer figures are not shown in its place.",
                remedy="Open the page without 'data=' for current figures.",
            ) from None

    def publish(
        self,
        tables: Mapping[str, tuple[pa.Table, Mapping[str, Any]]],
        now: datetime,
        written: Mapping[str, str] | None = None,
    ) -> Publication:
        """Write new versions of some datasets and point to them and to those `written` already, by dataset.

        The others stay as they are. A store of another format is refused before anything is written. Raises as
        `write` and `point`; the old pointer then stands.
        """
        self.current()
        fresh = {dataset: self.write(dataset, *signed, now) for dataset, signed in tables.items()}
        return self.point({**(written or {}), **fresh}, now)

    def write(self, dataset: str, table: pa.Table, provenance: Mapping[str, Any], now: datetime) -> str:
        """Write one new version of a dataset, to which nothing points yet, and return its name.

        Its provenance (plus rows and a checksum of its data) is in the file's metadata. Raises `StoreUnusable`.
        """
        data = encode(dataset, table, provenance)
        version = f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}-{hashlib.sha256(data).hexdigest()[:16]}"
        self.files.write(f"{dataset}/{version}.parquet", data)
        return version

    def point(self, versions: Mapping[str, str], now: datetime) -> Publication:
        """Point to versions that were written, beside those of other datasets, in a publication of their own.

        The pointer is replaced last, on the condition that it is still the one these versions were put beside, else
        they are put beside what another refresher published. Raises `StoreUnusable`; the old pointer then stands.
        """
        for _ in range(PUBLISH_TRIES):
            publication = self._point(versions, now)
            if publication is not None:
                return publication
        raise StoreUnusable(
            f"The store at {self.address} was published into by others {PUBLISH_TRIES} times meanwhile.",
            instead="What they published stands.",
            remedy="Let one machine refresh it.",
        )

    def _point(self, written: Mapping[str, str], now: datetime) -> Publication | None:
        """Point to new versions beside those of the newest publication; None where another was quicker."""
        try:
            mark: str | None = self.files.mark("current.json")[1]
        except FileNotFoundError:
            mark = None
        before = self.current()
        versions = {**(before.versions if before else {}), **written}
        publication = Publication(identity(versions), before.generation + 1 if before else 1, now, versions)
        self.files.write(f"snapshots/{publication.id}.json", publication.as_bytes())
        if self.files.replace("current.json", publication.as_bytes(), mark):
            return publication
        others = self.current()
        if others is None or others.id != publication.id:
            self.files.delete(f"snapshots/{publication.id}.json")
        return None

    def read(
        self, dataset: str, version: str, columns: Collection[str] | None = None
    ) -> tuple[pa.Table, dict[str, Any]]:
        """One version of a dataset, or those of some `columns` it has, with its provenance, its checksum checked.

        Raises `FileNotFoundError` when it is gone and `Damaged` when its bytes are not those that
        were published, or not written by this format; damaged bytes are moved aside, so that they are met once.
        """
        name = f"{dataset}/{version}.parquet"
        data = self.files.read(name)
        if hashlib.sha256(data).hexdigest()[:16] != version.rpartition("-")[2]:
            self.files.move(name, f"{name}.damaged")
            raise Damaged(f"The {dataset} published as {version} are damaged.", remedy="Refresh to fetch them again.")
        try:
            file = pq.ParquetFile(pa.BufferReader(data))
            provenance: dict[str, Any] = json.loads(file.schema_arrow.metadata[META])
            known = provenance["format"] == FORMAT
            names = file.schema_arrow.names
            table = compact.read(file, names if columns is None else [name for name in names if name in columns])
        except (TypeError, KeyError, ValueError):
            known = False
        if not known:
            raise Damaged(f"The {dataset} published as {version} were written in another format.")
        return table, provenance

    def newest(
        self, dataset: str, publication: Publication | None, columns: Collection[str] | None = None
    ) -> Version | None:
        """The version a publication names or, where that is gone or damaged, the newest one before it.

        None when no readable version is left.
        """
        if publication is None:
            return None
        tried: set[str] = set()
        for candidate in self._back_from(publication):
            version = candidate.versions.get(dataset)
            if version is None or version in tried:
                continue
            tried.add(version)
            try:
                return Version(version, *self.read(dataset, version, columns), intact=len(tried) == 1)
            except (FileNotFoundError, Damaged):
                continue
        return None

    def _back_from(self, publication: Publication) -> Iterator[Publication]:
        """A publication, then those before it; snapshots are read only once the first has failed."""
        yield publication
        yield from (held for held in self.publications() if held.generation < publication.generation)

    def keep(self, id: str) -> None:
        """Mark a snapshot so that it is never pruned. Raises `NoData` when it is not held."""
        self.snapshot(id)
        self.files.write(f"snapshots/{id}.keep", b"")

    def marked(self) -> set[str]:
        """The ids of the snapshots that are never pruned."""
        return {name[len("snapshots/") : -len(".keep")] for name in self.files.names("snapshots") if ".keep" in name}

    def prune(self, now: datetime) -> int:
        """Delete what no kept publication names and is a day old; return how many files went.

        Kept are the one the pointer names, those of the last 90 days, the newest 60, and those marked. Nothing
        is deleted while a snapshot of another format is held, whose files are not known.
        """
        marked = self.marked()
        publications, foreign = self._snapshots()
        if foreign:
            return 0
        current = self.current()
        kept = [
            publication
            for rank, publication in enumerate(publications)
            if rank < KEEP_COUNT or now - publication.published_at < KEEP or publication.id in marked
        ] + ([current] if current else [])
        named = {f"snapshots/{publication.id}.json" for publication in kept}
        named |= {f"snapshots/{id}.keep" for id in marked}
        datasets = {dataset for publication in publications for dataset in publication.versions}
        named |= {
            f"{dataset}/{version}.parquet" for publication in kept for dataset, version in publication.versions.items()
        }
        gone = 0
        for folder in ("snapshots", *sorted(datasets)):
            for name, written in self.files.names(folder).items():
                if name not in named and now - written > ORPHAN_AGE:
                    self.files.delete(name)
                    gone += 1
        return gone
