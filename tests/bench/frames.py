"""A move of an explorable's slider in Chromium, beside a bare page with one slider."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from analytics import load
from analytics.model.scenario import Scenario
from analytics.output import explorable, views
from analytics.store import Store
from tests.bench.visitor import median
from tests.browser.conftest import CHROMIUM, QUIET

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
BARE = """<!doctype html><title>Bare</title><input type=range min=0 max=1000><p id=o></p><script>
document.querySelector('input').oninput = event => o.textContent = event.target.value</script>"""
MOVES = 60
MOVE = """async moves => {
    const slider = document.querySelector('input[type=range]'), taken = []
    const frame = () => new Promise(requestAnimationFrame)
    for (let turn = 0; turn < moves; turn++) {
        const began = await frame()
        slider.value = Number(slider.min) + (Number(slider.max) - Number(slider.min)) * ((turn * 37) % moves) / moves
        slider.dispatchEvent(new Event('input', {bubbles: true}))
        await frame()
        taken.push(await frame() - began)
    }
    return taken.map(two => two / 2)
}"""
"""Milliseconds a frame over the two after a move: a page that keeps up has the screen's own 16.7."""


def rows() -> Iterator[tuple[str, str, str, str]]:
    """What was measured, its value, its yardstick, the budget; nothing on a machine without Chromium."""
    if not CHROMIUM:
        return
    store = Store("unused")
    world = load.open_world(store, "illustrative", None)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = browser.new_page()
        bare = _moved(page, Path(folder) / "bare.html", BARE)
        for view in explorable.VIEWS:
            text = explorable.of(views.answer(view, world, Scenario(), store, NOW), "https://example.org")
            taken = _moved(page, Path(folder) / f"{view}.html", text)
            yield (
                f"explorable of {views.VIEWS[view].title}: a slider move",
                f"{median(taken):.1f} ms a frame, at most {max(taken):.1f}",
                f"a bare page {median(bare):.1f} ms, at most {max(bare):.1f}",
                "one frame",
            )
            yield "its size", f"{len(text.encode()) / 1e6:.2f} MB", "", "1 MB"
        browser.close()


def _moved(page: Page, path: Path, text: str) -> list[float]:
    path.write_text(text, encoding="utf-8")
    page.goto(path.as_uri())
    found: list[float] = page.evaluate(MOVE, MOVES)
    return found
