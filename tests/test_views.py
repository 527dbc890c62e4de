"""Views: the same figures for pages and terminal, each field's default taken from the data."""

from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime

import pandas as pd
import pytest

from analytics import banks, coverage, load
from analytics.catalogue import ENTRIES
from analytics.errors import BadInput
from analytics.model.scenario import Scenario
from analytics.output import views
from analytics.store import Store
from tests.loopback import tiny
from tests.stores import filled

NOW = datetime(2025, 10, 18, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return Store(str(filled(tmp_path_factory.mktemp("views") / "store", tiny())))


@pytest.fixture(scope="module")
def live(store):
    return load.open_world(store, *load.choose(store))


def test_untouched_fields_follow_the_data(store, live):
    answer = views.answer("divergence", live, Scenario(), store, NOW)
    assert answer.scenario.as_of == date(2025, 10, 17)
    assert answer.scenario.ten_year_bp == round(live.market.rates["DGS10"].dropna().iloc[-1] * 100)
    earlier = views.answer("divergence", live, Scenario(as_of=date(2022, 6, 15)), store, NOW)
    assert earlier.scenario.ten_year_bp == round(live.market.rates.loc["2022-06-15", "DGS10"] * 100)


def test_all_views_of_a_world_have_one_curve_the_newest_up_to_the_as_of_date(store):
    ahead = load.open_world(store, *load.choose(store))
    next_day = ahead.market.rates.index[-1] + pd.Timedelta(days=1)
    ahead.market.rates.loc[next_day, ["DGS10", "DGS3MO"]] = [9.87, 8.76]
    for name in ("debt_wall", "issuer", "divergence", "regional_banks", "bank"):
        assert views.defaults(name, ahead, Scenario()).items() >= {"ten_year_bp": 987, "short_rate_bp": 876}.items()
    last = views.bounds(ahead)[1]
    for name in ("debt_wall", "divergence"):
        assert views.defaults(name, ahead, Scenario(as_of=last))["ten_year_bp"] != 987
    figures = {m.id: m for m in views.answer("divergence", ahead, Scenario(), store, NOW).result.metrics}
    assert figures["divergence.ten_year"].value == 9.87
    assert views.unbounded(ahead, Scenario(as_of=last)).as_of is None
    assert views.unbounded(ahead, Scenario(as_of=date(2022, 6, 15))).as_of == date(2022, 6, 15)


def test_a_ten_year_set_alone_takes_the_three_month_along_on_every_view(live):
    rest = views.filled("regional_banks", live, Scenario())
    for name in ("regional_banks", "bank"):
        moved = views.filled(name, live, Scenario(ten_year_bp=rest.ten_year_bp + 50))
        assert moved.short_rate_bp == rest.short_rate_bp + 50
        alone = views.filled(name, live, Scenario(ten_year_bp=rest.ten_year_bp + 50, curve_linked="Off"))
        assert alone.short_rate_bp == rest.short_rate_bp
        short = views.filled(name, live, Scenario(short_rate_bp=rest.short_rate_bp + 50))
        assert short.ten_year_bp == rest.ten_year_bp


def test_a_weekend_after_the_last_session_shows_that_session_and_says_so(store, live):
    answer = views.answer("divergence", live, Scenario(as_of=date(2025, 10, 18)), store, NOW)
    assert answer.result.as_of == date(2025, 10, 17)
    assert "18 Oct 2025 is no session" in answer.result.notes[0]


@pytest.mark.parametrize("day", [date(2017, 12, 29), date(2025, 10, 22), date(2025, 10, 19)])
def test_a_date_that_is_not_held_is_refused(store, live, day):
    with pytest.raises(BadInput):
        views.answer("divergence", live, Scenario(as_of=day), store, NOW)


def test_overview_repeats_the_figures_of_the_pages(store, live):
    theirs = {
        m.id.partition(".")[2]: m.value
        for name in ("divergence", "regional_banks")
        for m in views.answer(name, live, Scenario(), store, NOW).result.metrics
    }
    overview = views.answer("overview", live, Scenario(), store, NOW).result
    ours = overview.metrics
    assert any(note.startswith("Debt wall: No issuers are held") for note in overview.notes)
    assert {"overview.ytd_gap", "overview.kre_ytd"} <= {m.id for m in ours}
    repeated = [m for m in ours if not m.id.startswith("overview.claims_")]
    assert all(theirs[m.id.removeprefix("overview.")] == m.value for m in repeated)
    assert {m.id: m.value for m in ours}["overview.claims_count"] == 25


def test_sources_names_every_series_of_the_catalogue(store, live):
    result = coverage.measure(live, NOW)
    series = result.tables["series"].set_index("series")
    assert list(series.index) == list(ENTRIES)
    assert series.loc["IWM", "last"] == date(2025, 10, 17)
    assert series.loc["IWM", "age_days"] == 1
    assert series.loc["QQQ", "note"] == "not held"
    datasets = result.tables["datasets"].set_index("dataset")
    assert datasets.loc["prices", "held"] == 7
    assert datasets.loc["rates", "held"] == datasets.loc["rates", "of"]
    assert datasets.loc["prices", "state"] == "fresh"


def test_the_reason_of_a_missing_figure_is_that_of_the_figure(live):
    market = dataclasses.replace(live.market, close=live.market.close.drop(columns="KRE"))
    result = banks.standing(live.banks, market, Scenario())
    assert any("KRE" in reason for reason in result.absent)
    assert set(result.absent) <= set(result.notes)
