"""Slider, box and presets move the figure and the address; a reload and a colleague see the same."""

from __future__ import annotations

import csv
from urllib.parse import urlencode

import pytest

from tests.bench.visitor import Visitor
from tests.browser import reading
from tests.browser.reading import box, curves, enter, query, rerun, settle
from tests.sampling import sample

DAY = "2025-10-14"


def test_the_slider_changes_curve_card_and_address(app, visit):
    page = visit(f"{app.url}/divergence?as_of={DAY}")
    settle(page)
    assert "scenario" not in curves(page)
    before = float(box(page, "Ten-year").input_value())
    thumb = page.get_by_role("slider").first
    thumb.focus()
    for _ in range(4):
        with rerun(page):
            thumb.press("ArrowRight")
    after = float(box(page, "Ten-year").input_value())
    assert after == pytest.approx(before + 0.20)
    assert query(page)["ten_year_bp"] == str(round(after * 100))
    lines = curves(page)
    assert lines["scenario"][-3] == pytest.approx(lines["published"][-3] + 0.20, abs=1e-3)
    assert lines["scenario"][0] == pytest.approx(lines["published"][0] + 0.20, abs=1e-3)
    assert f"{after:.2f}" in reading.words(page)


def test_a_key_pressed_faster_than_the_page_is_drawn_moves_both_yields_alike(empty_app, visit):
    """What the browser still says of box, presets and the other yield is no hand's move; a press may be lost."""
    page = visit(f"{empty_app.url}/debt_wall")
    settle(page)
    before = [float(box(page, name).input_value()) for name in ("Ten-year", "3-month")]
    thumb = page.get_by_role("slider").first
    thumb.focus()
    for wait in (0, 5, 10, 20, 40) * 4:
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(wait)
    settle(page)
    after = [float(box(page, name).input_value()) for name in ("Ten-year", "3-month")]
    moved = [round(100 * (new - old)) for new, old in zip(after, before, strict=True)]
    assert moved[0] == moved[1] > 20
    assert [query(page)[name] for name in ("ten_year_bp", "short_rate_bp")] == [f"{100 * value:.0f}" for value in after]
    assert thumb.get_attribute("value") == f"{100 * after[0]:.0f}"


def test_a_slider_sends_the_curve_and_two_of_the_four_figures_of_overview(empty_app):
    reader = Visitor(empty_app.url)
    try:
        assert reader.charts == 1 + 4
        before = reader.charts
        reader.move("Ten-year", 600)
        assert reader.charts - before == 1 + 2
    finally:
        reader.close()


def test_the_box_takes_a_single_basis_point(app, visit):
    page = visit(f"{app.url}/divergence?as_of={DAY}")
    settle(page)
    enter(page, "Ten-year", "4.82")
    assert query(page)["ten_year_bp"] == "482"
    reading.yields(page, "Ten-year", "4.82")


def test_a_preset_moves_the_curve_and_as_published_takes_it_back(app, visit):
    page = visit(f"{app.url}/divergence?as_of={DAY}")
    settle(page)
    today = float(box(page, "Ten-year").input_value())
    with rerun(page):
        page.get_by_role("radio", name="+100", exact=True).click()
    assert float(box(page, "Ten-year").input_value()) == pytest.approx(today + 1)
    assert "ten_year_bp" in query(page)
    with rerun(page):
        page.get_by_role("radio", name="As published", exact=True).click()
    assert float(box(page, "Ten-year").input_value()) == pytest.approx(today)
    assert "scenario" not in curves(page)


def test_a_reload_and_a_second_browser_keep_the_view(app, visit):
    page = visit(f"{app.url}/divergence?as_of={DAY}")
    settle(page)
    enter(page, "Ten-year", "5.25")
    with rerun(page):
        page.get_by_role("radio", name="Total return", exact=True).click()
    with rerun(page):
        page.get_by_role("radio", name="5Y", exact=True).last.click()
    answer = reading.headline(page)
    page.reload()
    settle(page)
    other = visit(page.url)
    settle(other)
    for shown in (page, other):
        assert reading.headline(shown) == answer
        reading.yields(shown, "Ten-year", "5.25")
        assert query(shown)["basis"] == "Total return"
        assert query(shown)["window"] == "5Y"
        assert query(shown)["as_of"] == DAY


def test_the_live_link_opens_the_same_view_anywhere(app, visit):
    page = visit(f"{app.url}/divergence?as_of={DAY}&ten_year_bp=450&span=5Y")
    settle(page)
    page.get_by_text("Share this view").click()
    links = page.locator('[data-testid="stCode"] code')
    links.first.wait_for()
    live, pinned = (links.nth(i).inner_text().strip() for i in (0, 1))
    for field in ("as_of=2025-10-14", "span=5Y", "basis=Price", "window=3Y", "ten_year_bp=450"):
        assert field in live
    assert "short_rate_bp=" in live, "a tour keeps what has no control here"
    assert "data=" not in live
    assert "data=" in pinned
    for address in (live, pinned):
        assert len(address) < 1800
        other = visit(address)
        settle(other)
        reading.yields(other, "Ten-year", "4.50")
        assert reading.headline(other) == reading.headline(page)
    assert "Pinned" in reading.words(other)


def test_what_was_chosen_survives_a_visit_to_another_page(app, visit):
    page = visit(f"{app.url}/divergence?as_of={DAY}&ten_year_bp=482&basis=Total+return")
    settle(page)
    page.get_by_role("link", name="Sources").first.click()
    page.wait_for_url("**/sources*")
    settle(page)
    page.get_by_role("link", name="Divergence").first.click()
    page.wait_for_url("**/divergence*")
    settle(page)
    reading.yields(page, "Ten-year", "4.82")
    assert query(page)["as_of"] == DAY
    assert query(page)["basis"] == "Total return"


def test_a_link_opened_on_overview_reaches_divergence(app, visit):
    page = visit(f"{app.url}/?as_of={DAY}&ten_year_bp=482")
    settle(page)
    page.get_by_role("link", name="Divergence").first.click()
    page.wait_for_url("**/divergence*")
    settle(page)
    reading.yields(page, "Ten-year", "4.82")
    assert f"As of {14} Oct 2025" in reading.words(page)


def test_the_table_behind_a_figure_is_made_when_it_is_opened(app, visit):
    page = visit(f"{app.url}/divergence?as_of={DAY}")
    settle(page)
    tables = page.locator('[data-testid="stDataFrame"]')
    before = tables.count()
    page.get_by_role("button", name="Data, method").first.click()
    tables.nth(before).wait_for()
    with page.expect_download() as download:
        page.get_by_test_id("stPopoverBody").get_by_role("button", name="Download CSV").click()
    rows = list(csv.DictReader(download.value.path().read_text().splitlines()))
    assert list(rows[0]) == ["date", "ratio_x", "world", "source", "as_of"]
    assert rows[-1]["date"] == str(DAY)
    assert rows[-1]["ratio_x"].startswith("0.")
    assert (rows[-1]["world"], rows[-1]["as_of"]) == ("live", str(DAY))
    assert "Yahoo Finance" in rows[-1]["source"]


@pytest.mark.parametrize("pair", sample(["^RUT/^GSPC", "IJR/SPY", "MDY/SPY", "KRE/SPY", "XBI/SPY"], 2))
def test_every_pair_recomputes_the_page_or_says_why_not(app, visit, pair):
    small, large = pair.split("/")
    page = visit(
        f"{app.url}/divergence?{urlencode({'pair': pair, 'as_of': DAY, 'span': '1Y', 'basis': 'Total return'})}",
        wait='[data-testid="stMarkdown"]',
    )
    settle(page)
    words = reading.words(page)
    assert "could not be drawn" not in words
    if f"No prices of {small} are held" not in words:
        assert f"{small} to {large}" in words
        assert query(page)["pair"] == pair


def test_what_cannot_be_drawn_says_why_in_its_own_words(empty_app, visit):
    page = visit(f"{empty_app.url}/divergence?section=Whole+page")
    settle(page)
    reasons = [line for line in reading.words(page).splitlines() if line.startswith("n/a:")]
    assert any("RSP" in reason for reason in reasons)
    assert not any("CPI" in reason for reason in reasons)
