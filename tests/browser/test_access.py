"""Whoever cannot see or use a mouse: axe finds nothing, each page has one headline and a title."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.reading import rerun, settle
from tests.sampling import IS_FULL, sample

PAGES = (
    "",
    "divergence",
    "regional_banks",
    "bank?bank=IB001",
    "debt_wall",
    "credit",
    "issuer?issuer=EX0019",
    "sources",
    "issuers",
)
OURS = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa"]}}
CASES = [(path, theme) for path in PAGES for theme in ("light", "dark")]


@pytest.mark.parametrize(("path", "theme"), sample(CASES, 4))
def test_axe_finds_nothing(empty_app, visit, path, theme):
    page = visit(f"{empty_app.url}/{path}", theme=theme)
    settle(page)
    found = Axe().run(page, options=OURS).response["violations"]
    told = [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]]
    assert told == []


@pytest.mark.parametrize("path", PAGES if IS_FULL else PAGES[::2])
def test_a_page_has_one_headline_and_a_title_of_its_own(empty_app, visit, path):
    page = visit(f"{empty_app.url}/{path}", wait="h1")
    settle(page)
    assert page.locator("h1").count() == 1
    name = (path.partition("?")[0] or "overview").replace("_", " ").capitalize()
    assert page.title() == f"{name} · Small caps under yields"


def test_back_returns_with_the_controls(empty_app, visit):
    page = visit(f"{empty_app.url}/debt_wall?ten_year_bp=600", wait="h1")
    settle(page)
    before = page.inner_text("h1")
    page.get_by_role("link", name="Divergence").first.click()
    page.wait_for_function("location.pathname.endsWith('divergence') && location.search.includes('ten_year_bp=600')")
    settle(page)
    for _ in range(2):
        page.go_back()
        page.wait_for_selector("h1")
        settle(page)
        box = page.get_by_label("Ten-year, per cent")
        assert box.input_value() == "6.00"
        if "/debt_wall" in page.url:
            break
    page.wait_for_function("location.pathname.endsWith('debt_wall') && location.search.includes('ten_year_bp=600')")
    assert page.inner_text("h1") == before


def test_the_keyboard_alone_reaches_every_control_and_moves_a_slider(empty_app, visit):
    page = visit(f"{empty_app.url}/debt_wall", wait="h1")
    settle(page)
    focus = "(() => { const e = document.activeElement; return e.getAttribute('aria-label') || e.innerText || '' })()"
    reached = []
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.append(page.evaluate(focus))
    controls = ("Ten-year", "3-month", "On", "As published", "Credit spread", "Open: issuer", "Wall", "Issuers due in")
    assert [name for name in controls if name not in reached] == []
    before = page.get_by_label("Ten-year, per cent").input_value()
    thumb = page.get_by_role("slider").first
    thumb.focus()
    with rerun(page):
        thumb.press("ArrowRight")
    assert float(page.get_by_label("Ten-year, per cent").input_value()) == round(float(before) + 0.05, 2)
