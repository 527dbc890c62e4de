"""What every test may ask for: services on loopback, a store of its own, the recorded data once refreshed."""

from __future__ import annotations

import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import hypothesis
import pytest
import requests
import streamlit as st
from moto.server import ThreadedMotoServer
from streamlit.components.v2 import manifest_scanner

from analytics import settings as environment
from analytics.load import World, choose, open_world
from analytics.refresh import Outcome, refresh
from analytics.settings import Settings
from analytics.sources import fred
from analytics.sources.http import Patience
from analytics.store import Store
from tests.loopback import REAL, Fault, Loopback, Recordings, brief
from tests.loopback.fred import KEY
from tests.recorded import recorded_store

QUICK = Patience(connect=30.0, read=60.0, tries=2, wait=0.01, longest_wait=1.0)
"""Patience that waits between tries no longer than a test can, and for an answer as long as a slow machine takes."""
YIELDS_DOWN = ("/graph/", "/daily-treasury-rates.csv/", "/datadownload/", "/rates/secured/")
"""Where yields and SOFR are had: FRED, the Treasury, H.15 and the New York Fed."""
HASTY = replace(QUICK, connect=0.5, read=0.3, failures=3)
"""Patience with a service that hangs."""
hypothesis.settings.register_profile("here", deadline=None, max_examples=50)
hypothesis.settings.load_profile("here")
REQUIRED = ("real", "browser")
"""Marks of tests that may skip on a machine that lacks what they need, but never where CI_REQUIRED=1."""


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("real") and not REAL.exists():
        pytest.skip("needs the recorded data in ../shared/real, which is absent")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    if _required() and any(item.get_closest_marker(mark) for mark in REQUIRED):
        _no_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Iterator[None]:
    report = yield
    if _required():
        _no_skip(report)
    return report


def _required() -> bool:
    return os.environ.get("CI_REQUIRED") == "1"


def _no_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Make a failure of a skip. An expected failure that failed is a skip to pytest, and stays one."""
    if report.skipped and not hasattr(report, "wasxfail"):
        why = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"CI_REQUIRED=1, and {report.nodeid or 'a module'} was skipped: {why}"


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the developer's own store, key or addresses."""
    for name in environment.NAMES:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session", autouse=True)
def _components_are_looked_for_once() -> Iterator[None]:
    """Streamlit reads every installed package for each page that a test opens; what is installed stays the same."""
    scan = manifest_scanner.scan_component_manifests
    manifest_scanner.scan_component_manifests = cache(scan)
    yield
    manifest_scanner.scan_component_manifests = scan


@pytest.fixture(scope="module", autouse=True)
def _worlds_end_with_their_module() -> Iterator[None]:
    """A server keeps the world it showed last; a process of tests would keep one of every store it ever opened."""
    yield
    st.cache_resource.clear()


MARKET = ("prices", "rates")


@dataclass
class House:
    """A store of a test's own, and the services it is refreshed from."""

    loopback: Loopback
    settings: Settings

    @property
    def store(self) -> Store:
        return Store(self.settings.store)

    @property
    def path(self) -> Path:
        return Path(self.settings.store)

    def refresh(self, *datasets: str, **options: object) -> dict[str, Outcome]:
        """Refresh some datasets (prices and rates where none is named) and return what became of each."""
        options = {"patience": QUICK, **options}
        return {outcome.dataset: outcome for outcome in refresh(self.settings, datasets or MARKET, **options)}

    def world(self, world: str | None = None, pin: str | None = None) -> World:
        return open_world(self.store, *choose(self.store, world, pin))

    def misbehave(self, *faults: Fault) -> None:
        self.loopback.faults[:] = faults


def settings_at(url: str, store: Path | str, key: str = "") -> Settings:
    """Settings that point every service at `url` and the store at `store`."""
    names = {name: url for name in environment.NAMES if name.endswith("_URL")}
    return environment.read({**names, "SMALLCAP_STORE": str(store), "FRED_API_KEY": key})


def open_way(path: Path) -> None:
    """Let everybody pass through the folders of this run that lead to a path; pytest keeps them to itself."""
    top = Path(tempfile.gettempdir()).resolve()
    for folder in path.resolve().parents:
        if folder == top or top not in folder.parents:
            return
        folder.chmod(0o755)


@contextmanager
def nobody() -> Iterator[None]:
    """Run as a user without rights; root keeps the way back. A folder without write bits stops others as they are."""
    if os.getuid() == 0:
        os.setresuid(65534, 65534, 0)
    try:
        yield
    finally:
        if os.getresuid()[2] == 0:
            os.setresuid(0, 0, 0)


@cache
def _brief() -> Recordings:
    return brief()


@pytest.fixture
def recordings() -> Recordings:
    """Sixteen invented months of every series; a test may change its copy."""
    whole = _brief()
    return Recordings(
        {id: bars.copy() for id, bars in whole.bars.items()}, {id: s.copy() for id, s in whole.series.items()}
    )


@pytest.fixture
def loopback(recordings: Recordings) -> Iterator[Loopback]:
    """The services, serving `recordings`; `loopback.faults` makes them misbehave."""
    with Loopback(recordings) as running:
        yield running


@pytest.fixture
def house(loopback: Loopback, tmp_path: Path) -> House:
    """An empty store and well-behaved services."""
    return House(loopback, settings_at(loopback.url, tmp_path / "store"))


@pytest.fixture
def keyed(house: House, monkeypatch: pytest.MonkeyPatch) -> House:
    """The same with a FRED key; the pause that FRED's limit asks for is left out on loopback."""
    monkeypatch.setattr(fred, "PAUSE", 0.0)
    return House(house.loopback, settings_at(house.loopback.url, house.settings.store, KEY))


@pytest.fixture(scope="session")
def _object_service() -> Iterator[str]:
    service = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    service.start()
    yield "http://{}:{}".format(*service.get_host_and_port())
    service.stop()


@pytest.fixture
def bucket(_object_service: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of an empty store in a bucket of an S3 service on loopback, to which the environment leads."""
    for name, value in (("ENDPOINT_URL", _object_service), ("REGION", "us-east-1"), ("EC2_METADATA_DISABLED", "true"),
                        ("ACCESS_KEY_ID", "nobody"), ("SECRET_ACCESS_KEY", "nothing")):  # fmt: skip
        monkeypatch.setenv(f"AWS_{name}", value)
    name = f"bucket-{uuid.uuid4().hex}"
    requests.put(f"{_object_service}/{name}", timeout=60).raise_for_status()
    return f"s3://{name}/store"


@pytest.fixture(scope="session")
def _refreshed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("refreshed") / "store"
    with Loopback(_brief()) as running:
        outcomes = refresh(settings_at(running.url, place), MARKET)
    assert not [outcome.error for outcome in outcomes if outcome.error]
    return place


@pytest.fixture
def lived(house: House, _refreshed: Path) -> House:
    """A house whose store has been refreshed once from the recordings as they are."""
    shutil.copytree(_refreshed, house.path)
    return house


@pytest.fixture(scope="session")
def real_store() -> Settings:
    """Settings of a store refreshed once from the recorded data, read-only to tests; use with mark `real`."""
    if not REAL.exists():
        pytest.skip("needs the recorded data in ../shared/real, which is absent")
    return settings_at("", recorded_store())


@pytest.fixture(scope="session")
def real_world(real_store: Settings) -> World:
    """The live world of the recorded data."""
    store = Store(real_store.store)
    return open_world(store, *choose(store, "live"))
