"""A refresh as a whole: what is published, what stands, who may run it, and what is never told."""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from analytics.catalogue import DATASETS, RATES, members
from analytics.errors import BadInput, StoreUnusable
from analytics.refresh import Busy
from analytics.settings import NAMES, ROOT
from analytics.store import progress
from tests.conftest import HASTY, YIELDS_DOWN, House, nobody, open_way, settings_at
from tests.loopback import Fault
from tests.loopback.fred import KEY


def series(house: House, dataset: str) -> dict[str, dict]:
    """What the store says of each series of a dataset."""
    current = house.store.current()
    return house.store.read(dataset, current.versions[dataset])[1]["series"]


def test_a_first_refresh_publishes_everything(house: House) -> None:
    outcomes = house.refresh()
    assert [(o.dataset, o.n_stored, o.error, o.missing, o.remarks) for o in outcomes.values()] == [
        ("prices", 41, "", {}, {}),
        ("rates", len(RATES), "", {}, {}),
    ]
    current = house.store.current()
    assert (current.generation, set(current.versions)) == (2, {"prices", "rates"})
    for name in ("prices", "rates"):
        assert set(series(house, name)) == {entry.id for entry in members(name)}
    told = progress.read(house.store)
    assert (told.state, [step.state for step in told.steps.values()]) == ("over", ["published", "published"])
    assert [(step.done, step.of) for step in told.steps.values()] == [(41, 41), (len(RATES), len(RATES))]


def test_the_table_holds_its_own_origin(lived: House) -> None:
    table, origin = lived.store.read("prices", lived.store.current().versions["prices"])
    assert table.column_names == ["date", "ticker", "close", "adj_close", "dividend", "split"]
    assert origin["source"] == "Yahoo Finance"
    assert origin["address"].startswith("https://query")
    assert (origin["first"], origin["last"], origin["rows"]) == ("2024-06-03", "2025-10-17", table.num_rows)
    assert datetime.fromisoformat(origin["fetched_at"]) <= datetime.now(UTC)
    assert origin["series"]["SPY"]["rows"] == 346, "9 Jan 2025 was a day of mourning"


def test_a_second_refresh_is_a_second_generation(lived: House) -> None:
    first = lived.store.current()
    lived.refresh("rates")
    second = lived.store.current()
    assert second.generation == first.generation + 1
    assert second.versions["prices"] == first.versions["prices"]
    assert second.versions["rates"] != first.versions["rates"]


@pytest.mark.parametrize(("down", "up"), [("prices", "rates"), ("rates", "prices")])
@pytest.mark.parametrize("before", [False, True], ids=["first refresh", "later refresh"])
def test_one_source_down_leaves_the_other(request: pytest.FixtureRequest, down: str, up: str, before: bool) -> None:
    house = request.getfixturevalue("lived" if before else "house")
    held = house.store.current()
    house.misbehave(*(Fault("500", where) for where in {"prices": ("/v8/",), "rates": YIELDS_DOWN}[down]))
    outcomes = house.refresh()
    service = DATASETS[down].service
    assert outcomes[down].error.startswith(f"{service} could not be reached: it answered with status 500")
    assert outcomes[up].error == ""
    current = house.store.current()
    assert up in current.versions
    assert current.versions.get(down) == (held.versions[down] if held else None)
    told = progress.read(house.store)
    assert {name: step.state for name, step in told.steps.items()} == {down: "failed", up: "published"}


@pytest.mark.parametrize("before", [False, True], ids=["first refresh", "later refresh"])
def test_no_network_leaves_everything_as_it_was(request: pytest.FixtureRequest, before: bool) -> None:
    house = request.getfixturevalue("lived" if before else "house")
    held = house.store.current()
    nowhere = House(house.loopback, settings_at("http://127.0.0.1:9", house.settings.store))
    outcomes = nowhere.refresh()
    assert all("could not be reached: the connection was refused" in o.error for o in outcomes.values())
    assert house.store.current() == held


@pytest.mark.parametrize("kind", ["429", "html", "empty", "truncate", "reset", "hang"])
def test_both_sources_failing_lose_nothing(lived: House, kind: str) -> None:
    held = lived.store.current()
    lived.misbehave(*(Fault(kind, where) for where in ("/v8/", *YIELDS_DOWN)))
    outcomes = lived.refresh(patience=HASTY) if kind == "hang" else lived.refresh()
    assert all("could not be reached" in outcome.error for outcome in outcomes.values())
    assert lived.store.current() == held


def test_an_unknown_dataset_is_said_before_anything_is_done(house: House) -> None:
    with pytest.raises(BadInput, match=r"no dataset 'prizes'\. Known are: prices, rates"):
        house.refresh("rates", "prizes")
    assert not house.path.exists()
    assert house.loopback.asked == []


def test_an_unknown_series_to_accept_is_said_before_anything_is_done(house: House) -> None:
    """A mistyped id would be ignored, and the reader would believe to have accepted something."""
    with pytest.raises(BadInput, match="no series 'SPYY'"):
        house.refresh("rates", accept=("SPYY",))
    assert house.loopback.asked == []


def test_two_refreshes_at_once_are_one(house: House) -> None:
    house.loopback.delay = 0.3
    first = threading.Thread(target=house.refresh, args=("rates",))
    first.start()
    while not (told := progress.read(house.store)) or told.state != "running":
        time.sleep(0.01)
    with pytest.raises(Busy, match=r"Another refresh is running\. It goes on; nothing was started"):
        house.refresh("rates", "prices")
    assert first.is_alive()
    first.join()
    assert house.store.current().generation == 1
    assert not [path for path in house.loopback.asked if path.startswith("/v8/")]


RUN = "from analytics import settings; from analytics.refresh import refresh; refresh(settings.read(), ['rates'])"


def test_a_killed_refresher_leaves_the_store_whole_and_the_way_free(lived: House) -> None:
    held = lived.store.current()
    lived.loopback.delay = 0.5
    names = {name: lived.loopback.url for name in NAMES if name.endswith("_URL")}
    child = subprocess.Popen(
        [sys.executable, "-c", RUN],
        cwd=ROOT,
        env={**os.environ, **names, "SMALLCAP_STORE": lived.settings.store},
    )
    try:
        while not (told := progress.read(lived.store)) or told.pid != child.pid or told.state != "running":
            assert child.poll() is None
            time.sleep(0.02)
    finally:
        child.send_signal(signal.SIGKILL)
        child.wait()
    assert lived.store.current() == held
    assert progress.read(lived.store).steps["rates"].error == "The refresh was ended before it was done."
    lived.loopback.delay = 0
    assert lived.refresh("rates")["rates"].error == ""


def test_a_store_of_another_format_is_left_alone(lived: House) -> None:
    pointer = lived.path / "current.json"
    pointer.write_text(json.dumps(json.loads(pointer.read_text()) | {"format": 99}))
    before = {path: path.stat().st_mtime_ns for path in lived.path.rglob("*.parquet")}
    with pytest.raises(StoreUnusable, match="format 99"):
        lived.refresh()
    assert {path: path.stat().st_mtime_ns for path in lived.path.rglob("*.parquet")} == before
    assert lived.loopback.asked == []


def test_a_damaged_version_is_merged_from_the_one_before(lived: House) -> None:
    """The rates held are the base of the merge: a damaged file must not make a first refresh of it."""
    old = lived.store.current().versions["rates"]
    for entry in members("rates"):
        values = lived.loopback.recordings.series[entry.id]
        lived.loopback.recordings.series[entry.id] = values.iloc[len(values) // 2 :]
    lived.refresh("rates")
    newest = lived.path / "rates" / f"{lived.store.current().versions['rates']}.parquet"
    newest.write_bytes(newest.read_bytes()[:-100])
    lived.refresh("rates")
    assert series(lived, "rates")["DGS10"]["first"] == "2024-06-03"
    assert series(lived, "rates")["DGS10"]["rows"] == lived.store.read("rates", old)[1]["series"]["DGS10"]["rows"]


def test_a_read_only_store_is_said_and_nothing_is_asked(lived: House) -> None:
    paths = [lived.path, *(path for path in lived.path.rglob("*") if path.is_dir())]
    open_way(lived.path)
    for path in paths:
        path.chmod(0o555)
    try:
        with nobody(), pytest.raises(StoreUnusable, match="cannot be written"):
            lived.refresh("rates")
    finally:
        for path in paths:
            path.chmod(0o755)
    assert lived.loopback.asked == []


def test_a_store_that_cannot_take_the_files_keeps_what_it_had(lived: House) -> None:
    """The folder of the rates cannot be made: it is a file. Nothing is published, and it is said."""
    held = lived.store.current()
    (lived.path / "rates").rename(lived.path / "rates.away")
    (lived.path / "rates").write_bytes(b"")
    with pytest.raises(StoreUnusable, match=r"could not be written.*What was published before stands"):
        lived.refresh("rates")
    assert lived.store.current() == held
    told = progress.read(lived.store)
    assert told.state == "over"
    assert "could not be written" in told.steps["rates"].error


def test_an_object_store_is_refreshed_under_a_lock_of_this_machine(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    remote = House(house.loopback, settings_at(house.loopback.url, "mock:///bucket/store"))
    outcome = remote.refresh("rates")["rates"]
    assert (outcome.error, outcome.n_stored) == ("", len(RATES))
    told = progress.read(remote.store)
    assert (told.state, told.steps["rates"].state) == ("over", "published")
    with progress.lock(remote.store), pytest.raises(Busy):
        remote.refresh("rates")


@pytest.mark.parametrize("kind", ["", "bad_key", "429", "html", "truncate", "reset", "404", "empty"])
def test_the_key_is_in_no_message_and_no_file(
    keyed: House, kind: str, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    keyed.refresh("rates")
    keyed.misbehave(Fault(kind, "/fred/"))
    outcomes = keyed.refresh("rates")
    assert any("/fred/" in path and KEY in path for path in keyed.loopback.asked), "the key was used"
    out, err = capfd.readouterr()
    assert KEY not in "".join([repr(outcomes), caplog.text, out, err, repr(keyed.settings)])
    for path in keyed.path.rglob("*"):
        assert path.is_dir() or KEY.encode() not in path.read_bytes(), path
    for name in keyed.store.files.names("rates"):
        origin = keyed.store.read("rates", name.removeprefix("rates/").removesuffix(".parquet"))[1]
        assert KEY not in json.dumps(origin)
