"""The store's bytes: one contract for a folder and for buckets, and a disk that fails."""

from __future__ import annotations

import multiprocessing
import os
import resource
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from analytics.errors import StoreUnusable
from analytics.store.files import Files, Folder, open_files
from tests.conftest import nobody, open_way


@pytest.fixture(params=["folder", "file://", "s3://", "memory://"])
def files(request: pytest.FixtureRequest, tmp_path: Path) -> Files:
    if request.param == "folder":
        return open_files(str(tmp_path / "store"))
    if request.param == "file://":
        return open_files((tmp_path / "a store").as_uri())
    if request.param == "s3://":
        return open_files(request.getfixturevalue("bucket"))
    return open_files("memory:///bucket/store")


def test_a_file_is_replaced_only_where_it_is_the_one_marked(files: Files) -> None:
    assert files.replace("current.json", b"one", None)
    assert not files.replace("current.json", b"two", None)
    data, mark = files.mark("current.json")
    assert data == b"one"
    assert files.replace("current.json", b"two", mark)
    assert not files.replace("current.json", b"three", mark)
    assert files.read("current.json") == b"two"


def test_what_is_written_is_read(files: Files) -> None:
    files.write("prices/one.parquet", b"\x00\xff" * 1000)
    files.write("current.json", b"")
    assert files.read("prices/one.parquet") == b"\x00\xff" * 1000
    assert files.read("current.json") == b""


def test_a_second_write_replaces(files: Files) -> None:
    files.write("current.json", b"long, the first")
    files.write("current.json", b"short")
    assert files.read("current.json") == b"short"


def test_what_is_absent_is_not_found(files: Files) -> None:
    with pytest.raises(FileNotFoundError):
        files.read("current.json")
    files.write("prices/one.parquet", b"1")
    for name in ("prices/two.parquet", "rates/one.parquet"):
        with pytest.raises(FileNotFoundError):
            files.read(name)


def test_names_are_those_of_one_folder_with_their_age(files: Files) -> None:
    assert files.names("snapshots") == {}
    for name in ("snapshots/a.json", "snapshots/b.json", "prices/one.parquet", "snapshots/deeper/c.json"):
        files.write(name, b"1")
    found = files.names("snapshots")
    assert set(found) == {"snapshots/a.json", "snapshots/b.json"}
    assert all(abs(datetime.now(UTC) - written) < timedelta(minutes=5) for written in found.values())


def test_moving_and_deleting_never_fail(files: Files) -> None:
    files.write("prices/one.parquet", b"1")
    files.move("prices/one.parquet", "prices/one.parquet.damaged")
    assert set(files.names("prices")) == {"prices/one.parquet.damaged"}
    files.delete("prices/one.parquet.damaged")
    assert files.names("prices") == {}
    files.delete("prices/one.parquet")
    files.move("prices/one.parquet", "elsewhere")


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("gopher://host/store", "gopher://"),
        ("s4://bucket", "s4://"),
        ("file://data/cache", "file:///"),
        ("http://127.0.0.1/store", "http://"),
    ],
)
def test_an_address_that_cannot_be_a_store_is_said(address: str, words: str) -> None:
    with pytest.raises(StoreUnusable, match=words) as caught:
        open_files(address)
    assert caught.value.remedy


def test_an_address_may_use_the_home_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert open_files("~/store").address == str(tmp_path / "store")


def test_a_bucket_says_its_address_without_its_login() -> None:
    files = open_files("s3://AKIA:hushhush@bucket/store?region=us-east-1&endpoint_override=127.0.0.1:1")
    assert files.address == "s3://bucket/store"
    assert "hushhush" not in repr(vars(files))


def test_a_bucket_that_nobody_serves_says_so_in_words() -> None:
    """Nothing listens on port 1: what is read, written and listed fails, and says what stands and what to do."""
    files = open_files("s3://a:b@bucket/store?endpoint_override=127.0.0.1:1&scheme=http")
    with pytest.raises(StoreUnusable, match=r"s3://bucket/store could not be read.*credentials"):
        files.read("current.json")
    with pytest.raises(StoreUnusable, match=r"s3://bucket/store could not be written.*What was published"):
        files.write("prices/one.parquet", b"1")
    with pytest.raises(StoreUnusable, match="could not be listed"):
        files.names("prices")


def test_readers_see_the_old_or_the_new_and_nothing_between(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    old, new = b"o" * 300_000, b"n" * 300_000
    folder.write("current.json", old)
    stop, seen = threading.Event(), set()

    def read() -> None:
        while not stop.is_set():
            seen.add(folder.read("current.json"))

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for turn in range(60):
        folder.write("current.json", new if turn % 2 else old)
    stop.set()
    for reader in readers:
        reader.join()
    assert seen <= {old, new}
    assert os.listdir(tmp_path) == ["current.json"]


def _write_on_a_full_disk(place: str, answer: multiprocessing.Queue) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
    try:
        Folder(Path(place)).write("current.json", b"n" * 100_000)
    except StoreUnusable as error:
        answer.put(str(error))
    else:
        answer.put("written")


def test_a_disk_that_fills_up_leaves_what_was_there(tmp_path: Path) -> None:
    Folder(tmp_path).write("current.json", b"old")
    spawn = multiprocessing.get_context("spawn")
    answer = spawn.Queue()
    child = spawn.Process(target=_write_on_a_full_disk, args=(str(tmp_path), answer))
    child.start()
    words = answer.get(timeout=180)
    child.join()
    assert "could not be written" in words
    assert "What was published before stands" in words
    assert Folder(tmp_path).read("current.json") == b"old"
    assert os.listdir(tmp_path) == ["current.json"]


@pytest.fixture
def locked(tmp_path: Path) -> Iterator[Path]:
    """A store that may be read and not written."""
    place = tmp_path / "store"
    Folder(place).write("current.json", b"old")
    Folder(place).write("prices/one.parquet", b"1")
    open_way(tmp_path / "store")
    for path in (place / "prices", place):
        path.chmod(0o555)
    yield place
    for path in (place, place / "prices"):
        path.chmod(0o755)


def test_a_read_only_store_is_read(locked: Path) -> None:
    with nobody():
        folder = Folder(locked)
        assert folder.read("current.json") == b"old"
        with pytest.raises(StoreUnusable, match=r"could not be written: Permission denied.*What was published"):
            folder.write("current.json", b"new")
        folder.move("prices/one.parquet", "prices/two.parquet")
        folder.delete("prices/one.parquet")
        assert folder.read("prices/one.parquet") == b"1"


def test_a_file_nobody_may_read_is_not_an_absent_one(tmp_path: Path) -> None:
    """An unreadable pointer must not pass for an empty store, which would be filled anew."""
    Folder(tmp_path).write("current.json", b"old")
    open_way(tmp_path / "store")
    (tmp_path / "current.json").chmod(0)
    with nobody(), pytest.raises(StoreUnusable, match="could not be read: Permission denied"):
        Folder(tmp_path).read("current.json")


def test_a_folder_in_place_of_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "current.json").mkdir()
    with pytest.raises(StoreUnusable, match="could not be read"):
        Folder(tmp_path).read("current.json")
    with pytest.raises(StoreUnusable, match="could not be written"):
        Folder(tmp_path).write("current.json", b"1")


def test_a_store_may_be_a_link_and_hold_links(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "store").symlink_to(tmp_path / "there")
    outside = tmp_path / "outside.json"
    outside.write_bytes(b"mine")
    (tmp_path / "there" / "current.json").symlink_to(outside)
    (tmp_path / "there" / "dangling").symlink_to(tmp_path / "nowhere")
    folder = Folder(tmp_path / "store")
    assert folder.read("current.json") == b"mine"
    folder.write("current.json", b"new")
    assert folder.read("current.json") == b"new"
    assert outside.read_bytes() == b"mine", "a link is replaced, never written through"
    with pytest.raises(FileNotFoundError):
        folder.read("dangling")
    assert set(folder.names(".")) == {"./current.json"}
