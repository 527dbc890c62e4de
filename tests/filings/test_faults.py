"""Faults: whatever EDGAR does, the last good issuers stand, and what happened is said."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from analytics.refresh import FETCH
from analytics.store import progress
from tests.filings.conftest import NOW, Pulled, pull
from tests.loopback import Edgar, Fault
from tests.loopback.sec import SUCCESSOR

LATER = NOW + timedelta(days=1)
FRAME = "OperatingIncomeLoss/USD/CY2025.json"


@pytest.fixture(scope="module")
def small() -> Edgar:
    return Edgar(NOW.date(), 60)


@pytest.fixture
def held(tmp_path: Path, small: Edgar, template: Pulled) -> Path:
    """A store with good issuers, yesterday's."""
    folder = tmp_path / "store"
    shutil.copytree(template.folder, folder)
    return folder


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory, small: Edgar) -> Pulled:
    return pull(tmp_path_factory.mktemp("template"), small)


def forget(folder: Path, name: str) -> None:
    """Take the copies of some frames away, as on a machine that lost its cache."""
    for path in (folder / "sec").glob(f"*{name}*"):
        path.unlink()


@pytest.mark.parametrize(
    "kind", ["throttle", "500", "html", "empty", "truncate", "words", "other", "miscounted", "outside"]
)
def test_a_frame_that_cannot_be_had_leaves_the_last_good_issuers(held: Path, small: Edgar, kind: str) -> None:
    forget(held, "OperatingIncomeLoss-USD-CY2025.")
    before = pull(held, small, datasets=("facts",)).store.current()
    now = pull(held, small, [Fault(kind, FRAME)], now=LATER)
    error = now.outcomes["issuers"].error
    assert "OperatingIncomeLoss CY2025" in error
    assert "The issuers published before stand." in error
    current = now.store.current()
    assert before is not None
    assert current is not None
    assert current.versions["issuers"] == before.versions["issuers"]
    assert now.filings.issuers.num_rows > 1000
    told = progress.read(now.store)
    assert told is not None
    assert told.steps["issuers"].state == "failed"


@pytest.mark.parametrize(
    ("dataset", "fault"),
    [
        ("members", Fault("500", "EntityPublicFloat")),
        ("issuers", Fault("500", FRAME)),
        ("issuers", Fault("missing", "OperatingIncomeLoss/")),
        ("issuers", Fault("hundredfold", "us-gaap/Assets/")),
    ],
)
def test_a_first_refresh_names_nothing_as_standing(tmp_path: Path, small: Edgar, dataset: str, fault: Fault) -> None:
    error = pull(tmp_path, small, [fault]).outcomes[dataset].error
    assert error
    assert "published before" not in error


def test_members_that_cannot_be_had_leave_the_members(held: Path, small: Edgar) -> None:
    forget(held, "EntityPublicFloat")
    error = pull(held, small, [Fault("500", "EntityPublicFloat")], now=LATER).outcomes["members"].error
    assert "The members published before stand. The next refresh goes on where this one stopped." in error


@pytest.mark.parametrize("kind", ["html", "words", "hundredfold", "short", "missing"])
def test_a_copy_of_the_frame_serves_and_is_named(held: Path, small: Edgar, template: Pulled, kind: str) -> None:
    target = "OperatingIncomeLoss/USD/CY2026Q2.json"
    now = pull(held, small, [Fault(kind, target)], now=LATER)
    assert not now.outcomes["issuers"].error
    assert "copy of 24 Nov 2026 serves" in now.outcomes["issuers"].remarks["OperatingIncomeLoss CY2026Q2"]
    ours, theirs = (one.filings.rows("quarter", "operating_income") for one in (now, template))
    assert ours["operating_income"].sum() == pytest.approx(theirs["operating_income"].sum())


def test_copies_do_not_stand_in_for_a_service_that_is_down(held: Path, small: Edgar) -> None:
    before = pull(held, small, datasets=("facts",)).store.current()
    for kind in ("throttle", "html"):
        now = pull(held, small, [Fault(kind, "/frames/us-gaap/")], now=LATER)
        assert "frames could not be had" in now.outcomes["issuers"].error
        assert now.store.current().versions["issuers"] == before.versions["issuers"]  # type: ignore[union-attr]


def test_facts_that_moved_as_a_whole_are_held_back(held: Path, small: Edgar) -> None:
    forget(held, "Assets")
    now = pull(held, small, [Fault("hundredfold", "us-gaap/Assets/")], now=LATER)
    assert "multiplied by 100" in now.outcomes["issuers"].error
    forget(held, "OperatingIncomeLoss")
    fewer = pull(held, small, [Fault("short", "OperatingIncomeLoss/")], now=LATER + timedelta(days=1))
    assert "filers tag it" in fewer.outcomes["issuers"].error
    assert not pull(held, small, now=LATER + timedelta(days=1)).outcomes["issuers"].error


def test_a_core_concept_nobody_tags_is_not_published(tmp_path: Path, small: Edgar) -> None:
    now = pull(tmp_path, small, [Fault("missing", "OperatingIncomeLoss/")])
    assert "No filer tags operating income" in now.outcomes["issuers"].error
    current = now.store.current()
    assert current is not None
    assert set(current.versions) == {"members"}


def test_an_unknown_reader_is_told_what_to_set(tmp_path: Path, small: Edgar) -> None:
    now = pull(tmp_path, small, [Fault("agent", "")])
    assert "SEC_CONTACT" in now.outcomes["members"].error
    assert len(now.asked) < 20
    assert now.outcomes["issuers"].error


def test_throttling_stops_the_pull_and_the_next_goes_on(tmp_path: Path, small: Edgar) -> None:
    stopped = pull(tmp_path, small, [Fault("throttle", "Interest")])
    assert "limiting requests (403)" in stopped.outcomes["issuers"].error
    done = len(list((tmp_path / "sec").glob("*.parquet")))
    resumed = pull(tmp_path, small, now=NOW + timedelta(minutes=20))
    assert not resumed.outcomes["issuers"].error
    left = [path for path in resumed.asked if "/frames/" in path]
    total = len(list((tmp_path / "sec").glob("*.parquet")))
    assert 0 < len(left) <= total - done
    assert done > 0


def test_lost_registers_are_made_good_from_the_members_held(held: Path, small: Edgar, template: Pulled) -> None:
    faults = [Fault("html", "company_tickers_exchange"), Fault("500", "financial-statement-data-sets")]
    now = pull(held, small, faults, now=LATER)
    outcome = now.outcomes["members"]
    assert not outcome.error
    assert "held before" in outcome.remarks["sec.tickers"]
    assert "held before" in outcome.remarks["sec.submissions"]
    columns = ["cik", "rank", "sic", "exchange", "tickers"]
    assert now.filings.members[columns].equals(template.filings.members[columns])


def test_a_ranked_filer_under_a_new_number_is_named(held: Path, small: Edgar) -> None:
    now = pull(held, small, [Fault("new_cik", "/files/")], ("members",), LATER)
    assert "listed under a new number, without the facts of the old one: EX0001 (CIK " in (
        words := now.outcomes["members"].remarks["sec.tickers"]
    )
    assert words.endswith(f"before, {SUCCESSOR} now)")
    assert "sec.tickers" not in pull(held, small, now=LATER).outcomes["members"].remarks


def test_a_server_without_ranges_sends_the_whole_file(tmp_path: Path, small: Edgar) -> None:
    whole = pull(tmp_path / "whole", small, [Fault("no_ranges", "financial-statement")], datasets=("members",))
    parts = pull(tmp_path / "parts", small, datasets=("members",))
    assert not whole.outcomes["members"].error
    zipped = [path for path in parts.asked if path.endswith(".zip")]
    assert len(zipped) <= 7
    assert "2026q4.zip" in zipped[0] or "2026q3.zip" in zipped[0]
    columns = ["cik", "sic"]
    tables = [one.store.newest("members", one.store.current()) for one in (whole, parts)]
    assert tables[0] is not None
    assert tables[1] is not None
    assert tables[0].table.select(columns).equals(tables[1].table.select(columns))


def test_issuers_without_members_say_what_is_missing(tmp_path: Path, small: Edgar) -> None:
    alone = pull(tmp_path, small, datasets=("issuers",))
    assert "Refresh 'members' as well" in alone.outcomes["issuers"].error
    assert set(FETCH) == {"prices", "rates", "members", "issuers", "facts", "banks", "warehouse", "breadth"}


@pytest.mark.parametrize(
    ("path", "dataset"),
    [
        ("dei/EntityPublicFloat/", "members"),
        ("us-gaap/LongTermDebtNoncurrent/", "issuers"),
        ("us-gaap/InterestExpense", "issuers"),
        ("us-gaap/OperatingIncomeLoss/", "issuers"),
        ("us-gaap/Revenues/", "issuers"),
        ("us-gaap/Assets/", "members"),
    ],
)
def test_a_scale_is_checked_inside_the_answer_on_an_empty_store(
    tmp_path: Path, small: Edgar, path: str, dataset: str
) -> None:
    now = pull(tmp_path, small, [Fault("hundredfold", path)])
    assert "off by a scale" in now.outcomes[dataset].error
