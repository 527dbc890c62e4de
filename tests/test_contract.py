"""`doctor --live`: each difference between a service and what is known of it is named with its remedy."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from analytics import __main__ as command_line
from analytics import load, settings
from analytics.model.scenario import Scenario
from analytics.output import views
from analytics.refresh import probe
from analytics.sources import answers, contract
from analytics.store import Store
from analytics.store.contract import read
from tests.loopback import Edgar, Fault, Loopback, fdic, tiny
from tests.loopback.fred import KEY

NOW = datetime(2025, 10, 18, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def services() -> Loopback:
    with Loopback(tiny(), edgar=Edgar(NOW.date(), 300), bankfind=fdic.made(date(2025, 6, 30))) as loopback:
        yield loopback


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """The services on loopback hold fewer filers, tickers and banks than the real ones."""
    for name, count in (("FEWEST_BANKS", 10), ("FEWEST_TICKERS", 10)):
        monkeypatch.setattr(answers, name, count)


def met(services: Loopback, store: Path, *faults: Fault, only: str = "", **more: str) -> list[probe.Answer]:
    services.faults[:] = faults
    environment = services.environment() | {"SMALLCAP_STORE": str(store), "SEC_CONTACT": "reader@example.org", **more}
    return probe.meet(settings.read(environment), [only] if only else (), NOW)


DIFFERENCES = [
    ("Yahoo", Fault("429", "SPY"), "limits this reader (429)", "Wait"),
    ("Yahoo", Fault("html", "SPY"), "a web page", "Wait"),
    ("Yahoo", Fault("empty", "GSPC"), "empty", "Ask again"),
    ("Yahoo", Fault("reset", "SPY"), "connection", "network"),
    ("Yahoo", Fault("no_bars", "SPY"), "", ""),
    ("FRED", Fault("403", "fredgraph"), "(403)", "Wait"),
    ("FRED", Fault("500", "fredgraph"), "status 500", "Ask again"),
    ("FRED", Fault("html", "fredgraph"), "a web page", "Wait"),
    ("FRED", Fault("words", "fredgraph"), "not a table", "changed"),
    ("FRED", Fault("missing", "fredgraph"), "(404)", "changed"),
    ("FRED", Fault("bad_key", "/fred/series"), "does not accept the key", "FRED_API_KEY"),
    ("FRED", Fault("unit", "/fred/series"), "not Percent", "changed"),
    ("Treasury", Fault("renamed", "treasury"), "10 Yr", "changed"),
    ("Treasury", Fault("empty", "treasury"), "no yields of this year", "changed"),
    ("Treasury", Fault("missing", "treasury"), "(404)", "changed"),
    ("New York", Fault("renamed", "sofr"), "not in the form", "changed"),
    ("New York", Fault("html", "sofr"), "web page", "Wait"),
    ("BLS", Fault("renamed", "bls.ics"), "no release of the Consumer Price Index", "changed"),
    ("BLS", Fault("403", "bls.ics"), "(403)", "Wait"),
    ("SEC", Fault("403", "Assets"), "refuses this reader", "Wait"),
    ("SEC", Fault("html", "Assets"), "a web page", "Wait"),
    ("SEC", Fault("empty", "company_tickers"), "empty", "Ask again"),
    ("SEC", Fault("no_ranges", "financial-statement"), "whole files in place of ranges", "changed"),
    ("SEC", Fault("missing", "EntityPublicFloat"), "(404)", "changed"),
    ("FDIC", Fault("renamed", "REPDTE"), "no field", "changed"),
    ("FDIC", Fault("envelope", "REPDTE"), "another form", "changed"),
    ("FDIC", Fault("unpublished", "REPDTE"), "no bank in the quarter", "week"),
    ("FDIC", Fault("moved", "REPDTE"), "status 301", "Ask again"),
]


@pytest.mark.parametrize(("service", "fault", "words", "remedy"), [case for case in DIFFERENCES if case[2]])
def test_each_difference_is_named_with_what_to_do(
    services: Loopback, tmp_path: Path, service: str, fault: Fault, words: str, remedy: str
) -> None:
    differing = [answer for answer in met(services, tmp_path, fault, only=service, FRED_API_KEY=KEY) if answer.differs]
    named = [answer for answer in differing if words in answer.differs]
    assert named, differing
    assert all(remedy in answer.remedy for answer in named)
    assert KEY not in str(differing)


def test_services_that_are_as_recorded_differ_in_nothing_but_their_size(services: Loopback, tmp_path: Path) -> None:
    answers = met(services, tmp_path, FRED_API_KEY=KEY)
    assert {answer.service for answer in answers} >= {"Yahoo Finance", "FRED", "SEC EDGAR", "FDIC BankFind"}
    for answer in answers:
        assert not answer.differs or "are expected" in answer.differs or "10,000" in answer.differs, answer


def test_a_reader_without_contact_is_told_what_to_set(services: Loopback, tmp_path: Path) -> None:
    (refused,) = (a for a in met(services, tmp_path, Fault("403", "Assets"), only="SEC", SEC_CONTACT="") if a.differs
                  and "refuses" in a.differs)  # fmt: skip
    assert "SEC_CONTACT" in refused.remedy


def test_a_refused_reader_is_told_when_a_service_is_gone(tmp_path: Path) -> None:
    nowhere = {f"SMALLCAP_{name}_URL": "http://127.0.0.1:9" for name in ("YAHOO", "FRED_CSV", "SEC", "FDIC", "TREASURY",
               "NYFED", "BLS", "FED", "FRED")}  # fmt: skip
    answers = probe.meet(settings.read(nowhere | {"SMALLCAP_STORE": str(tmp_path)}), (), NOW)
    assert all(answer.differs and answer.remedy for answer in answers)


def sources_of(store: Store) -> views.Answer:
    return views.answer("sources", load.open_world(store, *load.choose(store)), Scenario(), store, NOW)


def test_the_meeting_is_kept_dated_and_shown_and_nothing_is_published(services: Loopback, tmp_path: Path) -> None:
    met(services, tmp_path)
    store = Store(str(tmp_path))
    meeting = read(store)
    assert meeting is not None
    assert (meeting.met_at, meeting.n_met) == (NOW, len(meeting.services))
    assert store.current() is None
    answer = sources_of(store)
    assert len(answer.result.tables["contract"]) == len(meeting.answers)
    assert "on 18 Oct 2025" in answer.text.findings["contract"]


def test_a_meeting_of_one_service_says_so_and_leaves_the_others_as_they_were(
    services: Loopback, tmp_path: Path
) -> None:
    store = Store(str(tmp_path))
    met(services, tmp_path, only="Treasury")
    assert sources_of(store).text.findings["contract"] == "Contract last met by 1 of 7 services 18 Oct 2025"
    met(services, tmp_path, Fault("renamed", "bls.ics"), only="BLS")
    assert sources_of(store).text.findings["contract"] == "One answer differed from the contract on 18 Oct 2025"
    met(services, tmp_path, only="BLS")
    assert sources_of(store).text.findings["contract"] == "Contract last met by 2 of 7 services 18 Oct 2025"
    assert [row["service"] for row in read(store).answers] == ["the US Treasury", "the BLS"]


def test_a_store_that_was_never_met_says_so(tmp_path: Path) -> None:
    store = Store(str(tmp_path))
    assert sources_of(store).text.findings["contract"] == "The services were never met"
    for damaged in (b"{", b"[]", b'{"services": [], "answers": []}', b'{"services": [], "answers": [{"differs": ""}]}'):
        store.files.write("contract.json", damaged)
        assert read(store) is None


def test_the_command_ends_with_what_it_found(
    services: Loopback, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in (services.environment() | {"SMALLCAP_STORE": str(tmp_path)}).items():
        monkeypatch.setenv(name, value)
    services.faults[:] = [Fault("renamed", "bls.ics")]
    assert command_line.main(["doctor", "--live", "BLS"]) == 1
    assert "no release of the Consumer Price Index" in capsys.readouterr().out
    services.faults.clear()
    assert command_line.main(["doctor", "--live", "BLS"]) == 0
    assert command_line.main(["doctor", "--live", "nobody"]) == command_line.WRONG_INPUT


def test_every_question_is_small_and_of_the_day() -> None:
    for day in (date(2026, 1, 2), date(2026, 11, 27), date(2027, 4, 20)):
        for question in contract.questions(day, KEY):
            assert question.words
            assert "{" not in question.url
    assert replace(contract.questions(NOW.date(), "")[0]).service == "Yahoo Finance"
