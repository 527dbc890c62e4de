"""The bank series of FRED: each id stands for what its title says, in the unit it is published in."""

from __future__ import annotations

import itertools

import pandas as pd
import pytest

from analytics.catalogue import ENTRIES, RATES
from tests.loopback import REAL

TITLES = {
    "DRTSCILM": "Net share of banks tightening standards for C&I loans, large and mid-market firms",
    "DRTSCIS": "Net share of banks tightening standards for C&I loans, small firms",
    "SUBLPDRCSN": "Net share of banks tightening standards for nonfarm nonresidential real-estate loans",
    "SUBLPDRCSC": "Net share of banks tightening standards for construction and land loans",
    "SUBLPDRCSM": "Net share of banks tightening standards for multifamily loans",
    "DRSDCILM": "Net share of banks reporting stronger demand for C&I loans, large and mid-market firms",
    "DRSDCIS": "Net share of banks reporting stronger demand for C&I loans, small firms",
    "DRCRELEXFACBS": "Delinquency rate on commercial real-estate loans, farmland excluded",
    "CORCREXFACBS": "Charge-off rate on commercial real-estate loans, farmland excluded",
    "DRCCLACBS": "Delinquency rate on credit-card loans",
    "CORCCACBS": "Charge-off rate on credit-card loans",
    "DRCLACBS": "Delinquency rate on consumer loans",
    "CORCACBS": "Charge-off rate on consumer loans",
    "DPSACBW027SBOG": "Deposits, all commercial banks",
    "DPSSCBW027SBOG": "Deposits, small domestically chartered banks",
    "TOTLL": "Loans and leases, all commercial banks",
    "LLBSCBW027SBOG": "Loans and leases, small domestically chartered banks",
    "CREACBW027SBOG": "Commercial real-estate loans, all commercial banks",
    "CRESCBW027SBOG": "Commercial real-estate loans, small domestically chartered banks",
    "CLDACBW027SBOG": "Construction and land loans, all commercial banks",
    "SMPACBW027SBOG": "Multifamily loans, all commercial banks",
    "SNFACBW027SBOG": "Nonfarm nonresidential loans, all commercial banks",
    "BUSLOANS": "Commercial and industrial loans, all commercial banks",
    "WLCFLPCL": "Discount window, primary credit outstanding",
    "H41RESPPALDKNWW": "Bank Term Funding Program outstanding, net",
}
"""By FRED's own titles: SUBLPDRCSN speaks of nonfarm nonresidential structures, SUBLPDRCSC of construction."""


@pytest.mark.parametrize("id", TITLES)
def test_the_title_is_the_series_own(id: str) -> None:
    assert ENTRIES[id].title == TITLES[id]


def test_balances_of_banks_are_in_billions_and_those_of_the_fed_in_millions() -> None:
    for id in ("DPSSCBW027SBOG", "TOTLL", "CREACBW027SBOG", "BUSLOANS"):
        assert ENTRIES[id].unit == "USD bn"
    for id in ("WLCFLPCL", "H41RESPPALDKNWW"):
        assert ENTRIES[id].unit == "USD mn"


def test_a_batch_is_one_run_of_neighbours() -> None:
    """Series asked for in one call share a frequency; a batch torn apart would ask twice."""
    runs = [batch for batch, _ in itertools.groupby(RATES, key=lambda entry: entry.batch)]
    assert len(runs) == len(set(runs))


@pytest.mark.real
@pytest.mark.parametrize("id", [id for id in TITLES if (REAL / "fred" / f"{id}.csv").exists()])
def test_the_recorded_values_lie_in_the_plausible_range(id: str) -> None:
    values = pd.to_numeric(pd.read_csv(REAL / "fred" / f"{id}.csv", index_col=0).iloc[:, 0]).dropna()
    assert values.between(ENTRIES[id].low, ENTRIES[id].high).all()
    if ENTRIES[id].unit == "USD bn":
        assert 100 < values.iloc[-1] < 30_000


@pytest.mark.real
def test_the_survey_s_history_is_that_of_standards_for_small_firms() -> None:
    recorded = pd.read_csv(REAL / "fred" / "DRTSCIS.csv", index_col=0).iloc[:, 0]
    assert recorded["1990-04-01"] == 52.7
    assert recorded["2008-10-01"] == 74.5
    assert recorded["2011-01-01"] == -1.9
