"""A bucket that two machines publish into, one that is not there, and what is written of it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from analytics.errors import StoreUnusable
from analytics.settings import ROOT
from analytics.store import Store
from tests.conftest import House, settings_at
from tests.store.conftest import NOW, publish, value

REFRESHES = 6
REFRESHER = f"""
import sys
from analytics import settings
from analytics.refresh import refresh
from analytics.sources import fred
from analytics.sources.http import Patience
for _ in range({REFRESHES}):
    for outcome in refresh(settings.read(), [sys.argv[1]], patience=Patience(wait=0.01, pause=0)):
        print(outcome.error or "published", flush=True)
"""


def test_two_refreshers_of_one_bucket_lose_no_publication(house: House, bucket: str, tmp_path: Path) -> None:
    """Each has a temporary folder of its own, as two machines have: no lock keeps them apart."""
    running = []
    for dataset in ("prices", "rates"):
        (tmp_path / dataset).mkdir()
        names = {**os.environ, **house.loopback.environment(), "SMALLCAP_STORE": bucket}
        running.append(
            subprocess.Popen(
                [sys.executable, "-c", REFRESHER, dataset],
                cwd=ROOT,
                env={**names, "TMPDIR": str(tmp_path / dataset)},
                stdout=subprocess.PIPE,
                text=True,
            )
        )
    said = [process.communicate(timeout=300)[0].split("\n")[:-1] for process in running]
    assert said == [["published"] * REFRESHES] * 2
    current = Store(bucket).current()
    assert current.generation == 2 * REFRESHES
    assert set(current.versions) == {"prices", "rates"}
    for dataset, version in current.versions.items():
        assert Store(bucket).read(dataset, version)[0].num_rows


def test_publishers_at_once_all_publish(bucket: str) -> None:
    stores = [Store(bucket) for _ in range(4)]
    names = ["prices", "rates", "members", "facts"]
    threads = [
        threading.Thread(target=lambda place=place: [publish(stores[place], n, NOW, names[place]) for n in range(3)])
        for place in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    current = Store(bucket).current()
    assert current.generation == 12
    assert [value(stores[0], name) for name in names] == [2.0] * 4
    held = {publication.id for publication in stores[0].publications()}
    assert current.id in held
    assert all(set(publication.versions) <= set(names) for publication in stores[0].publications())


def test_who_was_overtaken_publishes_beside_the_other(bucket: str) -> None:
    """The pointer moves between a publisher's look at it and its own: what the other published stands in the next."""
    late, other = Store(bucket), Store(bucket)
    publish(late, 1.0)
    look = late.files.mark

    def overtaken(name: str) -> tuple[bytes, str]:
        late.files.mark = look
        seen = look(name)
        publish(other, 2.0, NOW + timedelta(hours=1), "rates")
        return seen

    late.files.mark = overtaken
    third = publish(late, 3.0, NOW + timedelta(hours=2))
    assert third.generation == 3
    assert (value(late), value(late, "rates")) == (3.0, 2.0)
    assert sorted(publication.generation for publication in late.publications()) == [1, 2, 3]


@pytest.mark.parametrize("act", ["current", "publish"])
def test_a_bucket_that_is_not_there_is_no_empty_store(bucket: str, act: str) -> None:
    store = Store(bucket.replace("bucket-", "bukcet-"))
    with pytest.raises(StoreUnusable, match="a bucket that is not there"):
        store.current() if act == "current" else publish(store, 1.0)


def test_an_option_nobody_knows_is_said() -> None:
    with pytest.raises(StoreUnusable, match=r"not known \(regoin\)"):
        Store("s3://bucket/store?regoin=eu-central-1")


def test_a_refresh_into_a_bucket_is_one_into_a_folder(house: House, bucket: str) -> None:
    assert {outcome.error for outcome in house.refresh().values()} == {""}
    afar = House(house.loopback, settings_at(house.loopback.url, bucket))
    assert {outcome.error for outcome in afar.refresh().values()} == {""}
    for dataset, version in afar.store.current().versions.items():
        here = house.store.read(dataset, house.store.current().versions[dataset])[0]
        assert afar.store.read(dataset, version)[0].equals(here)
