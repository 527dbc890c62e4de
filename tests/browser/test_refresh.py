"""A refresh beside the app: open pages follow it, switch when it is published, and say what failed."""

from __future__ import annotations

from tests.browser import reading
from tests.browser.reading import settle
from tests.browser.server import App
from tests.loopback import Fault, Loopback, brief, tiny
from tests.stores import filled


def test_open_pages_switch_when_a_refresh_is_published(tmp_path, visit):
    with (
        Loopback(tiny(), delay=3) as loopback,
        App(tmp_path / "store", **loopback.environment()) as app,
    ):
        page, other = visit(f"{app.url}/divergence?ten_year_bp=450"), visit(f"{app.url}/sources")
        assert "Illustrative" in reading.words(page)
        page.wait_for_selector("text=Refreshing")
        loopback.delay = 0.15
        for shown in (page, other):
            shown.wait_for_function(
                """() => !document.querySelector('[data-testid="stMain"]').innerText.includes('Illustrative:')""",
            )
        settle(page)
        assert "days old" in reading.words(page)
        assert reading.box(page, "Ten-year").input_value() == "4.50"
        assert "ILLUSTRATIVE" not in page.content()


def test_without_a_source_the_illustrative_market_stands_and_the_failure_is_named(tmp_path, visit):
    with (
        Loopback(tiny(), faults=[Fault("reset")]) as loopback,
        App(tmp_path / "store", **loopback.environment()) as app,
    ):
        page = visit(f"{app.url}/divergence")
        page.wait_for_selector("text=Yahoo Finance could not be reached")
        settle(page)
        shown = reading.words(page)
        assert "FRED could not be reached" in shown
        assert "Showing the illustrative market" in shown
        assert "Next try in" in shown
        assert "Illustrative: invented between published figures" in shown
        loopback.faults.clear()
        page.get_by_role("button", name="Try now").click()
        page.wait_for_function(
            """() => !document.querySelector('[data-testid="stMain"]').innerText.includes('Illustrative:')""",
        )


def test_a_refresh_started_from_sources_shows_its_progress(tmp_path, visit):
    with Loopback(tiny(), delay=0.1) as loopback, App(tmp_path / "store", **loopback.environment()) as app:
        page = visit(f"{app.url}/sources")
        page.wait_for_function(
            """() => document.querySelector('[data-testid="stMain"]').innerText.includes('series are held')""",
        )
        settle(page)
        page.get_by_role("button", name="Refresh now").click()
        page.wait_for_selector("text=Yahoo Finance")
        page.wait_for_selector("text=Refreshing")


def test_a_reader_of_live_figures_decides_when_the_page_changes(tmp_path, visit):
    store = filled(tmp_path / "store", brief())
    with Loopback(brief()) as loopback, App(store, **loopback.environment(), SMALLCAP_REFRESH="off") as app:
        page = visit(f"{app.url}/divergence")
        settle(page)
        before = reading.words(page)
        assert "are in." not in before
        filled(store, brief(), ("rates",))
        page.reload()
        settle(page)
        filled(store, brief(), ("rates",))
        page.wait_for_selector("text=are in.", timeout=reading.LONGEST)
        assert page.get_by_role("button", name="Show them").is_visible()
        page.get_by_role("button", name="Show them").click()
        page.wait_for_selector("text=are in.", state="detached")


def test_what_the_reader_left_alone_follows_the_data(tmp_path, visit):
    """Neither yield nor the date was chosen: on the new data none of them stands where the old ones were."""
    with Loopback(brief(), delay=0.1) as loopback, App(tmp_path / "store", **loopback.environment()) as app:
        page = visit(f"{app.url}/divergence")
        page.wait_for_function(
            """() => !document.querySelector('[data-testid="stMain"]').innerText.includes('Illustrative:')""",
        )
        settle(page)
        assert "No session is held" not in reading.words(page)
        published = round(float(loopback.recordings.series["DGS10"].iloc[-1]) * 100)
        assert reading.box(page, "Ten-year").input_value() == f"{published / 100:.2f}"
        page.get_by_role("button", name="Share this view").click()
        link = page.get_by_test_id("stCode").first.inner_text()
        assert f"ten_year_bp={published}&short_rate_bp={published}&" in link
