"""BankFind as it is asked: whole quarters by page, and nothing believed that is not what was announced."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from analytics.catalogue.banks import FIELDS
from analytics.errors import DashboardError, SourceChanged, SourceUnavailable
from analytics.sources.fdic import PAGE, Client
from analytics.sources.http import Patience
from tests.loopback import BankFind, Fault, Loopback, tiny
from tests.loopback.fdic import made

QUICK = Patience(connect=1, read=1, tries=2, wait=0.01, longest_wait=0.1, pause=0.0)
END = date(2025, 9, 30)
FINANCIALS = "/banks/financials"


@pytest.fixture(scope="module")
def bankfind() -> BankFind:
    return made(END, count=60, quarters=3)


@pytest.fixture
def loopback(bankfind: BankFind) -> Iterator[Loopback]:
    with Loopback(tiny(), bankfind=bankfind) as server:
        yield server


def test_one_request_brings_a_quarter_of_all_banks(loopback: Loopback, bankfind: BankFind) -> None:
    rows = Client(loopback.url, QUICK).financials(END)
    assert [row["CERT"] for row in rows] == sorted(row["CERT"] for row in bankfind.quarters[END])
    assert len(loopback.asked) == 1
    assert f"limit={PAGE}" in loopback.asked[0]
    assert set(FIELDS) <= set(rows[0])


def test_pages_are_asked_for_until_the_announced_number_is_met(loopback: Loopback, bankfind: BankFind) -> None:
    loopback.faults.append(Fault("paged", FINANCIALS))
    rows = Client(loopback.url, QUICK).financials(END)
    assert len(rows) == len(bankfind.quarters[END]) > 40
    assert ["offset=0" in path for path in loopback.asked] == [True, False]


def test_a_quarter_that_is_not_published_has_no_rows(loopback: Loopback) -> None:
    assert Client(loopback.url, QUICK).financials(date(2031, 3, 31)) == []


def test_the_register_is_of_the_active_and_of_the_lately_closed(loopback: Loopback, bankfind: BankFind) -> None:
    bankfind.register[3] |= {"ACTIVE": 0, "ENDEFYMD": "03/10/2023"}
    bankfind.register[4] |= {"ACTIVE": 0, "ENDEFYMD": "11/30/1999"}
    rows = Client(loopback.url, QUICK).institutions(date(2020, 9, 30))
    gone = bankfind.register[4]["CERT"]
    assert {row["CERT"] for row in rows} == {row["CERT"] for row in bankfind.register} - {gone}
    assert {row["ACTIVE"] for row in rows} == {0, 1}
    assert all("offset=0" in path for path in loopback.asked)


@pytest.mark.parametrize("why", ["the service knows no spans", "it names no closing"])
def test_the_whole_register_stands_in_where_closings_are_not_served(
    loopback: Loopback, bankfind: BankFind, why: str
) -> None:
    if why == "it names no closing":
        for row in bankfind.register:
            row |= {} if row["ACTIVE"] else {"ENDEFYMD": "11/30/1999"}
    else:
        loopback.faults.append(Fault("no_spans", "ENDEFYMD:"))
    rows = Client(loopback.url, QUICK).institutions(date(2020, 9, 30))
    assert len(rows) == len(bankfind.register)


@pytest.mark.parametrize(
    ("kind", "error", "words"),
    [
        ("short", SourceChanged, "of 60 rows"),
        ("twice", SourceChanged, "twice"),
        ("other_quarter", SourceChanged, "19991231"),
        ("envelope", SourceChanged, "another form"),
        ("html", SourceUnavailable, "web page"),
        ("empty", SourceUnavailable, "empty"),
        ("moved", SourceUnavailable, "moved"),
        ("404", SourceUnavailable, "404"),
        ("truncate", SourceUnavailable, "cut off"),
        ("429", SourceUnavailable, "limiting"),
        ("500", SourceUnavailable, "500"),
        ("reset", SourceUnavailable, "reset"),
    ],
)
def test_what_is_not_a_whole_quarter_is_refused_in_words(
    loopback: Loopback, kind: str, error: type[DashboardError], words: str
) -> None:
    loopback.faults.append(Fault(kind, FINANCIALS))
    with pytest.raises(error, match=words):
        Client(loopback.url, QUICK).financials(END)


def test_a_total_that_changes_between_pages_is_refused(loopback: Loopback) -> None:
    loopback.faults += [Fault("paged", "offset=0"), Fault("shifting", FINANCIALS)]
    with pytest.raises(SourceChanged, match="changed the quarter"):
        Client(loopback.url, QUICK).financials(END)


def test_a_failure_that_passes_is_tried_again(loopback: Loopback) -> None:
    loopback.faults.append(Fault("500", FINANCIALS, times=1))
    assert Client(loopback.url, QUICK).financials(END)


def test_nobody_is_refused_as_moved_who_did_not_move(loopback: Loopback) -> None:
    """A redirection without an address is an answer like any other, and passes."""
    loopback.faults.append(Fault("moved", FINANCIALS, times=1))
    client = Client(loopback.url, QUICK)
    with pytest.raises(SourceUnavailable, match="301"):
        client.financials(END)
    assert client.financials(END)


def test_a_page_that_is_too_big_for_the_service_is_asked_for_in_halves(loopback: Loopback, bankfind: BankFind) -> None:
    loopback.faults += [Fault("500", "limit=10000"), Fault("500", "limit=5000")]
    assert len(Client(loopback.url, QUICK).financials(END)) == len(bankfind.quarters[END])
    assert any("limit=2500" in path for path in loopback.asked)


def test_halves_end_where_the_service_is_down(loopback: Loopback) -> None:
    loopback.faults.append(Fault("500", FINANCIALS))
    with pytest.raises(SourceUnavailable, match="500"):
        Client(loopback.url, QUICK).financials(END)
    limits = [int(path.split("limit=")[1].split("&")[0]) for path in loopback.asked]
    assert min(limits) >= 500


def test_a_refusal_is_tried_again_like_a_limit(loopback: Loopback) -> None:
    loopback.faults.append(Fault("403", FINANCIALS, times=1))
    assert Client(loopback.url, QUICK).financials(END)
