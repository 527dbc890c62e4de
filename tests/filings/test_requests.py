"""Requests: what readers ask for waits in the store until a refresh serves it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pandas as pd
import pytest

from analytics.errors import BadInput
from analytics.store import Store, requests
from tests.filings.conftest import NOW, pull
from tests.loopback import Edgar, Fault


def test_a_request_is_a_file_and_asked_for_once(tmp_path: Path) -> None:
    store = Store(str(tmp_path))
    first = requests.request(store, "facts", " upst ", NOW)
    again = requests.request(store, "facts", "UPST", NOW + timedelta(hours=1))
    assert again == first
    requests.request(store, "facts", "BRK-B", NOW + timedelta(seconds=1))
    with pytest.raises(BadInput):
        requests.request(store, "prices", "^RUT", NOW)
    assert [one.key for one in requests.pending(store, "facts")] == ["UPST", "BRK-B"]
    requests.served(store, first)
    assert [one.key for one in requests.pending(store)] == ["BRK-B"]


@pytest.mark.parametrize("key", ["", "../../etc/passwd", "<script>", "A" * 13, "A B"])
def test_what_is_no_ticker_is_refused(tmp_path: Path, key: str) -> None:
    with pytest.raises(BadInput):
        requests.request(Store(str(tmp_path)), "facts", key)
    with pytest.raises(BadInput):
        requests.request(Store(str(tmp_path)), "passwords", "UPST")


def test_a_flood_is_refused_and_litter_is_passed_over(tmp_path: Path) -> None:
    store = Store(str(tmp_path))
    store.files.write("requests/facts-bad.json", b"not json")
    for number in range(requests.MOST):
        requests.request(store, "facts", str(1000 + number), NOW)
    assert len(requests.pending(store)) == requests.MOST
    with pytest.raises(BadInput, match="waiting already"):
        requests.request(store, "facts", "ONEMORE")


def test_a_refresh_serves_what_was_asked_for(tmp_path: Path) -> None:
    edgar = Edgar(NOW.date(), 40)
    store = Store(str(tmp_path))
    pull(tmp_path, edgar, datasets=("members",))
    assert pull(tmp_path, edgar, datasets=("facts",)).outcomes["facts"].error == ""
    for key in ("EX0003", "9900005", "NOSUCH", "123"):
        requests.request(store, "facts", key, NOW)
    served = pull(tmp_path, edgar, datasets=("facts",))
    assert requests.pending(store) == []
    assert served.outcomes["facts"].missing == {
        "NOSUCH": "no listed filer has this ticker",
        "123": "the SEC holds no facts of this filer",
    }
    assert set(facts(store)["cik"]) == {9_900_003, 9_900_005}
    assert {"InterestPaidNet", "OperatingIncomeLoss"} <= set(facts(store)["tag"].astype(str))
    requests.request(store, "facts", "EX0007", NOW)
    failed = pull(tmp_path, edgar, [Fault("500", "companyfacts")], datasets=("facts",))
    assert failed.outcomes["facts"].error
    assert [one.key for one in requests.pending(store)] == ["EX0007"]
    pull(tmp_path, edgar, datasets=("facts",), now=NOW + timedelta(days=2))
    assert set(facts(store)["cik"]) == {9_900_003, 9_900_005, 9_900_007}


def facts(store: Store) -> pd.DataFrame:
    held = store.newest("facts", store.current())
    assert held is not None
    return held.table.to_pandas()
