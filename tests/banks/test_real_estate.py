"""The supervisory test of commercial real estate, its loss, the Texas ratio: toys, and recorded banks."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

from analytics.banks import amounts, real_estate
from analytics.banks import call_report as books
from analytics.model.scenario import Scenario
from tests.banks.made import END, bank, panel
from tests.loopback import REAL

SUPERVISED = {"LNRECONS": 120, "LNREMULT": 80, "LNRENROT": 310, "LNCOMRE": 40}


def ratios(rows, quarters=None):
    book = books.of(panel({**(quarters or {}), END: rows}), END)
    blank = np.zeros(len(book))
    unmoved = dict.fromkeys(amounts.STATES, amounts.Losses(blank, blank, blank))
    found = amounts.ratios(amounts.Amounts(amounts.fixed(book), unmoved), amounts.assumptions(Scenario()))
    return book, found


def test_the_toy_of_the_guidance():
    """Construction 120, multifamily 80, not owner-occupied 300 + 10, unsecured 40, capital 200: 60 and 275 %."""
    _, found = ratios([bank(**SUPERVISED, LNRENROW=500, RBCT1J=190, LNATRES=10)])
    assert found["construction_to_capital_pct"] == pytest.approx([60.0])
    assert found["cre_to_capital_pct"] == pytest.approx([275.0])


def test_owner_occupied_property_does_not_count():
    _, with_it = ratios([bank(LNRENROW=900)])
    _, without = ratios([bank(LNRENROW=0)])
    assert with_it["cre_to_capital_pct"] == pytest.approx(without["cre_to_capital_pct"])


def test_the_denominator_changed_in_march_2020():
    parts = (np.array([95.0]), np.array([10.0]), np.array([130.0]))
    assert real_estate.capital(date(2020, 3, 31), *parts) == pytest.approx([105.0])
    assert real_estate.capital(date(2019, 12, 31), *parts) == pytest.approx([130.0])


def test_a_leverage_filer_has_a_concentration_all_the_same():
    """Its total risk-based capital is not reported; tier 1 and the allowance are."""
    _, found = ratios([bank(CBLRIND=1, RBC=None, RBCRWAJ=None)])
    assert found["cre_to_capital_pct"] == pytest.approx([155 / 105 * 100])


def test_300_per_cent_alone_is_not_the_criterion():
    concentration, growth = np.array([3.1, 3.1, 2.9, 3.0]), np.array([0.6, 0.4, 0.6, 0.5])
    assert real_estate.both_parts(concentration, growth).tolist() == [True, False, False, True]
    assert not real_estate.both_parts(np.array([4.0]), np.array([np.nan]))[0]


def test_growth_is_the_same_charter_s_over_twelve_quarters():
    before = (pd.Period(pd.Timestamp(END), freq="Q") - 12).end_time.date()
    half = {name: value / 2 for name, value in SUPERVISED.items()}
    _, found = ratios([bank(**SUPERVISED), bank(2)], {before: [bank(**half)]})
    assert found["cre_growth_36m_pct"][0] == pytest.approx(100.0)
    assert np.isnan(found["cre_growth_36m_pct"][1]), "it was not there"
    assert np.isnan(ratios([bank()])[1]["cre_growth_36m_pct"]).all(), "the quarter is not held"


def test_a_part_that_is_not_filed_leaves_no_ratio():
    _, found = ratios([bank(LNREMULT=None)])
    assert np.isnan(found["cre_to_capital_pct"]).all()


@pytest.mark.parametrize(("default", "lost"), [(0.10, 80.0), (0.20, 160.0)])
def test_the_published_loss_on_2_7_trillion(default: float, lost: float):
    assert real_estate.loss(np.array([2700.0]), default, 0.296) == pytest.approx([lost], rel=2e-3)


def test_the_texas_toy():
    """(30 + 20 + 10) over (80 + 20) is 60 %."""
    trouble = {"NAASSET": 30, "P9ASSET": 20, "ORE": 10}
    _, found = ratios([bank(**trouble, EQ=80, EQPP=0, INTAN=0, INTANMSR=0, LNATRES=20)])
    assert found["texas_pct"] == pytest.approx([60.0])


@pytest.mark.real
@pytest.mark.parametrize(("ticker", "per_cent"), [("ONB", 256.93), ("LARK", 125.72)])
def test_recorded_banks_over_total_risk_based_capital(ticker: str, per_cent: float):
    """The recorded rows have no allowance, so the old denominator: as a charter would be before March 2020."""
    row = pd.read_csv(REAL / "fdic" / "cre_components_2026-06-30.csv").set_index("ticker").loc[ticker]
    counted = real_estate.loans(*(np.array([row[name]], dtype=float) for name in books.REAL_ESTATE))
    capital = real_estate.capital(date(2019, 12, 31), np.array([np.nan]), np.array([np.nan]), np.array([row["RBC"]]))
    assert real_estate.over(counted, capital) * 100 == pytest.approx([per_cent], abs=5e-3)
