"""Inputs that real users met, and others of their kinds: refreshed, measured and read as the command line prints."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analytics.issuers.annual import annual
from tests.filings.conftest import NOW, Pulled, pull
from tests.filings.filers import (
    BAND,
    BASE,
    CASES,
    LADDER,
    PLAIN,
    add,
    case,
    fact,
    filer,
    one,
    quarters,
    sheet_of,
    year_of,
)
from tests.loopback import Edgar, brief

FILERS = [
    one(1, {"LongTermDebtNoncurrent": 500, "ConvertibleLongTermNotesPayable": 300}),
    one(2, {"LongTermDebtNoncurrent": 500, "ConvertibleLongTermNotesPayable": 300, "LongTermDebt": 500}),
    one(3, {"LongTermDebtNoncurrent": 500, "SeniorLongTermNotes": 450, "LongTermLineOfCredit": 50}),
    one(4, {"SeniorLongTermNotes": 450, "LongTermLineOfCredit": 50, "LongTermDebtCurrent": 30, "CommercialPaper": 20}),
    one(5, {"LongTermDebtNoncurrent": 100, "LongTermNotesPayable": 400}),
    one(6, {"LongTermDebtNoncurrent": 500, "LongTermLineOfCredit": 200}),
    one(7, {"LongTermDebtNoncurrent": 500, "LongTermLineOfCredit": 200, "LongTermDebt": 500}),
    one(8, {"LongTermDebtNoncurrent": 500, "LongTermDebtCurrent": 50, "DebtAndCapitalLeaseObligations": 650}),
    one(9, {"LongTermDebtNoncurrent": 500, "LongTermDebtCurrent": 50, "DebtAndCapitalLeaseObligations": 450}),
    one(10, {"LongTermDebtNoncurrent": 500, "FinanceLeaseLiabilityNoncurrent": 80}),
    one(11, {}, PLAIN | {"InterestExpense": 30}),
    one(12, {}, PLAIN | {"InterestExpense": 1}),
    one(13, {"LongTermDebtNoncurrent": 5000}),
    one(14, {"LongTermDebtNoncurrent": 1600}),
    one(15, {"LongTermDebtNoncurrent": 40}),
    one(16, {"LongTermDebtNoncurrent": 100, f"{LADDER}InNextTwelveMonths": 750, f"{LADDER}InYearTwo": 50}),
    one(17, {"LongTermDebtNoncurrent": 79.5, f"{LADDER}InNextTwelveMonths": 9.1, f"{LADDER}InYearTwo": 40},
        PLAIN | {"InterestExpense": 4}),
    one(18, {"LongTermDebtNoncurrent": 425, "LongTermDebtCurrent": 92.5, f"{LADDER}InNextTwelveMonths": 92.5}),
    one(19, {"LongTermDebtNoncurrent": 300}, PLAIN | {"OperatingIncomeLoss": -60, "GoodwillImpairmentLoss": 100}),
    one(20, {"LongTermDebtNoncurrent": 300}, {"InterestExpense": 20, "InvestmentIncomeInterest": 15,
        "IncomeLossFromContinuingOperationsBeforeIncomeTaxesExtraordinaryItemsNoncontrollingInterest": 35}),
    one(21, {"LongTermDebtNoncurrent": 300}, PLAIN | {"InterestExpense": 5, "InterestCostsCapitalized": 15}),
    one(22, {"LongTermDebtNoncurrent": 300}, PLAIN | {"InterestExpense": 8, "InterestExpenseDebt": 20}),
    one(23, {"ConvertibleLongTermNotesPayable": 600}, PLAIN | {"InterestExpense": 1}),
    one(24, {"LongTermDebtNoncurrent": 300, f"{LADDER}InNextRollingTwelveMonths": 40, f"{LADDER}InRollingYearTwo": 60}),
    one(25, {"NotesPayable": 300, "NotesPayableCurrent": 40}),
    one(26, {"SeniorNotes": 200, "SecuredDebt": 100, "LineOfCredit": 50}, sic=6798),
    filer(9_820_027, "T27", *year_of(PLAIN), *sheet_of(BASE, "2026-09-30"),
          *sheet_of({"Assets": 2000, "LongTermDebtNoncurrent": 300}, "2026-06-30")),
    filer(9_820_028, "T28", *year_of({"OperatingIncomeLoss": 100, "InterestExpense": 20, "NetIncomeLoss": 60}),
          *quarters("OperatingIncomeLoss", (22, 25, 26), (30, 30, 30)),
          *quarters("InterestExpense", (5, 5, 5), (6, 6, 6)), *quarters("NetIncomeLoss", (14, 15, 15), (18, 18, 18)),
          *sheet_of(BASE | {"LongTermDebtNoncurrent": 300})),
]  # fmt: skip
LATER = "0009820060-24-000001"
PAST = filer(
    9_820_060, "T60", *year_of(PLAIN), *sheet_of(BASE | {"LongTermDebtNoncurrent": 300}),
    *sheet_of(BASE | {"LongTermDebtNoncurrent": 400}, "2022-12-31"),
    fact("LongTermDebtCurrent", 9e8, "2022-12-31", accn=LATER),
    *sheet_of(BASE, "2021-12-31"),
    *year_of({"SalesRevenueNet": 700}, 2016), *year_of({"SalesRevenueNet": 650, "Revenues": 640}, 2017),
)  # fmt: skip
"""Past year ends: one with a line of another filing, one without lines; sales under the tag of before 2018."""
UNIVERSE = [
    one(40, {"LongTermDebtNoncurrent": 300}, sic=6199, ticker_as="UPST"),
    one(41, {"LongTermDebtNoncurrent": 300}, sic=6199, ticker_as="CLSK"),
    one(42, {"LongTermDebtNoncurrent": 300}, sic=6798, ticker_as="RLJ"),
    one(43, {"LongTermDebtNoncurrent": 300}, sic=7011, ticker_as="PK"),
    one(44, {"LongTermDebtNoncurrent": 300}, sic=6022, ticker_as="BANK"),
    one(45, {"LongTermDebtNoncurrent": 300}, sic=6211, ticker_as="BROK"),
    one(46, {"LongTermDebtNoncurrent": 300}, sic=6331, ticker_as="INSU"),
    one(47, {"LongTermDebtNoncurrent": 300}, sic=6770, ticker_as="SPAC"),
    one(48, {"LongTermDebtNoncurrent": 300}, sic=6726, ticker_as="FUND"),
    one(49, {"LongTermDebtNoncurrent": 300, "Deposits": 900}, sic=6199, ticker_as="LEND"),
    one(50, {"LongTermDebtNoncurrent": 300, "LoansAndLeasesReceivableNetReportedAmount": 900}, sic=6199,
        ticker_as="LOAN"),
    one(51, {"LongTermDebtNoncurrent": 300}, sic=6794, ticker_as="PATN"),
    filer(9_820_053, "T53", *year_of({tag: 1e3 * usd for tag, usd in PLAIN.items()}),
          *sheet_of({tag: 1e3 * usd for tag, usd in (BASE | {"LongTermDebtNoncurrent": 300}).items()}),
          ticker_as="KILO"),
    one(52, {"LongTermDebtNoncurrent": 300}, covers={"CY2024Q2I": 2.5e9, "CY2025Q2I": 2.4e7}, ticker_as="JUMP"),
]  # fmt: skip
for _filer in UNIVERSE:
    _filer["ticker"] = _filer.pop("ticker_as")


@pytest.fixture(scope="module")
def pulled(tmp_path_factory: pytest.TempPathFactory) -> Pulled:
    """The cases and their kin beside eighty made filers."""
    edgar = Edgar(NOW.date(), 80)
    names = ("float-in-thousands", "recast-quarters", "sixteen-weeks", "thousandfold-debt", "two-debt-lines")
    for name in names if CASES.exists() else ():
        add(edgar, case(name))
    if CASES.exists():
        add(edgar, case("revenue-part"))
    folder = tmp_path_factory.mktemp("cases")
    return pull(
        folder, add(edgar, [*FILERS, PAST, *UNIVERSE]), datasets=("rates", "members", "issuers"), recordings=brief()
    )


@pytest.mark.parametrize(
    ("ticker", "debt", "status"),
    [
        ("T1", 800, "assumed"),
        ("T2", 500, "derived"),
        ("T3", 500, "assumed"),
        ("T4", 550, "derived"),
        ("T5", 500, "assumed"),
        ("T6", 500, "doubted"),
        ("T7", 500, "derived"),
        ("T8", 650, "derived"),
        ("T9", 550, "derived"),
        ("T10", 500, "assumed"),
        ("T11", None, "debt unknown"),
        ("T12", None, "not tagged"),
        ("T13", 5000, "doubted"),
        ("T14", 1600, "doubted"),
        ("T15", 40, "doubted"),
        ("T16", 100, "doubted"),
        ("T17", 79.5, "filed"),
        ("T18", 517.5, "derived"),
        ("T23", 600, "assumed"),
        ("T24", 300, "filed"),
        ("T25", 300, "derived"),
        ("T26", 350, "assumed"),
        ("T27", None, "debt unknown"),
    ],
)
def test_what_is_owed(issuers: pd.DataFrame, ticker: str, debt: float | None, status: str) -> None:
    row = issuers.loc[ticker]
    assert (row["status"], row["doubt"] != "") == (status, status == "doubted")
    assert pd.isna(row["debt_usd_m"]) if debt is None else row["debt_usd_m"] == pytest.approx(debt)


def test_every_line_is_printed_and_adds_up(show: Callable[..., dict]) -> None:
    for ticker, total in (("T1", 800), ("T3", 500), ("T4", 550), ("T8", 650), ("T26", 350), ("T25", 300)):
        answer = show("issuer", ticker, *BAND)
        lines = pd.DataFrame(answer["tables"]["debt"])
        assert lines["counted_usd_m"].sum() == pytest.approx(total), lines
        assert (lines["why"].str.len() > 0).all()
        assert answer["by_id"]["debt"]["value"] == pytest.approx(total)


def test_buckets_and_later_are_the_debt(issuers: pd.DataFrame, show: Callable[..., dict]) -> None:
    for ticker in ("T1", "T4", "T17", "T18", "T24", "T25"):
        answer = show("issuer", ticker, *BAND)
        ladder = pd.DataFrame(answer["tables"]["ladder"])
        whole = ladder[["filed_usd_m", "derived_usd_m", "assumed_usd_m"]].sum().sum()
        assert whole == pytest.approx(issuers.loc[ticker, "debt_usd_m"], abs=1e-8), ticker
    twin = pd.DataFrame(show("issuer", "T18", *BAND)["tables"]["ladder"])
    assert twin["derived_usd_m"].sum() == pytest.approx(92.5)


def test_one_ebit_and_one_interest_cost(show: Callable[..., dict]) -> None:
    impaired = show("issuer", "T19", *BAND)["by_id"]
    assert impaired["ebit"]["value"] == pytest.approx(40)
    assert impaired["ebit_filed"]["value"] == pytest.approx(-60)
    assert impaired["icr_before"]["value"] == pytest.approx(2)
    by_pretax = show("issuer", "T20", *BAND)["by_id"]
    assert by_pretax["ebit"]["value"] == pytest.approx(35 + 20 - 15)
    assert by_pretax["interest_income"]["value"] == pytest.approx(15)
    capitalised = show("issuer", "T21", *BAND)["by_id"]
    assert capitalised["interest"]["value"] == pytest.approx(20)
    larger = show("issuer", "T22", *BAND)
    assert larger["by_id"]["interest"]["value"] == pytest.approx(20)
    assert "InterestExpense of the same filing says" in str(larger["tables"]["missing"])


def test_missing_is_said_with_the_reason_that_is_true(show: Callable[..., dict]) -> None:
    untagged = show("issuer", "T1", *BAND)["by_id"]["cash"]
    assert untagged["value"] is None
    assert "not tagged" in untagged["note"]
    old = show("issuer", "T27", *BAND)["by_id"]["debt"]
    assert "tagged last on 30 Jun 2026" in old["note"]
    due = show("issuer", "T12", *BAND)["by_id"]["due_window"]
    assert due["value"] is None


def test_twelve_months_end_together(show: Callable[..., dict]) -> None:
    moved = show("issuer", "T28", *BAND)["by_id"]
    assert moved["ebit"]["value"] == pytest.approx(100 - 73 + 90)
    assert {moved[name]["as_of"] for name in ("ebit", "interest", "net_income")} == {"2026-09-30"}


def test_doubted_debt_is_beside_the_totals(issuers: pd.DataFrame, show: Callable[..., dict]) -> None:
    found = show("debt_wall", *BAND)["by_id"]
    doubted = issuers["status"] == "doubted"
    assert found["total_debt"]["value"] == pytest.approx(issuers.loc[~doubted, "debt_usd_m"].sum() / 1e3)
    assert found["doubted"]["value"] == doubted.sum()
    assert found["doubted_debt"]["value"] == pytest.approx(issuers.loc[doubted, "debt_usd_m"].sum() / 1e3)


def test_past_sheets_hold_the_lines_of_one_filing_and_sales_of_before(pulled: Pulled) -> None:
    lines = ("assets", "debt_noncurrent", "debt_current_part")
    past = pulled.filings.rows("past", *lines, cik=9_820_060).set_index("period")
    assert past.loc["CY2022Q4I", list(lines)].fillna(-1.0).tolist() == [2e9, 4e8, -1.0], "a later filing's is left out"
    assert past.loc["CY2021Q4I", list(lines)].fillna(-1.0).tolist() == [2e9, -1.0, -1.0]
    sales = pulled.filings.rows("sales", "sales_before", "sales_before_tag", cik=9_820_060).set_index("period")
    assert sales["sales_before"].to_dict() == {"CY2016": 7e8, "CY2017": 6.5e8}, "two tags of one filing: the largest"
    assert set(sales["sales_before_tag"]) == {"SalesRevenueNet"}
    years = annual(pulled.filings, frozenset())
    mine = years.leverage[years.cik == 9_820_060][0]
    assert dict(zip(years.years, mine.tolist(), strict=True))[2022] == pytest.approx(0.2)
    assert np.isnan(mine[years.years.index(2021)]), "no line tagged is not known to be no debt"


def test_who_is_in_the_universe(issuers: pd.DataFrame, show: Callable[..., dict]) -> None:
    assert {"UPST", "CLSK", "RLJ", "PK", "PATN"} <= set(issuers.index)
    assert not {"BANK", "BROK", "INSU", "SPAC", "FUND", "LEND", "LOAN", "JUMP", "KILO"} & set(issuers.index)
    answer = show("debt_wall", *BAND)
    reasons = pd.DataFrame(answer["tables"]["left_out"]).set_index("reason")["filers_count"]
    assert reasons["a blank cheque company"] == 1
    assert reasons["a fund or trust"] == 1
    assert reasons["a financial: its funding debt is not this wall"] >= 5
    assert reasons[[name for name in reasons.index if "a hundred times off" in name]].sum() == 1
    without = show("debt_wall", *BAND, "--set", "real_estate=Off")
    names = {row["ticker"] for row in without["tables"]["issuers"]}
    assert "RLJ" not in names
    assert "PK" in names


@pytest.mark.skipif(not CASES.exists(), reason="needs the cases beside the project")
def test_the_recorded_cases(issuers: pd.DataFrame, show: Callable[..., dict]) -> None:
    assert issuers.loc["CTWO", "debt_usd_m"] == pytest.approx(1000)
    assert issuers.loc["CCVT", "debt_usd_m"] == pytest.approx(600)
    assert issuers.loc["CTHD", "status"] == "doubted"
    assert "CFLT" not in issuers.index
    sixteen = show("issuer", "CSIX", *BAND)["by_id"]
    assert [sixteen[name]["value"] for name in ("ebit", "interest", "net_income")] == pytest.approx([10, 23, -12])
    assert sixteen["icr_before"]["value"] == pytest.approx(10 / 23)
    recast = show("issuer", "CRCT", *BAND)
    assert recast["by_id"]["ebit"]["value"] == pytest.approx(100)
    assert recast["by_id"]["ebit"]["as_of"] == "2025-12-31"
    assert "restated" in str(recast["tables"]["missing"])
    revenue = show("issuer", "CREV", *BAND)
    assert revenue["tables"]["years"][0]["revenue_usd_m"] == pytest.approx(19_857)
    assert "2,038" in str(revenue["tables"]["missing"])
    assert Path(CASES / "untagged-cash").exists()
    assert revenue["by_id"]["cash"]["value"] is None
