"""A snapshot taken out of a store, put into another, or let go."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from analytics.errors import BadInput, NoData, StoreUnusable
from analytics.store import KEEP_COUNT, Store, archive
from tests.store.conftest import age, publish, value


def test_a_snapshot_is_carried_to_another_store_and_outlives_its_clean_up(store: Store, tmp_path: Path) -> None:
    first = publish(store, 1)
    publish(store, 2)
    file = tmp_path / "snapshot.zip"
    assert archive.export(store, first.id, file) == 2
    other = Store(str(tmp_path / "other"))
    for n in range(KEEP_COUNT + 2):
        newest = publish(other, 10 + n)
    assert archive.load(other, file).id == first.id
    age(other, 400)
    other.prune(datetime.now(UTC) + timedelta(days=365))
    assert value(other, "prices", other.snapshot(first.id)) == 1
    assert other.current() == newest, "what the store shows stays"


def test_a_dropped_snapshot_is_gone_and_its_files_go_only_where_no_other_names_them(local: Store) -> None:
    first = publish(local, 1, at(0), "prices", "rates")
    second = publish(local, 2, at(1), "prices")
    local.keep(first.id)
    archive.drop(local, first.id)
    with pytest.raises(NoData):
        local.snapshot(first.id)
    assert local.marked() == set()
    age(local, 400)
    assert local.prune(datetime.now(UTC) + timedelta(days=1)) == 1, "the first prices alone"
    assert (value(local, "prices"), value(local, "rates")) == (2, 1)
    with pytest.raises(BadInput, match="is what the store shows"):
        archive.drop(local, second.id)


def at(day: int) -> datetime:
    return datetime(2025, 10, 14 + day, tzinfo=UTC)


def test_a_damaged_snapshot_is_not_exported(local: Store, tmp_path: Path) -> None:
    held = publish(local, 1)
    name = f"prices/{held.versions['prices']}.parquet"
    local.files.write(name, local.files.read(name)[:-1] + b"x")
    with pytest.raises(StoreUnusable, match="damaged"):
        archive.export(local, held.id, tmp_path / "out.zip")
    assert not (tmp_path / "out.zip").exists()


@pytest.mark.parametrize("spoil", ["no zip", "a byte", "a name", "half"])
def test_a_file_that_is_no_whole_snapshot_changes_nothing(local: Store, tmp_path: Path, spoil: str) -> None:
    held = publish(local, 1)
    good, bad = tmp_path / "good.zip", tmp_path / "bad.zip"
    archive.export(local, held.id, good)
    with zipfile.ZipFile(good) as inside:
        content = {name: inside.read(name) for name in inside.namelist()}
    data = next(name for name in content if name.startswith("prices/"))
    if spoil == "a byte":
        content[data] = content[data][:-1] + b"x"
    elif spoil == "a name":
        content["../../evil"] = content.pop(data)
    elif spoil == "half":
        del content[data]
    with zipfile.ZipFile(bad, "w") as out:
        for name, value_ in content.items():
            out.writestr(name, value_)
    if spoil == "no zip":
        bad.write_bytes(b"nothing of the kind")
    other = Store(str(tmp_path / "other"))
    with pytest.raises(BadInput, match="holds no whole snapshot"):
        archive.load(other, bad)
    assert not (tmp_path / "other").exists()
