"""Places that cannot be a store, and pointers that are none: each ends in words that name it."""

from __future__ import annotations

from pathlib import Path

import pytest

from analytics.errors import StoreUnusable
from analytics.store import Store


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("s3://", "names no bucket"),
        ("s3://[", "is no address"),
        ("~nobody-here/x", "somebody this machine does not know"),
        ("gs://a/b", r"of a kind that is not served \(gs://\)"),
    ],
)
def test_an_address_of_no_place_is_said(address: str, words: str) -> None:
    with pytest.raises(StoreUnusable, match=words):
        Store(address)


@pytest.mark.parametrize("form", ["{}", "file://{}"])
def test_a_file_is_no_empty_store(tmp_path: Path, form: str) -> None:
    place = tmp_path / "store"
    place.write_text("notes")
    with pytest.raises(StoreUnusable, match="names a file"):
        Store(form.format(place))


@pytest.mark.parametrize(
    "pointer",
    [
        "[" * 100_000,
        '{"format": 1, "id": "x", "generation": Infinity, "published_at": "2026-01-02", "versions": {}}',
    ],
)
def test_a_pointer_that_is_none_reads_as_lost(tmp_path: Path, pointer: str) -> None:
    (tmp_path / "current.json").write_text(pointer)
    assert Store(str(tmp_path)).current() is None
