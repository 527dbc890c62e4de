"""The findings no slider moves: what they say at each turn of the figures, and that none is made up."""

from __future__ import annotations

from datetime import date
from inspect import isfunction, signature

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics import banks, illustrative
from analytics.banks import findings, history
from analytics.model.metric import by_id
from analytics.model.scenario import Scenario
from tests.banks.found import found, plain

OF_FIGURES = [
    made for name, made in vars(findings).items()
    if isfunction(made) and name.endswith("_title") and "metrics" in signature(made).parameters
]  # fmt: skip


@pytest.mark.parametrize(
    ("own", "gap", "said"),
    [
        (17.42, 7.84, "KRE +17.4 % this year, 7.8 points ahead of SPY"),
        (-3.0, -12.5, "KRE −3.0 % this year, 12.5 points behind SPY"),
        (2.0, -0.04, "KRE +2.0 % this year, level with SPY"),
        (0.0, 0.0, "KRE 0.0 % this year, level with SPY"),
        (None, 1.0, "KRE has no year to date"),
        (1.0, None, "KRE has no year to date"),
    ],
)
def test_the_fund_this_year(own, gap, said):
    assert plain(findings.fund_title(found(kre_ytd=own, kre_gap_spy=gap))) == said


@pytest.mark.parametrize(
    ("fall", "said"),
    [
        (-60.4, "KRE has lost 60 % against SPY since 6 Jan 2017"),
        (-0.4, "KRE has lost 0.4 % against SPY since 6 Jan 2017"),
        (-0.01, "KRE has lost under 0.1 % against SPY since 6 Jan 2017"),
        (0.0, "Against SPY, KRE has never stood higher"),
        (None, "KRE has no ratio to SPY"),
    ],
)
def test_the_fund_against_the_large_caps(fall, said):
    assert plain(findings.ratio_title(found(kre_lost_to_spy=fall))) == said


@pytest.mark.parametrize(
    ("fall", "said"),
    [
        (-9.72, "KRE stands 9.7 % below its high of 6 Jan 2017"),
        (-0.02, "KRE stands under 0.1 % below its high of 6 Jan 2017"),
        (0.0, "KRE stands at its highest close"),
        (None, "KRE has no drawdown"),
    ],
)
def test_the_drawdown(fall, said):
    assert plain(findings.drawdown_title(found(kre_drawdown=fall))) == said


def test_the_beta():
    assert findings.beta_title(found(kre_beta_1y=1.449)) == "KRE's beta to SPY is 1.45"
    assert findings.beta_title(found(kre_beta_1y=None)) == "KRE's beta needs a year of returns"


@pytest.mark.parametrize(
    ("value", "low", "high", "said"),
    [
        (3.21, 1.0, 5.4, "KRE moved +3.2 % for +1 pp of yield, SPY held fixed"),
        (-2.5, -4.0, -1.0, "KRE moved −2.5 % for +1 pp of yield, SPY held fixed"),
        (1.0, -1.0, 3.0, "KRE shows no response to the ten-year once SPY is held fixed"),
        (1.0, 0.0, 2.0, "KRE shows no response to the ten-year once SPY is held fixed"),
        (None, 1.0, 2.0, "KRE's response to the ten-year is not known"),
        (1.0, None, 2.0, "KRE's response to the ten-year is not known"),
        (1.0, 0.5, None, "KRE's response to the ten-year is not known"),
    ],
)
def test_the_answer_to_the_ten_year_needs_an_interval_clear_of_zero(value, low, high, said):
    figures = found(kre_rate_duration=value, kre_rate_duration_low=low, kre_rate_duration_high=high)
    assert plain(findings.rates_title(figures)) == said


@pytest.mark.parametrize(
    ("small", "every", "said"),
    [
        ((4.8, 4.9), (1.0, 2.0), "Small banks' deposits +4.8 %, loans +4.9 % over a year"),
        ((None, 4.9), (1.0, -2.0), "Banks' deposits +1.0 %, loans −2.0 % over a year"),
        ((4.8, None), (0.0, 2.0), "Banks' deposits 0.0 %, loans +2.0 % over a year"),
        ((None, None), (None, 2.0), "Growth of deposits and loans is not known"),
        ((None, 1.0), (1.0, None), "Growth of deposits and loans is not known"),
    ],
)
def test_growth_is_of_small_banks_or_else_of_all(small, every, said):
    names = ("small_deposits_growth", "small_loans_growth", "system_deposits_growth", "system_loans_growth")
    assert plain(findings.growth_title(found(**dict(zip(names, (*small, *every), strict=True))))) == said


@pytest.mark.parametrize(
    ("deposits", "loans", "said"),
    [
        (1.94, -0.5, "Listed banks' deposits +1.9 %, loans −0.5 % over a year"),
        (None, 1.0, "The listed banks' growth is not known"),
        (1.0, None, "The listed banks' growth is not known"),
    ],
)
def test_growth_of_the_listed_banks(deposits, loans, said):
    figures = found(listed_deposits_growth=deposits, listed_loans_growth=loans)
    assert plain(findings.listed_growth_title(figures)) == said


@pytest.mark.parametrize(
    ("met", "net", "said"),
    [
        (2, 46.7, "Credit is frozen by both marks"),
        (1, 44.0, "One mark of a freeze of two: standards tightened on balance"),
        (1, -2.0, "One mark of a freeze of two: standards eased on balance"),
        (0, 6.0, "No freeze: standards tightened on balance"),
        (0, -6.0, "No freeze: standards eased on balance"),
        (0, 0.0, "No freeze: standards held on balance"),
        (None, 6.0, "Lending standards are not known"),
        (0, None, "Lending standards are not known"),
    ],
)
def test_a_freeze_needs_both_marks(met, net, said):
    assert findings.freeze_title(found(freeze_marks=met, standards_small=net)) == said


def test_loan_quality():
    assert plain(findings.quality_title(found(cre_delinquency=1.57))) == "1.6 % of property loans are late"
    assert findings.quality_title(found(cre_delinquency=None)) == "Late real-estate loans are not known"


@pytest.mark.parametrize(
    ("up", "down", "said"),
    [
        (48.4, 45.6, "Deposit beta: 48 % up, 46 % down"),
        (48.4, None, "Deposit beta: 48 % up"),
        (None, 45.6, "Deposit beta: 46 % down"),
        (None, None, "What deposits cost is not known"),
    ],
)
def test_what_deposits_passed_on(up, down, said):
    assert plain(findings.cost_title(found(deposit_beta_up=up, deposit_beta_down=down))) == said


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "Nothing was published by this day"),
        ([(2026, 875.0)], "One source: USD 875 bn due in 2026"),
        ([(2026, 875.0), (2026, 875.0)], "2 sources: USD 875 bn due in 2026"),
        ([(2025, 1957.0), (2026, 875.0), (2026, 163.4)], "Due in 2026: USD 163 bn to USD 875 bn, by whose loans"),
    ],
)
def test_published_maturities_are_never_one_number_where_sources_differ(rows, said):
    sources = [(due, amount, f"publisher {place}", "2026-02-09") for place, (due, amount) in enumerate(rows)]
    table = pd.DataFrame(sources, columns=["due", "amount_usd_bn", "publisher", "published"])
    assert plain(findings.maturities_title(by_id(tuple(history.published_maturities(table))))) == said


def test_nothing_is_said_of_what_is_not_known():
    assert len(OF_FIGURES) == 11
    for sentence in OF_FIGURES:
        text = sentence({})
        assert text
        assert not any(letter.isdigit() for letter in text), text


@given(st.floats(-99, 999), st.floats(-99, 999))
def test_signs_are_true_minus_signs(own, gap):
    figures = found(kre_ytd=own, kre_gap_spy=gap, listed_deposits_growth=own, listed_loans_growth=gap)
    for told in (findings.fund_title(figures), findings.listed_growth_title(figures)):
        assert "-" not in told
        assert "−0.0" not in told


def test_the_built_in_world_fills_every_finding():
    result = banks.standing(illustrative.panel(), illustrative.market(), Scenario())
    figures = by_id(result.metrics)
    told = [sentence(figures) for sentence in OF_FIGURES]
    for text in told:
        assert not any(word in text for word in ("not known", "has no ", "needs", "Nothing", "nan", "n/a")), text


def test_before_a_year_of_filings_growth_is_not_known_and_its_table_keeps_its_columns():
    result = banks.standing(illustrative.panel(), illustrative.market(), Scenario(as_of=date(2021, 12, 1)))
    table = result.tables["growth_banks"]
    assert table.empty
    assert {"date", "listed_deposits_pct", "listed_loans_pct", "all_deposits_pct"} <= set(table.columns)
    assert findings.listed_growth_title(by_id(result.metrics)) == "The listed banks' growth is not known"
