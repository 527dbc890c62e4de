"""Every fault of a service in one table: what the command line says, what the store keeps, what the page shows."""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analytics.commands.refresh import refresh
from analytics.load import choose, open_world
from analytics.model.scenario import Scenario
from analytics.output import views
from analytics.refresh.banks import quarter_ends
from analytics.settings import Settings
from analytics.sources import fred
from analytics.store import Store, progress
from tests.conftest import HASTY, QUICK, settings_at
from tests.faults.rows import ROWS, Row
from tests.loopback import Edgar, Loopback, brief, fdic
from tests.sampling import sample
from tests.test_partial_stores import PAGE

DATASETS = ("prices", "rates", "members", "issuers", "banks")
SHOWN_ON = {"prices": "divergence", "rates": "divergence", "members": "debt_wall", "issuers": "debt_wall",
            "banks": "regional_banks"}  # fmt: skip
BAND = {"band_low": 1, "band_high": 4500}


@dataclass
class Place:
    """A store and the services it is refreshed from."""

    services: Loopback
    settings: Settings

    @property
    def store(self) -> Store:
        return Store(self.settings.store)

    def refresh(self, *datasets: str, patience: object = QUICK) -> int:
        options = argparse.Namespace(dataset=list(datasets), accept=[], pages=None)
        return refresh(options, self.settings, replace(patience, pause=0.0))

    def answer(self, page: str) -> str:
        world = open_world(self.store, *choose(self.store))
        fields = views.VIEWS[page].fields
        return views.answer(page, world, Scenario(**(BAND if "band_low" in fields else {})), self.store).text.answer


@pytest.fixture(scope="module")
def services() -> Iterator[Loopback]:
    today = datetime.now(UTC).date()
    with Loopback(brief(), edgar=Edgar(today, 120), bankfind=fdic.made(quarter_ends(today, 2)[1], 90)) as running:
        yield running


@pytest.fixture(scope="module")
def whole(services: Loopback, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store refreshed once without a fault."""
    folder = tmp_path_factory.mktemp("whole") / "store"
    assert Place(services, settings_at(services.url, folder)).refresh(*DATASETS) == 0
    return folder


@pytest.fixture
def place(services: Loopback, whole: Path, tmp_path: Path) -> Iterator[Place]:
    shutil.copytree(whole, tmp_path / "store")
    yield Place(services, settings_at(services.url, tmp_path / "store"))
    services.faults.clear()


@pytest.mark.parametrize("row", sample(ROWS, 6), ids=lambda row: row.name)
def test_a_fault_of_a_service(
    row: Row, place: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(fred, "PAUSE", 0.0)
    page = SHOWN_ON[row.dataset]
    if row.first:
        shutil.rmtree(place.store.files.path / "sec", ignore_errors=True)
    before, answered = place.store.current(), place.answer(page)
    place.services.faults[:] = [replace(fault) for fault in row.faults]
    if row.key:
        place.settings = replace(settings_at(place.services.url, place.settings.store, row.key))
    capsys.readouterr()
    status = place.refresh(row.dataset, patience=HASTY if row.hangs else QUICK)
    said = " ".join(capsys.readouterr().out.split())

    assert status == (0 if row.published else 1)
    assert row.says in said.replace("\u00a0", " ")
    assert "Traceback" not in said

    current = place.store.current()
    if row.published:
        assert current.generation == before.generation + 1
    else:
        assert current == before, "what was published before stands"
        assert place.answer(page) == answered
    for dataset, version in current.versions.items():
        assert place.store.read(dataset, version)[0].num_rows
    assert progress.read(place.store).is_whole == row.whole

    monkeypatch.setenv("SMALLCAP_STORE", place.settings.store)
    monkeypatch.setenv("SMALLCAP_REFRESH", "off")
    assert row.shows in written("sources")
    assert place.answer(page).replace("\u00a0", " ") in written(page)


def written(page: str) -> str:
    """Every text and table of a page, which shows no failure."""
    app = AppTest.from_string(PAGE.format(page=page), default_timeout=60)
    app.query_params["band_low"], app.query_params["band_high"] = "1", "4500"
    app.run()
    assert not app.exception
    texts = [element.value for element in (*app.markdown, *app.title, *app.header, *app.caption, *app.warning)]
    tables = [table.value.to_csv() for table in app.dataframe]
    found = " ".join([*texts, *tables])
    assert "could not be drawn" not in found
    return found.replace("\\", "").replace("\u00a0", " ")
