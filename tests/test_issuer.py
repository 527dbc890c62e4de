"""One issuer: a break-even a reader can follow, the same figures as on the wall, and what is missing named."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics import debt_wall, illustrative, issuer
from analytics.errors import NoData
from analytics.frames.market import Result
from analytics.model.metric import by_id
from analytics.model.scenario import Scenario

SCENARIO = Scenario(ten_year_bp=520, short_rate_bp=430, spread_bp=50, hedged_share=20)


def looked_at(key: str, scenario: Scenario = SCENARIO) -> Result:
    return issuer.measure(illustrative.filings(), illustrative.market(), scenario, key)


def a(kind: str, scenario: Scenario = SCENARIO) -> str:
    """The ticker of some issuer of a class."""
    table = debt_wall.measure(illustrative.filings(), illustrative.market(), scenario).tables["issuers"]
    return str(table.loc[table["class"] == kind, "ticker"].iloc[0])


def test_the_arithmetic_adds_up_step_by_step() -> None:
    result = looked_at(a("computed"))
    step = result.tables["arithmetic"].set_index("symbol")["value"]
    yield_after = step["y0(t)"] + step["Δy(t)"] / 100
    renewed = step["M_f"] * (yield_after + step["s"] - step["c"]) / 100
    floats = step["D_v"] * (1 - step["h"] / 100) * step["Δr"] / 1e4
    margin = step["M_v"] * step["Δm"] / 100
    assert step["ΔI"] == pytest.approx(renewed + floats + margin)
    assert step["I1"] == pytest.approx(step["I0"] + step["ΔI"])
    assert step["EBIT / I1"] == pytest.approx(step["EBIT"] / step["I1"])
    cap = min(step["L"], step["EBIT"])
    assert step["I*"] == pytest.approx((1 - step["τ"] / 100) * step["EBIT"] + step["τ"] / 100 * cap)
    assert step["M_f + E"] == pytest.approx(step["M_f"] + step["D_v"] * 0.8)
    assert step["y*"] == pytest.approx(step["y0"] + 100 * (step["I*"] - step["I(0)"]) / step["M_f + E"])
    figures = by_id(result.metrics)
    assert figures["break_even"].value == pytest.approx(step["y*"])
    assert figures["extra_interest"].value == pytest.approx(step["ΔI"])


def test_an_issuer_is_the_same_here_and_on_the_wall() -> None:
    ticker = a("already past")
    wall = debt_wall.measure(illustrative.filings(), illustrative.market(), SCENARIO).tables["issuers"]
    row = wall[wall["ticker"] == ticker].iloc[0]
    figures = by_id(looked_at(ticker).metrics)
    for mine, theirs in (
        ("debt", "debt_usd_m"), ("due_window", "due_usd_m"), ("icr_after", "coverage_after_x"),
        ("extra_interest", "extra_usd_m"), ("profit_after", "profit_after_usd_m"), ("break_even", "break_even_pct"),
    ):  # fmt: skip
        assert figures[mine].value == pytest.approx(row[theirs]), mine


def test_a_ticker_a_cik_and_a_band_without_it_find_the_same() -> None:
    outside = looked_at("ex0010", SCENARIO.changes(band_low=2500, band_high=3000))
    inside = looked_at("9900010")
    for name in ("debt", "icr_before", "break_even"):
        assert by_id(outside.metrics)[name].value == by_id(inside.metrics)[name].value
    with pytest.raises(NoData, match="NOSUCH"):
        looked_at("NOSUCH")


def test_a_band_without_any_issuer_hides_no_issuer() -> None:
    nobody = SCENARIO.changes(band_low=4400, band_high=4500)
    with pytest.raises(NoData, match="4,400"):
        debt_wall.under(illustrative.filings(), illustrative.market(), nobody)
    ticker = a("computed")
    alone, among = by_id(looked_at(ticker, nobody).metrics), by_id(looked_at(ticker).metrics)
    for name in ("debt", "icr_before", "break_even"):
        assert alone[name].value == among[name].value is not None
    with pytest.raises(NoData, match="NOSUCH"):
        looked_at("NOSUCH", nobody)


def test_a_loss_maker_has_no_break_even_and_says_why() -> None:
    figures = by_id(looked_at(a("already loss-making")).metrics)
    assert figures["break_even"].value is None
    assert figures["break_even"].note == "already loss-making"
    assert figures["extra_interest"].value is not None


def test_one_that_tags_no_debt_is_shown_and_not_repriced() -> None:
    wall = debt_wall.measure(illustrative.filings(), illustrative.market(), SCENARIO).tables["issuers"]
    ticker = str(wall.loc[wall["status"] == "not tagged", "ticker"].iloc[0])
    result = looked_at(ticker)
    assert result.tables["arithmetic"].empty
    figures = by_id(result.metrics)
    assert figures["debt"].value is None
    assert "no debt is tagged" in figures["extra_interest"].note
    assert "debt" in set(result.tables["missing"]["what"])


def test_the_ladder_and_its_buckets_are_the_filed_ones() -> None:
    wall = debt_wall.measure(illustrative.filings(), illustrative.market(), SCENARIO).tables["issuers"]
    ticker = str(wall.loc[wall["status"] == "filed", "ticker"].iloc[0])
    result = looked_at(ticker)
    row = wall[wall["ticker"] == ticker].iloc[0]
    buckets, ladder = result.tables["buckets"], result.tables["ladder"]
    assert buckets["amount_usd_m"].sum() == pytest.approx(row["ladder_usd_m"])
    assert ladder.loc[ladder["in_window"], "filed_usd_m"].sum() == pytest.approx(row["due_usd_m"])
    assert buckets["filing"].eq("").all()
    assert buckets["accession"].str.fullmatch(r"\d{10}-\d{2}-\d{6}").all()


def test_facts_name_tag_period_and_filing() -> None:
    result = looked_at("EX0003")
    facts = result.tables["facts"]
    assert {"concept", "tag", "period", "start", "end", "value_usd", "accession", "filing"} == set(facts.columns)
    assert (facts["tag"].str.len() > 0).all()
    assert facts["value_usd"].notna().all()
    years = result.tables["years"]
    assert years["year_end"].is_monotonic_decreasing
    assert len(years) == len(pd.unique(years["year_end"]))
    assert len(result.tables["sheets"]) == 6
