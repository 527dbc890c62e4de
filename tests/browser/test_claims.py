"""Claims in a browser: a link to one opens it, the filter and the editor judge, Overview moves with one yield."""

from __future__ import annotations

import re

import pytest

from analytics.claims import ledger
from tests.browser import reading
from tests.browser.reading import query, rerun, settle
from tests.loopback import REAL

ROWS = '[data-testid="stExpander"]'


def test_a_link_opens_its_claim_first(app, visit):
    page = visit(f"{app.url}/claims?claim=c15")
    settle(page)
    first = page.locator(ROWS).first
    assert "C15" in first.inner_text()
    assert "Rule, written before." in first.inner_text()
    assert page.locator(ROWS).count() == 25


def test_a_filter_leaves_its_claims_and_stands_in_the_link(app, visit):
    page = visit(f"{app.url}/claims?subject=Debt")
    settle(page)
    assert page.locator(ROWS).count() == 2
    assert query(page)["subject"] == "Debt"


def test_a_row_opens_with_its_figures(app, visit):
    page = visit(f"{app.url}/claims?subject=Debt")
    settle(page)
    with rerun(page):
        page.locator(ROWS).first.locator("summary").click()
    assert "Counter-example." in page.locator(ROWS).first.inner_text()


@pytest.mark.skipif(not REAL.exists(), reason="the recorded closes decide it")
def test_a_ledger_in_a_link_is_judged(app, visit):
    rows = [
        {"claim": "IWM *rose* <b>12 %</b>", "date": "2025-10-14", "stated": "12.2", "unit": "%",
         "metric": "quotes.ytd_iwm"},
        {"claim": "It fell", "date": "2025-10-14", "stated": "-12.4", "unit": "%", "metric": "quotes.ytd_iwm"},
    ]  # fmt: skip
    page = visit(f"{app.url}/claims?ledger={ledger.pack(ledger.of_rows(rows))}")
    settle(page)
    assert reading.headline(page) == "1 of 2 claims holds."
    words = page.locator(ROWS).first.inner_text()
    assert "IWM *rose* <b>12 %</b>" in words
    assert "supported" in words


def test_a_ledger_that_was_cut_off_is_said(app, visit):
    page = visit(f"{app.url}/claims?ledger=eNqrVk")
    settle(page)
    assert "The ledger in the link cannot be read." in reading.words(page)
    assert page.locator(ROWS).count() == 25


def test_nothing_is_judged_in_the_illustrative_market(empty_app, visit):
    page = visit(f"{empty_app.url}/claims?claim=C01")
    settle(page)
    assert reading.headline(page) == "Claims are not judged in the illustrative market."
    assert "Published." in page.locator(ROWS).first.inner_text()
    for path in ("", "divergence"):
        other = visit(f"{empty_app.url}/{path}")
        settle(other)
        assert "contradicted" not in reading.words(other)


@pytest.mark.skipif(not REAL.exists(), reason="the recorded closes decide it")
def test_a_page_shows_the_claims_tested_on_it(app, visit):
    page = visit(f"{app.url}/divergence")
    settle(page)
    assert "IWM at 2,114.20: contradicted" in reading.words(page)


def test_overview_moves_with_the_ten_year(empty_app, visit):
    page = visit(f"{empty_app.url}/?ten_year_bp=450")
    settle(page)
    before = _wiped_out(page)
    moved = visit(f"{empty_app.url}/?ten_year_bp=950")
    settle(moved)
    assert _wiped_out(moved) > before
    assert page.locator("h1").count() == 1


def _wiped_out(page) -> float:
    text = page.locator('[data-testid="stMetric"]').filter(has_text="Profits wiped out").inner_text()
    return float(re.search(r"([\d.]+)\s*%", text)[1])
