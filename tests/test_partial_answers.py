"""A service that stops in the middle of its list: what came is published, what did not is asked for again, alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from analytics import settings as environment
from analytics.catalogue import PRICES
from analytics.catalogue.prices import FIRST
from analytics.load import choose, open_world
from analytics.refresh import Outcome, refresh
from analytics.store import Store, progress
from analytics.store.progress import RETRY_SERVED
from tests.conftest import QUICK
from tests.loopback import Fault, Loopback, brief
from tests.stores import filled

NOW = datetime(2025, 10, 18, 12, tzinfo=UTC)
EARLY = tuple(entry.id for entry in PRICES[:8])


@pytest.fixture
def service() -> Loopback:
    with Loopback(brief()) as loopback:
        yield loopback


def prices(loopback: Loopback, store: Path, now: datetime = NOW) -> Outcome:
    settings = environment.read(loopback.environment() | {"SMALLCAP_STORE": str(store)})
    return refresh(settings, ["prices"], patience=QUICK, now=now)[0]


def charts(loopback: Loopback) -> set[str]:
    return {path.split("/chart/")[1].split("?")[0] for path in loopback.asked if "/chart/" in path}


def limited(loopback: Loopback) -> None:
    """Yahoo limits its answers after eight tickers."""
    loopback.faults += [Fault("429", f"/chart/{entry.id}") for entry in PRICES[8:]]


def test_pages_stand_on_the_tickers_asked_for_first() -> None:
    assert tuple(entry.id for entry in PRICES[:7]) == FIRST


def test_a_limit_in_the_middle_is_not_called_fresh(service: Loopback, tmp_path: Path) -> None:
    limited(service)
    outcome = prices(service, tmp_path)
    assert not outcome.error
    assert outcome.unanswered == {entry.id for entry in PRICES[8:]}
    store = Store(str(tmp_path))
    state = open_world(store, *choose(store)).states(NOW)["prices"]
    assert (state.state, state.is_due) == ("stale", True)
    assert "33 did not come" in state.note


def test_only_what_is_missing_is_asked_for_again(service: Loopback, tmp_path: Path) -> None:
    limited(service)
    prices(service, tmp_path)
    before = Store(str(tmp_path))
    stamps = before.newest("prices", before.current()).provenance["series"]
    service.faults.clear()
    service.asked.clear()
    outcome = prices(service, tmp_path, NOW + timedelta(minutes=11))
    assert not outcome.missing
    assert not charts(service) & {ticker.replace("^", "%5E") for ticker in EARLY}
    version = before.newest("prices", before.current())
    assert set(version.provenance["series"]) == {entry.id for entry in PRICES}
    assert all(version.provenance["series"][id]["fetched_at"] == stamps[id]["fetched_at"] for id in EARLY)
    assert open_world(before, *choose(before)).states(NOW)["prices"].state == "fresh"


def test_after_another_session_everything_is_asked_for(service: Loopback, tmp_path: Path) -> None:
    limited(service)
    prices(service, tmp_path)
    service.faults.clear()
    service.asked.clear()
    prices(service, tmp_path, NOW + timedelta(days=3))
    assert len(charts(service)) == len(PRICES)


def test_a_ticker_that_is_not_served_is_no_reason_to_ask_again(tmp_path: Path) -> None:
    """The service itself says that it has none: the dataset is whole."""
    recordings = brief()
    del recordings.bars["BANC"]
    with Loopback(recordings) as loopback:
        outcome = prices(loopback, tmp_path)
    assert set(outcome.missing) == {"BANC"}
    assert not outcome.unanswered


def test_the_waits_grow_while_something_is_missing_and_end_with_it(service: Loopback, tmp_path: Path) -> None:
    limited(service)
    store, waits = Store(str(filled(tmp_path / "store", brief()))), []
    for attempt in range(5):
        if attempt == 4:
            service.faults.clear()
        prices(service, tmp_path / "store", NOW + timedelta(minutes=attempt))
        last = progress.read(store)
        assert last is not None
        waits.append(last.next_try() - datetime.fromisoformat(last.updated))
    assert waits == [timedelta(minutes=10), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=2), RETRY_SERVED]
