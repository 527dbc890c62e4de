"""Warehouse lines from the SEC's answer to `show issuers`: worked cases, the leaf rule, a year in between."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analytics import load
from analytics.__main__ import main
from analytics.issuers import warehouse
from analytics.issuers.warehouse_metrics import NOT_FETCHED
from analytics.output import verification
from analytics.store import requests as waiting
from tests.filings.conftest import NOW, Pulled, pull
from tests.loopback import Edgar, tiny
from tests.loopback.lenders import (
    DEBT,
    LIMIT,
    LOAN,
    NEWEST,
    OPRT,
    TYPE,
    UPST,
    Report,
    Said,
    instance,
)

EVERY = ("prices", "rates", "members", "issuers", "warehouse")
UNKNOWN = 9
"""The lenders of the eleven that state no line here."""


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Pulled:
    """A store with what Issuers rests on, and the lines of the made lenders."""
    folder = tmp_path_factory.mktemp("lenders")
    filled = pull(folder, Edgar(NOW.date(), 60), datasets=EVERY, recordings=tiny())
    assert not filled.outcomes["warehouse"].error
    return filled


@pytest.fixture
def shown(filled: Pulled, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    monkeypatch.setenv("SMALLCAP_STORE", str(filled.folder))
    choices = ["--set", "band_low=1", "--set", "band_high=4500"]
    assert main(["show", "issuers", "--format", "json", *choices]) == 0
    content: dict[str, Any] = json.loads(capsys.readouterr().out)
    return content


def values(content: dict[str, Any]) -> dict[str, Any]:
    named = {one["id"].removeprefix("issuers.warehouse_"): one for one in content["metrics"]}
    return {name: one["value"] for name, one in named.items()}


def test_the_reports_of_31_march_2026(shown: dict[str, Any]) -> None:
    lines = {(row["ticker"], row["facility"]): row for row in shown["tables"]["warehouse"]}
    assert set(lines) == {
        ("UPST", "Upstart Warehouse Credit Facilities"),
        ("OPRT", "PLW III"),
        ("OPRT", "CCW Facility"),
    }
    upstart = lines["UPST", "Upstart Warehouse Credit Facilities"]
    assert (upstart["drawn_usd_m"], upstart["capacity_usd_m"]) == (183.0, 575.0)
    assert (upstart["spread_low_pct"], upstart["spread_high_pct"]) == (1.8, 3.4)
    assert upstart["balance_sheet"] == "2026-03-31"
    oportun = lines["OPRT", "PLW III"]
    assert oportun["capacity_usd_m"] == 187.5
    assert (oportun["spread_low_pct"], oportun["spread_high_pct"]) == (None, 3.34)
    assert oportun["matures"] == "2028-04-01"
    assert oportun["filing"].endswith("/0001538716-26-000506-index.htm")


def test_the_headline(shown: dict[str, Any]) -> None:
    found = values(shown)
    assert found["median_spread"] == 3.34
    assert found["spread_before"] == 3.4
    assert found["spread_change"] == pytest.approx(-6.0)
    assert found["drawn_share"] == pytest.approx(100 * (183 + 60 + 20) / (575 + 187.5 + 50))
    assert found["expiring_share"] == pytest.approx(100 * 50 / (575 + 187.5 + 50))
    assert (found["facilities"], found["lenders"]) == (3, 2)
    assert shown["findings"]["warehouse"] == (
        "Lines cost up to 3.34\xa0% over the reference rate at the median, 6\xa0bp less than a year before"
    )
    assert shown["findings"]["warehouse_lenders"] == "32\xa0% of USD\xa00.8\xa0bn of warehouse lines is drawn"


def test_who_is_not_known_and_why(shown: dict[str, Any]) -> None:
    why = {row["ticker"]: row["why"] for row in shown["tables"]["warehouse_lenders"]}
    assert len(why) == UNKNOWN + 2
    assert (why["UPST"], why["OPRT"]) == ("", "")
    assert why["DAVE"] == "the filing has no extracted instance"
    assert why["LC"] == "its newest report tags no line by name at the balance-sheet date"
    assert why["SOFI"] == "the SEC has no such file"


def test_a_filing_is_read_once_and_a_lender_weekly(filled: Pulled, tmp_path: Path) -> None:
    edgar = Edgar(NOW.date(), 40)
    first = pull(tmp_path, edgar, datasets=("warehouse",))
    assert len([path for path in first.asked if path.endswith("_htm.xml")]) == 5
    assert pull(tmp_path, edgar, datasets=("warehouse",), now=NOW + timedelta(days=3)).asked == []
    later = "2026-06-30", "2026-08-05"
    edgar.lenders.reports[UPST].insert(0, Report(*later, instance(_one("own:NewTrustMember", later[0], 100, 25))))
    again = pull(tmp_path, edgar, datasets=("warehouse",), now=NOW + timedelta(days=7))
    assert [path for path in again.asked if path.endswith("_htm.xml")] == [
        "/Archives/edgar/data/1647639/000164763926000805/own_htm.xml"
    ]
    rows = again.store.newest("warehouse", again.store.current())
    assert rows is not None
    ends = rows.table.to_pandas().groupby("ticker")["report_end"].unique()
    assert [day.date().isoformat() for day in ends["UPST"]] == ["2026-06-30"]
    assert len(ends["OPRT"]) == 2
    assert waiting.pending(again.store) == []


def test_it_is_missed_by_nobody_before_it_came_and_stale_after_a_week(tmp_path: Path) -> None:
    edgar = Edgar(NOW.date(), 40)
    bare = pull(tmp_path, edgar, datasets=("members",))
    state = load.open_world(bare.store, *load.choose(bare.store)).states(NOW)["warehouse"]
    assert (state.state, state.note) == ("fresh", "never fetched; the next refresh brings it")
    whole = pull(tmp_path, edgar, datasets=("warehouse",))
    world = load.open_world(whole.store, *load.choose(whole.store))
    assert world.states(NOW + timedelta(days=6))["warehouse"].state == "fresh"
    assert world.states(NOW + timedelta(days=8))["warehouse"].is_due
    assert "DAVE: the filing has no extracted instance" in world.states(NOW)["warehouse"].note


def test_a_report_that_is_not_asked_for_again_is_no_difference(tmp_path: Path) -> None:
    edgar = Edgar(NOW.date(), 40)
    pinned = pull(tmp_path / "pinned", edgar, datasets=("warehouse",))
    later = "2026-06-30", "2026-08-05"
    edgar.lenders.reports[UPST][:] = [Report(*later, instance(_one("own:NewTrustMember", later[0], 100, 25)))]
    body = edgar.lenders.reports[OPRT][0].body
    assert body is not None
    edgar.lenders.reports[OPRT][0].body = body.replace(b">187500000<", b">190000000<")
    fresh = pull(tmp_path / "fresh", edgar, datasets=("warehouse",))
    before, now = (load.open_world(one.store, *load.choose(one.store)) for one in (pinned, fresh))
    differences, again = verification.compare(before, now, ("warehouse",))
    assert [(one.kind, one.was, one.now) for one in differences] == [("restated fact", 187.5e6, 190e6)]
    assert again.versions["warehouse"].table.num_rows == before.versions["warehouse"].table.num_rows


def _one(member: str, end: str, limit: float, debt: float) -> list[Said]:
    mine = ((LOAN, member),)
    return [Said(LIMIT, f"{limit * 1e6:.0f}", end, mine), Said(DEBT, f"{debt * 1e6:.0f}", end, mine)]


def test_subtotals_do_not_count() -> None:
    """Tesla at 30 June 2024: the leaves add up to the undimensioned amount, all rows to three times as much."""
    recourse, other = ("LongtermDebtTypeAxis", "RecourseDebtMember"), ("LongtermDebtTypeAxis", "NonRecourseDebtMember")
    parts = {
        ("DebtInstrumentAxis", "AutomotiveAssetBackedNotesMember"): (other, 4263),
        ("DebtInstrumentAxis", "CashEquityDebtMember"): (other, 355),
        ("DebtInstrumentAxis", "ChinaWorkingCapitalFacilityMember"): (other, 2751),
        ("DebtInstrumentAxis", "SolarBondsMember"): (recourse, 7),
        ("DebtInstrumentAxis", "RCFCreditAgreementMember"): (recourse, 0),
        ("DebtInstrumentAxis", "SolarAssetBackedNotesMember"): (other, 11),
    }
    amounts = {frozenset({kind, part}): value for part, (kind, value) in parts.items()}
    amounts |= {frozenset({recourse}): 7, frozenset({other}): 7380, frozenset(): 7387}
    assert sum(amounts.values()) == 22_161
    assert sum(amounts[one] for one in warehouse.leaves(amounts)) == 7387
    assert sorted(amounts[one] for one in warehouse.leaves(amounts)) == [0, 7, 11, 355, 2751, 4263]


@pytest.mark.parametrize(
    ("pair", "is_line"),
    [
        (("DebtInstrumentAxis", "PLWIIIMember"), True),
        (("LineOfCreditFacilityAxis", "UpstartWarehouseCreditFacilityMember"), True),
        (("DebtInstrumentAxis", "OppFiAssetTrustMember"), True),
        (("LineOfCreditFacilityAxis", "JPMorganMortgageLineMember"), True),
        (("DebtInstrumentAxis", "TrustPreferredSecuritiesMember"), False),
        (("DebtInstrumentAxis", "OnlineLendingNotesMember"), False),
        (("DebtInstrumentAxis", "ConvertibleNotesMember"), False),
        (("ProductOrServiceAxis", "CreditLineMember"), False),
    ],
)
def test_what_names_a_line(pair: tuple[str, str], is_line: bool) -> None:
    assert warehouse.names_line(pair) is is_line


def test_one_line_under_two_tags_and_a_spread_in_per_cent(tmp_path: Path) -> None:
    edgar = Edgar(NOW.date(), 40)
    end, mine = NEWEST[0], ((LOAN, "own:AlphaWarehouseMember"),)
    both = (*mine, (TYPE, "us-gaap:SecuredDebtMember"))
    facts = [
        Said(LIMIT, "100000000", end, mine),
        Said(DEBT, "40000000", end, both),
        Said("DebtInstrumentBasisSpreadOnVariableRate1", "2.75", end, mine),
        Said(DEBT, "30000000", "2025-12-31", both),
        *_one("own:BetaWarehouseMember", end, 0, 0),
    ]
    edgar.lenders.reports = {OPRT: [Report(*NEWEST, instance(facts))]}
    filings = pull(tmp_path, edgar, datasets=("members", "issuers", "warehouse")).filings
    lines = warehouse.facilities(filings)
    assert lines[["facility", "capacity_usd_m", "drawn_usd_m"]].to_numpy().tolist() == [
        ["Alpha Warehouse", 100.0, 40.0]
    ]
    assert lines["spread_high_pct"].isna().all()
    assert pd.isna(lines["matures"].iloc[0])


def test_a_store_without_them_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pull(tmp_path, Edgar(NOW.date(), 60), datasets=EVERY[:-1], recordings=tiny())
    monkeypatch.setenv("SMALLCAP_STORE", str(tmp_path))
    assert main(["show", "issuers", "--format", "json", "--set", "band_low=1", "--set", "band_high=4500"]) == 0
    content = json.loads(capsys.readouterr().out)
    mine = [one for one in content["metrics"] if one["id"].startswith("issuers.warehouse_")]
    assert len(mine) == 9
    assert {(one["value"], one["note"]) for one in mine} == {(None, NOT_FETCHED)}
    assert content["findings"]["warehouse_lenders"] == "No lender's lines are known"
