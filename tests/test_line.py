"""One service as a refresh speaks to it: how often it is asked, how long it is waited for, when the line is closed."""

from __future__ import annotations

import time

import pytest

from analytics.errors import SourceUnavailable
from analytics.sources.line import NotServed, Patience, Retryable, ServiceClient


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds slept between tries, noted in place of being slept."""
    slept: list[float] = []
    monkeypatch.setattr(time, "sleep", slept.append)
    return slept


def failing(times: int, answer: str = "it came") -> object:
    left = iter(range(times))

    def question() -> str:
        if next(left, None) is not None:
            raise Retryable("it is limiting requests (429)", 0.0)
        return answer

    return question


def test_a_question_is_tried_again_and_then_answered() -> None:
    line = ServiceClient("FRED", Patience(tries=3, wait=0.01))
    assert line.ask("DGS10", failing(2)) == "it came"
    assert line.failures == 0


def test_a_question_is_given_up() -> None:
    line = ServiceClient("FRED", Patience(tries=3, wait=0.01, failures=9))
    with pytest.raises(SourceUnavailable, match=r"FRED did not answer for DGS10: it is limiting requests \(429\)\."):
        line.ask("DGS10", failing(3))


def test_a_line_that_keeps_failing_is_closed() -> None:
    line = ServiceClient("FRED", Patience(tries=3, wait=0.0, failures=5))
    asked = []

    def question() -> str:
        asked.append(1)
        raise Retryable("the connection was refused")

    for _ in range(10):
        with pytest.raises(SourceUnavailable, match="the connection was refused"):
            line.ask("DGS10", question)
    assert len(asked) == 5
    assert line.circuit_open


def test_a_break_shorter_than_a_minute_closes_no_line(waits: list[float]) -> None:
    line = ServiceClient("SEC EDGAR", Patience())
    line.ask("a frame", lambda: "it came")
    for _ in range(40):
        with pytest.raises(SourceUnavailable, match="busy"):
            line.ask("a frame", lambda: (_ for _ in ()).throw(Retryable("busy")))
    assert not line.circuit_open
    assert line.ask("a frame", lambda: "it came") == "it came"
    assert line.failures == 0


def test_a_line_that_answers_in_between_stays_open() -> None:
    line = ServiceClient("FRED", Patience(tries=2, wait=0.001, failures=3))
    for _ in range(5):
        with pytest.raises(SourceUnavailable):
            line.ask("DGS10", failing(2))
        line.ask("DGS2", failing(0))
    assert not line.circuit_open


def test_being_told_that_a_series_is_not_served_is_an_answer() -> None:
    line = ServiceClient("FRED", Patience(failures=2))

    def question() -> str:
        raise NotServed("FRED has no series of this id")

    for _ in range(5):
        with pytest.raises(NotServed):
            line.ask("NOPE", question)
    assert not line.circuit_open


@pytest.mark.parametrize("wait", [31.0, 86400.0, float("inf")])
def test_a_wait_longer_than_a_refresh_closes_the_line_at_once(wait: float, waits: list[float]) -> None:
    line = ServiceClient("Yahoo Finance", Patience())

    def question() -> str:
        raise Retryable("it is limiting requests (429)", wait)

    with pytest.raises(SourceUnavailable, match="it asks to be left alone for"):
        line.ask("IWM", question)
    assert line.circuit_open
    assert waits == []


def test_waits_double_with_jitter(waits: list[float]) -> None:
    line = ServiceClient("FRED", Patience(tries=4, wait=0.05, failures=9))
    with pytest.raises(SourceUnavailable):
        line.ask("DGS10", lambda: (_ for _ in ()).throw(Retryable("busy")))
    assert waits == [pytest.approx(wait, rel=0.21) for wait in (0.05, 0.1, 0.2)]


def test_a_wait_the_service_asks_for_is_honoured(waits: list[float]) -> None:
    """Never a moment sooner, by the next question either, whatever has been asked before."""
    line = ServiceClient("FRED", Patience(tries=2, wait=0.05, failures=9))
    with pytest.raises(SourceUnavailable):
        line.ask("DGS10", lambda: (_ for _ in ()).throw(Retryable("busy", 17.0)))
    assert line.ask("DGS2", lambda: "answered") == "answered"
    assert len(waits) == 2
    assert all(16.9 <= wait <= 20.5 for wait in waits)


def test_the_status_kept_is_that_of_the_last_failure() -> None:
    line = ServiceClient("FDIC BankFind", Patience(tries=1, wait=0.0))
    with pytest.raises(SourceUnavailable):
        line.ask("a page", lambda: (_ for _ in ()).throw(Retryable("busy", status=503)))
    assert line.last_status == 503
    assert line.ask("a page", lambda: "it came") == "it came"
    assert line.last_status is None
    with pytest.raises(SourceUnavailable):
        line.ask("a page", lambda: (_ for _ in ()).throw(Retryable("busy", status=503)))
    with pytest.raises(SourceUnavailable):
        line.ask("a page", lambda: (_ for _ in ()).throw(SourceUnavailable("It has moved.")))
    assert line.last_status is None
