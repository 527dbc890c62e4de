"""The first figures of a new store: eight requests, published before the rest of the market is asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from analytics.catalogue import PRICES, RATES
from analytics.catalogue.prices import FIRST
from analytics.load import open_world
from analytics.model.scenario import Scenario
from analytics.output import views
from analytics.sources.treasury import COLUMNS
from tests.conftest import HASTY, House
from tests.loopback import Fault
from tests.loopback.fred import KEY

NOW = datetime(2025, 10, 18, 12, tzinfo=UTC)


def asked(house: House) -> list[str]:
    """The questions of a refresh, without what a client asks for a session's sake."""
    return [path for path in house.loopback.asked if "/chart/" in path or "treasury" in path or "graph" in path]


def test_seven_tickers_and_the_curve_are_published_first(house: House) -> None:
    house.refresh(now=NOW)
    assert sum("graph" in path for path in asked(house)[:8]) == 0
    first, last = sorted(house.store.publications(), key=lambda publication: publication.generation)
    prices, rates = (house.store.newest(name, first) for name in ("prices", "rates"))
    assert set(prices.provenance["series"]) == set(FIRST)
    assert set(rates.provenance["series"]) == set(COLUMNS.values())
    assert "the US Treasury" in rates.provenance["series"]["DGS10"]["note"]
    whole = {name: house.store.newest(name, last).provenance["series"] for name in ("prices", "rates")}
    assert {name: len(series) for name, series in whole.items()} == {"prices": len(PRICES), "rates": len(RATES)}


def test_the_seven_are_not_asked_for_twice(house: House) -> None:
    house.refresh(now=NOW)
    charts = [path.split("/chart/")[1].split("?")[0] for path in asked(house) if "/chart/" in path]
    assert len(charts) == len(set(charts)) == len(PRICES)


def test_the_first_publication_is_no_fresh_one_and_has_figures(house: House) -> None:
    house.refresh(now=NOW)
    first = min(house.store.publications(), key=lambda publication: publication.generation)
    world = open_world(house.store, "live", first)
    assert {world.states(NOW)[name].state for name in ("prices", "rates")} == {"stale"}
    answer = views.answer("divergence", world, Scenario(), house.store, NOW)
    assert "nan" not in answer.text.answer
    assert next(metric for metric in answer.result.metrics if metric.id == "divergence.ytd_gap").value is not None


def test_without_the_treasury_the_whole_fetch_brings_the_curve(house: House) -> None:
    house.misbehave(Fault("500", "treasury-rates"))
    outcomes = house.refresh(now=NOW)
    assert not outcomes["rates"].missing
    assert set(house.store.current().versions) == {"prices", "rates"}


def test_a_store_that_has_a_market_is_not_opened_anew(lived: House) -> None:
    before = lived.store.current().generation
    lived.refresh(now=NOW)
    assert lived.store.current().generation == before + 1


def test_with_a_key_the_curve_that_opened_the_store_is_no_history(house: House) -> None:
    """Increments would leave the yields with the Treasury's one year: they are fetched whole."""
    keyed = House(house.loopback, replace(house.settings, fred_key=KEY))
    outcomes = keyed.refresh(now=NOW)
    assert not outcomes["rates"].missing
    table = house.store.newest("rates", house.store.current()).table.to_pandas()
    assert (table["series"] == "DGS10").sum() == house.loopback.recordings.series["DGS10"].ne("").sum()


@pytest.mark.parametrize("where", ["/v8/", "treasury-rates"])
def test_a_service_that_hangs_in_the_opening_loses_nothing_of_the_other(house: House, where: str) -> None:
    house.misbehave(Fault("hang", where, times=3))
    outcomes = house.refresh(now=NOW, patience=HASTY)
    first = min(house.store.publications(), key=lambda publication: publication.generation)
    assert set(first.versions) == {"prices", "rates"} - {"prices" if where == "/v8/" else "rates"}
    assert not outcomes["prices"].error
    assert not outcomes["rates"].error
