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
def test_marvells_last_annual_ladder_serves_and_says_so(pulled: Pulled) -> None:
    """Its 10-Q of 2 May 2026 drops years five and after, and falls short of debt by far more than a tenth."""
    result = issuer.measure(pulled.filings, illustrative.market(), ALL, "MRVL")
    buckets = result.tables["buckets"]
    assert buckets["amount_usd_m"].sum() == pytest.approx(4499.9, abs=0.5)
    assert set(buckets["accession"]) == {"0001835632-26-000011"}
    assert buckets["filing"].str.startswith("https://www.sec.gov/Archives/edgar/data/1835632/000183563226000011/").all()
    assert "falls short of debt" in " ".join(result.tables["missing"]["why"])
    figures = by_id(result.metrics)
    assert figures["debt"].value == pytest.approx(4961.3)
    assert figures["interest"].value == pytest.approx(202.6 - 48.7 + 52.8)
    assert figures["ebit"].value == pytest.approx(1322.9 - 270.6 + 339.4)
    ladder = result.tables["ladder"].set_index("quarter")["filed_usd_m"]
    assert ladder["2026Q3"] == pytest.approx(500 / 4)


@pytest.mark.real
def test_amcs_quarterly_ladder_serves(pulled: Pulled) -> None:
    result = issuer.measure(pulled.filings, illustrative.market(), ALL, "AMC")
    assert result.tables["buckets"]["amount_usd_m"].sum() == pytest.approx(4019.2, abs=0.1)
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
