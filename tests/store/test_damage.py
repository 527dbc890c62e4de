"""Damage to one file harms nothing else, and is never shown."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable
from datetime import timedelta

import pyarrow.parquet as pq
import pytest

from analytics.errors import StoreUnusable
from analytics.store import Damaged, Publication, Store
from tests.store.conftest import NOW, age, publish, table, value

SPOILS: dict[str, Callable[[bytes], bytes]] = {
    "truncated": lambda data: data[: len(data) // 2],
    "zero bytes": lambda _: b"",
    "one bit flipped": lambda data: data[:100] + bytes([data[100] ^ 1]) + data[101:],
    "longer": lambda data: data + b"\0",
    "another file": lambda _: b"<html>",
}


@pytest.mark.parametrize("spoil", SPOILS.values(), ids=SPOILS)
def test_a_damaged_file_is_moved_aside_and_the_next_older_one_stands_in(
    store: Store, spoil: Callable[[bytes], bytes]
) -> None:
    publish(store, 1)
    name = f"prices/{publish(store, 2).versions['prices']}.parquet"
    store.files.write(name, spoil(store.files.read(name)))
    stand_in = store.newest("prices", store.current())
    assert (stand_in.table["close"][0].as_py(), stand_in.intact) == (1, False)
    assert name not in store.files.names("prices")
    assert f"{name}.damaged" in store.files.names("prices")
    publish(store, 3)
    assert (value(store), store.newest("prices", store.current()).intact) == (3, True)


def test_a_damaged_file_without_an_older_one_is_nothing(local: Store) -> None:
    name = f"prices/{publish(local, 1).versions['prices']}.parquet"
    local.files.write(name, b"")
    with pytest.raises(Damaged, match=r"prices published as .* are damaged"):
        local.read("prices", local.current().versions["prices"])
    assert local.newest("prices", local.current()) is None


def foreign(content: dict[bytes, bytes] | None) -> bytes:
    """A Parquet file of this store's shape and another's metadata."""
    out = io.BytesIO()
    pq.write_table(table(9).replace_schema_metadata(content), out)
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [None, {b"other": b"{}"}, {b"smallcap": b"not json"}, {b"smallcap": b"[]"}, {b"smallcap": b'{"format": 0}'}],
    ids=str,
)
def test_a_file_of_an_older_format_is_passed_over(local: Store, content: dict[bytes, bytes] | None) -> None:
    """Its name and checksum agree, so nothing but its metadata tells that another program wrote it."""
    first = publish(local, 1)
    data = foreign(content)
    version = f"20251015T000000Z-{hashlib.sha256(data).hexdigest()[:16]}"
    local.files.write(f"prices/{version}.parquet", data)
    pointed = Publication("x", 2, NOW, {"prices": version})
    with pytest.raises(Damaged):
        local.read("prices", version)
    stand_in = local.newest("prices", pointed)
    assert (stand_in.name, stand_in.intact) == (first.versions["prices"], False)


def test_a_pointer_without_its_file_is_made_good(store: Store) -> None:
    publish(store, 1)
    store.files.delete(f"prices/{publish(store, 2).versions['prices']}.parquet")
    assert value(store) == 1
    assert store.newest("prices", store.current()).intact is False


def test_a_file_without_a_pointer_is_no_publication(local: Store) -> None:
    publish(local, 1)
    local.files.write("prices/20991231T000000Z-0000000000000000.parquet", b"left by a refresher that was ended")
    assert value(local) == 1
    assert len(local.publications()) == 1


@pytest.mark.parametrize("spoil", [*SPOILS.values()], ids=SPOILS)
def test_a_damaged_pointer_is_made_good_from_the_newest_snapshot(store: Store, spoil: Callable[[bytes], bytes]) -> None:
    publish(store, 1)
    second = publish(store, 2)
    store.files.write("current.json", spoil(store.files.read("current.json")))
    assert store.current() == second
    assert publish(store, 3).generation == 3


@pytest.mark.parametrize("place", range(0, 260, 7))
def test_a_flipped_bit_in_the_pointer_never_shows_another_version(local: Store, place: int) -> None:
    publish(local, 1)
    second = publish(local, 2)
    data = bytearray(local.files.read("current.json"))
    data[place % len(data)] ^= 1
    local.files.write("current.json", bytes(data))
    try:
        held = local.current()
    except StoreUnusable:
        return
    assert held.versions == second.versions
    assert value(local) == 2


def test_a_lost_pointer_is_made_good(store: Store) -> None:
    publish(store, 1)
    second = publish(store, 2)
    store.files.delete("current.json")
    assert store.current() == second


def test_a_snapshot_ahead_of_the_pointer_is_not_shown(local: Store) -> None:
    """The refresher was ended between the two writes: the old pointer stands, and the next one goes past it."""
    publish(local, 1)
    pointer = local.files.read("current.json")
    publish(local, 2)
    local.files.write("current.json", pointer)
    assert value(local) == 1
    third = publish(local, 3, NOW + timedelta(minutes=1))
    local.files.delete("current.json")
    assert local.current() == third, "of two snapshots of one generation, the later one is the newest"


def rewrite(store: Store, name: str, **changes: object) -> None:
    content = json.loads(store.files.read(name)) | changes
    store.files.write(name, json.dumps(content).encode())


def test_a_store_of_another_format_is_neither_read_nor_written(local: Store) -> None:
    publish(local, 1)
    rewrite(local, "current.json", format=2)
    before = {name: local.files.read(name) for folder in ("prices", "snapshots") for name in local.files.names(folder)}
    for attempt in (local.current, lambda: publish(local, 2)):
        with pytest.raises(StoreUnusable, match=r"format 2; this one reads 1\)\. Nothing in it was changed"):
            attempt()
    after = {name: local.files.read(name) for folder in ("prices", "snapshots") for name in local.files.names(folder)}
    assert before == after


def test_one_snapshot_of_another_format_spoils_nothing(local: Store) -> None:
    first = publish(local, 1)
    rewrite(local, f"snapshots/{first.id}.json", format=2)
    second = publish(local, 2)
    assert value(local) == 2
    assert local.publications() == [second]
    with pytest.raises(StoreUnusable, match="format 2"):
        local.snapshot(first.id)
    age(local, 400)
    assert local.prune(NOW) == 0, "what another format names cannot be read, so nothing is known to be superfluous"
    local.files.delete("current.json")
    local.files.delete(f"snapshots/{second.id}.json")
    with pytest.raises(StoreUnusable, match="format 2"):
        local.current()


def test_reading_what_is_whole_reads_no_snapshot(local: Store) -> None:
    """A page opens the pointer and one file a dataset, however many snapshots there are."""
    publish(local, 1)
    current = publish(local, 2)
    for name in local.files.names("snapshots"):
        local.files.write(name, b"unreadable")
    assert value(local, "prices", current) == 2
