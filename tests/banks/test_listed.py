"""The hand table of tickers: its own form, and what the service's names make of it."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from analytics.frames import bank_tickers
from analytics.store import published
from tests.loopback import REAL

TABLE = published.read().table("bank_tickers")


def served(**banks: tuple[int, str, str]) -> pd.DataFrame:
    """Rows as a newest quarter has them, by certificate: holding company's number and name, the bank's name."""
    rows = [(int(cert[1:]), *row) for cert, row in banks.items()]
    return pd.DataFrame(rows, columns=["cert", "holding_rssd", "holding", "name"])


def hand(*rows: tuple[str, str, float, int]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["ticker", "holding", "rssd", "cert"])


def test_the_table_has_sixty_banks_and_more_each_once_with_a_source():
    assert len(TABLE) >= 60
    assert int(TABLE["rssd"].notna().sum()) >= 60
    for column in ("ticker", "cert", "holding"):
        assert TABLE[column].is_unique
    assert TABLE["rssd"].dropna().is_unique
    assert TABLE["source"].str.contains("FDIC BankFind|National Information Center").all()
    assert TABLE["ticker"].str.fullmatch("[A-Z]{2,5}").all()


def test_names_as_the_service_shortens_them_agree():
    found = bank_tickers.check(
        hand(("FITB", "Fifth Third Bancorp", 1070345, 6672), ("FFIN", "First Financial Bankshares", None, 3066)),
        served(
            c6672=(1070345, "FIFTH THIRD BCORP", "FIFTH THIRD BANK NA"),
            c3066=(1102312, "FIRST FINL BKSHS INC", "FIRST FINANCIAL BANK"),
        ),
    )
    assert found["check"].tolist() == ["agrees", "agrees"]
    assert found["group"].tolist() == [1070345, 1102312]
    assert bank_tickers.remarks(found) == []


def test_a_bank_without_a_holding_company_is_its_charter():
    found = bank_tickers.check(
        hand(("ZION", "Zions Bancorporation", None, 2270)), served(c2270=(0, "", "ZIONS BANCORPORATION"))
    )
    assert found["group"].tolist() == [-2270]


def test_another_number_is_the_service_s_to_say_and_said():
    found = bank_tickers.check(hand(("KEY", "KeyCorp", 1, 17534)), served(c17534=(1068025, "KEYCORP", "KEYBANK NA")))
    assert found["group"].tolist() == [1068025]
    assert found["check"].tolist() == ["other number"]
    assert "KEY" in bank_tickers.remarks(found)[0]


def test_another_bank_under_the_certificate_is_not_used_and_said():
    found = bank_tickers.check(
        hand(("COLB", "Columbia Banking System", 2078816, 17266), ("GONE", "Gone Bancorp", None, 9)),
        served(c17266=(5, "SOMEBODY ELSE INC", "ELSEWHERE BANK")),
    )
    assert found["group"].tolist() == [0, 0]
    assert found["check"].tolist() == ["other name", "not filed"]
    assert [sentence.rpartition(": ")[2] for sentence in bank_tickers.remarks(found)] == ["GONE.", "COLB."]


@pytest.mark.real
def test_certificates_are_those_of_the_recorded_map():
    recorded = json.loads((REAL / "fdic" / "bank_map_resolved.json").read_text())
    known = {ticker: row["fdic_cert"] for ticker, row in recorded.items() if row["fdic_score"]}
    shared = TABLE[TABLE["ticker"].isin(list(known))]
    assert len(shared) >= 60
    assert [known[ticker] for ticker in shared["ticker"]] == shared["cert"].tolist()
