"""Banks from the FDIC into the store: what is believed, what is held back, and what stands instead."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest

from analytics import settings
from analytics.catalogue.banks import FIELDS
from analytics.refresh import Outcome, refresh
from analytics.refresh.banks import KEPT, quarter_ends
from analytics.sources.http import Patience
from analytics.store import Store, Version
from tests.loopback import BankFind, Fault, Loopback, tiny
from tests.loopback.fdic import made, real

QUICK = Patience(connect=1, read=2, tries=2, wait=0.01, longest_wait=0.1, pause=0.0)
NEWEST, BEFORE = date(2025, 9, 30), date(2025, 6, 30)
NOW = datetime(2025, 12, 5, 12, tzinfo=UTC)
FINANCIALS = "/banks/financials"


class House:
    """A store, and a BankFind to fill it from."""

    def __init__(self, folder: Path, bankfind: BankFind) -> None:
        self.folder, self.bankfind = folder, bankfind
        self.asked: list[str] = []

    def refresh(self, *faults: Fault, now: datetime = NOW, accept: tuple[str, ...] = ()) -> Outcome:
        with Loopback(tiny(), list(faults), bankfind=self.bankfind) as server:
            environment = {**server.environment(), "SMALLCAP_STORE": str(self.folder)}
            (outcome,) = refresh(settings.read(environment), ["banks"], accept, QUICK, now=now)
            self.asked = server.asked
            return outcome

    @property
    def version(self) -> Version:
        store = Store(str(self.folder))
        found = store.newest("banks", store.current())
        assert found is not None
        return found

    @property
    def frame(self) -> pd.DataFrame:
        return self.version.table.to_pandas()


@pytest.fixture(scope="module")
def bankfind() -> BankFind:
    return made(NEWEST, count=40, quarters=21)


def without(bankfind: BankFind, end: date) -> BankFind:
    """The same service a quarter earlier."""
    return BankFind({day: rows for day, rows in bankfind.quarters.items() if day != end}, bankfind.register)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, bankfind: BankFind) -> dict[date, Path]:
    """Two stores, filled up to the newest quarter and up to the one before."""
    stores = {}
    for end, service, now in ((NEWEST, bankfind, NOW), (BEFORE, without(bankfind, NEWEST), NOW - timedelta(days=20))):
        stores[end] = tmp_path_factory.mktemp("store")
        assert House(stores[end], service).refresh(now=now).error == ""
    return stores


@pytest.fixture
def filled(tmp_path: Path, published: dict[date, Path], bankfind: BankFind) -> House:
    """A store that holds the newest quarter."""
    shutil.copytree(published[NEWEST], tmp_path, dirs_exist_ok=True)
    return House(tmp_path, bankfind)


@pytest.fixture
def behind(tmp_path: Path, published: dict[date, Path], bankfind: BankFind) -> House:
    """A store that ends a quarter earlier, and a service that has the newest one by now."""
    shutil.copytree(published[BEFORE], tmp_path, dirs_exist_ok=True)
    return House(tmp_path, bankfind)


@pytest.fixture
def house(tmp_path: Path, bankfind: BankFind) -> House:
    return House(tmp_path, bankfind)


def test_twenty_quarters_are_published_in_dollars(filled: House, bankfind: BankFind) -> None:
    frame = filled.frame
    assert filled.version.provenance["missing"] == {}
    ends = [pd.Timestamp(end).date() for end in sorted(frame["date"].unique())]
    assert ends == sorted([NEWEST, *quarter_ends(NEWEST, KEPT - 1)])
    assert frame["date"].nunique() == KEPT
    row = bankfind.quarters[NEWEST][0]
    held = frame[(frame["cert"] == row["CERT"]) & (frame["date"] == pd.Timestamp(NEWEST))].iloc[0]
    assert held["ASSET"] == row["ASSET"] * 1000
    assert held["EQR"] == pytest.approx(row["EQR"])
    assert held["holding_rssd"] == int(row["RSSDHCR"])
    assert held["name"] == row["NAME"].title()
    assert filled.version.provenance["last"] == NEWEST.isoformat()
    assert "filed by 100%" in filled.version.provenance["series"]["fdic.ASSET"]["note"]


def test_a_zero_that_is_a_blank_is_a_blank(filled: House, bankfind: BankFind) -> None:
    frame = filled.frame[filled.frame["date"] == pd.Timestamp(NEWEST)].set_index("cert")
    filer = frame.loc[bankfind.quarters[NEWEST][6]["CERT"]]
    assert pd.isna(filer["RBC"])
    assert frame.loc[bankfind.quarters[NEWEST][5]["CERT"], "holding_rssd"] == 0


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("unfinished", "not complete yet"),
        ("renamed", "LNATRES"),
        ("blank", "blank for every bank"),
        ("text", "no number"),
        ("short", "rows of the quarter"),
        ("rescaled", "another unit"),
        ("equity", "ratio"),
        ("html", "web page"),
        ("moved", "moved"),
    ],
)
def test_a_quarter_that_cannot_be_believed_leaves_the_last_good_one(behind: House, kind: str, words: str) -> None:
    """The newest quarter arrives damaged on a store that ends with the one before it."""
    assert behind.frame["date"].max() == pd.Timestamp(BEFORE)
    outcome = behind.refresh(Fault(kind, f"REPDTE:{NEWEST:%Y%m%d}"))
    assert outcome.error == ""
    assert words in outcome.missing[NEWEST.isoformat()]
    assert behind.frame["date"].max() == pd.Timestamp(BEFORE)
    assert words in behind.version.provenance["missing"][NEWEST.isoformat()]
    assert behind.refresh(now=NOW + timedelta(days=1)).missing == {}
    assert behind.frame["date"].max() == pd.Timestamp(NEWEST)


@pytest.mark.parametrize("kind", ["text", "short", "renamed", "rescaled", "unfinished"])
def test_a_quarter_held_is_not_replaced_by_a_damaged_one(filled: House, kind: str) -> None:
    before = filled.frame
    outcome = filled.refresh(Fault(kind, f"REPDTE:{NEWEST:%Y%m%d}"), now=NOW + timedelta(days=7))
    assert list(outcome.missing) == [NEWEST.isoformat()]
    pd.testing.assert_frame_equal(filled.frame, before)


def test_a_quarter_not_published_yet_is_no_fault_until_it_is_late(house: House) -> None:
    early = datetime(2025, 11, 20, 12, tzinfo=UTC)
    unpublished = Fault("unpublished", f"REPDTE:{NEWEST:%Y%m%d}")
    assert house.refresh(unpublished, now=early).missing == {}
    assert house.frame["date"].max() == pd.Timestamp(BEFORE)
    assert house.frame["date"].nunique() == KEPT
    late = Fault("unpublished", f"REPDTE:{NEWEST:%Y%m%d}")
    assert house.refresh(late, now=early + timedelta(days=60)).missing == {NEWEST.isoformat(): "not served"}


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("500", "FDIC BankFind could not be reached: it answered with status 500."),
        ("reset", "FDIC BankFind could not be reached: "),
        ("text", "FDIC BankFind served nothing that can be believed: "),
        ("unpublished", "FDIC BankFind served nothing that can be believed: "),
    ],
)
def test_a_service_that_does_not_answer_is_not_one_that_is_not_believed(house: House, kind: str, said: str) -> None:
    assert house.refresh(Fault(kind, FINANCIALS)).error.startswith(said)


def test_nothing_at_all_leaves_the_version_standing(filled: House) -> None:
    before = filled.version.name
    outcome = filled.refresh(Fault("html", "/banks/"), now=NOW + timedelta(days=7))
    assert "web page" in outcome.error
    assert filled.version.name == before


def test_the_register_may_fail_alone(house: House, bankfind: BankFind) -> None:
    outcome = house.refresh(Fault("500", "/banks/institutions"))
    assert outcome.error == ""
    assert "register" in outcome.missing
    assert house.frame["name"].iloc[0] == bankfind.rows(int(house.frame["cert"].iloc[0]))[0]["NAME"]


def test_amended_values_are_taken_and_said(filled: House) -> None:
    outcome = filled.refresh(Fault("amended", f"REPDTE:{BEFORE:%Y%m%d}"), now=NOW + timedelta(days=7))
    count = (filled.frame["date"] == pd.Timestamp(BEFORE)).sum()
    assert outcome.remarks[BEFORE.isoformat()] == f"{count} values of {count} banks amended since they were first read"
    assert "amended" in filled.version.provenance["quarters"][BEFORE.isoformat()]["note"]


def test_old_quarters_are_asked_for_again_every_four_weeks_only(house: House) -> None:
    house.refresh()
    assert sum(FINANCIALS in path for path in house.asked) == KEPT + 1
    house.refresh(now=NOW + timedelta(days=7))
    assert sum(FINANCIALS in path for path in house.asked) == 5
    house.refresh(now=NOW + timedelta(days=29))
    assert sum(FINANCIALS in path for path in house.asked) == KEPT + 1


def test_a_reader_can_accept_a_quarter_that_is_held_back(filled: House) -> None:
    fault = Fault("unfinished", f"REPDTE:{NEWEST:%Y%m%d}")
    outcome = filled.refresh(fault, now=NOW + timedelta(days=7), accept=("fdic.ASSET",))
    assert outcome.missing == {}


@pytest.mark.real
def test_the_recorded_panel_loads_and_its_equity_is_the_ratio_it_states(tmp_path: Path) -> None:
    house = House(tmp_path, real())
    outcome = house.refresh(now=datetime(2026, 6, 10, tzinfo=UTC))
    assert outcome.error == ""
    assert outcome.missing == {}
    frame = house.frame
    assert frame["cert"].nunique() == 15
    assert frame["date"].max() == pd.Timestamp("2026-03-31")
    assert (frame["EQ"] / frame["ASSET"] * 100 - frame["EQR"]).abs().max() < 1e-4
    chase = frame[(frame["cert"] == 628) & (frame["date"] == pd.Timestamp("2022-12-31"))].iloc[0]
    assert 3.1e12 < chase["ASSET"] < 3.3e12
    svb = frame[frame["cert"] == 24735]
    assert svb["date"].max() == pd.Timestamp("2022-12-31")
    assert svb["closed"].iloc[0] == pd.Timestamp("2023-03-10")
    assert set(house.version.provenance["series"]) == {
        f"fdic.{name}" for name in FIELDS if name in house.bankfind.quarters[NEWEST][0]
    }


def test_quarter_ends_are_over() -> None:
    assert quarter_ends(date(2025, 9, 30), 2) == [date(2025, 6, 30), date(2025, 3, 31)]
    assert quarter_ends(date(2025, 10, 1), 1) == [date(2025, 9, 30)]
