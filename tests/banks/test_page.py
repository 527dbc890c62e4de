"""The page as a whole: sums, thresholds, what depends on what, faults of the data, and how long it takes."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics import banks, illustrative
from analytics.banks import call_report as books
from analytics.catalogue import ENTRIES
from analytics.model.metric import by_id
from analytics.model.scenario import Scenario
from tests.banks.made import END, bank, market, panel

NAMED = (
    "unrealised_loss", "unrealised_loss_to_equity", "banks_beyond_50", "banks_beyond_100", "cre_over_300_share",
    "uninsured_share", "cre_loss", "kre_ytd", "kre_beta_1y", "kre_rate_duration",
)  # fmt: skip
GROUP = 77
TICKERS = pd.DataFrame(
    {"ticker": ["TWO"], "holding": ["Two Bancorp"], "rssd": [GROUP], "cert": [1], "source": ["made"]}
)


def of_two(**changed: float):
    """Two charters of one listed holding company, and a third bank."""
    own = {"holding_rssd": GROUP, "holding": "TWO BANCORP"}
    return panel({END: [bank(1, **own), bank(2, **own, **changed), bank(3)]}, TICKERS)


def live(held, **chosen):
    return banks.scenario_figures(held, market(4.0, 5.0), Scenario(**chosen))


@settings(max_examples=25, deadline=None)
@given(st.floats(10, 5000), st.floats(1, 90), st.floats(1, 400), st.integers(0, 900), st.sampled_from(["On", "Off"]))
def test_sums_over_charters_are_the_holding_company(assets, fair, cre, ten, tax):
    held = of_two(ASSET=assets, SCHF=fair, LNRENROT=cre)
    result = live(held, ten_year_bp=ten, tax=tax, marked="Securities and loans")
    charters = result.tables["banks"].set_index("cert").loc[[1, 2]]
    (row,) = result.tables["listed"].itertuples(index=False)
    assert row.charters == 2
    for name in ("assets", "deposits", "tangible", "cet1", "loss_filed", "loss_today", "loss_scenario"):
        assert getattr(row, f"{name}_usd_bn") * 1000 == pytest.approx(charters[f"{name}_usd_mn"].sum())
    weight = charters["tangible_usd_mn"] / charters["tangible_usd_mn"].sum()
    assert row.burden_scenario_pct == pytest.approx((charters["burden_scenario_pct"] * weight).sum())


def test_the_issue_s_figures_are_all_there_and_well_made():
    result = banks.measure(illustrative.panel(), illustrative.market(), Scenario())
    found = by_id(result.metrics)
    assert set(NAMED) <= set(found)
    assert len(found) == len(result.metrics), "every id is given once"
    for metric in result.metrics:
        assert metric.id.startswith("regional_banks.")
        assert all(source in ENTRIES for source in metric.sources), metric.id
        assert metric.value is not None or metric.note
    assert found["unrealised_loss"].unit == "USD bn"
    assert found["banks_beyond_50"].unit == "count"


def test_thresholds_are_counted_on_tangible_equity_and_on_cet1():
    """A bank that has lost 60 of 85 and one that has lost 90 of 85, each held to maturity."""
    rows = [bank(1, SCHF=40), bank(2, SCHF=10), bank(3)]
    result = banks.scenario_figures(panel({END: rows}), market(4.0, 4.0), Scenario())
    found = by_id(result.metrics)
    assert (found["banks_beyond_50"].value, found["banks_beyond_100"].value) == (2, 1)
    assert found["assets_beyond_50"].value == pytest.approx(2.0)
    beyond = result.tables["beyond"].set_index(["base", "state", "threshold_pct"])
    assert beyond.loc[("tangible equity", "filed", 100), "banks_count"] == 1
    assert beyond.loc[("CET1", "filed", 100), "banks_count"] == 1
    counts = result.tables["distribution"]
    assert counts["filed_count"].sum() == 3
    assert counts.loc[counts["from_pct"] == 100, "filed_count"].iloc[0] == 1


def test_uninsured_above_deposits_is_flagged_and_in_no_sum():
    rows = [bank(1), bank(2, DEPUNINS=900)]
    result = banks.scenario_figures(panel({END: rows}), market(), Scenario())
    found = by_id(result.metrics)
    assert found["uninsured_deposits"].value == pytest.approx(0.25)
    assert "1 of 2 banks" in found["uninsured_share"].note
    assert found["uninsured_share"].value == pytest.approx(250 / 850 * 100)
    assert any("certificate 2" in note for note in result.notes)
    assert result.tables["banks"].set_index("cert")["flag"].tolist().count("") == 1


def test_what_nobody_filed_is_n_a_with_its_reason_and_never_nothing():
    result = banks.scenario_figures(panel({END: [bank(INTAN=None, RBCT1C=None, LNATRES=None)]}), market(), Scenario())
    found = by_id(result.metrics)
    for name in ("banks_beyond_50", "unrealised_loss_to_cet1", "cre_over_300", "texas_over_100"):
        assert found[name].value is None, name
        assert "not filed" in found[name].note


def test_a_run_leaves_more_banks_short_the_more_run():
    rows = [bank(cert, DEPUNINS=100 * cert, SCHF=90 - 15 * cert) for cert in range(1, 6)]
    run = banks.scenario_figures(panel({END: rows}), market(4.0, 7.0), Scenario()).tables["run"]
    assert run["run_off_pct"].tolist() == list(range(0, 101, 10))
    assert run["banks_count"].is_monotonic_increasing
    assert (run["shortfall_usd_bn"] >= 0).all()


def test_a_bank_that_is_gone_breaks_no_series():
    """It files to the end of 2022 and no more, as Silicon Valley Bank did."""
    ends = [end.end_time.date() for end in pd.period_range("2022Q1", "2023Q4", freq="Q")]
    quarters = {end: [bank(1), *([bank(24735, ASSET=200_000)] if end.year == 2022 else [])] for end in ends}
    held = panel(quarters)
    flat = market(end=ends[-1])
    result = banks.measure(held, flat, Scenario())
    growth = result.tables["growth_banks"].set_index("date")
    assert growth.index.tolist() == [pd.Timestamp(end) for end in ends[4:]]
    assert growth["community_deposits_pct"].tolist() == pytest.approx([0.0] * 4)
    assert held.counts.tolist() == [2] * 4 + [1] * 4
    assert by_id(result.metrics)["banks"].value == 1
    before = banks.measure(held, flat, Scenario(as_of=date(2022, 12, 31)))
    assert by_id(before.metrics)["banks"].value == 2


def test_a_past_date_sees_the_quarter_that_had_ended_and_says_if_it_was_not_public():
    before = date(2025, 6, 30)
    held = panel({before: [bank(1), bank(2)], END: [bank(1)]})
    result = banks.scenario_figures(held, market(), Scenario(as_of=date(2025, 8, 1)))
    assert by_id(result.metrics)["banks"].value == 2
    assert "were not public yet on 1 Aug 2025" in result.notes[0]
    newest = pd.Timestamp(market().rates.index[-1]).date()
    now = banks.scenario_figures(held, market(), Scenario(as_of=newest))
    assert not any("not public" in note for note in now.notes), "a reader of today holds it"


def test_without_banks_the_rest_of_the_page_stands():
    result = banks.measure(None, illustrative.market(), Scenario())
    found = by_id(result.metrics)
    assert found["kre_ytd"].value is not None
    assert "unrealised_loss" not in found
    assert any("No quarter of the banks is held" in note for note in result.notes)


def test_standing_is_moved_by_no_slider():
    held, invented = illustrative.panel(), illustrative.market()
    one = banks.standing(held, invented, Scenario())
    other = banks.standing(held, invented, Scenario(ten_year_bp=700, run_off=0, cre_default=50, tax="On"))
    assert one.metrics == other.metrics
    for name, frame in one.tables.items():
        pd.testing.assert_frame_equal(frame, other.tables[name])


def test_limits_are_printed():
    notes = live(of_two()).notes
    assert any("hedges" in note for note in notes)
    assert any("no filed fair value" in note for note in notes)


def test_the_illustrative_banks_have_the_published_totals():
    held = illustrative.panel()
    sums = held.totals
    lost = sums["SCHA"] - sums["SCHF"] + sums["SCAA"] - sums["SCAF"]
    assert lost[pd.Timestamp("2025-06-30")] == pytest.approx(395.3e9, rel=1e-3)
    assert lost[pd.Timestamp("2025-09-30")] == pytest.approx(337.1e9, rel=1e-3)
    assert sums.loc["2022-12-31", "ASSET"] == pytest.approx(24e12, rel=1e-3)
    assert sums.loc["2022-12-31", "EQ"] == pytest.approx(2.3e12, rel=1e-3)
    book = books.of(held, held.quarters[-1])
    assert 4300 <= len(book) <= 4500
    assert np.nanmedian(book.uninsured / book["ASSET"]) == pytest.approx(0.242, abs=0.015)
    assert book.charters["name"].str.startswith("Illustrative").all()
