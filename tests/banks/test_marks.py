"""Marks: hand cases, the identities every mark keeps, and how each figure is known."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.banks import amounts, marks
from analytics.banks import call_report as books
from analytics.banks.buckets import HOMES, OTHER_LOANS, SECURITIES
from analytics.banks.call_report import ASSUMED, DERIVED, FILED
from analytics.catalogue.banks import LADDER
from analytics.measures import bonds
from analytics.model.scenario import Scenario
from tests.banks.made import END, bank, market, panel

TODAY = (pd.Timestamp(END) + pd.Timedelta(days=60)).date()


def marked(rows, report=4.0, today=None, loans=True, **chosen):
    held = panel({END: rows})
    book = books.of(held, END)
    curves = marks.yields(market(report, today), Scenario(**chosen), END, TODAY)
    return book, curves, amounts.marked(book, curves, loans)


class TestSiliconValleyBank:
    """Jiang, Matvos, Piskorski and Seru's case: assets USD 218 bn, loss 34, uninsured deposits 169."""

    assets, loss, uninsured, insured = (np.array([x]) for x in (218.0, 34.226, 169.0, 14.0))

    def test_coverage_when_all_of_the_uninsured_run(self):
        found = marks.coverage(self.assets, self.loss, self.insured, self.uninsured, 1.0)
        assert found == pytest.approx(0.056, abs=1e-3)

    def test_a_small_fire_sale_turns_the_sign(self):
        sale = 0.0045 * (self.assets - self.loss)
        assert marks.coverage(self.assets, self.loss + sale, self.insured, self.uninsured, 1.0) < 0

    def test_half_of_them_leave_it_covered(self):
        assert marks.coverage(self.assets, self.loss, self.insured, self.uninsured, 0.5) > 5


def test_a_ten_year_note_bought_at_two_is_worth_83_65_at_four():
    bucket = next(bucket for bucket in SECURITIES if bucket.field == "SCNM5T15")
    assert bucket.years == 10
    assert 1 + bucket.change(0.02, 0.04) == pytest.approx(0.836486, abs=5e-7)


def test_one_bank_by_hand():
    """100 of ten-year notes held to maturity, worth 90 on the report date, when yields rise from 2 to 4 %."""
    only = dict.fromkeys((field.name for field in LADDER), 0.0) | {"SCNM5T15": 100.0}
    _, _, states = marked([bank(**only, SCHA=100, SCHF=90, SCAA=0, SCAF=0, SC=100)], 2.0, 4.0, loans=False)
    assert states["filed"].total == pytest.approx([10e6])
    assert states["today"].total == pytest.approx([10e6 + 90e6 * (1 - 0.836486)], abs=100)


def test_the_report_date_s_own_curve_gives_the_filed_figure():
    _, _, states = marked([bank(), bank(2, SCHF=80)], 4.0, 4.0)
    for state in ("today", "scenario"):
        assert states[state].total == pytest.approx(states["filed"].total, abs=1e-3)
    assert states["filed"].total == pytest.approx([20e6, 30e6])


def test_a_scenario_set_back_to_the_report_date_gives_it_too():
    _, curves, states = marked([bank()], 4.0, 5.5, ten_year_bp=400, short_rate_bp=400)
    assert curves.scenario.yields.to_numpy() == pytest.approx(curves.report.yields.to_numpy())
    assert states["scenario"].total == pytest.approx(states["filed"].total, abs=1e-3)
    assert states["today"].total > states["filed"].total


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 900), st.integers(0, 900), st.integers(0, 100), st.floats(0.5, 8))
def test_higher_yields_never_lower_the_loss(ten: int, short: int, rise: int, report: float):
    rows = [bank(), bank(2, SCHA=0, SCHF=0), bank(3, LNRSOV15=400), bank(4, **{f.name: None for f in LADDER})]
    before = marked(rows, report, ten_year_bp=ten, short_rate_bp=short)[2]["scenario"].total
    after = marked(rows, report, ten_year_bp=ten + rise, short_rate_bp=short + rise)[2]["scenario"].total
    assert (after >= before - 1e-6).all()


def test_each_kind_of_asset_only_loses_as_yields_rise():
    for bucket in (*SECURITIES, *HOMES, *OTHER_LOANS):
        if bucket.amortising:
            prices = [float(bonds.pool_price(0.04, 0.04 + step / 100, bucket.years)) for step in range(5)]
            changes = [price - 1 for price in prices]
        else:
            changes = [bucket.change(0.04, 0.04 + step / 100) for step in range(5)]
        assert changes[0] == pytest.approx(0, abs=1e-12)
        assert all(later < earlier for earlier, later in itertools.pairwise(changes)), bucket


def test_a_home_loan_is_a_pool_that_is_prepaid_by_its_incentive():
    """At flat 4 % the mean mortgage carries 5.75 %; at 5 % a new one costs 6.75 %, so fewer are prepaid."""
    longest = HOMES[-1]
    assert longest.amortising
    only = dict.fromkeys((field.name for field in LADDER), 0.0) | {"LNRSOV15": 100.0}
    _, _, states = marked([bank(**only, LNRERSFM=100, LNLSGR=100)], 4.0, 5.0)
    expected = 1 - float(bonds.pool_price(0.0575, 0.0675, 25))
    assert states["today"].loans == pytest.approx([100e6 * expected], rel=1e-3)
    assert 0.03 < expected < 1 - float(bonds.price(0.0575, 0.0675, longest.years))


def test_assumed_shares_add_up():
    for kind in (SECURITIES, HOMES, OTHER_LOANS):
        assert sum(bucket.assumed for bucket in kind) == pytest.approx(1.0)


class TestHowItIsKnown:
    def test_filed(self):
        book, _, _ = marked([bank()])
        assert book.value_basis.tolist() == [FILED]
        assert book.securities.basis.tolist() == [DERIVED]

    def test_derived_where_no_fair_value_is_filed(self):
        book, curves, states = marked([bank(SCHF=None, SCAA=None)], report=4.0)
        assert book.value_basis.tolist() == [DERIVED]
        assert states["filed"].total == pytest.approx([0.0], abs=1e-3), "bought at the same flat curve"
        rising = market(4.0)
        rising.rates.loc[: pd.Timestamp(END) - pd.DateOffset(days=1), list(curves.report.yields.index)] = 2.0
        again = marks.yields(rising, Scenario(), END, TODAY)
        assert marks.as_filed(book, again).total > 10e6

    def test_assumed_where_no_maturities_are_filed(self):
        blank = {field.name: None for field in LADDER}
        book, _, states = marked([bank(**blank)], 4.0, 5.0)
        assert book.value_basis.tolist() == [FILED]
        assert book.securities.basis.tolist() == [ASSUMED]
        assert book.residential_mortgages.basis.tolist() == book.other_loans.basis.tolist() == [ASSUMED]
        assert states["today"].total > states["filed"].total

    def test_maturities_of_the_quarter_before_serve_where_none_are_filed_now(self):
        before = (pd.Period(pd.Timestamp(END), freq="Q") - 1).end_time.date()
        blank = {field.name: None for field in LADDER}
        book = books.of(panel({before: [bank()], END: [bank(**blank)]}), END)
        assert book.securities.basis.tolist() == [DERIVED]
        own = books.of(panel({END: [bank()]}), END)
        assert book.residential_mortgages.shares == pytest.approx(own.residential_mortgages.shares)

    def test_a_ladder_that_does_not_add_up_is_not_used(self):
        book, _, _ = marked([bank(**{field.name: 0.0 for field in LADDER} | {"SCNM1T3": 10})])
        assert book.securities.basis.tolist() == [ASSUMED]

    def test_a_bank_without_securities_loses_nothing_on_them(self):
        none = dict.fromkeys(("SC", "SCHA", "SCHF", "SCAA", "SCAF"), 0.0)
        _, _, states = marked([bank(**none)], 4.0, 6.0, loans=False)
        assert states["today"].total == pytest.approx([0.0])


class TestBurden:
    def test_no_loss_is_counted_twice(self):
        """On the report date losses on securities for sale are in equity already, those held to maturity are not."""
        book, _, states = marked([bank()])
        found = amounts.ratios({**amounts.fixed(book), **amounts.losses(book, states)}, amounts.assumptions(Scenario()))
        assert book.tangible_common_equity == pytest.approx([85e6])
        assert found["burden_filed_pct"] == pytest.approx([10 / 85 * 100])
        assert found["cet1_burden_filed_pct"] == pytest.approx([20 / 90 * 100])

    @pytest.mark.parametrize("cert", [628, 3510, 7213, 3511, 33124, 32992, 34221, 639, 14, 913])
    def test_charters_of_category_one_and_two_have_not_opted_out_whatever_their_size(self, cert):
        book, _, states = marked([bank(cert, ASSET=300e3)])
        assert not book.opted_out[0]
        assert amounts.losses(book, states)["loss_not_in_cet1_filed"] == pytest.approx([10e6])

    def test_a_charter_of_the_same_holding_company_is_of_the_group_and_size_decides_nothing(self):
        book, _, _ = marked([bank(639, holding_rssd=7), bank(5, holding_rssd=7), bank(6, ASSET=800e3, holding_rssd=8)])
        assert dict(zip(book.charters["cert"], book.opted_out, strict=True)) == {639: False, 5: False, 6: True}

    def test_tax_takes_a_fifth_of_it(self):
        book, _, states = marked([bank()])
        sums = {**amounts.fixed(book), **amounts.losses(book, states)}
        free, taxed = (amounts.ratios(sums, amounts.assumptions(Scenario(tax=tax))) for tax in ("Off", "On"))
        assert taxed["burden_filed_pct"] == pytest.approx(0.79 * free["burden_filed_pct"])
        assert taxed["coverage_pct"] == pytest.approx(free["coverage_pct"]), "as in the paper, before tax"

    def test_capital_that_is_gone_is_the_worst_case_and_capital_that_is_not_filed_is_unknown(self):
        book, _, states = marked([bank(EQ=10), bank(2, RBCT1C=None), bank(3, EQ=None)])
        found = amounts.ratios({**amounts.fixed(book), **amounts.losses(book, states)}, amounts.assumptions(Scenario()))
        of = {cert: place for place, cert in enumerate(book.charters["cert"].tolist())}
        assert found["burden_filed_pct"][of[1]] == np.inf
        assert found["texas_pct"][of[1]] > 0
        assert np.isnan(found["burden_filed_pct"][of[3]])
        assert np.isnan(found["cet1_burden_filed_pct"]).sum() == 1

    @pytest.mark.parametrize("blank", [("SCHA", "SCHF", "SCAA", "SCAF"), ("SCHA", "SCHF"), ("SCAA", "SCAF")])
    def test_what_is_not_told_apart_is_modelled_as_a_whole_and_unknown_in_equity(self, blank):
        book, _, states = marked([bank(**dict.fromkeys(blank, None))], 4.0, 6.0)
        assert states["today"].total[0] > 0
        for state in states.values():
            assert np.isnan(state.loss_not_in_equity).all()
        assert book.unsplit.all()
        assert book.value_basis.tolist() == [DERIVED]

    def test_loans_are_marked_only_when_asked(self):
        alone = marked([bank()], 4.0, 5.0, loans=False)[2]["today"]
        both = marked([bank()], 4.0, 5.0, loans=True)[2]["today"]
        assert (alone.loans == 0).all()
        assert (both.loans > 0).all()
        assert both.htm == pytest.approx(alone.htm)
