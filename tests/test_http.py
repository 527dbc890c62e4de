"""How a service is asked: a bounded number of times, over real sockets."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
import requests

from analytics.errors import SourceUnavailable
from analytics.sources.http import (
    Patience,
    Retryable,
    TimedOut,
    connection_failure,
    get,
    get_text,
    refusal,
    rehost,
    retry_after,
)
from tests.conftest import HASTY, QUICK
from tests.loopback import Fault, Loopback

CSV = "/graph/fredgraph.csv"


def ask(loopback: Loopback, patience: Patience = QUICK) -> str:
    return get_text(requests.Session(), f"{loopback.url}{CSV}", {"id": "DGS10"}, patience)


def test_a_good_answer_is_its_text(loopback: Loopback) -> None:
    assert ask(loopback).startswith("observation_date,DGS10\n2024-06-03,")


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("429", "it is limiting requests (429)"),
        ("500", "it answered with status 500"),
        ("503", "it answered with status 503"),
        ("reset", "the connection was reset"),
        ("truncate", "the answer was cut off"),
        ("hang", "no answer within 0 s"),
    ],
)
def test_what_may_pass_is_worth_another_try(loopback: Loopback, kind: str, words: str) -> None:
    loopback.faults.append(Fault(kind))
    with pytest.raises(Retryable) as caught:
        ask(loopback, HASTY if kind == "hang" else QUICK)
    assert caught.value.reason == words


@pytest.mark.parametrize("kind", ["400", "403", "404"])
def test_a_refusal_is_not(loopback: Loopback, kind: str) -> None:
    loopback.faults.append(Fault(kind))
    with pytest.raises(SourceUnavailable, match=f"status {kind}"):
        ask(loopback)


def test_a_host_that_is_not_there_is_said_in_words() -> None:
    for url, words in (
        ("http://127.0.0.1:9", "the connection was refused"),
        ("http://nowhere.invalid", "its name could not be resolved (no network?)"),
    ):
        with pytest.raises(Retryable) as caught:
            get_text(requests.Session(), url, {}, QUICK)
        assert caught.value.reason == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<urlopen error [Errno -2] Name or service not known>", "its name could not be resolved (no network?)"),
        ("<urlopen error [Errno 8] nodename nor servname provided>", "its name could not be resolved (no network?)"),
        ("Exceeded 30 redirects.", "it redirects without end"),
        ("Failed to perform, curl: (47) Maximum (30) redirects followed.", "it redirects without end"),
    ],
)
def test_every_client_words_a_failure_its_own_way_and_it_is_said_in_one(text: str, words: str) -> None:
    assert connection_failure(OSError(text)) == words


def test_no_address_is_in_an_unknown_failure() -> None:
    error = OSError("https://api.stlouisfed.org/?api_key=0123456789abcdef failed in a new way")
    assert connection_failure(error) == "the connection failed (OSError)"


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("7", 7.0), ("0", 0.0), ("-5", 0.0), ("1.5", 1.5), ("nan", 0.0), ("", None), (None, None), ("soon", None)],
)
def test_retry_after_is_a_number_of_seconds(value: str | None, seconds: float | None) -> None:
    assert retry_after(value) == seconds


def test_retry_after_may_be_a_date() -> None:
    assert retry_after(format_datetime(datetime.now(UTC) + timedelta(seconds=60))) == pytest.approx(60, abs=3)
    assert retry_after(format_datetime(datetime.now(UTC) - timedelta(days=1))) == 0.0
    assert retry_after("Tue, 14 Oct 2025 22:00:00 -0000") is None


def test_a_refusal_carries_its_wait(loopback: Loopback) -> None:
    loopback.faults.append(Fault("429", after="17"))
    with pytest.raises(Retryable) as caught:
        ask(loopback)
    assert caught.value.after == 17.0
    assert refusal(404, {}) is None


@pytest.mark.parametrize(
    ("base", "result"),
    [
        ("", "https://fred.stlouisfed.org/graph/fredgraph.csv?id=A#x"),
        ("http://127.0.0.1:81", "http://127.0.0.1:81/graph/fredgraph.csv?id=A#x"),
        ("http://127.0.0.1:81/ignored", "http://127.0.0.1:81/graph/fredgraph.csv?id=A#x"),
    ],
)
def test_a_service_moves_to_another_host_with_its_paths(base: str, result: str) -> None:
    assert rehost("https://fred.stlouisfed.org/graph/fredgraph.csv?id=A#x", base) == result


def test_a_reason_holds_no_key() -> None:
    again = Retryable("https://x?api_key=0123456789abcdef0123456789abcdef failed")
    assert "0123456789abcdef" not in str(again) + again.reason


def test_a_body_that_drips_is_given_up(loopback: Loopback) -> None:
    loopback.faults.append(Fault("drip"))
    with pytest.raises(TimedOut, match="its answer took longer than"):
        get(requests.Session(), f"{loopback.url}/graph/fredgraph.csv", Patience(connect=5.0, read=0.1))


def test_a_body_that_unpacks_to_gigabytes_is_given_up(loopback: Loopback) -> None:
    loopback.faults.append(Fault("bomb"))
    with pytest.raises(SourceUnavailable, match="larger than anything it serves"):
        get(requests.Session(), f"{loopback.url}/graph/fredgraph.csv", Patience(connect=5.0, read=30.0))
