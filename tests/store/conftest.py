"""A store of a test's own, and publications small enough to read."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pytest

from analytics.store import Publication, Store

NOW = datetime(2025, 10, 14, 22, 0, tzinfo=UTC)
ORIGIN = {"source": "Yahoo Finance", "fetched_at": NOW.isoformat()}


def table(value: float, rows: int = 50) -> pa.Table:
    return pa.table({"date": list(range(rows)), "close": [value] * rows})


@pytest.fixture(params=["folder", "bucket"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """An empty store, as a folder and as a bucket."""
    return Store(str(tmp_path / "store") if request.param == "folder" else request.getfixturevalue("bucket"))


@pytest.fixture
def local(tmp_path: Path) -> Store:
    """An empty store in a folder."""
    return Store(str(tmp_path / "store"))


def publish(store: Store, value: float, now: datetime = NOW, *datasets: str) -> Publication:
    return store.publish({name: (table(value), ORIGIN) for name in datasets or ("prices",)}, now)


def value(store: Store, dataset: str = "prices", publication: Publication | None = None) -> float | None:
    version = store.newest(dataset, publication or store.current())
    return None if version is None else version.table["close"][0].as_py()


def age(store: Store, days: float) -> None:
    """Make every file of a folder look as if it had been written `days` ago."""
    moment = time.time() - days * 86400
    for path in Path(store.address).rglob("*"):
        if path.is_file():
            os.utime(path, (moment, moment))
