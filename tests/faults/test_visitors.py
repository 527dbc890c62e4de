"""Every fault of a visitor in one table: a running server goes on answering others, whatever one does to it."""

from __future__ import annotations

import shutil
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from analytics.store import Store
from tests.browser.server import App
from tests.faults.place import said
from tests.faults.reader import Reader
from tests.faults.visitor_rows import ROWS, Row
from tests.sampling import sample


@pytest.fixture(scope="module")
def served(whole: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[App, Path]]:
    """A server of the store that every row starts from."""
    store = tmp_path_factory.mktemp("served") / "store"
    shutil.copytree(whole, store)
    with App(store, SMALLCAP_REFRESH="off") as app:
        yield app, store


def opened(app: App) -> list[str]:
    """The headline and the cards of a page as a visitor meets it, which shows no failure."""
    reader = Reader(app.url, "divergence")
    reader.close()
    shown = reader.seen[-1]
    assert not shown.exceptions
    assert shown.headlines
    return [*shown.headlines, *(value for _, value, *_ in shown.metrics)]


@pytest.mark.parametrize("row", sample(ROWS, 6), ids=lambda row: row.name)
def test_a_fault_of_a_visitor(
    row: Row, served: tuple[App, Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    app, store = served
    before, page, logged = Store(str(store)).current(), opened(app), len(app.log.read_text())
    with row.act(app.port) as answers:
        assert answers <= row.right
        assert opened(app) == page, "others are served meanwhile"
    assert opened(app) == page
    assert urllib.request.urlopen(f"{app.url}/_stcore/health", timeout=60).read() == b"ok"
    written = app.log.read_text()[logged:]
    assert row.logged in written
    assert row.logged or ("Traceback" not in written and "Error" not in written)
    monkeypatch.setenv("SMALLCAP_STORE", str(store))
    assert said(capsys, "show", "divergence")[0] == 0
    assert Store(str(store)).current() == before
