"""Filings and banks are fetched in processes of their own: what they say, how they end, and what stands then."""

from __future__ import annotations

import os
import signal
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from analytics.errors import StoreUnusable
from analytics.refresh import process
from analytics.store import Store, progress
from tests.conftest import QUICK, House
from tests.loopback import Fault


def children(of: int) -> list[int]:
    """The processes started by any thread of one."""
    return [int(pid) for task in Path(f"/proc/{of}/task").glob("*/children") for pid in task.read_text().split()]


def job(house: House, *names: str) -> process.Job:
    return process.Job(names, house.settings, (), QUICK, datetime.now(UTC))


def test_a_service_fetched_apart_is_the_one_fetched_here(house: House, tmp_path: Path) -> None:
    """The version that the process wrote is that which this process writes, to the byte of its table."""
    found = [message for message in process.messages(job(house, "banks")) if isinstance(message, process.Ended)]
    assert [(end.dataset, end.outcome.error) for end in found] == [("banks", "")]
    assert house.store.current() is None, "nothing points to it yet"
    afar = house.store.read("banks", found[0].version)[0]
    house.refresh("banks")
    assert house.store.read("banks", house.store.current().versions["banks"])[0].equals(afar)


def test_what_it_says_arrives_in_order(house: House, capfd: pytest.CaptureFixture[str]) -> None:
    said = list(process.messages(job(house, "banks")))
    assert isinstance(said[0], process.Begun)
    assert isinstance(said[-1], process.Ended)
    done = [message.done for message in said if isinstance(message, process.Answered)]
    assert done == sorted(done)
    assert done[-1] == said[-2].of
    assert capfd.readouterr() == ("", "")


def test_a_process_that_is_killed_fails_its_dataset_alone(lived: House) -> None:
    """As when a small host runs out of memory: the market is published, and the banks say how their process ended."""
    lived.loopback.delays = {"/banks/": 0.5}
    before = set(children(os.getpid()))

    def kill(now: progress.Progress) -> None:
        if now.steps["banks"].state == "running" and now.steps["banks"].done == 1:
            for pid in set(children(os.getpid())) - before:
                os.kill(pid, signal.SIGKILL)

    outcomes = lived.refresh("prices", "rates", "banks", watch=kill)
    assert outcomes["banks"].error == "The process that fetched the banks ended with status -9."
    assert outcomes["prices"].error == outcomes["rates"].error == ""
    current = lived.store.current()
    assert (current.generation, set(current.versions)) == (3, {"prices", "rates"})
    lived.loopback.delays = {}
    assert lived.refresh("banks")["banks"].error == ""


def test_it_ends_with_who_waits_for_it(house: House) -> None:
    house.loopback.delays = {"/banks/": 0.5}
    before = set(children(os.getpid()))
    said = process.messages(job(house, "banks"))
    assert isinstance(next(said), process.Begun)
    started = set(children(os.getpid())) - before
    assert len(started) == 1
    said.close()
    deadline = time.monotonic() + 30
    while set(children(os.getpid())) & started and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not set(children(os.getpid())) & started


def test_a_service_that_fails_apart_says_why(lived: House) -> None:
    lived.misbehave(Fault("500", "/banks/"))
    outcomes = lived.refresh("prices", "rates", "banks")
    assert "FDIC BankFind" in outcomes["banks"].error
    assert progress.read(lived.store).steps["banks"].error == outcomes["banks"].error


def test_a_store_that_cannot_be_written_apart_is_said_as_here(lived: House) -> None:
    """A file where the banks' folder is to lie: root or not, nothing can be written there."""
    (lived.path / "banks").write_text("in the way")
    with pytest.raises(StoreUnusable, match="could not be written"):
        lived.refresh("prices", "rates", "banks")
    assert set(Store(lived.settings.store).current().versions) == {"prices", "rates"}
