"""A store, the services it is refreshed from, and what pages and commands say of it."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analytics.__main__ import main
from analytics.commands.refresh import refresh
from analytics.load import choose, open_world
from analytics.model.scenario import Scenario
from analytics.output import views
from analytics.settings import Settings
from analytics.store import Store
from tests.conftest import QUICK
from tests.loopback import Loopback
from tests.test_partial_stores import BAND, PAGE

LINK = {end: str(rank) for end, rank in BAND.items()}
"""The universe of every invented issuer, as a link says it."""


@dataclass
class Place:
    """A store and the services it is refreshed from."""

    services: Loopback
    settings: Settings

    @property
    def store(self) -> Store:
        return Store(self.settings.store)

    @property
    def path(self) -> Path:
        return Path(self.settings.store)

    def newest(self, dataset: str) -> Path:
        """The file of a dataset's version that the pointer names."""
        current = self.store.current()
        assert current is not None
        return self.path / dataset / f"{current.versions[dataset]}.parquet"

    def refresh(self, *datasets: str, patience: object = QUICK) -> int:
        options = argparse.Namespace(dataset=list(datasets), accept=[], pages=None)
        return refresh(options, self.settings, replace(patience, pause=0.0))

    def answer(self, page: str) -> str:
        world = open_world(self.store, *choose(self.store))
        scenario = Scenario(**BAND) if "band_low" in views.VIEWS[page].fields else Scenario()
        return views.answer(page, world, scenario, self.store).text.answer

    def environment(self) -> dict[str, str]:
        """What points pages and commands here."""
        return {**self.services.environment(), "SMALLCAP_STORE": self.settings.store, "SMALLCAP_REFRESH": "off"}


def written(page: str, query: Mapping[str, str | list[str]] = LINK) -> str:
    """Every text and table of a page, which shows no failure."""
    app = AppTest.from_string(PAGE.format(page=page), default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    texts = [element.value for element in (*app.markdown, *app.title, *app.header, *app.caption, *app.warning)]
    tables = [table.value.to_csv() for table in app.dataframe]
    found = " ".join([*texts, *tables])
    assert "could not be drawn" not in found
    return found.replace("\\", "").replace("\u00a0", " ")


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    """The status of a command of ours and all that it prints, in one line, which is no traceback."""
    capsys.readouterr()
    try:
        status = main(arguments)
    except SystemExit as refused:
        status = int(str(refused.code))
    printed = capsys.readouterr()
    text = " ".join(f"{printed.out} {printed.err}".split()).replace("\u00a0", " ")
    assert "Traceback" not in text
    assert "This could not be done" not in text
    return status, text
