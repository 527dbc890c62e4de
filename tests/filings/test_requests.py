"""Requests: what readers ask for waits in the store until a refresh serves it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pandas as pd
import pytest

from analytics.errors import BadInput, StoreUnusable
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


@pytest.mark.parametrize("kind", ["no_facts", "offering"])
def test_a_filer_of_whom_nothing_is_read_is_struck_off_and_nothing_is_published(tmp_path: Path, kind: str) -> None:
    edgar = Edgar(NOW.date(), 40)
    store = Store(str(tmp_path))
    pull(tmp_path, edgar, datasets=("members",))
    before = store.current()
    requests.request(store, "facts", "9900005", NOW)
    outcome = pull(tmp_path, edgar, [Fault(kind, "companyfacts")], datasets=("facts",)).outcomes["facts"]
    assert (outcome.error, outcome.n_stored) == ("", 0)
    assert outcome.missing == {"9900005": "the SEC holds no facts of this filer that the dashboard reads"}
    assert (store.current(), requests.pending(store)) == (before, [])

    requests.request(store, "facts", "9900005", NOW)
    pull(tmp_path, edgar, datasets=("facts",))
    assert set(facts(store)["cik"]) == {9_900_005}
    requests.request(store, "facts", "9900005", NOW)
    pull(tmp_path, edgar, [Fault(kind, "companyfacts")], datasets=("facts",))
    assert set(facts(store)["cik"]) == {9_900_005}, "what was held of it stands"


def test_an_answer_in_another_form_leaves_the_others_served(tmp_path: Path) -> None:
    edgar = Edgar(NOW.date(), 40)
    store = Store(str(tmp_path))
    for number, key in enumerate(("9900003", "9900005")):
        requests.request(store, "facts", key, NOW + timedelta(seconds=number))
    spoilt = [Fault("null_facts", "CIK0009900005")]
    outcome = pull(tmp_path, edgar, spoilt, datasets=("members", "facts")).outcomes["facts"]
    assert not outcome.error
    assert "not in the form" in outcome.missing["9900005"]
    assert set(facts(store)["cik"]) == {9_900_003}
    assert [one.key for one in requests.pending(store)] == ["9900005"]


def test_what_could_not_be_published_is_still_asked_for(tmp_path: Path) -> None:
    edgar = Edgar(NOW.date(), 40)
    store = Store(str(tmp_path))
    requests.request(store, "facts", "9900003", NOW)
    (tmp_path / "facts").write_text("in the way")
    with pytest.raises(StoreUnusable):
        pull(tmp_path, edgar, datasets=("facts",))
    assert [one.key for one in requests.pending(store)] == ["9900003"]
    (tmp_path / "facts").unlink()
    pull(tmp_path, edgar, datasets=("facts",))
    assert (set(facts(store)["cik"]), requests.pending(store)) == ({9_900_003}, [])


def facts(store: Store) -> pd.DataFrame:
    held = store.newest("facts", store.current())
    assert held is not None
    return held.table.to_pandas()
