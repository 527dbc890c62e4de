"""What can befall the files of a store, its folder, and the folders a program expects of its machine."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from streamlit.testing.v1 import app_test

from tests.conftest import nobody, open_way
from tests.faults.place import Place

Harm = Callable[[Place], "AbstractContextManager[None] | None"]
Spoil = Callable[[bytes], bytes]


def nothing(place: Place) -> None:
    """The fault lies elsewhere."""


def spoiled(dataset: str, spoil: Spoil) -> Harm:
    def harm(place: Place) -> None:
        path = place.newest(dataset)
        path.write_bytes(spoil(path.read_bytes()))

    return harm


def flipped(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]


def foreign(_: bytes) -> bytes:
    """A Parquet file that another program wrote."""
    out = io.BytesIO()
    pq.write_table(pa.table({"date": [1], "close": [2.0]}), out)
    return out.getvalue()


def swapped(place: Place) -> None:
    """Two files under each other's names, as a hurried restore of a backup leaves them."""
    prices, rates = place.newest("prices"), place.newest("rates")
    shutil.copyfile(rates, prices)


def gone(dataset: str) -> Harm:
    return lambda place: place.newest(dataset).unlink()


def all_gone(dataset: str) -> Harm:
    def harm(place: Place) -> None:
        for path in (place.path / dataset).glob("*.parquet"):
            path.unlink()

    return harm


def pointed(spoil: Spoil) -> Harm:
    def harm(place: Place) -> None:
        path = place.path / "current.json"
        path.write_bytes(spoil(path.read_bytes()))

    return harm


def renamed(data: bytes) -> bytes:
    """A pointer whose version of the prices never was; its own id fits it."""
    content = json.loads(data)
    content["versions"]["prices"] = "20200101T000000Z-0000000000000000"
    content["id"] = hashlib.sha256(json.dumps(content["versions"], sort_keys=True).encode()).hexdigest()[:10]
    return json.dumps(content).encode()


def no_pointer(place: Place) -> None:
    (place.path / "current.json").unlink()


def no_pointer_and_snapshot(place: Place) -> None:
    current = place.store.current()
    assert current is not None
    (place.path / "snapshots" / f"{current.id}.json").write_bytes(b"{")
    no_pointer(place)


def no_snapshots(place: Place) -> None:
    shutil.rmtree(place.path / "snapshots")


def orphan(place: Place) -> None:
    (place.path / "prices" / "20991231T000000Z-0000000000000000.parquet").write_bytes(b"left behind")


def left_behind(place: Place) -> None:
    for folder in (".", "prices", "snapshots"):
        (place.path / folder / ".current.json.999999.tmp").write_bytes(b"half")


def _open_parents(place: Place) -> None:
    """Let another user reach the store's folder, and write the scripts of pages: both are closed to others."""
    scripts = Path(app_test.TMP_DIR.name)
    scripts.chmod(0o777)
    for path in scripts.iterdir():
        path.chmod(0o666)
    open_way(place.path)


@contextmanager
def read_only(place: Place) -> Iterator[None]:
    _open_parents(place)
    folders = [place.path, *(path for path in place.path.rglob("*") if path.is_dir())]
    for folder in folders:
        folder.chmod(0o555)
    try:
        with nobody():
            yield
    finally:
        for folder in folders:
            folder.chmod(0o755)


def unreadable(name: str) -> Harm:
    @contextmanager
    def harm(place: Place) -> Iterator[None]:
        _open_parents(place)
        for path in (place.path, *place.path.iterdir()):
            path.chmod(0o777)
        (place.path / name).chmod(0)
        try:
            with nobody():
                yield
        finally:
            (place.path / name).chmod(0o644)

    return harm


def locked(name: str) -> Harm:
    """The store may be written, but for one folder or file in it."""

    @contextmanager
    def harm(place: Place) -> Iterator[None]:
        _open_parents(place)
        for path in (place.path, *place.path.rglob("*")):
            path.chmod(0o777 if path.is_dir() else 0o666)
        (place.path / name).chmod(0o555)
        try:
            with nobody():
                yield
        finally:
            (place.path / name).chmod(0o755)

    return harm


def in_the_way(place: Place) -> None:
    (place.path / "rates").rename(place.path / "rates.away")
    (place.path / "rates").write_bytes(b"")


def folder_for_pointer(place: Place) -> None:
    no_pointer(place)
    (place.path / "current.json").mkdir()


def file_for_store(place: Place) -> None:
    place.path.rename(place.path.with_name("away"))
    place.path.write_text("notes")


def no_store(place: Place) -> None:
    shutil.rmtree(place.path)


@contextmanager
def environment(**changes: str | None) -> Iterator[None]:
    """Other variables of the machine, for as long as the context lasts; None takes one away."""
    before = {name: os.environ.get(name) for name in changes}
    _set(changes)
    tempfile.tempdir = None
    try:
        yield
    finally:
        _set(before)
        tempfile.tempdir = None


def _set(values: dict[str, str | None]) -> None:
    for name, value in values.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value


def no_home(place: Place) -> AbstractContextManager[None]:
    return environment(HOME=None, XDG_CACHE_HOME=None)


def lost_home(place: Place) -> AbstractContextManager[None]:
    nowhere = str(place.path / "nobody" / "home")
    return environment(HOME=nowhere, XDG_CACHE_HOME=nowhere)


def no_temporary_folder(place: Place) -> AbstractContextManager[None]:
    nowhere = str(place.path / "nowhere")
    return environment(TMPDIR=nowhere, TEMP=nowhere, TMP=nowhere)


def spoiled_copies(place: Place) -> None:
    """A few: each is asked for anew."""
    for path in sorted((place.path / "sec").glob("*.parquet"))[:4]:
        path.write_bytes(b"PAR1")


def spoiled_requests(place: Place) -> None:
    folder = place.path / "requests"
    folder.mkdir(exist_ok=True)
    (folder / "facts-ABC.json").write_bytes(b"{")
    (folder / "facts-..%2F..%2Fetc.json").write_bytes(b"[]")
    (folder / "notes.txt").write_bytes(b"\xff")
