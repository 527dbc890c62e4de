"""Debt wall and issuer in the browser: the slider reprices, a bar lists its issuers, a row opens one."""

from __future__ import annotations

import re

import pytest

from tests.browser import reading
from tests.browser.reading import enter, query, settle


@pytest.fixture
def address(empty_app) -> str:
    """Over the built-in world, which has issuers on every machine."""
    return f"{empty_app.url}/debt_wall"


def test_the_slider_reprices_and_the_answer_names_it(address, visit):
    page = visit(address)
    settle(page)
    before = reading.headline(page, "In this invented market")
    enter(page, "Ten-year", "9.00")
    after = reading.headline(page, "Ten-year 9.00")
    assert _share(after) > _share(before)
    assert query(page)["ten_year_bp"] == "900"


def _share(answer: str) -> int:
    return int(re.search(r"(\d+) in 100", answer)[1])


def test_a_wider_spread_costs_more(address, visit):
    page = visit(f"{address}?ten_year_bp=600&spread_bp=500")
    settle(page)
    wide = reading.headline(page)
    other = visit(f"{address}?ten_year_bp=600")
    settle(other)
    assert _share(wide) > _share(reading.headline(other))


def test_a_bar_lists_its_issuers_and_the_link_keeps_it(address, visit):
    page = visit(address)
    settle(page)
    bar = page.locator(".js-plotly-plot .barlayer .point").nth(1)
    bar.scroll_into_view_if_needed()
    place = bar.bounding_box()
    page.mouse.move(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    page.locator(".js-plotly-plot .hoverlayer .hovertext, .js-plotly-plot .hoverlayer .axistext").first.wait_for()
    with reading.rerun(page):
        page.mouse.click(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    page.get_by_text("issuers, largest first").wait_for()
    page.wait_for_url("**quarter=*")
    quarter = query(page)["quarter"]
    other = visit(page.url)
    settle(other)
    assert f"Due {quarter[4:]} {quarter[:4]}" in reading.words(other)


def test_assumptions_are_in_the_link(address, visit):
    page = visit(f"{address}?floating_share=30&hedged_share=100&limit_163j=Off&band_low=1&band_high=2000")
    settle(page)
    assert "Assumptions (5 changed)" in reading.words(page) or "Assumptions (4 changed)" in reading.words(page)
    assert {"floating_share", "hedged_share", "limit_163j"} <= set(query(page))


def test_a_ticker_opens_the_issuer_and_its_link_opens_it_again(address, visit):
    page = visit(f"{address}?ten_year_bp=700")
    settle(page)
    page.get_by_placeholder("Name, ticker or CIK").fill("EX0314")
    page.get_by_placeholder("Name, ticker or CIK").press("Enter")
    page.get_by_role("link", name="Open Example 0314").click()
    page.wait_for_url("**/issuer*")
    settle(page)
    assert "Example 0314" in reading.headline(page)
    reading.yields(page, "Ten-year", "7.00")
    other = visit(page.url)
    settle(other)
    assert reading.headline(other) == reading.headline(page)


def test_an_unknown_issuer_is_said(empty_app, visit):
    page = visit(f"{empty_app.url}/issuer?issuer=NOSUCH", wait="text=No listed filer NOSUCH is held")
    assert "Traceback" not in page.inner_text("body")
