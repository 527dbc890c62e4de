"""Our pages in Chromium: a key press on a slider until its figures are painted, and a cold visit's first figure."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.visitor import median
from tests.browser import reading
from tests.browser.conftest import CHROMIUM, QUIET
from tests.browser.server import ROOT, App

PAGES = {
    "Overview": "",
    "Divergence": "divergence",
    "Debt wall": "debt_wall",
    "Issuer": "issuer?issuer=EX1005",
    "Regional banks": "regional_banks",
    "Bank": "bank?bank=IB016",
    "Issuers": "issuers",
    "Credit": "credit",
}
"""Every page with a slider of a yield, over the illustrative world, which is as full on every machine."""
MOVES, UNCOUNTED, VISITS = 10, 2, 5
QUIET_MS = 1750
"""How long a page is watched after its script has run: Streamlit draws a figure again once it knows its width. The two
pages take turns, so each is looked at for twice as long between two presses, as a reader would: a browser that is kept
busy answers sooner than one that was left alone."""
VIEW = {"width": 1440, "height": 1000}
FIRST_FIGURE = """() => {
    const look = () => {
        const drawn = plot => plot._fullData && plot.querySelector('.main-svg')
        if ([...document.querySelectorAll('.js-plotly-plot')].some(drawn)) window.firstFigure = performance.now()
        else requestAnimationFrame(look)
    }
    look()
}"""
"""Notes the first frame that has a figure, in milliseconds since the visit began."""
CHANGES = """() => {
    const numbers = new Map()
    new MutationObserver(records => {
        const seen = {figure: new Set(), headline: new Set()}
        for (const {target} of records) {
            const element = target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement
            if (!element || !element.isConnected || element.closest('[data-testid="stSidebar"]')) continue
            for (const [kind, place] of [['figure', '.js-plotly-plot'], ['headline', '[data-testid="stHeading"]']])
                if (element.closest(place)) seen[kind].add(element.closest(place))
        }
        requestAnimationFrame(now => {
            for (const kind in seen)
                for (const place of seen[kind]) {
                    if (!numbers.has(place)) numbers.set(place, numbers.size)
                    window.changes[kind].push([now - window.pressed, numbers.get(place)])
                }
        })
    }).observe(document.body, {subtree: true, childList: true, attributes: true, characterData: true})
}"""
"""Notes the frame after each change of a figure or a headline beside the sidebar, in milliseconds since the press."""
PRESSED = """() => {
    window.changes = {figure: [], headline: []}
    window.pressed = performance.now()
}"""
"""Begins a press, before the browser is sent the key, as the budgets are meant."""


@dataclass
class Presses:
    """What the presses of a key took on one page, in milliseconds, and how many figures they touched."""

    headline: list[float] = field(default_factory=list)
    figure: list[float] = field(default_factory=list)
    touched: int = 0

    def press(self, page: object, turn: int) -> None:
        """Press a key on the page's first slider and wait until nothing is left to be drawn."""
        page.bring_to_front()
        page.get_by_role("slider").first.focus()
        with reading.rerun(page):
            page.evaluate(PRESSED)
            page.keyboard.press("ArrowLeft" if turn % 2 else "ArrowRight")
        page.wait_for_timeout(QUIET_MS)
        changes = page.evaluate("() => window.changes")
        if turn < UNCOUNTED:
            return
        if changes["headline"]:
            self.headline.append(min(at for at, _ in changes["headline"]))
        if changes["figure"]:
            self.figure.append(max(at for at, _ in changes["figure"]))
            self.touched = max(self.touched, len({number for _, number in changes["figure"]}))


def rows() -> Iterator[tuple[str, str, str, str]]:
    """What was measured, its value, its yardstick, the budget."""
    if not CHROMIUM:
        yield "our pages in Chromium", "not measured", "there is no Chromium on this machine", "2 x, 1.5 x, 1.4 x"
        return
    from playwright.sync_api import sync_playwright

    with (
        tempfile.TemporaryDirectory() as folder,
        App(Path(folder) / "store", SMALLCAP_REFRESH="off") as ours,
        App(Path(folder) / "store", "tests/bench/one.py", stock=True, PYTHONPATH=str(ROOT)) as one_figure,
        App(Path(folder) / "store", "tests/bench/chart_asgi.py") as one_chart,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        for title, path in PAGES.items():
            yield from _moves(browser, title, f"{ours.url}/{path}", one_figure.url)
        for title, path in PAGES.items():
            yield _first(browser, title, f"{ours.url}/{path}", one_chart.url)
        browser.close()


def _moves(browser: object, title: str, ours: str, one_figure: str) -> Iterator[tuple[str, str, str, str]]:
    """The two pages are pressed in turn, so that both meet the same machine."""
    pages = [(_opened(browser, address), Presses()) for address in (ours, one_figure)]
    for page, _ in pages:
        page.evaluate(CHANGES)
    for turn in range(MOVES):
        for page, presses in pages:
            presses.press(page, turn)
    for page, _ in pages:
        page.context.close()
    (_, mine), (_, plain) = pages
    yardstick = median(plain.figure)
    for what, times, budget in (
        (f"{title}, painted in Chromium: key press to last of {mine.touched} figures, p50", mine.figure, "2 x"),
        (f"{title}, painted in Chromium: key press to first changed headline, p50", mine.headline, "1.5 x"),
    ):
        if not times:
            yield what, "nothing changed", "", budget
            continue
        ratio = f"{median(times) / yardstick:.1f} x a one-figure app on stock streamlit run ({yardstick:.0f} ms)"
        yield what, f"{median(times):.0f} ms", ratio, budget


def _first(browser: object, title: str, ours: str, one_chart: str) -> tuple[str, str, str, str]:
    """Each visit in a browser context of its own, which has nothing stored; the two apps are visited in turn."""
    taken: dict[str, list[float]] = {ours: [], one_chart: []}
    for _ in range(VISITS):
        for address, times in taken.items():
            page = _opened(browser, address)
            times.append(page.evaluate("() => window.firstFigure"))
            page.context.close()
    mine, plain = (median(times) for times in taken.values())
    ratio = f"{mine / plain:.1f} x a one-chart app ({plain / 1000:.2f} s)"
    return f"{title}, painted in Chromium: first figure of a cold visit, p50", f"{mine / 1000:.2f} s", ratio, "1.4 x"


def _opened(browser: object, address: str) -> object:
    """A page in a context of its own, open and drawn."""
    page = browser.new_context(viewport=VIEW).new_page()
    page.add_init_script(f"({FIRST_FIGURE})()")
    page.runs = reading.Runs()
    page.on("websocket", page.runs.follow)
    page.goto(address)
    page.wait_for_function("() => window.firstFigure", timeout=reading.LONGEST)
    reading.settle(page)
    return page
