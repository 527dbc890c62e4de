"""Freshness: what cannot be read of one dataset is said of it alone, and none is fresh without what it is dated by."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.catalogue import DATASETS
from analytics.freshness import series_of, state
from analytics.store import Publication, Version

NOW = datetime(2026, 8, 5, 12, tzinfo=UTC)
STAMP = "2026-08-04T23:00:00+00:00"
PUBLICATION = Publication("0123456789", 1, NOW, {})


def stands(dataset: str, provenance: dict[str, Any]) -> Any:
    return state(dataset, PUBLICATION, Version("v", pa.table({"x": [1]}), provenance, intact=True), NOW)


def provenance(*ids: str, last: str = "2026-08-04") -> dict[str, Any]:
    series = {id: {"first": "2020-01-02", "last": last, "rows": 5, "fetched_at": STAMP, "note": ""} for id in ids}
    return {"fetched_at": STAMP, "first": "2020-01-02", "last": last, "series": series, "missing": {}}


@pytest.mark.parametrize("name", DATASETS)
@pytest.mark.parametrize("lacking", ["series", "fetched_at", "last", "no day"])
def test_a_dataset_that_cannot_be_dated_is_missing_and_nothing_else_is(name: str, lacking: str) -> None:
    dataset = DATASETS[name]
    told = provenance(dataset.anchor or "X", last="NaT" if lacking == "no day" else "2026-08-04")
    told.pop(lacking, None)
    if lacking == "last" and dataset.anchor:
        del told["series"][dataset.anchor]["last"]
    found = stands(name, told)
    assert (found.state, found.last, found.age) == ("missing", None, None)
    assert "cannot be read" in found.note
    assert found.is_due is not dataset.on_request, "what nobody asks for is not fetched again by itself"


@given(st.recursive(st.none() | st.integers() | st.text(max_size=5), lambda inner: st.lists(inner, max_size=2)
                    | st.dictionaries(st.sampled_from(["last", "fetched_at", "SPY"]), inner, max_size=3)))  # fmt: skip
def test_no_provenance_whatever_fails_a_page(series: Any) -> None:
    for name in DATASETS:
        assert stands(name, provenance() | {"series": series}).state in ("missing", "stale", "fresh")


def test_of_a_series_that_cannot_be_dated_nothing_is_said() -> None:
    told = provenance("SPY", "KRE")
    told["series"]["KRE"]["last"] = "NaT"
    version = Version("v", pa.table({"x": [1]}), told, intact=True)
    assert series_of(version, "SPY")["last"] == "2026-08-04"
    assert (series_of(version, "KRE"), series_of(version, "IWM")) == ({}, {})
    assert series_of(Version("v", pa.table({"x": [1]}), {"series": None}, intact=True), "SPY") == {}


@pytest.mark.parametrize("name", [name for name, dataset in DATASETS.items() if dataset.anchor])
def test_a_dataset_without_its_anchor_is_never_fresh(name: str) -> None:
    anchor = DATASETS[name].anchor
    assert stands(name, provenance(anchor, "OTHER")).state == "fresh"
    found = stands(name, provenance("OTHER"))
    assert (found.state, found.is_due) == ("stale", True)
    assert anchor in found.note
