"""From EDGAR's frames to the page's figures: a pulled store measured as the page measures it."""

from __future__ import annotations

import pytest

from analytics import debt_wall, illustrative, issuer
from analytics.errors import NoData
from analytics.model.metric import by_id
from analytics.model.scenario import Scenario
from tests.filings.conftest import Pulled
from tests.loopback import REAL

ALL = Scenario(band_low=1, band_high=4500)


def test_the_wall_of_a_pulled_store_adds_up(pulled: Pulled) -> None:
    result = debt_wall.measure(pulled.filings, illustrative.market(), ALL)
    figures = by_id(result.metrics)
    made = pulled.edgar.members["cik"].isin(pulled.filings.members["cik"])
    assert figures["issuers"].value == pytest.approx(made.sum() + (5 if REAL.exists() else 3), abs=2)
    debt = result.tables["issuers"]
    made_debt = debt[debt["cik"] > 9_900_000]["debt_usd_m"].sum() / 1e3
    assert made_debt == pytest.approx(832 * made.mean(), rel=0.2)
    assert figures["due_q1_2026"].value is not None
    assert figures["not_us_gaap"].value == 1
    assert figures["float_doubted"].value >= 1
    compared = result.tables["estimates"]
    assert compared["difference"].notna().any()
    assert not compared["why"].str.contains("invented").any()


def test_what_is_not_covered_is_named(pulled: Pulled) -> None:
    table = debt_wall.measure(pulled.filings, illustrative.market(), ALL).tables["uncovered"].set_index("name")
    assert table.loc["Odd Untagged Corp", "status"] == "not tagged"
    assert table.loc["Odd Bank Corp", "why"] == "a financial: its funding debt is not this wall"
    assert table.loc["Odd Fund LP", "why"] == "no industry code"
    assert table.loc["Odd Foreign plc", "why"] == "not us-gaap"
    assert "scale" in table.loc["Odd Scale Inc", "why"]


@pytest.mark.real
def test_marvell_repaid_what_its_10k_had_due_and_owes_the_rest_later(pulled: Pulled) -> None:
    """Its 10-Q of 2 May 2026: nothing due to January 2028; the 10-K's year five is fiscal 2031, matched by date."""
    result = issuer.measure(pulled.filings, illustrative.market(), ALL, "MRVL")
    buckets = result.tables["buckets"]
    assert buckets["bucket"].tolist() == [
        "Rest of fiscal 2027", "Fiscal 2028", "Fiscal 2029", "Fiscal 2030", "Fiscal 2031", "Later",
    ]  # fmt: skip
    assert buckets["amount_usd_m"].tolist() == pytest.approx([0, 0, 1249.9, 500, 500, 2711.4])
    assert buckets["accession"].tolist() == [*["0001835632-26-000019"] * 5, "0001835632-26-000011"]
    figures = by_id(result.metrics)
    assert figures["debt"].value == pytest.approx(4961.3)
    assert figures["interest"].value == pytest.approx(202.6 - 48.7 + 52.8)
    assert figures["ebit"].value == pytest.approx(1322.9 - 270.6 + 339.4)
    ladder = result.tables["ladder"].set_index("quarter")
    assert ladder[["filed_usd_m", "derived_usd_m", "assumed_usd_m"]].sum().sum() == pytest.approx(4961.3, abs=1e-8)
    assert ladder.loc["later", "filed_usd_m"] == pytest.approx(1750.0)
    assert ladder.loc["later", "assumed_usd_m"] == pytest.approx(961.4)
    assert "later ones that it leaves out" in " ".join(result.tables["missing"]["why"])


@pytest.mark.real
def test_amcs_quarterly_ladder_serves_cut_to_what_is_carried(pulled: Pulled) -> None:
    result = issuer.measure(pulled.filings, illustrative.market(), ALL, "AMC")
    assert result.tables["buckets"]["filed_usd_m"].sum() == pytest.approx(4019.2, abs=0.1)
    assert result.tables["buckets"]["amount_usd_m"].sum() == pytest.approx(3944.1, abs=0.05)
    figures = by_id(result.metrics)
    assert figures["interest"].value == pytest.approx(459.5 - 109.0 + 119.9)
    assert figures["interest"].note == "InterestExpenseDebt"
    assert "the tag covers borrowings alone" in set(result.tables["missing"]["why"])
    assert figures["break_even"].value is None
    assert figures["break_even"].note == "already loss-making"


@pytest.mark.real
def test_a_filer_not_held_can_be_asked_for(pulled: Pulled) -> None:
    with pytest.raises(NoData, match="Ask for its facts"):
        issuer.measure(pulled.filings, illustrative.market(), ALL, "UPST")
    for ticker in ("NVDA", "ODDB", "ODDU", "ODDF"):
        assert issuer.measure(pulled.filings, illustrative.market(), ALL, ticker).metrics
