"""A view taken away and opened again: downloads made on click, a pinned link long after its day."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest

from analytics.store import Store
from tests.browser import reading
from tests.browser.reading import enter, rerun, settle
from tests.browser.server import ROOT, App
from tests.loopback import tiny
from tests.stores import filled
from tests.test_verify import until

MARKET = ("prices", "rates")
PLACE = {"ten_year_bp": "450", "pair": "IWM/SPY"}


@pytest.fixture(scope="module")
def twice(chromium: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[App, Store, str]]:
    """The app over a store of two publications, and the id of the first."""
    folder = tmp_path_factory.mktemp("twice") / "store"
    filled(folder, until(pd.Timestamp("2025-10-14"), tiny()), MARKET)
    store = Store(str(folder))
    first = store.current().id
    filled(folder, tiny(), MARKET)
    assert store.current().id != first
    with App(folder, SMALLCAP_REFRESH="off") as running:
        yield running, store, first


def shown(store: Store, *arguments: str) -> dict:
    out = subprocess.run(
        [sys.executable, "-m", "analytics", "show", "divergence", "--format", "json", *arguments],
        cwd=ROOT,
        env={"SMALLCAP_STORE": store.address, "PATH": "/usr/bin:/bin"},
        capture_output=True,
        check=True,
    )
    return json.loads(out.stdout)


def taken(page, label: str) -> bytes:
    """One file of the share popover."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name=label, exact=False).first.click()
    return Path(waiting.value.path()).read_bytes()


def test_a_pinned_link_shows_its_own_figures_and_compares_and_leaves(twice, visit, shots):
    app, store, first = twice
    page = visit(f"{app.url}/divergence?ten_year_bp=450&data={first}&v=1")
    settle(page)
    words = reading.words(page)
    assert f"Snapshot {first}" in words
    assert "As of 14 Oct 2025" in words
    page.get_by_text("Share this view").click()
    held = json.loads(taken(page, "JSON"))
    assert held == shown(store, "--pin", first, "--set", "ten_year_bp=450")
    assert held["manifest"]["snapshot"] == first
    page.keyboard.press("Escape")
    with rerun(page):
        page.get_by_text("Compare with now").click()
    settle(page)
    assert "The snapshot beside the newest data" in reading.words(page)
    page.screenshot(path=str(shots / "pinned-compared.png"), full_page=True)
    with rerun(page):
        page.get_by_role("button", name="Leave the snapshot").click()
    settle(page)
    words = reading.words(page)
    assert "As of 17 Oct 2025" in words
    assert "Snapshot" not in words
    assert "data=" not in page.url
    assert page.errors == [] or all("404" in str(error) for error in page.errors)


def test_what_is_taken_away_is_the_page_at_the_readers_controls(twice, visit, shots):
    app, store, _ = twice
    page = visit(f"{app.url}/divergence?ten_year_bp=500")
    settle(page)
    page.get_by_text("Share this view").click()
    page.screenshot(path=str(shots / "share-popover.png"))
    assert json.loads(taken(page, "JSON")) == shown(store, "--set", "ten_year_bp=500")
    book = zipfile.ZipFile(io.BytesIO(taken(page, "XLSX")))
    assert "xl/workbook.xml" in book.namelist()
    report = taken(page, "Report").decode()
    assert f"{app.url}/divergence?" in report
    assert "Ten-year in the scenario" in report


def test_links_and_files_follow_the_slider(twice, visit):
    app, store, first = twice
    page = visit(f"{app.url}/divergence?data={first}&v=1")
    settle(page)
    enter(page, "Ten-year", "5.25")
    settle(page)
    page.get_by_text("Share this view").click()
    links = page.locator("[data-testid=stCode] code")
    links.nth(1).wait_for()
    newest, snapshot = links.all_inner_texts()
    for link in (newest, snapshot):
        assert parse_qs(urlsplit("".join(link.split())).query)["ten_year_bp"] == ["525"]
    assert f"data={first}" in "".join(snapshot.split())
    assert "data=" not in newest
    assert json.loads(taken(page, "JSON")) == shown(store, "--pin", first, "--set", "ten_year_bp=525")


def test_a_link_whose_snapshot_is_gone_says_so_and_leads_on(twice, visit):
    app, _, _ = twice
    page = visit(f"{app.url}/divergence?data=0123456789&v=1", wait="[data-testid=stApp]")
    page.get_by_role("button", name="Leave the snapshot").wait_for()
    assert "is not held here" in page.inner_text("body")
    page.get_by_role("button", name="Leave the snapshot").click()
    page.wait_for_selector("h1")
    settle(page)
    assert "As of 17 Oct 2025" in reading.words(page)
