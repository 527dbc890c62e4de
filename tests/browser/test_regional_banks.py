"""Regional banks and one bank in the browser: the slider marks the books, assumptions move them, a row opens one."""

from __future__ import annotations

import re

import pytest

from tests.browser import reading
from tests.browser.reading import enter, query, settle


@pytest.fixture
def address(empty_app) -> str:
    """Over the built-in world, which has banks on every machine."""
    return f"{empty_app.url}/regional_banks"


def _loss(answer: str) -> int:
    return int(re.search(r"USD\s([\d,]+)\sbn", answer)[1].replace(",", ""))


def card(page, label: str) -> str:
    return page.locator('[data-testid="stMetric"]', has_text=label).first.inner_text()


def test_the_slider_marks_the_books_and_the_answer_names_it(address, visit):
    page = visit(address)
    settle(page)
    before = reading.headline(page, "In this invented market")
    enter(page, "Ten-year", "7.00")
    after = reading.headline(page, "Ten-year 7.00")
    assert _loss(after) > _loss(before)
    assert query(page)["ten_year_bp"] == "700"
    other = visit(page.url)
    settle(other)
    assert reading.headline(other) == after


def test_assumptions_move_the_figures_and_are_in_the_link(address, visit):
    page = visit(f"{address}?marked=Securities+and+loans&cre_default=30&run_off=100&tax=On")
    settle(page)
    assert "loans included" in reading.headline(page)
    assert "Assumptions (4 changed)" in reading.words(page)
    assert "if 100\u00a0% of those ran" in reading.words(page)
    plain = visit(address)
    settle(plain)
    assert card(page, "Real-estate loss") != card(plain, "Real-estate loss")
    assert card(page, "Unrealised loss") != card(plain, "Unrealised loss")


def test_a_ticker_opens_the_bank_and_its_link_opens_it_again(address, visit):
    page = visit(f"{address}?ten_year_bp=650")
    settle(page)
    page.get_by_placeholder("Name, ticker or certificate").fill("ib016")
    page.get_by_placeholder("Name, ticker or certificate").press("Enter")
    page.get_by_role("link", name="Open Illustrative Bancorp 0102").click()
    page.wait_for_url("**/bank*")
    settle(page)
    assert "Illustrative Bancorp" in reading.headline(page)
    reading.yields(page, "Ten-year", "6.50")
    other = visit(page.url)
    settle(other)
    assert reading.headline(other) == reading.headline(page)


def test_a_charter_opens_by_its_certificate(empty_app, visit):
    page = visit(f"{empty_app.url}/bank?bank=90000103")
    settle(page)
    assert "Illustrative Bank 0102" in reading.headline(page)


@pytest.mark.parametrize(("asked", "said"), [("NOSUCH", "is no ticker held here"), ("1", "No bank with certificate 1")])
def test_an_unknown_bank_is_said(empty_app, visit, asked, said):
    page = visit(f"{empty_app.url}/bank?bank={asked}", wait=f"text={said}")
    assert "Traceback" not in page.inner_text("body")


def test_overview_leads_to_every_page(empty_app, visit):
    page = visit(empty_app.url)
    settle(page)
    for link, place in (
        ("Divergence: the whole", "divergence"),
        ("Regional banks: bank", "regional_banks"),
        ("Debt wall: quarter", "debt_wall"),
        ("Every claim", "claims"),
    ):
        page.get_by_role("link", name=link).click()
        page.wait_for_url(f"**/{place}*")
        settle(page)
        assert page.locator("h1").count() == 1
        page.get_by_role("link", name="Overview").click()
        page.get_by_role("link", name=link).wait_for()


def test_a_quarter_that_ends_on_a_weekend_is_drawn_from_its_own_books(address, visit):
    friday = visit(f"{address}?section=Real+estate&as_of=2024-06-28")
    settle(friday)
    assert "the quarter 36 months earlier is not held" in reading.words(friday)
    assert friday.evaluate(DOTS) == []
    sunday = visit(f"{address}?section=Real+estate&as_of=2024-06-30")
    settle(sunday)
    assert sunday.evaluate(DOTS)


DOTS = """() => [...document.querySelectorAll('[data-testid="stMain"] .js-plotly-plot')]
    .flatMap(plot => plot._fullData.filter(trace => trace.mode === 'markers' && trace.x.length > 500))
    .map(trace => trace.x.length)"""


def test_one_bank_s_quarter_that_ends_on_a_weekend_is_in_its_figures(empty_app, visit):
    lengths = []
    for day in ("2024-06-28", "2024-06-30"):
        page = visit(f"{empty_app.url}/bank?bank=IB016&as_of={day}")
        settle(page)
        lengths.append(set(page.evaluate(LINES)))
    friday, sunday = lengths
    assert len(friday) == 1
    assert sunday == {length + 1 for length in friday}


LINES = """() => [...document.querySelectorAll('[data-testid="stMain"] .js-plotly-plot')]
    .flatMap(plot => plot._fullData.filter(trace => trace.mode === 'lines' && trace.x.length > 2))
    .map(trace => trace.x.length)"""
