"""Figures of one filer that cannot all be right, and money under two tags: pulled, measured, and read as printed."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from tests.filings.conftest import NOW, Pulled, pull
from tests.filings.filers import BAND, BASE, LADDER, PLAIN, add, fact, filer, one, quarters, sheet_of, year_of
from tests.loopback import Edgar, brief

SOLD = PLAIN | {"Revenues": 900}
NONE_BUT = {"OperatingIncomeLoss": 40, "NetIncomeLoss": 9}
IN_Q3 = (10, 10, -90)
FILERS = [
    one(1, {"LongTermDebtNoncurrent": 300, "ConvertibleDebtNoncurrent": 300}, PLAIN | {"InterestExpense": 6}),
    one(2, {"LongTermDebt": 400, "DebtCurrent": 400}),
    one(3, {"LongTermDebt": 500, "DebtCurrent": 100}),
    one(4, {"LongTermDebtAndCapitalLeaseObligations": 600, "LongTermDebtNoncurrent": 450,
            "FinanceLeaseLiabilityNoncurrent": 150}),
    one(5, {"LineOfCredit": 0, f"{LADDER}InNextTwelveMonths": 100, f"{LADDER}InYearTwo": 200},
        PLAIN | {"InterestExpense": 1}),
    filer(9_820_006, "T6", *year_of(PLAIN), *sheet_of(BASE | {"LineOfCredit": 0}),
          *sheet_of(BASE | {"LongTermDebt": 500}, "2025-12-31")),
    one(7, {"LongTermDebtNoncurrent": -500, "LongTermDebtCurrent": 250}),
    one(8, {"LongTermDebtNoncurrent": 6e6, "LongTermDebtCurrent": 250}),
    one(9, {"LongTermDebtNoncurrent": 300, "ShortTermInvestments": 50}),
    one(10, {"LongTermDebtNoncurrent": 300, "CashAndCashEquivalentsAtCarryingValue": 120_000}),
    one(11, {"LongTermDebtNoncurrent": 300}, SOLD | {"OperatingIncomeLoss": 40_000}),
    one(12, {"LongTermDebtNoncurrent": 300}, SOLD | {"OperatingIncomeLoss": -40_000}),
    one(13, {"LongTermDebtNoncurrent": 300}, SOLD | {"OperatingIncomeLoss": -2_500, "NetIncomeLoss": -2_600}),
    filer(9_820_014, "T14", *year_of(PLAIN | {"OperatingIncomeLoss": -60, "GoodwillImpairmentLoss": 100}),
          *quarters("OperatingIncomeLoss", IN_Q3, (10, 10, 10)), *quarters("InterestExpense", (5, 5, 5), (5, 5, 5)),
          *quarters("NetIncomeLoss", (2, 2, 2), (2, 2, 2)), *sheet_of(BASE | {"LongTermDebtNoncurrent": 300})),
    filer(9_820_015, "T15", *year_of(PLAIN | {"OperatingIncomeLoss": -60, "GoodwillImpairmentLoss": 100}),
          *quarters("OperatingIncomeLoss", (10, 10, 10), (10, 10, 10)),
          *quarters("InterestExpense", (5, 5, 5), (5, 5, 5)), *quarters("NetIncomeLoss", (2, 2, 2), (2, 2, 2)),
          *sheet_of(BASE | {"LongTermDebtNoncurrent": 300})),
    one(16, {"LongTermDebtNoncurrent": 300},
        NONE_BUT | {"InterestExpenseNonoperating": 8, "InterestExpenseOperating": 12}),
    one(17, {"LongTermDebtNoncurrent": 300},
        NONE_BUT | {"InterestExpense": 20, "InterestExpenseNonoperating": 8, "InterestExpenseOperating": 12}),
    one(18, {"LongTermDebtNoncurrent": 400, "LongTermDebtCurrent": 10, f"{LADDER}RemainderOfFiscalYear": 5,
             f"{LADDER}InYearTwo": 200, f"{LADDER}InYearThree": 205}),
    filer(9_820_019, "T19", *year_of(PLAIN), *sheet_of(BASE | {"LongTermDebtNoncurrent": 300}),
          fact("InterestExpenseOperating", 1e6, "2026-07-29", "2026-04-01")),
]  # fmt: skip


@pytest.fixture(scope="module")
def pulled(tmp_path_factory: pytest.TempPathFactory) -> Pulled:
    edgar = add(Edgar(NOW.date(), 80), FILERS)
    folder = tmp_path_factory.mktemp("contradictions")
    pulled = pull(folder, edgar, datasets=("rates", "members", "issuers"), recordings=brief())
    assert not pulled.outcomes["issuers"].error, "one odd fact ends no refresh"
    return pulled


@pytest.mark.parametrize(
    ("ticker", "debt", "status"),
    [
        ("T1", 300, "assumed"),
        ("T2", 400, "derived"),
        ("T3", 500, "doubted"),
        ("T4", 450, "assumed"),
        ("T5", 0, "doubted"),
        ("T6", 0, "debt unknown"),
        ("T7", 250, "doubted"),
        ("T8", 6_000_250, "doubted"),
        ("T19", 300, "assumed"),
    ],
)
def test_what_is_owed(issuers: pd.DataFrame, ticker: str, debt: float, status: str) -> None:
    row = issuers.loc[ticker]
    assert row["status"] == status
    assert row["debt_usd_m"] == pytest.approx(debt)


def test_no_debt_is_a_statement_of_all_of_it(show: Callable[..., dict]) -> None:
    unknown = show("issuer", "T6", *BAND)["by_id"]["debt"]
    assert unknown["value"] is None
    assert "a zero is tagged of a part of debt alone" in unknown["note"]
    assert "the maturity ladder of the same date sums to" in show("issuer", "T5", *BAND)["by_id"]["debt"]["note"]


def test_cash_that_is_not_tagged_or_cannot_be_is_not_known(show: Callable[..., dict]) -> None:
    for ticker, reason in (("T9", "not tagged"), ("T10", "above total assets")):
        cash = show("issuer", ticker, *BAND)["by_id"]["cash"]
        assert cash["value"] is None
        assert reason in cash["note"]


def test_ebit_out_of_scale_is_doubted_and_moves_no_headline(show: Callable[..., dict], issuers: pd.DataFrame) -> None:
    for ticker in ("T11", "T12"):
        ebit = show("issuer", ticker, *BAND)["by_id"]["ebit"]
        assert ebit["value"] is None
        assert "above total assets of" in ebit["note"]
        assert pd.isna(issuers.loc[ticker, "break_even_pct"])
    assert show("issuer", "T13", *BAND)["by_id"]["ebit"]["value"] == -2_500, "a loss that its other figures bear out"


def test_an_impairment_outside_the_twelve_months_is_not_added_back(show: Callable[..., dict]) -> None:
    """Both years hold one of 100; in the first it fell in a quarter that is moved out, in the second in the fourth."""
    for ticker in ("T14", "T15"):
        found = show("issuer", ticker, *BAND)["by_id"]
        assert found["ebit"]["as_of"] == "2026-09-30"
        assert found["ebit"]["value"] == pytest.approx(40), ticker
    assert found["ebit_filed"]["value"] == pytest.approx(-60)


def test_operating_and_other_interest_are_parts_of_one_cost(show: Callable[..., dict]) -> None:
    for ticker in ("T16", "T17"):
        answer = show("issuer", ticker, *BAND)
        assert answer["by_id"]["interest"]["value"] == pytest.approx(20)
        assert "of the same filing says" not in str(answer["tables"]["missing"])


def test_the_rest_of_the_year_stands_in_place_of_year_one(show: Callable[..., dict]) -> None:
    buckets = pd.DataFrame(show("issuer", "T18", *BAND)["tables"]["buckets"]).set_index("bucket")
    assert buckets.loc["Fiscal 2027", "amount_usd_m"] == pytest.approx(200)
    assert buckets.loc["Fiscal 2028", "amount_usd_m"] == pytest.approx(205)
