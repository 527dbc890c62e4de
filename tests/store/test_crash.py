"""A refresher ended at any write or moment, or one of many: the store opens, and nothing half is served."""

from __future__ import annotations

import random
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from analytics.load import choose, open_world
from analytics.store import Publication, Store
from tests.loopback import Loopback, brief
from tests.sampling import SEED, sample
from tests.store.forks import BUSY, Forks, forks

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="refreshers are forked")

WRITES = 25
"""More changes of files than a refresh of the yields makes: the last of these end nothing."""
MOMENTS = 50


@pytest.fixture(scope="module")
def services() -> Iterator[Loopback]:
    with Loopback(brief()) as running:
        yield running


@pytest.fixture(scope="module")
def refreshers(services: Loopback) -> Iterator[Forks]:
    with forks(services) as running:
        yield running


@pytest.fixture(scope="module")
def filled(services: Loopback, refreshers: Forks, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("filled") / "store"
    assert refreshers.run(str(folder)) == [0]
    assert Store(str(folder)).current().generation == 1
    return folder


@pytest.fixture
def held(filled: Path, tmp_path: Path) -> Path:
    shutil.copytree(filled, tmp_path / "store")
    return tmp_path / "store"


def opened(folder: Path, before: Publication) -> int:
    """The generation that a page shows of a store, every version of which is whole: the one before or the next."""
    store = Store(str(folder))
    current = store.current()
    assert current is not None
    assert current.generation in (before.generation, before.generation + 1)
    assert set(current.versions) == {"rates"}
    for dataset, name in current.versions.items():
        assert store.read(dataset, name)[0].num_rows
    world = open_world(store, *choose(store))
    assert (world.kind, world.substitutes) == ("live", ())
    assert not world.market.rates.empty
    return current.generation


@pytest.mark.parametrize("write", sample(range(WRITES), 6))
def test_a_refresher_ended_at_any_write_leaves_the_store_whole(write: int, held: Path, refreshers: Forks) -> None:
    before = Store(str(held)).current()
    status = refreshers.run(str(held), "at", write)
    assert status in ([-9], [0])
    assert status == [-9] or write > 8, "a refresh writes progress, a version, a snapshot and the pointer"
    generation = opened(held, before)
    assert generation == 2 or status == [-9]
    after = Store(str(held)).current()
    assert refreshers.run(str(held)) == [0], "the way is free"
    assert Store(str(held)).current().generation == after.generation + 1


@pytest.mark.parametrize("store", ["filled", "new"])
def test_every_write_of_a_refresh_has_been_tried(store: str, held: Path, tmp_path: Path, refreshers: Forks) -> None:
    """The table above reaches beyond a refresh's last write; in a new store an ended one leaves none or a whole one."""
    folder = held if store == "filled" else tmp_path / "new"
    assert refreshers.run(str(folder), "at", WRITES) == [0]
    for write in sample(range(0, WRITES, 3), 2) if store == "new" else ():
        place = tmp_path / f"new-{write}"
        refreshers.run(str(place), "at", write)
        current = Store(str(place)).current()
        assert current is None or Store(str(place)).read("rates", current.versions["rates"])[0].num_rows
        assert refreshers.run(str(place)) == [0]


def test_a_refresher_ended_at_random_moments_leaves_the_store_whole(held: Path, refreshers: Forks) -> None:
    """Over and over on one store, where each finds what those before it left behind."""
    chance = random.Random(SEED)
    moments = [chance.uniform(0.02, 0.8) for _ in range(MOMENTS)]
    ended = 0
    for moment in sample(moments, 10):
        before = Store(str(held)).current()
        status = refreshers.run(str(held), "after", moment)
        assert status[0] in (0, -14)
        ended += status == [-14]
        opened(held, before)
    assert ended
    assert refreshers.run(str(held)) == [0]
    assert not list(held.rglob("*.damaged"))


def test_of_eight_refreshers_at_once_one_asks_the_source(held: Path, refreshers: Forks, services: Loopback) -> None:
    before = Store(str(held)).current()
    services.asked.clear()
    assert refreshers.run(str(held)) == [0]
    alone = sorted(services.asked)
    services.asked.clear()
    services.delay = 0.4
    try:
        statuses = refreshers.run(str(held), count=8)
    finally:
        services.delay = 0
    assert sorted(statuses) == [0, *[BUSY] * 7]
    assert sorted(services.asked) == alone
    assert Store(str(held)).current().generation == before.generation + 2
