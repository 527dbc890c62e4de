"""FRED: the keyless CSV, and the API through the real fredapi."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pandas as pd
import pytest

from analytics.catalogue import ENTRIES, RATES
from analytics.errors import SourceUnavailable
from analytics.sources import fred
from analytics.sources.http import NotServed, Patience, Retryable
from tests.conftest import HASTY, QUICK
from tests.loopback import Fault, Loopback, Recordings
from tests.loopback.fred import KEY

SOME = tuple(ENTRIES[id] for id in ("DGS3MO", "DGS10", "SOFR", "CPIAUCSL", "USREC"))
Fetched = tuple[dict[str, pd.Series], dict[str, str]]


@pytest.fixture
def fetch(loopback: Loopback) -> Callable[..., Fetched]:
    def run(*faults: Fault, entries: tuple = SOME, wait: float = QUICK.wait) -> Fetched:
        loopback.faults[:] = faults
        hasty = any(fault.kind == "hang" for fault in faults)
        return fred.fetch(entries, loopback.url, lambda _: None, replace(HASTY if hasty else QUICK, wait=wait))

    return run


def asked(loopback: Loopback) -> list[str]:
    """The ids of every CSV that was asked for."""
    return [parse_qs(urlsplit(path).query)["id"][0] for path in loopback.asked if path.startswith("/graph/")]


def same(series: pd.Series, recorded: pd.Series) -> bool:
    numbers = pd.to_numeric(recorded.replace({".": "", "": None})).dropna()
    held = series.dropna()
    return list(held.index.strftime("%Y-%m-%d")) == list(numbers.index) and np.allclose(held, numbers)


@pytest.mark.parametrize("faults", [(), (Fault("old_format", "/graph/"),)], ids=["today's CSV", "the older CSV"])
def test_every_value_comes_as_served(
    fetch: Callable[..., Fetched], recordings: Recordings, faults: tuple[Fault, ...]
) -> None:
    recordings.series["DGS10"].iloc[[7, 8]] = "."
    found, missing = fetch(*faults)
    assert missing == {}
    assert set(found) == {entry.id for entry in SOME}
    for id, series in found.items():
        assert series.index.dtype == "datetime64[us]"
        assert same(series, recordings.series[id])


def test_series_of_one_frequency_share_a_call(fetch: Callable[..., Fetched], loopback: Loopback) -> None:
    fetch()
    assert asked(loopback) == ["DGS3MO,DGS10", "SOFR", "CPIAUCSL,USREC"]


def test_the_whole_catalogue_takes_few_calls(fetch: Callable[..., Fetched], loopback: Loopback) -> None:
    found, missing = fetch(entries=RATES)
    assert (len(found), missing) == (len(RATES), {})
    assert len(loopback.asked) <= 13


def test_a_series_that_is_not_served_is_named_and_the_others_come(
    fetch: Callable[..., Fetched], recordings: Recordings
) -> None:
    del recordings.series["DGS3MO"]
    found, missing = fetch()
    assert set(found) == {"DGS10", "SOFR", "CPIAUCSL", "USREC"}
    assert missing == {"DGS3MO": "FRED has no series of this id"}


def test_a_series_without_a_value_is_named(fetch: Callable[..., Fetched], recordings: Recordings) -> None:
    recordings.series["SOFR"][:] = "."
    found, missing = fetch()
    assert "SOFR" not in found
    assert missing == {"SOFR": "FRED served no values under this id"}


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("html", "a web page in place of data"),
        ("empty", "an empty page"),
        ("words", "not a table of dates and numbers"),
        ("truncate", "the answer was cut off"),
        ("429", "limiting requests"),
        ("500", "status 500"),
        ("reset", "the connection was"),
        ("hang", "no answer"),
    ],
)
def test_one_call_that_fails_leaves_the_others(fetch: Callable[..., Fetched], kind: str, words: str) -> None:
    found, missing = fetch(Fault(kind, "id=SOFR"))
    assert set(found) == {entry.id for entry in SOME} - {"SOFR"}
    assert words in missing["SOFR"]


@pytest.mark.parametrize("kind", ["html", "empty", "words", "truncate", "429", "500", "reset", "hang", "404"])
def test_a_service_that_fails_altogether_is_said_after_few_tries(
    fetch: Callable[..., Fetched], loopback: Loopback, kind: str
) -> None:
    with pytest.raises(SourceUnavailable, match="FRED could not be reached: "):
        fetch(Fault(kind), wait=0.0)
    assert len(loopback.asked) <= 2 * QUICK.failures


def test_a_failure_that_passes_is_waited_out(fetch: Callable[..., Fetched]) -> None:
    found, missing = fetch(Fault("429", times=1), Fault("truncate", "SOFR", times=1))
    assert (len(found), missing) == (len(SOME), {})


PARSED = pd.Series([4.05, np.nan, 4.02], index=pd.to_datetime(["2025-10-10", "2025-10-13", "2025-10-14"]))


@pytest.mark.parametrize(
    "text",
    [
        "observation_date,DGS10\n2025-10-10,4.05\n2025-10-13,\n2025-10-14,4.02\n",
        "DATE,DGS10\n2025-10-10,4.05\n2025-10-13,.\n2025-10-14,4.02\n",
        "DATE,VALUE\n2025-10-10,4.05\n2025-10-13,.\n2025-10-14,4.02\n",
        "observation_date,DGS10\r\n2025-10-10,4.05\r\n2025-10-13,\r\n2025-10-14,4.02\r\n",
        "when,DGS10\n2025-10-14,4.02\n2025-10-13,\n2025-10-10,9.99\n2025-10-10,4.05\n",
        "observation_date,DGS2,DGS10\n2025-10-09,3.6,\n2025-10-10,3.6,4.05\n2025-10-13,,\n2025-10-14,,4.02\n2025-10-15,3.5,\n",
    ],
)
def test_both_generations_of_the_csv_are_read(text: str) -> None:
    read = fred.parse_csv(text, ("DGS10",))["DGS10"]
    np.testing.assert_array_equal(read.to_numpy(), PARSED.to_numpy())
    assert list(read.index) == list(PARSED.index)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", SourceUnavailable),
        ("   \n", SourceUnavailable),
        ("<!doctype html>\n", SourceUnavailable),
        ("observation_date,DGS10\n2025-10-10,4.0", Retryable),
        ("observation_date,DGS10\n2025-10-10,n.a.\n", SourceUnavailable),
        ("observation_date,DGS10\nOct 2025,4.05\n", SourceUnavailable),
        ("observation_date,DGS10\n2025-10-10,4.05,7\n2025-10-13,4.05,7\n", SourceUnavailable),
        ("observation_date,DGS10\n2025-10-10,4.05\n2025-10-13,4.05,7\n", SourceUnavailable),
        ('{"error_code": 400}\n', None),
        ("observation_date,OTHER\n2025-10-10,4.05\n", None),
        ("observation_date,DGS10\n", None),
        ("observation_date,DGS10\n2025-10-10,\n", None),
    ],
)
def test_what_is_no_table_is_never_read_as_one(text: str, error: type[Exception] | None) -> None:
    if error:
        with pytest.raises(error):
            fred.parse_csv(text, ("DGS10",))
    else:
        assert fred.parse_csv(text, ("DGS10",)) == {}


@pytest.fixture
def client(loopback: Loopback, monkeypatch: pytest.MonkeyPatch) -> fred.Client:
    monkeypatch.setattr(fred, "PAUSE", 0.0)
    return fred.Client(KEY, loopback.url, QUICK)


def test_increments_reach_back_forty_five_days(client: fred.Client, recordings: Recordings) -> None:
    recordings.series["DGS10"].iloc[[-10, -1]] = "."
    series = client.since("DGS10", date(2025, 10, 14))
    assert series.index.dtype == "datetime64[us]"
    assert str(series.index[0].date()) == "2025-09-02"
    assert same(series, recordings.series["DGS10"].loc["2025-08-30":])
    assert series.index[-1] == pd.Timestamp("2025-10-16"), "a day without a value is not the newest one"
    assert np.isnan(series.iloc[-9])


@pytest.mark.parametrize("id", ["SOFR", "DGS10"])
def test_no_observation_since_is_an_empty_series(client: fred.Client, recordings: Recordings, id: str) -> None:
    recordings.series["DGS10"][:] = "."
    assert client.since(id, date(2027, 1, 1)).empty
    assert client.since("DGS10", date(2025, 10, 14)).empty


def test_units_are_the_publishers_words(client: fred.Client) -> None:
    assert client.units("DGS10") == "Percent"
    assert fred.check_units(SOME, client) == ({}, {})


def test_a_changed_unit_is_found(client: fred.Client, loopback: Loopback) -> None:
    loopback.faults.append(Fault("unit", "DGS10"))
    assert fred.check_units(SOME, client) == ({"DGS10": "Basis Points"}, {})


def test_not_registered_is_tried_once_more(client: fred.Client, loopback: Loopback) -> None:
    loopback.faults.append(Fault("bad_key", times=1))
    assert client.units("DGS10") == "Percent"


def test_a_refused_key_is_said_and_ends_the_asking(client: fred.Client, loopback: Loopback) -> None:
    loopback.faults.append(Fault("bad_key"))
    with pytest.raises(fred.KeyRefused, match="does not accept the key"):
        client.since("DGS10", date(2025, 10, 1))
    before = len(loopback.asked)
    assert fred.check_units(SOME, client) == ({}, {})
    assert len(loopback.asked) == before + 1


def test_a_series_the_api_does_not_know_is_not_served(client: fred.Client) -> None:
    with pytest.raises(NotServed):
        client.since("NOSUCH", date(2025, 10, 1))


@pytest.mark.parametrize("kind", ["429", "500", "reset", "truncate", "html", "empty", "404", "words", "hang"])
def test_no_failure_of_the_api_tells_the_key(
    client: fred.Client,
    loopback: Loopback,
    kind: str,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    client.line.patience = HASTY if kind == "hang" else QUICK
    loopback.faults.append(Fault(kind))
    with pytest.raises(SourceUnavailable) as caught:
        client.since("DGS10", date(2025, 10, 1))
    told, chain = [str(caught.value), repr(caught.value)], caught.value
    while chain := chain.__cause__ or (None if chain.__suppress_context__ else chain.__context__):
        told.append(str(chain))
    out, err = capfd.readouterr()
    assert KEY not in "".join([*told, caplog.text, out, err])
    assert client.line.last_error


def test_an_answer_that_echoes_the_key_is_not_repeated(client: fred.Client, recordings: Recordings) -> None:
    recordings.series["DGS10"].iloc[-1] = KEY
    with pytest.raises(SourceUnavailable, match="could not be used") as caught:
        client.since("DGS10", date(2025, 10, 1))
    assert KEY not in str(caught.value)


@pytest.mark.parametrize("key", ["two words", "a&b=c", "ключ", "x" * 5000, "a\nb"])
def test_an_odd_key_is_refused_in_words(loopback: Loopback, key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fred, "PAUSE", 0.0)
    with pytest.raises(SourceUnavailable) as caught:
        fred.Client(key, loopback.url, QUICK).since("DGS10", date(2025, 10, 1))
    assert key not in str(caught.value)


def test_an_answer_of_the_api_that_drips_is_given_up(loopback: Loopback, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fred, "PAUSE", 0.0)
    loopback.faults.append(Fault("drip", "/fred/"))
    with pytest.raises(SourceUnavailable, match="took longer than"):
        fred.Client(KEY, loopback.url, Patience(connect=5.0, read=0.1, tries=1)).since("DGS10", date(2025, 10, 1))
