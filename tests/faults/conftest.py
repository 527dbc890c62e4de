"""The store every row starts from, filled once by whole services and copied for each."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from analytics.refresh.banks import quarter_ends
from tests.conftest import settings_at
from tests.faults.place import Place
from tests.loopback import Edgar, Loopback, brief, fdic

DATASETS = ("prices", "rates", "members", "issuers", "banks")


@pytest.fixture(scope="package")
def services() -> Iterator[Loopback]:
    today = datetime.now(UTC).date()
    with Loopback(brief(), edgar=Edgar(today, 120), bankfind=fdic.made(quarter_ends(today, 2)[1], 90)) as running:
        yield running


@pytest.fixture(scope="package")
def whole(services: Loopback, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store refreshed without a fault, its market twice, so that every version of it has an older one."""
    folder = tmp_path_factory.mktemp("whole") / "store"
    place = Place(services, settings_at(services.url, folder))
    assert place.refresh(*DATASETS) == 0
    assert place.refresh("prices", "rates") == 0
    return folder


@pytest.fixture(scope="package")
def answered(services: Loopback, whole: Path) -> Callable[[str], str]:
    """What a page answers before anything has failed."""
    return cache(Place(services, settings_at(services.url, whole)).answer)


@pytest.fixture
def place(services: Loopback, whole: Path, tmp_path: Path) -> Iterator[Place]:
    shutil.copytree(whole, tmp_path / "store")
    yield Place(services, settings_at(services.url, tmp_path / "store"))
    services.faults.clear()
