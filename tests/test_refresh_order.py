"""The market is published first, whatever else is quicker."""

from __future__ import annotations

from analytics.sources.http import Patience
from analytics.store import Store
from tests.conftest import YIELDS_DOWN, House
from tests.loopback import Fault


def test_no_page_shows_filings_without_a_market(house: House) -> None:
    quick = Patience(connect=2.0, read=5.0, tries=2, wait=0.01, pause=0.0)
    house.refresh("banks", "prices", "rates", patience=quick)
    publications = Store(str(house.path)).publications()
    first = min(publications, key=lambda publication: publication.generation)
    assert set(first.versions) == {"prices", "rates"}
    assert "banks" in max(publications, key=lambda publication: publication.generation).versions


def test_a_market_that_fails_keeps_nothing_else_back(house: House) -> None:
    house.misbehave(*(Fault("500", where) for where in ("/v8/", *YIELDS_DOWN)))
    outcomes = house.refresh("banks", "prices", "rates", patience=Patience(tries=1, wait=0.01, pause=0.0))
    assert outcomes["prices"].error
    assert outcomes["rates"].error
    current = Store(str(house.path)).current()
    assert current is not None
    assert set(current.versions) == {"banks"}
