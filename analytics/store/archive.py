"""One snapshot as a file: taken out of a store, put into another, or let go."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path

from analytics.errors import BadInput, StoreUnusable
from analytics.store import Publication, Store

LARGEST = 512 * 2**20
"""Bytes of one unpacked member beyond which a file is not read: a store's own are a hundredth of it."""


def export(store: Store, id: str, path: Path) -> int:
    """Write a snapshot and every version it names into one zip file; return how many files went in.

    Raises `NoData` when the snapshot is not held, `StoreUnusable` when one of its versions is lost or damaged or the
    file cannot be written: half a snapshot is never written.
    """
    publication = store.snapshot(id)
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(f"snapshots/{publication.id}.json", publication.as_bytes())
        for dataset, version in sorted(publication.versions.items()):
            try:
                data = store.files.read(f"{dataset}/{version}.parquet")
            except FileNotFoundError:
                raise StoreUnusable(f"The {dataset} of snapshot {id} are no longer held.") from None
            _check(dataset, version, data)
            archive.writestr(f"{dataset}/{version}.parquet", data)
    try:
        path.write_bytes(held.getvalue())
    except OSError as error:
        raise StoreUnusable(f"The file {path} could not be written: {error.strerror or error}.") from error
    return len(publication.versions) + 1


def load(store: Store, path: Path) -> Publication:
    """Put the snapshot of a file that `export` wrote into a store, marked so that clean-up never removes it.

    What the store points to stays as it is. Raises `BadInput` when the file is not such a file or what is in it is
    not what its names say: nothing is then written.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            names = [info.filename for info in archive.infolist() if info.file_size <= LARGEST]
            listed = [name for name in names if name.startswith("snapshots/")]
            if len(listed) != 1:
                raise ValueError("no single snapshot")
            publication = Publication.parse(archive.read(listed[0]), str(path))
            files = {
                f"{dataset}/{version}.parquet": archive.read(f"{dataset}/{version}.parquet")
                for dataset, version in publication.versions.items()
            }
        for name, data in files.items():
            dataset, _, version = name.removesuffix(".parquet").partition("/")
            if not dataset.isidentifier() or not version.replace("-", "").isalnum():
                raise ValueError("a name that is no version's")
            _check(dataset, version, data)
    except (OSError, KeyError, ValueError, StoreUnusable, zipfile.BadZipFile) as error:
        raise BadInput(
            f"The file {path.name} holds no whole snapshot ({type(error).__name__}).",
            instead="Nothing was written.",
            remedy="Write it again by 'snapshot export ID FILE'.",
        ) from error
    for name, data in files.items():
        store.files.write(name, data)
    store.files.write(f"snapshots/{publication.id}.json", publication.as_bytes())
    store.keep(publication.id)
    return publication


def drop(store: Store, id: str) -> None:
    """Let a snapshot go: its mark and its name; the next clean-up removes what no other one names.

    Raises `NoData` when it is not held and `BadInput` for the one the store points to.
    """
    publication = store.snapshot(id)
    current = store.current()
    if current and current.id == publication.id:
        raise BadInput(f"Snapshot {id} is what the store shows.", remedy="Publish another before it is dropped.")
    store.files.delete(f"snapshots/{id}.keep")
    store.files.delete(f"snapshots/{id}.json")


def _check(dataset: str, version: str, data: bytes) -> None:
    if hashlib.sha256(data).hexdigest()[:16] != version.rpartition("-")[2]:
        raise StoreUnusable(f"The {dataset} published as {version} are damaged.")
