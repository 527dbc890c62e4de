"""Files go only when nothing names them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from analytics.errors import NoData
from analytics.store import KEEP_COUNT, Store
from tests.store.conftest import NOW, age, publish, value


def test_pruning_keeps_ninety_days_and_sixty_publications(local: Store) -> None:
    count = KEEP_COUNT + 5
    published = [publish(local, n, NOW + timedelta(days=n)) for n in range(count)]
    age(local, 400)
    assert local.prune(NOW + timedelta(days=89)) == 0, "ninety days"
    assert local.prune(NOW + timedelta(days=200)) == 10, "five snapshots and five files"
    assert len(local.publications()) == KEEP_COUNT
    with pytest.raises(NoData):
        local.snapshot(published[4].id)
    assert value(local, "prices", local.snapshot(published[5].id)) == 5
    assert value(local) == count - 1


def test_pruning_spares_what_is_marked_and_what_is_a_day_old(local: Store) -> None:
    first, second = publish(local, 1), publish(local, 2)
    for n in range(KEEP_COUNT):
        publish(local, 10 + n)
    local.keep(first.id)
    later = datetime.now(UTC) + timedelta(days=365)
    young = local.prune(later - timedelta(days=365))
    assert young == 0, "nothing here is a day old"
    age(local, 2)
    local.prune(later)
    assert value(local, "prices", local.snapshot(first.id)) == 1
    with pytest.raises(NoData):
        local.snapshot(second.id)
    with pytest.raises(NoData):
        local.keep("0123456789")


@pytest.mark.parametrize("spoiled", ["all", "newest"])
def test_pruning_never_takes_what_the_pointer_names(local: Store, spoiled: str) -> None:
    """Rates last came a year ago and snapshots are lost or old; prices came sixty times since."""
    publish(local, 1, NOW, "prices", "rates")
    for n in range(KEEP_COUNT + 2):
        current = publish(local, n, NOW + timedelta(hours=n), "prices")
    for name in local.files.names("snapshots"):
        if spoiled == "all" or current.id in name:
            local.files.write(name, b"unreadable")
    age(local, 400)
    local.prune(NOW + timedelta(days=365))
    assert local.current() == current
    assert (value(local, "prices"), value(local, "rates")) == (KEEP_COUNT + 1, 1)


@pytest.mark.parametrize("days", [-1, 1])
def test_a_clock_a_day_off_loses_nothing(local: Store, days: int) -> None:
    publish(local, 1)
    second = publish(local, 2, NOW + timedelta(days=days))
    assert local.current() == second
    assert local.publications()[0] == second
    local.prune(NOW)
    local.prune(datetime.now(UTC) + timedelta(days=days))
    assert value(local) == 2


def test_pruning_clears_away_what_was_left_behind(local: Store) -> None:
    publish(local, 1)
    for name in ("prices/20250101T000000Z-0.parquet", "prices/x.parquet.damaged", "snapshots/.x.json.1.tmp"):
        local.files.write(name, b"1")
    age(local, 2)
    assert local.prune(datetime.now(UTC)) == 3
    assert value(local) == 1
