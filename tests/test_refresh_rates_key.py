"""Rates with a key: increments, whole histories now and then, units that change, a key that is refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from analytics.catalogue import ENTRIES, RATES
from analytics.sources.fred import UNITS
from tests.conftest import House
from tests.loopback import Fault
from tests.rates import asked, grow, origin, recorded, refreshed, revised_calls, same, values


def test_the_first_refresh_with_a_key_is_whole_and_compares_units(keyed: House) -> None:
    outcome = refreshed(keyed)
    assert outcome.missing == {}
    units = asked(keyed, "/fred/series", "series_id")
    assert "DGS10" in units
    assert asked(keyed, "/fred/series/observations", "series_id") == []
    assert asked(keyed, "/graph/fredgraph.csv", "id")


def test_a_series_whose_unit_changed_is_held_back(keyed: House) -> None:
    outcome = refreshed(keyed, Fault("unit", "series_id=DGS10&"))
    assert outcome.missing == {"DGS10": "held back: its unit is now 'Basis Points'"}
    assert values(keyed, "DGS10").empty


@pytest.mark.parametrize("id", ["DGS10", "CPIAUCSL", "BUSLOANS", "WLCFLPCL"])
def test_a_unit_that_changes_between_whole_refreshes_is_seen_at_the_next(keyed: House, id: str) -> None:
    """Increments and revised series alike; the values held stand."""
    refreshed(keyed)
    before = values(keyed, id)
    grow(keyed)
    outcome = refreshed(keyed, Fault("unit", f"series_id={id}&"))
    if ENTRIES[id].unit in UNITS:
        assert outcome.missing == {id: "held back: its unit is now 'Basis Points'"}
        assert same(values(keyed, id), before)


@pytest.mark.parametrize("times", [1, 2, 4])
@pytest.mark.parametrize("id", ["DGS2", "DGS30", "SOFR"])
def test_a_key_that_has_worked_is_never_called_refused(keyed: House, times: int, id: str) -> None:
    """FRED answers some series, then says of the same key that it is not registered, as it does when hurried."""
    refreshed(keyed)
    grow(keyed)
    outcome = refreshed(keyed, Fault("bad_key", f"series_id={id}&", times))
    assert (outcome.error, outcome.missing) == ("", {})
    assert "does not accept" not in str(outcome.remarks)
    if times == 1:
        assert "FRED_API_KEY" not in outcome.remarks
    else:
        assert outcome.remarks["FRED_API_KEY"].startswith("FRED stopped answering under the key")
    for entry in RATES:
        assert same(values(keyed, entry.id), recorded(keyed, entry.id))


def test_later_refreshes_with_a_key_fetch_increments(keyed: House) -> None:
    refreshed(keyed)
    whole_at = origin(keyed)["fetched_whole"]
    keyed.loopback.recordings.series["DGS10"].loc["2025-10-06"] = "4.99"
    grow(keyed)
    outcome = refreshed(keyed)
    assert outcome.missing == {}
    assert set(asked(keyed, "/fred/series/observations", "series_id")) == {
        entry.id for entry in RATES if entry.kind != "revised"
    }
    assert set(asked(keyed, "/fred/series/observations", "observation_start")) == {"2025-09-02"}
    assert set(asked(keyed, "/graph/fredgraph.csv", "id")) == revised_calls()
    for entry in RATES:
        assert same(values(keyed, entry.id), recorded(keyed, entry.id)), "a late revision comes too"
    assert origin(keyed)["fetched_whole"] == whole_at


@pytest.mark.parametrize("kind", ["bad_key", "500", "html", "reset", "404"])
def test_where_the_api_fails_the_csv_serves(keyed: House, kind: str) -> None:
    refreshed(keyed)
    grow(keyed)
    outcome = refreshed(keyed, Fault(kind, "/fred/"))
    assert (outcome.error, outcome.missing) == ("", {})
    for entry in RATES:
        assert same(values(keyed, entry.id), recorded(keyed, entry.id))


def test_a_key_that_is_refused_is_said(keyed: House) -> None:
    for _ in range(2):
        outcome = refreshed(keyed, Fault("bad_key", "/fred/"))
        assert "does not accept the key" in outcome.remarks["FRED_API_KEY"]
    assert "FRED_API_KEY" not in refreshed(keyed).remarks


def test_where_the_csv_fails_the_key_serves_what_it_would_have(keyed: House) -> None:
    """Increments as ever, and the revised series whole."""
    refreshed(keyed)
    grow(keyed)
    outcome = refreshed(keyed, Fault("500", "/graph/"))
    assert outcome.error == ""
    assert outcome.missing == {}
    assert "through the key" in outcome.remarks["CPIAUCSL"]
    assert origin(keyed)["series"]["DGS10"]["last"] == "2025-10-22"
    assert same(values(keyed, "CPIAUCSL"), recorded(keyed, "CPIAUCSL"))


def test_a_series_without_an_observation_since_keeps_what_it_has(keyed: House) -> None:
    """A series that was discontinued, or that the API serves to an earlier date than the CSV did."""
    refreshed(keyed)
    before = values(keyed, "BAMLC0A4CBBB")
    grow(keyed)
    keyed.loopback.recordings.series["BAMLC0A4CBBB"] = keyed.loopback.recordings.series["BAMLC0A4CBBB"].iloc[:-90]
    keyed.loopback.recordings.series["SOFR"].iloc[-40:] = "."
    outcome = refreshed(keyed)
    assert outcome.error == ""
    assert same(values(keyed, "BAMLC0A4CBBB"), before)
    assert len(values(keyed, "SOFR").dropna()) > 300
    assert origin(keyed)["series"]["DGS10"]["last"] == "2025-10-22"


def test_the_last_day_with_a_value_is_the_last(keyed: House) -> None:
    """The bond market was closed: the API lists the day with a dot."""
    refreshed(keyed)
    grow(keyed)
    keyed.loopback.recordings.series["DGS10"].iloc[-1] = "."
    refreshed(keyed)
    assert origin(keyed)["series"]["DGS10"]["last"] == "2025-10-21"


@pytest.mark.parametrize("days", [-8, 8, 400])
def test_after_a_week_or_a_clock_that_was_ahead_histories_are_fetched_whole(keyed: House, days: int) -> None:
    refreshed(keyed)
    version = keyed.store.newest("rates", keyed.store.current())
    moved = (datetime.now(UTC) + timedelta(days=days)).isoformat(timespec="seconds")
    plain = {name: value for name, value in version.provenance.items() if name not in ("rows", "sha256")}
    keyed.store.publish({"rates": (version.table, plain | {"fetched_whole": moved})}, datetime.now(UTC))
    refreshed(keyed)
    assert asked(keyed, "/fred/series/observations", "series_id") == []
    assert len(asked(keyed, "/graph/fredgraph.csv", "id")) == len({entry.batch for entry in RATES})
    assert abs(datetime.fromisoformat(origin(keyed)["fetched_whole"]) - datetime.now(UTC)) < timedelta(minutes=1)
