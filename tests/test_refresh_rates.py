"""A refresh of rates: merged into what is held, with a key by increments, by CSV where the API fails."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.catalogue import RATES
from tests.conftest import House, settings_at
from tests.loopback import Fault, Loopback, Recordings
from tests.loopback.recordings import ice_three_years
from tests.rates import asked, grow, origin, recorded, refreshed, same, values


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
