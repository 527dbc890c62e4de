"""The debt wall: parts that sum, a table of issuers that agrees with the figures, and a slider that moves little."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics import debt_wall, illustrative
from analytics import refinancing as refi
from analytics.catalogue import ENTRIES
from analytics.debt_wall.tables import LATER
from analytics.errors import NoData
from analytics.frames.market import Market, Result
from analytics.model.metric import by_id
from analytics.model.scenario import Scenario
from analytics.store import published

FACTS = published.read()

EXPECTED = {
    *("due_window", "due_window_low", "due_window_high", "due_window_filed", "due_window_derived"),
    *("due_window_assumed", "due_share", "total_debt", "coverage_count", "coverage_debt", "unprofitable_share"),
    *("extra_interest", "icr_median_before", "icr_median_after", "wiped_out_share", "wiped_out_debt_share"),
    *("wiped_out_earnings_share", "break_even_median", "past_break_even_share", "due_q1_2026_low"),
    *("due_q1_2026_high", "ten_year", "short_rate"),
}


def measured(**choices: object) -> Result:
    scenario = Scenario().changes(**choices)  # type: ignore[arg-type]
    return debt_wall.measure(illustrative.filings(), illustrative.market(), scenario)


@pytest.fixture(scope="module")
def result() -> Result:
    return measured(ten_year_bp=482, short_rate_bp=400)


def value(result: Result, name: str) -> float:
    found = by_id(result.metrics)[name].value
    assert isinstance(found, (int, float))
    return float(found)


def test_every_figure_has_its_id_method_and_sources(result: Result) -> None:
    figures = by_id(result.metrics)
    assert set(figures) >= EXPECTED
    assert all(metric.id.startswith("debt_wall.") for metric in result.metrics)
    assert len(figures) == len(result.metrics)
    assert all(source in ENTRIES for metric in result.metrics for source in metric.sources)
    assert all(metric.value is not None or metric.note for metric in result.metrics)


def test_the_illustrative_band_has_the_published_totals(result: Result) -> None:
    assert value(result, "issuers") == 2000
    assert value(result, "total_debt") == pytest.approx(832.0, abs=0.1)
    assert value(result, "unprofitable_share") == pytest.approx(41.0, abs=0.2)
    assert value(result, "due_within_5y") == pytest.approx(75.0, abs=1.5)
    assert 40 < value(result, "floating_share_filed") < 52
    assert 60 < value(result, "coverage_count") < 80


def test_the_parts_sum_to_the_whole(result: Result) -> None:
    wall = result.tables["wall"]
    parts = wall[["filed_usd_bn", "derived_usd_bn", "assumed_usd_bn"]]
    assert wall["total_usd_bn"].to_numpy() == pytest.approx(parts.sum(axis=1).to_numpy())
    inside = wall[wall["in_window"]]
    assert len(inside) == 8
    for name in ("filed", "derived", "assumed"):
        assert inside[f"{name}_usd_bn"].sum() == pytest.approx(value(result, f"due_window_{name}"))
    whole = sum(value(result, f"due_window_{name}") for name in ("filed", "derived", "assumed"))
    assert value(result, "due_window") == pytest.approx(whole)
    assert value(result, "due_window_low") <= whole <= value(result, "due_window_high")
    assert value(result, "due_q1_2026_low") <= value(result, "due_q1_2026") <= value(result, "due_q1_2026_high")
    assert wall["quarter"].iloc[-1] == LATER


def test_nothing_owed_is_lost_between_ladder_and_wall() -> None:
    filings, market = illustrative.filings(), illustrative.market()
    _, exposure = debt_wall.under(filings, market, Scenario())
    debt = exposure.table["debt"].to_numpy()
    status = np.array(debt_wall.STATUS)[exposure.table["status"]]
    placed = (exposure.filed + exposure.derived + exposure.assumed).sum(axis=1) + exposure.later.sum(axis=1)
    owes = np.isin(status, ["filed", "derived", "assumed"])
    assert owes.sum() > 1000
    assert placed[owes] == pytest.approx(debt[owes], abs=0.01), "to the cent"
    assert placed[~owes].sum() == 0.0


def test_a_bar_is_made_of_its_issuers(result: Result) -> None:
    filings, market = illustrative.filings(), illustrative.market()
    wall = result.tables["wall"].set_index("quarter")
    for quarter in ("2027Q2", LATER):
        listed = debt_wall.due_in(filings, market, Scenario(), quarter)
        assert listed["total_usd_m"].sum() / 1e3 == pytest.approx(wall.loc[quarter, "total_usd_bn"])
        assert len(listed) == wall.loc[quarter, "issuers_count"]
        assert listed["total_usd_m"].is_monotonic_decreasing


def test_the_figures_agree_with_the_table_of_issuers(result: Result) -> None:
    table = result.tables["issuers"]
    profitable = table[table["profit_before_usd_m"] > 0]
    gone = profitable[profitable["profit_after_usd_m"] <= 0]
    assert value(result, "wiped_out_share") == pytest.approx(100 * len(gone) / len(profitable))
    assert gone["wiped_out"].all()
    assert table["wiped_out"].sum() == len(gone)
    assert value(result, "extra_interest") == pytest.approx(table["extra_usd_m"].sum() / 1e3)
    assert value(result, "icr_median_after") == pytest.approx(table["coverage_after_x"].median())
    debt = gone["debt_usd_m"].sum() / profitable["debt_usd_m"].sum()
    assert value(result, "wiped_out_debt_share") == pytest.approx(100 * debt)
    losing = table[table["class"] == "already loss-making"]
    assert losing["break_even_pct"].isna().all()
    assert (losing["profit_before_usd_m"] <= 0).all()
    sectors = result.tables["sectors"]
    assert sectors["extra_usd_bn"].sum() == pytest.approx(value(result, "extra_interest"))
    assert sectors["wiped_out_count"].sum() == len(gone)
    one = sectors.iloc[0]
    mine = table[(table["sector"] == one["sector"]) & table["coverage_before_x"].notna()]
    assert one["coverage_before_x"] == pytest.approx(mine["coverage_before_x"].median())


def test_the_share_by_yield_is_the_parallel_repricing() -> None:
    curve = by_id(measured().metrics)["ten_year"].value
    assert isinstance(curve, float)
    base = round(curve * 100)
    short = round(float(by_id(measured().metrics)["short_rate"].value or 0) * 100)
    for ten_year in (base, base + 75, base - 100):
        result = measured(ten_year_bp=ten_year, short_rate_bp=short + ten_year - base)
        by_yield = result.tables["by_yield"].set_index("ten_year_pct")["share_pct"]
        by_yield.index = by_yield.index.to_numpy().round(4)
        assert by_yield[ten_year / 100] == pytest.approx(value(result, "wiped_out_share"), abs=1e-9)
        assert by_yield.is_monotonic_increasing
    at_rest = measured()
    assert value(at_rest, "wiped_out_share") == pytest.approx(value(at_rest, "past_break_even_share"))
    assert value(at_rest, "wiped_out_share") == pytest.approx(value(at_rest, "wiped_out_at_today"))
    assert value(at_rest, "extra_interest") == pytest.approx(value(at_rest, "extra_interest_at_rest"))


def test_more_of_anything_bad_is_worse() -> None:
    plain = measured()
    for worse in ({"ten_year_bp": 700}, {"short_rate_bp": 700}, {"spread_bp": 300}):
        assert value(measured(**worse), "extra_interest") > value(plain, "extra_interest")
        assert value(measured(**worse), "wiped_out_share") >= value(plain, "wiped_out_share")
        assert value(measured(**worse), "icr_median_after") < value(plain, "icr_median_after")
    high = {"short_rate_bp": 700}
    assert value(measured(hedged_share=100, **high), "extra_interest") < value(measured(**high), "extra_interest") / 2
    assert value(measured(floating_share=51, **high), "extra_interest") > value(
        measured(floating_share=30, **high), "extra_interest"
    )
    assert value(measured(limit_163j="Off"), "profitable") > value(plain, "profitable")
    assert value(measured(rerating="On", ten_year_bp=900), "extra_interest") > value(
        measured(ten_year_bp=900), "extra_interest"
    )


def test_the_heat_map_and_the_credit_spread_agree() -> None:
    heat = measured().tables["heat"]
    for wider in (-200, 100):
        column = heat[heat["spread_bp"] == wider].set_index("ten_year_pct")["share_pct"]
        # a spread that is set also moves the coverage-implied spread, so the two are one and the same shift
        by_yield = measured(spread_bp=wider).tables["by_yield"].set_index("ten_year_pct")["share_pct"]
        assert column.iloc[9] == pytest.approx(by_yield.iloc[90])


def test_a_window_and_a_band_are_the_readers() -> None:
    narrow = measured(due_from="2027Q1", due_to="2027Q4")
    wall = narrow.tables["wall"].set_index("quarter")
    assert value(narrow, "due_window") == pytest.approx(wall.loc["2027Q1":"2027Q4", "total_usd_bn"].sum())
    assert value(narrow, "due_window") == pytest.approx(value(narrow, "due_2027"))
    swapped = measured(due_from="2027Q4", due_to="2027Q1")
    assert value(swapped, "due_window") == value(narrow, "due_window")
    band = measured(band_low=1001, band_high=1500)
    assert value(band, "issuers") == 500
    assert value(measured(band_low=1500, band_high=1001), "issuers") == 500
    with pytest.raises(NoData, match="ranks 1 to 5"):
        measured(band_low=1, band_high=5)
    with pytest.raises(NoData, match="No issuers"):
        debt_wall.measure(None, illustrative.market(), Scenario())


def test_a_slider_finds_the_exposure_again() -> None:
    filings, market = illustrative.filings(), illustrative.market()
    one, two, three = (
        debt_wall.under(filings, market, Scenario(ten_year_bp=bp, rerating=rerating))[1]
        for bp, rerating in ((450, "Off"), (500, "On"), (None, "Off"))
    )
    assert one is two is three
    other = debt_wall.under(filings, market, Scenario(spread_bp=50))[1]
    assert other is not one


def test_estimates_are_compared_only_where_they_can_be(result: Result) -> None:
    table = result.tables["estimates"]
    assert table["difference"].isna().all()
    assert set(table["why"]) == {"invented to published totals: no check"}
    assert {"unprofitable_share", "total_debt", "due_q1_2026", "floating_share"} <= set(table["subject"])
    live = debt_wall.estimates(FACTS, result.metrics, False)
    assert live["difference"].notna().all()
    assert (live["scope"].str.len() > 0).all()


def test_the_outlook_starts_where_the_yields_are(result: Result) -> None:
    share, fan = result.tables["share_fan"], result.tables["fan"]
    now = value(result, "ten_year_scenario")
    assert fan.iloc[0, 1:].to_numpy(dtype=float) == pytest.approx(np.full(5, now))
    assert share.iloc[0, 1:].to_numpy(dtype=float) == pytest.approx(np.full(5, value(result, "wiped_out_share")))
    assert share["p50_pct"].is_monotonic_increasing
    ends = result.tables["by_end"]
    assert ends["paths_count"].sum() == 10_000
    assert value(result, "wiped_out_p05") <= value(result, "wiped_out_p50") <= value(result, "wiped_out_p95")


def test_too_short_a_history_of_yields_leaves_the_rest_standing() -> None:
    market = illustrative.market()
    short = Market(market.close, market.adj_close, market.rates.iloc[-100:], published=FACTS)
    result = debt_wall.measure(illustrative.filings(), short, Scenario())
    figures = by_id(result.metrics)
    assert figures["wiped_out_p50"].value is None
    assert "500 are needed" in figures["wiped_out_p50"].note
    assert figures["extra_interest"].value is not None
    assert result.tables["fan"].empty
    none = Market(market.close, market.adj_close, pd.DataFrame(index=market.rates.index[:0]), published=FACTS)
    with pytest.raises(NoData, match="Treasury"):
        debt_wall.measure(illustrative.filings(), none, Scenario())


def test_classes_cover_every_issuer_priced(result: Result) -> None:
    classes = result.tables["classes"].set_index("class")["issuers_count"]
    assert classes.index.tolist() == list(refi.CLASSES)
    assert classes.sum() == value(result, "priced")
    bars = result.tables["break_evens"]["issuers_count"].sum()
    assert bars <= classes["already past"] + classes["computed"]


def test_a_list_holds_those_asked_for_lowest_break_even_first(result: Result) -> None:
    table = result.tables["issuers"]
    following = debt_wall.listed(table, debt_wall.NEXT, 5.0)
    assert len(following) == 12
    assert following["break_even_pct"].is_monotonic_increasing
    passed = table[(table["break_even_pct"] > 5.0) & ~table["cik"].isin(following["cik"])]
    profitable = passed[passed["class"].isin(["computed", "already past"])]
    assert following["break_even_pct"].min() > 5.0
    assert following["break_even_pct"].max() <= profitable["break_even_pct"].min()
    whole = debt_wall.listed(table, "All", 5.0)
    assert sorted(whole["cik"]) == sorted(table["cik"])
    known = whole["break_even_pct"].notna().to_numpy()
    assert not (~known[:-1] & known[1:]).any()
    losing = debt_wall.listed(table, "Already loss-making", 5.0)
    assert set(losing["class"]) == {"already loss-making"}
    assert len(losing) == int((table["class"] == "already loss-making").sum())


def test_the_median_coverage_of_a_sector_is_its_issuers(result: Result) -> None:
    table = result.tables["issuers"]
    known = table[table["coverage_before_x"].notna() & table["coverage_after_x"].notna()]
    expected = known.groupby("sector")[["coverage_before_x", "coverage_after_x"]].median()
    found = result.tables["sectors"].set_index("sector")[["coverage_before_x", "coverage_after_x"]]
    pd.testing.assert_frame_equal(found.sort_index(), expected.reindex(found.sort_index().index), check_names=False)
