"""Yahoo Finance through the real yfinance: what it serves, and how it fails."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analytics.catalogue import ENTRIES
from analytics.errors import SourceUnavailable
from analytics.sources import yahoo
from tests.conftest import HASTY, QUICK
from tests.loopback import Fault, Loopback, Recordings

FOUR = tuple(ENTRIES[id] for id in ("IWM", "SPY", "^RUT", "UPST"))
Fetched = tuple[dict[str, pd.DataFrame], dict[str, str]]


def hangs(faults: tuple[Fault, ...]) -> bool:
    return any(fault.kind == "hang" for fault in faults)


@pytest.fixture
def fetch(loopback: Loopback) -> Callable[..., Fetched]:
    def run(*faults: Fault, entries: tuple = FOUR, wait: float = QUICK.wait) -> Fetched:
        loopback.faults[:] = faults
        patience = replace(HASTY if hangs(faults) else QUICK, wait=wait)
        return yahoo.fetch(entries, loopback.url, lambda _: None, patience)

    return run


def test_every_bar_comes_as_served(fetch: Callable[..., Fetched], recordings: Recordings) -> None:
    frames, missing = fetch()
    assert missing == {}
    for entry in FOUR:
        served, frame = recordings.bars[entry.id], frames[entry.id]
        assert list(frame.columns) == ["close", "adj_close", "dividend", "split"]
        assert frame.index.dtype == "datetime64[us]"
        assert list(frame.index) == list(served.index)
        np.testing.assert_allclose(frame["close"], served["close"], rtol=1e-12)
        np.testing.assert_allclose(frame["adj_close"], served["adj_close"], rtol=1e-12)
        assert (frame[["dividend", "split"]] == 0).all(axis=None)


def test_the_whole_history_is_asked_for_once_a_ticker(fetch: Callable[..., Fetched], loopback: Loopback) -> None:
    fetch()
    charts = [path for path in loopback.asked if path.startswith("/v8/")]
    assert len(charts) == len(FOUR)


def test_each_ticker_is_reported(loopback: Loopback) -> None:
    told: list[int] = []
    yahoo.fetch(FOUR, loopback.url, told.append, QUICK)
    assert told == [1, 2, 3, 4]


def test_a_missing_ticker_is_named_and_the_others_come(fetch: Callable[..., Fetched]) -> None:
    frames, missing = fetch(Fault("missing", "/SPY"))
    assert set(frames) == {"IWM", "^RUT", "UPST"}
    assert missing == {"SPY": "Yahoo says: No data found, symbol may be delisted"}


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("no_bars", "Yahoo"),
        ("html", "page that holds no prices"),
        ("empty", "page that holds no prices"),
        ("truncate", "the answer was cut off"),
        ("429", "it is limiting requests (429)"),
        ("500", "it answered with status 500"),
        ("reset", "the connection was"),
        ("hang", "no answer in time"),
    ],
)
def test_one_ticker_that_fails_leaves_the_others(fetch: Callable[..., Fetched], kind: str, words: str) -> None:
    frames, missing = fetch(Fault(kind, "/SPY"))
    assert set(frames) == {"IWM", "^RUT", "UPST"}
    assert words in missing["SPY"]


@pytest.mark.parametrize("kind", ["missing", "no_bars", "html", "empty", "truncate", "429", "500", "reset", "hang"])
def test_a_service_that_fails_altogether_is_said_after_few_tries(
    fetch: Callable[..., Fetched], loopback: Loopback, kind: str
) -> None:
    with pytest.raises(SourceUnavailable, match="Yahoo Finance could not be reached: "):
        fetch(Fault(kind, "/v8/"), wait=0.0)
    assert len([path for path in loopback.asked if path.startswith("/v8/")]) <= 2 * QUICK.failures, (
        "curl reconnects once by itself"
    )


def test_no_network_is_said_and_never_an_empty_frame() -> None:
    with pytest.raises(SourceUnavailable, match="could not be reached: the connection was refused"):
        yahoo.fetch(FOUR, "http://127.0.0.1:9", lambda _: None, QUICK)


def test_a_failure_that_passes_is_waited_out(fetch: Callable[..., Fetched]) -> None:
    frames, missing = fetch(Fault("429", "/SPY", times=1), Fault("500", "/IWM", times=1))
    assert set(frames) == {entry.id for entry in FOUR}
    assert missing == {}


def test_a_long_ban_ends_the_asking(fetch: Callable[..., Fetched], loopback: Loopback) -> None:
    """Two are asked at once: the first is under way until the second is banned, so that the third comes after."""
    loopback.delays = {"/v8/finance/chart/IWM": 1.0}
    frames, missing = fetch(Fault("429", "/SPY", after="86400"))
    assert set(frames) == {"IWM"}
    assert "asks to be left alone for 86400 s" in missing["SPY"]
    assert missing["^RUT"].startswith("not asked, because")
    assert not [path for path in loopback.asked if "RUT" in path]


def test_an_unfinished_last_bar_is_left_out(fetch: Callable[..., Fetched], recordings: Recordings) -> None:
    frames = fetch(Fault("unfinished", "/SPY"))[0]
    assert frames["SPY"].index[-1] == recordings.bars["SPY"].index[-2]
    assert frames["IWM"].index[-1] == recordings.bars["IWM"].index[-1]


@pytest.mark.parametrize("kind", ["duplicate", "unsorted", "live"])
def test_an_unfinished_last_bar_is_found_in_any_order(
    fetch: Callable[..., Fetched], recordings: Recordings, kind: str
) -> None:
    recordings.partial.add("SPY")
    frame = fetch(Fault(kind, "/SPY"))[0]["SPY"]
    assert frame.index.max() == recordings.bars["SPY"].index[-2]


@pytest.mark.parametrize("kind", ["duplicate", "unsorted"])
def test_order_and_repetition_change_nothing(fetch: Callable[..., Fetched], recordings: Recordings, kind: str) -> None:
    frame = fetch(Fault(kind, "/SPY"))[0]["SPY"]
    frame = frame[~frame.index.duplicated(keep="last")].sort_index()
    np.testing.assert_allclose(frame["close"], recordings.bars["SPY"]["close"], rtol=1e-12)


def test_a_split_is_an_event_on_its_day(fetch: Callable[..., Fetched]) -> None:
    split = fetch(Fault("split", "/UPST"))[0]["UPST"]["split"]
    assert list(split[split > 0]) == [2.0]


def test_missing_closes_stay_missing(fetch: Callable[..., Fetched], recordings: Recordings) -> None:
    frame = fetch(Fault("nan_tail", "/SPY"))[0]["SPY"]
    held = frame["close"].dropna()
    np.testing.assert_allclose(held, recordings.bars["SPY"]["close"].iloc[:-3], rtol=1e-12)


def test_nothing_is_kept_on_disk(
    fetch: Callable[..., Fetched], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """yfinance's own caches lie in SQLite files, and one that is locked or damaged fails every ticker."""
    for name in ("HOME", "XDG_CACHE_HOME", "TMPDIR"):
        (tmp_path / name).mkdir()
        monkeypatch.setenv(name, str(tmp_path / name))
    frames, missing = fetch()
    assert (len(frames), missing) == (4, {})
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_the_clocks_go_back_and_the_dates_stay(fetch: Callable[..., Fetched], recordings: Recordings) -> None:
    """Stamps are the session's open, in summer 13:30 and in winter 14:30 UTC: the date is New York's."""
    days = recordings.bars["SPY"].index
    assert {"2024-11-01", "2024-11-04", "2025-03-07", "2025-03-10"} <= {str(day.date()) for day in days}
    assert list(fetch()[0]["SPY"].index) == list(days)


def test_the_cookie_is_asked_for_once(fetch: Callable[..., Fetched], loopback: Loopback) -> None:
    fetch()
    others = [path for path in loopback.asked if not path.startswith("/v8/")]
    assert len(others) <= 2, others
    assert len(loopback.asked) <= len(FOUR) + 2


def test_two_charts_are_asked_for_at_once_and_one_cookie(fetch: Callable[..., Fetched], loopback: Loopback) -> None:
    loopback.delay = 0.1
    fetch()
    assert loopback.busiest == 2
    assert len([path for path in loopback.asked if not path.startswith("/v8/")]) <= 1


def test_a_ticker_that_unpacks_to_gigabytes_is_named_and_the_others_come(fetch: Callable[..., Fetched]) -> None:
    frames, missing = fetch(Fault("bomb", "/SPY"))
    assert set(frames) == {"IWM", "^RUT", "UPST"}
    assert "larger than anything it serves" in missing["SPY"]


def test_a_ticker_that_drips_is_named_and_the_others_come(loopback: Loopback) -> None:
    loopback.faults[:] = [Fault("drip", "/SPY")]
    frames, missing = yahoo.fetch(FOUR, loopback.url, lambda _: None, replace(QUICK, read=1.0, tries=1))
    assert {"IWM", "^RUT", "UPST"} == set(frames)
    assert set(missing) == {"SPY"}
