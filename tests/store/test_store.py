"""What is published comes whole, and is found again by the id of its snapshot."""

from __future__ import annotations

from pathlib import Path

import pytest

from analytics.errors import NoData
from analytics.store import Store
from tests.store.conftest import NOW, publish, table, value


def test_an_empty_store_holds_nothing(store: Store) -> None:
    assert store.current() is None
    assert store.publications() == []
    assert store.newest("prices", None) is None


def test_what_is_published_is_read_back_with_its_origin(store: Store) -> None:
    published = publish(store, 1.5)
    assert store.current() == published
    assert published.generation == 1
    held, origin = store.read("prices", published.versions["prices"])
    assert held.equals(table(1.5))
    assert origin["source"] == "Yahoo Finance"
    assert (origin["dataset"], origin["rows"]) == ("prices", 50)
    assert len(origin["sha256"]) == 64


def test_a_dataset_not_published_stays_as_it_was(store: Store) -> None:
    first = publish(store, 1, NOW, "prices", "rates")
    second = publish(store, 2, NOW, "prices")
    assert second.generation == 2
    assert second.versions["rates"] == first.versions["rates"]
    assert (value(store, "prices"), value(store, "rates")) == (2, 1)


def test_every_publication_is_a_snapshot(store: Store) -> None:
    first, second = publish(store, 1), publish(store, 2)
    assert first.id != second.id
    assert store.snapshot(first.id) == first
    assert value(store, "prices", store.snapshot(first.id)) == 1
    assert [p.generation for p in store.publications()] == [2, 1]


def test_the_same_versions_have_the_same_id_anywhere(tmp_path: Path) -> None:
    ids = {publish(Store(str(tmp_path / place)), 1).id for place in ("here", "there")}
    assert len(ids) == 1


@pytest.mark.parametrize("id", ["0123456789", "", "../current", "ABCDEF0123", "0123456789\n", "%2e%2e", "a" * 5000])
def test_a_snapshot_that_is_not_held_is_said(store: Store, id: str) -> None:
    publish(store, 1)
    with pytest.raises(NoData, match=r"not held here. Newer figures are not shown") as caught:
        store.snapshot(id)
    assert len(str(caught.value)) < 300
