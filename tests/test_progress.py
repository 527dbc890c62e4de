"""What open pages are told of a refresh, and the lock that keeps a second one out."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from filelock import Timeout

from analytics.errors import StoreUnusable
from analytics.settings import ROOT
from analytics.store import Store, progress
from analytics.store.progress import Progress, Reporter, Step
from tests.conftest import nobody, open_way


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(str(tmp_path / "store"))


def steps() -> dict[str, Step]:
    return {"prices": Step("prices", "Yahoo Finance"), "rates": Step("rates", "FRED")}


def test_before_the_first_refresh_there_is_none(store: Store) -> None:
    assert progress.read(store) is None


def test_a_running_refresh_is_told_as_it_goes(store: Store) -> None:
    with progress.lock(store):
        reporter = Reporter(store, steps())
        assert [step.state for step in progress.read(store).steps.values()] == ["waiting", "waiting"]
        reporter.begin("prices", 41)
        reporter.end("rates", missing={"DGS1MO": "not served"})
        told = progress.read(store)
        assert told.state == "running"
        assert (told.steps["prices"].state, told.steps["prices"].of) == ("running", 41)
        assert (told.steps["rates"].state, told.steps["rates"].missing) == ("published", {"DGS1MO": "not served"})
        reporter.end("prices", error="Yahoo Finance could not be reached.")
        reporter.close()
        told = progress.read(store)
    assert told.state == "over"
    assert [step.dataset for step in told.failed] == ["prices"]


def test_counting_writes_at_most_three_times_a_second(store: Store) -> None:
    with progress.lock(store):
        began, reporter = time.monotonic(), Reporter(store, steps())
        reporter.begin("prices", 1000)
        written = {(store.files.path / "refresh.json").stat().st_mtime_ns}
        for done in range(1000):
            reporter.done("prices", done)
            written.add((store.files.path / "refresh.json").stat().st_mtime_ns)
        assert len(written) <= 3 * (time.monotonic() - began) + 3
        reporter.done("prices", 1000, of=1200)
        reporter.close()
    assert (progress.read(store).steps["prices"].done, progress.read(store).steps["prices"].of) == (1000, 1200)


def test_many_threads_write_one_whole_file(store: Store) -> None:
    with progress.lock(store):
        reporter = Reporter(store, steps())
        threads = [
            threading.Thread(target=lambda name=name: [reporter.begin(name, n) for n in range(100)])
            for name in ("prices", "rates", "prices", "rates")
        ]
        for thread in threads:
            thread.start()
        while any(thread.is_alive() for thread in threads):
            assert progress.read(store) is not None
        assert progress.read(store).steps["prices"].of == 99


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"pid": 1}',
        b'{"pid": 1, "started": "x", "steps": {}}',
        b'{"pid": 1, "started": "2025-10-14T00:00:00+00:00", "updated": "soon", "steps": {}}',
        b'{"pid": 1, "started": "2025-10-14T00:00:00+00:00", "steps": {"prices": {"unknown": 1}}}',
        b'{"pid": 1, "started": "2025-10-14T00:00:00+00:00", "steps": [1], "later": 1}',
    ],
)
def test_an_unreadable_file_is_no_progress(store: Store, content: bytes) -> None:
    store.files.write("refresh.json", content)
    assert progress.read(store) is None


def test_the_lock_is_held_by_one(store: Store) -> None:
    with progress.lock(store), pytest.raises(Timeout), progress.lock(store).acquire(timeout=0):
        pass
    with progress.lock(store).acquire(timeout=0):
        pass


HOLD = """
import sys, time
from analytics.store import progress
from analytics.store import Store
from tests.conftest import nobody, open_way
store = Store(sys.argv[1])
with progress.lock(store):
    reporter = progress.Reporter(store, {n: progress.Step(n, n) for n in ("prices", "rates")})
    reporter.begin("prices", 41)
    reporter.end("rates")
    print("holds", flush=True)
    time.sleep(60)
"""


def test_a_killed_refresher_is_told_as_ended_and_blocks_nobody(store: Store) -> None:
    child = subprocess.Popen([sys.executable, "-c", HOLD, store.address], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert child.stdout.readline() == "holds\n"
        assert progress.read(store).state == "running"
        with pytest.raises(Timeout), progress.lock(store).acquire(timeout=0):
            pass
    finally:
        child.send_signal(signal.SIGKILL)
        child.wait()
    told = progress.read(store)
    assert told.state == "over"
    assert told.steps["prices"].error == "The refresh was ended before it was done."
    assert told.steps["rates"].state == "published"
    with progress.lock(store).acquire(timeout=0):
        pass


def test_a_page_that_asks_never_makes_another_page_believe_in_a_refresh(store: Store) -> None:
    """Finding out whether the lock is held must not hold it: two pages ask at once, over and over."""
    with progress.lock(store):
        Reporter(store, steps()).begin("prices", 41)
    told = []
    pages = [threading.Thread(target=lambda: told.extend(progress.read(store).state for _ in range(100))) for _ in "ab"]
    for page in pages:
        page.start()
    for page in pages:
        page.join()
    assert set(told) == {"over"}


def test_the_next_try_waits_longer_after_success() -> None:
    began = datetime(2025, 10, 14, 22, 0, tzinfo=UTC)
    over = Progress(1, began.isoformat(), "over", began.isoformat(), steps())
    assert over.next_try() - began == timedelta(hours=1)
    over.steps["prices"].state = "failed"
    assert over.next_try() - began == timedelta(minutes=10)


def test_the_lock_of_an_object_store_lies_on_this_machine() -> None:
    here, there = Store("mock:///bucket/store"), Store("mock:///other/store")
    assert progress.folder(here) != progress.folder(there)
    assert progress.folder(here) == progress.folder(Store("mock:///bucket/store"))
    assert "bucket" not in progress.folder(here).name


def test_a_store_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StoreUnusable, match=r"cannot be written.*What was published before stands.*SMALLCAP_STORE"):
        progress.lock(Store(str(tmp_path / "file" / "store")))


def test_a_read_only_store_still_tells_of_its_refresh(store: Store, tmp_path: Path) -> None:
    with progress.lock(store):
        Reporter(store, steps()).begin("prices", 41)
        open_way(tmp_path / "store")
        store.files.path.chmod(0o555)
        try:
            with nobody():
                assert progress.read(store).state == "running"
                with pytest.raises(StoreUnusable, match="cannot be written"):
                    progress.lock(store)
        finally:
            store.files.path.chmod(0o755)
    assert json.loads((store.files.path / "refresh.json").read_text())["state"] == "running"


def test_a_service_of_several_datasets_has_one_line() -> None:
    steps = {
        "prices": Step("prices", "Yahoo Finance", "published", 41, 41, 9.0),
        "members": Step("members", "SEC EDGAR", "published", 3, 3, 5.0),
        "issuers": Step("issuers", "SEC EDGAR", "running", 300, 1200, 60.0),
        "facts": Step("facts", "SEC EDGAR"),
    }
    lines = [step.in_words() for step in Progress(1, "2026-11-27T12:00:00+00:00", steps=steps).sources]
    assert lines == ["Yahoo Finance done, 9 s", "SEC EDGAR 300 of 1200, 60 s, about 180 s left"]
