"""Verify on a page: the button fetches afresh what a pinned link rests on and says whether it is reproduced."""

from __future__ import annotations

import pytest

from analytics import refresh, settings
from analytics.sources.http import Patience
from analytics.store import Store
from tests.browser.reading import settle
from tests.browser.server import App
from tests.loopback import Loopback, brief


@pytest.mark.parametrize("is_restated", [False, True])
def test_the_button_reproduces_a_link_or_names_what_was_restated(tmp_path, visit, is_restated):
    recordings = brief()
    with Loopback(recordings) as loopback:
        place = settings.read({**loopback.environment(), "SMALLCAP_STORE": str(tmp_path / "store")})
        outcomes = refresh.refresh(place, ("prices", "rates"), patience=Patience(pause=0))
        assert not [outcome.error for outcome in outcomes if outcome.error]
        if is_restated:
            held = loopback.recordings.series["DGS10"]
            held.iloc[-1] = str(float(held.iloc[-1]) + 0.25)
        pin = Store(place.store).current().id
        with App(tmp_path / "store", **loopback.environment()) as app:
            page = visit(f"{app.url}/divergence?data={pin}&v=1")
            settle(page)
            page.get_by_role("button", name="Share this view").click()
            page.get_by_role("button", name="Verify against the sources").click()
            said = "Not reproduced" if is_restated else "Reproduced to the last digit."
            page.wait_for_selector(f"text={said}")
            assert ("DGS10" in page.inner_text("body")) is is_restated


def test_where_refreshing_is_off_the_command_is_named(tmp_path, visit):
    with Loopback(brief()) as loopback:
        place = settings.read({**loopback.environment(), "SMALLCAP_STORE": str(tmp_path / "store")})
        refresh.refresh(place, ("prices", "rates"), patience=Patience(pause=0))
        with App(tmp_path / "store", **loopback.environment(), SMALLCAP_REFRESH="off") as app:
            page = visit(f"{app.url}/divergence")
            settle(page)
            page.get_by_role("button", name="Share this view").click()
            page.wait_for_selector("text=analytics verify LINK")
            assert page.get_by_role("button", name="Verify against the sources").count() == 0
