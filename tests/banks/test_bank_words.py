"""One bank in words: each turn of the figures, and that the built-in world fills every sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from inspect import isfunction, signature

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics import bank, banks, illustrative
from analytics.bank import quarters, tables, words
from analytics.model.metric import by_id
from analytics.model.scenario import Scenario
from tests.banks.found import at, found, plain, scenario

TITLES = [
    made for name, made in vars(words).items()
    if isfunction(made) and name.endswith("_title") and "metrics" in signature(made).parameters
]  # fmt: skip


@pytest.mark.parametrize(
    ("burden", "yields", "loans", "said"),
    [
        (19.4, at(None), False, "At the yields of 31 Mar 2026, One Bank loses a further 19 % of its equity."),
        (19.4, at(5.25), False, "At a ten-year of 5.25 %, One Bank would lose a further 19 % of its equity."),
        (19.4, at(5.25), True, "One Bank would lose a further 19 % of its equity, loans included."),
        (
            0.96,
            at(None),
            True,
            "At the yields of 31 Mar 2026, One Bank loses a further 1 % of its equity, loans included.",
        ),
        (0.02, at(None), False, "One Bank loses a further under 0.1 % of its equity."),
        (0.0, at(None), False, "At the yields of 31 Mar 2026, One Bank loses none of its equity."),
        (-5.0, at(1.0), True, "At a ten-year of 1.00 %, One Bank would lose none of its equity."),
        (None, at(5.25), False, "What One Bank would lose is not known. Why."),
    ],
)
def test_the_answer(burden, yields, loans, said):
    told = plain(words.answer("One Bank", found(burden=burden, unrealised_loss=1.0, **yields), scenario(loans)))
    assert told == said if told.startswith("What") else told.endswith(said)


@given(st.text("abcdefgh ()", min_size=1).filter(str.strip))
def test_the_answer_gives_the_reason_of_its_own_figure(note):
    figures = found(burden=None, **at(5.25))
    figures["burden"] = replace(figures["burden"], note=note)
    assert note.lower() in words.answer("One Bank", figures, scenario()).lower()


def test_the_answer_needs_a_ten_year():
    assert "not known" in words.answer("One Bank", found(burden=2.0, ten_year_scenario=None), scenario())
    assert words.answer("One Bank", found(burden=2.0, **at(None)), scenario()).startswith(
        "At the yields of 31 Mar 2026, One Bank loses"
    )


SIZE = {"assets": 72.4, "unrealised_loss_filed": 2.04, "unrealised_loss": 2.41}


@pytest.mark.parametrize(
    ("changed", "yields", "loans", "said"),
    [
        ({}, at(None), False, "On 31 Mar 2026 it held USD 72 bn of assets and had lost USD 2.0 bn on securities; at "
         "these yields the loss is USD 2.4 bn."),
        ({"assets": 0.0423, "unrealised_loss_filed": 0.0004, "unrealised_loss": 0.0006}, at(5.0), False,
         "On 31 Mar 2026 it held USD 42 m of assets and had lost USD 0.4 m on securities; at these yields the loss "
         "would be USD 0.6 m."),
        ({"unrealised_loss": 8.0}, at(5.0), True, "had lost USD 2.0 bn on securities; at these yields the loss on "
         "securities and loans would be USD 8.0 bn."),
        ({"unrealised_loss_filed": -0.5, "unrealised_loss": -1.0}, at(None), False,
         "and had gained USD 0.5 bn on securities; at these yields the gain is USD 1.0 bn."),
        ({"unrealised_loss": None}, at(None), False, "On 31 Mar 2026 it held USD 72 bn of assets."),
        ({"unrealised_loss_filed": None}, at(None), False, "On 31 Mar 2026 it held USD 72 bn of assets."),
        ({"assets": None}, at(None), False, ""),
    ],
)  # fmt: skip
def test_the_prose_says_its_size_and_its_losses(changed, yields, loans, said):
    told = plain(words.prose(found(**{**SIZE, **changed}, **yields), scenario(loans)))
    assert told.endswith(said)
    assert bool(told) is bool(said)


def test_the_prose_without_a_day():
    assert plain(words.prose(found(end=None, assets=3.0), scenario())) == "It held USD 3.0 bn of assets."


@pytest.mark.parametrize(
    ("share", "growth", "said"),
    [
        (154.0, 12.2, "Commercial real estate is 154 % of capital, below the supervisors' 300, +12 % in three years."),
        (300.0, -4.0, "Commercial real estate is 300 % of capital, above the supervisors' 300, −4 % in three years."),
        (9.4, None, "Commercial real estate is 9 % of capital, below the supervisors' 300."),
        (None, 12.0, ""),
    ],
)
def test_the_prose_says_its_real_estate(share, growth, said):
    assert plain(words.prose(found(cre_to_capital=share, cre_growth=growth), scenario())) == said


@pytest.mark.parametrize(
    ("uninsured", "cover", "said"),
    [
        (
            45.1,
            3.0,
            "Of its deposits 45 % are uninsured; if 50 % of those ran, it could still cover its insured deposits.",
        ),
        (
            45.1,
            0.0,
            "Of its deposits 45 % are uninsured; if 50 % of those ran, it could still cover its insured deposits.",
        ),
        (
            94.2,
            -8.0,
            "Of its deposits 94 % are uninsured; if 50 % of those ran, it could not cover its insured deposits.",
        ),
        (None, 3.0, ""),
        (45.1, None, ""),
    ],
)
def test_the_prose_says_whether_the_insured_are_covered(uninsured, cover, said):
    assert plain(words.prose(found(uninsured_share=uninsured, coverage=cover), scenario())) == said


@pytest.mark.parametrize(
    ("filed", "now", "said"),
    [
        (12.1, 19.4, "From 12 % as filed to 19 % of equity"),
        (0.0, 0.64, "From 0 % as filed to 0.6 % of equity"),
        (12.1, -58.2, "From a loss of 12 % as filed to a gain of 58 % of equity"),
        (-2.0, 3.0, "From a gain of 2 % as filed to a loss of 3 % of equity"),
        (-2.0, -3.0, "From a gain of 2 % as filed to a gain of 3 % of equity"),
        (None, 3.0, "What it would lose of its equity is not known"),
        (3.0, None, "What it would lose of its equity is not known"),
    ],
)
def test_its_burden(filed, now, said):
    assert plain(words.burden_title(found(burden_filed=filed, burden=now))) == said


def test_its_balances():
    told = words.balances_title(found(deposits_growth=2.81, loans_growth=-0.4))
    assert plain(told) == "Deposits +2.8 %, loans −0.4 % over a year"
    assert words.balances_title(found(deposits_growth=None, loans_growth=1.0)) == "Deposits and loans"
    assert words.balances_title(found(deposits_growth=1.0, loans_growth=None)) == "Deposits and loans"


@pytest.mark.parametrize(
    ("equity", "said"),
    [
        ([100.0, 90.0, 119.2], "Tangible equity +19 % since Jun 2021"),
        ([np.nan, 100.0, 75.0], "Tangible equity −25 % since Sep 2021"),
        ([100.0, 0.0, -20.0], "Tangible equity −120 % since Jun 2021"),
        ([100.0, np.nan, np.nan], "Equity is not known over time"),
        ([-5.0, 10.0, 20.0], "Equity is not known over time"),
        ([], "Equity is not known over time"),
    ],
)
def test_its_capital(equity, said):
    days = pd.to_datetime(["2021-06-30", "2021-09-30", "2021-12-31"])[: len(equity)]
    growth = quarters.tangible_growth(pd.DataFrame({"date": days, "tangible_usd_mn": equity}))
    assert plain(words.capital_title(by_id((growth,)))) == said


def test_its_real_estate_and_its_deposits():
    assert plain(words.property_title(found(cre_to_capital=154.4))) == "Commercial real estate: 154 % of capital"
    assert "not known" in words.property_title(found(cre_to_capital=None))
    assert plain(words.funding_title(found(uninsured_share=4.55))) == "5 % of deposits are uninsured"
    assert plain(words.funding_title(found(uninsured_share=0.0))) == "0 % of deposits are uninsured"
    assert words.funding_title(found(uninsured_share=None)) == "Who is insured is not known"


def test_its_maturities():
    spans = ["3 months", "3–5 years", "5–15 years", "over 15 years"]
    ladder = pd.DataFrame({"span": spans, "amount_usd_mn": [50.0, 22.0, 8.0, 20.0]})
    none = "Its maturities are not known"
    for rows, said in (
        (ladder, "28 % reprices after five years"),
        (ladder.assign(amount_usd_mn=0.0), none),
        (ladder.iloc[:0], none),
    ):
        long = tables.repriced_after_5y(rows, date(2021, 12, 31))
        assert plain(words.ladder_title(by_id((long,)))) == said


def test_nothing_is_said_of_what_is_not_known():
    assert len(TITLES) == 6
    for text in (words.answer("One Bank", {}, scenario()), *(title({}) for title in TITLES)):
        assert text
        assert not any(letter.isdigit() for letter in text), text
    assert words.prose({}, scenario()) == ""


@given(st.floats(1e-6, 4e3))
def test_an_amount_never_reads_as_nothing(billions):
    told = plain(words.prose(found(assets=billions), scenario()))
    assert any(letter in "123456789" for letter in told.partition(" it held ")[2]) or billions < 5e-5


@pytest.mark.parametrize(
    "chosen",
    [
        Scenario(),
        Scenario(ten_year_bp=0, short_rate_bp=0, run_off=100),
        Scenario(ten_year_bp=1000, short_rate_bp=1000, marked="Securities and loans", tax="On"),
    ],
)
@pytest.mark.parametrize("asked", ["IB003", "IB016", "charter"])
def test_the_built_in_world_fills_every_sentence(chosen, asked):
    panel, market = illustrative.panel(), illustrative.market()
    if asked == "charter":
        asked = str(panel.rows(panel.quarters[-1], "cert")["cert"].iloc[-1])
    result = bank.measure(panel, market, chosen, asked)
    figures = by_id(result.metrics)
    told = [words.answer(bank.find(panel, asked).name, figures, chosen), words.prose(figures, chosen)]
    told += [title(figures) for title in TITLES]
    for text in told:
        assert not any(word in text for word in ("not known", "nan", "n/a", " 0.00 ")), text
    assert words.prose(figures, chosen).count(". ") == 2
    assert ("loans included" in told[0]) is (chosen.marked != "Securities")
    assert ("securities and loans" in told[1]) is (chosen.marked != "Securities")


def test_a_bank_is_said_to_lose_what_its_row_on_the_page_says():
    panel, market, chosen = illustrative.panel(), illustrative.market(), Scenario(ten_year_bp=600)
    rows = banks.scenario_figures(panel, market, chosen).tables["listed"].set_index("ticker")
    told = words.answer("X", by_id(bank.measure(panel, market, chosen, "IB016").metrics), chosen)
    assert f"a further {rows.loc['IB016', 'burden_scenario_pct']:.0f}\u00a0% of its equity" in told
    then = Scenario(as_of=date(2022, 7, 1))
    past = bank.measure(panel, market, then, "IB016")
    assert words.prose(by_id(past.metrics), then).startswith("On 30 Jun 2022 it held")
