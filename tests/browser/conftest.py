"""A real Chromium, and the servers it visits."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from analytics.catalogue import DATASETS
from tests.browser.reading import LONGEST, Runs
from tests.browser.server import App
from tests.stores import filled, recordings

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome") or ""
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HEADING = '[data-testid="stHeading"]'
SHOTS = Path(__file__).resolve().parents[1] / "shots"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def chromium() -> Iterator[object]:
    """A Chromium of the machine's own; skipped where there is none."""
    if not CHROMIUM:
        pytest.skip("no Chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: object) -> Iterator[Callable[..., object]]:
    """Open an address in a browser context of its own.

    Its console errors are in `page.errors`, the runs of the script behind it in `page.runs`.
    """
    contexts = []

    def opened(
        address: str, theme: str = "light", width: int = 1440, height: int = 1000, wait: str = HEADING
    ) -> object:
        context = chromium.new_context(viewport={"width": width, "height": height}, color_scheme=theme)
        contexts.append(context)
        context.set_default_timeout(LONGEST)
        page = context.new_page()
        page.errors = []
        page.runs = Runs()
        page.on("websocket", page.runs.follow)
        page.on("console", lambda message: page.errors.append(message) if message.type == "error" else None)
        page.on("pageerror", lambda error: page.errors.append(error))
        page.goto(address)
        page.wait_for_selector(wait)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def held_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store refreshed once over loopback, from the recorded data where they lie beside the project."""
    return filled(tmp_path_factory.mktemp("held") / "store", recordings(), tuple(DATASETS), 1400)


@pytest.fixture(scope="session")
def app(chromium: object, held_store: Path) -> Iterator[App]:
    """The app over held data, with refreshing off."""
    with App(held_store, SMALLCAP_REFRESH="off") as running:
        yield running


@pytest.fixture(scope="session")
def empty_app(chromium: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The app over an empty store, with refreshing off: the built-in world."""
    with App(tmp_path_factory.mktemp("empty") / "store", SMALLCAP_REFRESH="off") as running:
        yield running


@pytest.fixture
def shots() -> Path:
    """Where pictures go: outside git."""
    folder = Path(os.environ.get("SHOTS", SHOTS))
    folder.mkdir(parents=True, exist_ok=True)
    return folder
