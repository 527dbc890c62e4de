"""A refresh of rates: merged into what is held, with a key by increments, by CSV where the API fails."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pandas as pd
import pytest

from analytics.catalogue import ENTRIES, RATES, members
from analytics.refresh import task
from analytics.sources.fred import UNITS
from tests.conftest import House, settings_at
from tests.loopback import Fault, Loopback, Recordings
from tests.loopback.recordings import EVERY, ice_three_years


def values(house: House, id: str) -> pd.Series:
    """What the store holds of a series, by date, as recorded text would read."""
    table = house.store.newest("rates", house.store.current()).table.to_pandas()
    rows = table[table["series"] == id]
    return pd.Series(rows["value"].to_numpy(), index=rows["date"].dt.strftime("%Y-%m-%d")).sort_index()


def recorded(house: House, id: str) -> pd.Series:
    return pd.to_numeric(house.loopback.recordings.series[id].replace({".": None, "": None}))


def same(held: pd.Series, served: pd.Series) -> bool:
    held, served = held.dropna(), served.dropna()
    return list(held.index) == list(served.index) and np.allclose(held, served)


def origin(house: House) -> dict[str, object]:
    return house.store.newest("rates", house.store.current()).provenance


def refreshed(house: House, *faults: Fault, accept: tuple[str, ...] = ()) -> task.Outcome:
    house.misbehave(*faults)
    house.loopback.asked.clear()
    return house.refresh("rates", accept=accept)["rates"]


def asked(house: House, path: str, field: str) -> list[str]:
    """The values of a query field in every request to a path."""
    requests = [urlsplit(request) for request in house.loopback.asked]
    return [parse_qs(request.query)[field][0] for request in requests if request.path == path]


def revised_calls() -> set[str]:
    """The calls for the series whose past changes: each batch of them whole, by CSV."""
    revised = [entry for entry in RATES if entry.kind == "revised"]
    return {",".join(e.id for e in revised if e.batch == batch) for batch in {e.batch for e in revised}}


def grow(house: House, days: int = 3, level: str = "4.44") -> None:
    """Every daily series gets some days more."""
    for entry in members("rates"):
        if entry.batch not in EVERY:
            old = house.loopback.recordings.series[entry.id]
            dates = pd.bdate_range("2025-10-20", periods=days).strftime("%Y-%m-%d")
            base = old.iloc[-1]
            house.loopback.recordings.series[entry.id] = pd.concat([old, pd.Series(base, index=dates)])


@pytest.mark.parametrize("old_format", [False, True])
def test_what_is_served_is_held(house: House, old_format: bool) -> None:
    house.loopback.recordings.series["DGS10"].iloc[[9, 40]] = ""
    outcome = refreshed(house, *([Fault("old_format", "/graph/")] if old_format else []))
    assert (outcome.error, outcome.missing) == ("", {})
    for entry in RATES:
        assert same(values(house, entry.id), recorded(house, entry.id))


FAULTS = {
    "missing": "FRED has no series of this id",
    "html": "a web page in place of data",
    "empty": "an empty page",
    "truncate": "the answer was cut off",
    "429": "limiting requests",
    "reset": "the connection was",
    "words": "not a table of dates and numbers",
    "hundredfold": "held back: The value of 22 Oct 2025, ",
}


@pytest.mark.parametrize(("kind", "words"), FAULTS.items())
def test_a_series_that_fails_keeps_its_last_good_values(lived: House, kind: str, words: str) -> None:
    id = "SOFR" if kind == "hundredfold" else "DFF"
    before = values(lived, id), origin(lived)["series"][id]
    grow(lived)
    outcome = refreshed(lived, Fault(kind, f"id={id}"))
    assert set(outcome.missing) == {id}
    assert words in outcome.missing[id]
    assert (outcome.error, outcome.n_stored) == ("", len(RATES))
    pd.testing.assert_series_equal(values(lived, id), before[0])
    assert origin(lived)["series"][id] == before[1], "it keeps the time of its own last fetch"
    assert origin(lived)["series"]["DGS10"]["last"] == "2025-10-22"


def test_a_call_that_fails_is_asked_again_one_by_one(lived: House) -> None:
    outcome = refreshed(lived, Fault("html", "DGS1MO,DGS3MO"))
    assert outcome.missing == {}
    assert {"DGS1MO", "DGS10", "DGS30"} <= set(asked(lived, "/graph/fredgraph.csv", "id"))


def test_a_history_cut_short_is_merged_never_replacing(lived: House) -> None:
    before = {entry.id: values(lived, entry.id) for entry in RATES}
    grow(lived)
    outcome = refreshed(lived, Fault("short", "/graph/"))
    assert outcome.missing == {}
    for id, old in before.items():
        assert same(values(lived, id).loc[: old.index[-1]], old)
    assert "earlier values kept" in outcome.remarks["DGS10"]
    assert not [id for id in outcome.remarks if id.startswith("BAML")], "the spreads are known to be cut"
    assert origin(lived)["series"]["BAMLH0A0HYM2"]["first"] == "2024-06-03"


def test_a_rescaled_series_waits_for_the_reader(lived: House) -> None:
    lived.loopback.recordings.series["NFCI"] = lived.loopback.recordings.series["NFCI"].map(
        lambda text: f"{float(text) * 2:.2f}"
    )
    assert "multiplied by 2" in refreshed(lived).missing["NFCI"]
    assert refreshed(lived, accept=("NFCI",)).missing == {}
    assert same(values(lived, "NFCI"), recorded(lived, "NFCI"))


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


@pytest.mark.real
def test_the_recorded_spread_keeps_what_the_service_has_forgotten(tmp_path: object) -> None:
    """Held from 1996 to 2025; served, as today, for three years only."""
    from tests.loopback import real

    whole = real()
    spread = Recordings({}, {"BAMLH0A0HYM2": whole.series["BAMLH0A0HYM2"], "DGS10": whole.series["DGS10"]})
    with Loopback(spread) as running:
        house = House(running, settings_at(running.url, tmp_path / "store"))
        house.refresh("rates")
        full = values(house, "BAMLH0A0HYM2").dropna()
        assert (full.index[0], len(full)) == ("1996-12-31", 7571)
        running.recordings.series["BAMLH0A0HYM2"] = ice_three_years()
        outcome = house.refresh("rates")["rates"]
    assert "BAMLH0A0HYM2" not in outcome.missing
    held = values(house, "BAMLH0A0HYM2").dropna()
    assert held.index[0] == "1996-12-31"
    assert held.index[-1] == "2026-08-04"
    assert held.loc["2008-12-15"] == 21.82
    assert held.loc["2026-08-04"] == 2.73
    assert same(held.loc["2023-08-01":], pd.to_numeric(ice_three_years()))
    assert same(held.loc[:"2023-07-31"], full.loc[:"2023-07-31"])
