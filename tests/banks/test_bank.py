"""One bank in depth: found by ticker or certificate, its quarters, its marks, its end."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics import bank as one
from analytics import banks, illustrative
from analytics.errors import BadInput, NoData
from analytics.model.metric import by_id
from analytics.model.scenario import Scenario
from tests.banks.made import END, bank, market, panel
from tests.banks.test_page import GROUP, of_two


def test_a_ticker_and_its_row_on_the_page_agree():
    held, chosen = of_two(SCHF=60, LNRENROT=200), Scenario(ten_year_bp=600, short_rate_bp=500)
    result = one.measure(held, market(4.0, 5.0), chosen, "two")
    (row,) = banks.scenario_figures(held, market(4.0, 5.0), chosen).tables["listed"].itertuples(index=False)
    found = by_id(result.metrics)
    assert found["unrealised_loss"].value == pytest.approx(row.loss_scenario_usd_bn)
    assert found["burden"].value == pytest.approx(row.burden_scenario_pct)
    assert found["cre_to_capital"].value == pytest.approx(row.cre_to_capital_pct)
    assert found["coverage"].value == pytest.approx(row.coverage_pct)
    assert result.tables["charters"]["cert"].tolist() == [1, 2]
    assert all(metric.id.startswith("bank.") for metric in result.metrics)


def test_its_quarters_and_its_newest_figures_agree():
    held = illustrative.panel()
    result = one.measure(held, illustrative.market(), Scenario(), "IB003")
    last = result.tables["quarters"].iloc[-1]
    found = by_id(result.metrics)
    assert len(result.tables["quarters"]) == 20
    for name, column in (
        ("burden_filed", "burden_filed_pct"),
        ("cre_to_capital", "cre_to_capital_pct"),
        ("cre_growth", "cre_growth_36m_pct"),
        ("texas", "texas_pct"),
        ("uninsured_share", "uninsured_pct"),
        ("deposits_growth", "deposits_growth_pct"),
    ):
        assert found[name].value == pytest.approx(last[column], rel=1e-6), name


def test_a_certificate_is_one_charter_of_its_group():
    found = by_id(one.measure(of_two(ASSET=500), market(), Scenario(), "2").metrics)
    assert found["assets"].value == pytest.approx(0.5)


def test_the_group_is_added_up_as_it_was_in_each_quarter():
    before = (pd.Period(pd.Timestamp(END), freq="Q") - 1).end_time.date()
    own = {"holding_rssd": GROUP, "holding": "TWO BANCORP"}
    tickers = of_two().tickers
    held = panel({before: [bank(1, **own), bank(2)], END: [bank(1, **own), bank(2, **own)]}, tickers)
    quarters = one.measure(held, market(), Scenario(), "TWO").tables["quarters"]
    assert quarters["charters"].tolist() == [1, 2]
    assert quarters["assets_usd_mn"].tolist() == pytest.approx([1000.0, 2000.0])


def test_a_bank_that_is_gone_is_shown_to_its_last_filing():
    before = (pd.Period(pd.Timestamp(END), freq="Q") - 1).end_time.date()
    held = panel({before: [bank(1), bank(24735)], END: [bank(1)]})
    result = one.measure(held, market(), Scenario(), "24735")
    assert result.tables["quarters"]["date"].tolist() == [pd.Timestamp(before)]
    assert "filed last for 30 Jun 2025" in result.notes[0]


def test_what_was_not_filed_has_no_figure():
    found = by_id(one.measure(panel({END: [bank(LNREMULT=None)]}), market(), Scenario(), "1").metrics)
    assert found["cre_to_capital"].value is None
    assert "not filed" in found["cre_to_capital"].note


@pytest.mark.parametrize("asked", ["", "NOSUCH", "1e3", "../../etc", "-5", "123456789"])
def test_what_is_neither_is_refused(asked: str):
    with pytest.raises(BadInput):
        one.find(of_two(), asked)


def test_a_certificate_that_is_not_held_is_said():
    with pytest.raises(NoData, match="404"):
        one.find(of_two(), "404")
