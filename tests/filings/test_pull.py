"""The pull: what comes back from EDGAR's frames is what the filers said, trap by trap."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analytics import load, settings
from analytics.catalogue import CONCEPTS, debt_tags
from analytics.frames.issuers import Filings
from analytics.refresh import periods, refresh
from analytics.settings import ROOT
from analytics.sources.http import Patience
from analytics.sources.sec.client import IN_FLIGHT
from tests.filings.conftest import NOW, Pulled, pull
from tests.loopback import Edgar, Loopback, Recordings

MADE = 9_900_000
INSTANT_FILES = tuple(f"{period}.json" for period in periods.instants(NOW.date()))


def both(pulled: Pulled, kind: str, *names: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The same rows as made and as pulled, by filer and period end."""
    made = Filings(pulled.edgar.members, pulled.edgar.issuers).rows(kind, *names)
    came = pulled.filings.rows(kind, *names)
    came = came[came["cik"] > MADE].set_index(["cik", "end"]).sort_index()
    kept = made[made["cik"].isin(pulled.filings.members["cik"]) & made["period"].isin(came["period"].unique())]
    return kept.set_index(["cik", "end"]).sort_index(), came


def test_every_figure_comes_back_as_it_was_filed(pulled: Pulled) -> None:
    assert {name: one.error for name, one in pulled.outcomes.items()} == {"members": "", "issuers": ""}
    for kind, names in (
        ("year", ("operating_income", "interest", "pretax_income", "tax", "depreciation", "interest_paid", "revenue")),
        ("quarter", ("operating_income", "interest", "net_income")),
        (
            "instant",
            ("debt_noncurrent", "debt_current_part", "ladder_remainder", "ladder_1", "ladder_5", "cash", "assets"),
        ),
        ("instant", ("inventory", "shares", "debt_securities_noncurrent")),
        ("year", ("cost_of_sales", "stock_issued")),
        ("past", ("assets", "liabilities", "debt_noncurrent", "debt_current_part", "debt_accn")),
        ("sales", ("sales_before",)),
        ("float", ("market_float",)),
    ):
        made, came = both(pulled, kind, *names)
        assert len(came) > 300
        assert made.index.equals(came.index)
        for name in names:
            assert came[name].to_numpy() == pytest.approx(made[name].to_numpy(), nan_ok=True), name


def test_a_filer_has_one_first_year_the_earliest_with_facts(pulled: Pulled) -> None:
    made, came = both(pulled, "first", "net_income")
    assert len(came) > 100
    assert came.index.equals(made.index)
    assert not came.index.get_level_values("cik").duplicated().any()
    assert came.index.get_level_values("end").year.max() <= 2016, "a fiscal year of 2015 may end in spring"


def test_net_income_of_proxies_is_rebuilt_to_the_dollar(pulled: Pulled) -> None:
    made, came = both(pulled, "year", "net_income", "net_income_tag")
    proxies = came.index.get_level_values("cik").to_numpy() % 2 == 0
    assert set(came["net_income_tag"][proxies]) == {"pre-tax income less tax"}
    assert set(came["net_income_tag"][~proxies]) == {"NetIncomeLoss"}
    assert came["net_income"].to_numpy() == pytest.approx(made["net_income"].to_numpy(), abs=2.0)


def test_interest_under_both_its_tags_is_counted_once(pulled: Pulled) -> None:
    made, came = both(pulled, "year", "interest", "interest_tag")
    switched = made["interest_tag"] == "InterestExpenseNonoperating"
    doubled = switched & (made.index.get_level_values("end").year == 2024)
    assert set(came["interest_tag"][doubled]) == {"InterestExpense"}
    assert came["interest"].to_numpy() == pytest.approx(made["interest"].to_numpy(), nan_ok=True)


def test_a_bucket_of_another_filing_is_not_part_of_the_ladder(pulled: Pulled) -> None:
    made, came = both(pulled, "instant", "ladder_after", "ladder_1", "ladder_accn")
    amended = (made.index.get_level_values("cik") % 97 == 0) & made["ladder_after"].notna()
    assert amended.any()
    assert came["ladder_after"][amended].isna().all()
    assert (came["ladder_accn"][amended] == made["ladder_accn"][amended]).all()
    rest = ~amended
    assert came["ladder_after"][rest].to_numpy() == pytest.approx(made["ladder_after"][rest].to_numpy(), nan_ok=True)


def test_members_are_ranked_and_the_odd_ones_named(pulled: Pulled) -> None:
    members = pulled.filings.members.set_index("cik")
    made = members[members.index > MADE]
    assert made["float_usd"].is_monotonic_decreasing
    assert (np.diff(members.loc[members["rank"] > 0, "rank"]) == 1).all()
    assert members.loc[9_800_002, "flag"] == "not us-gaap"
    assert members.loc[9_800_003, "flag"].startswith("public float over 50 times")
    assert members.loc[[9_800_002, 9_800_003], "rank"].tolist() == [0, 0]
    assert members.loc[9_800_005, "financial"]
    assert members.loc[9_800_007, "sector"] == "Not classified"
    assert 9_800_006 not in members.index
    assert not members.loc[9_800_001, "financial"]


def test_a_negative_interest_gives_way_to_the_next_tag(pulled: Pulled) -> None:
    years = pulled.filings.rows("year", "interest", "interest_tag")
    odd = years[years["cik"] == 9_800_004]
    assert (odd["interest"].tolist(), odd["interest_tag"].tolist()) == ([7e6], ["InterestExpenseDebt"])
    assert "left out" in pulled.outcomes["issuers"].remarks["sec.interest"]


@pytest.mark.real
def test_the_recorded_series_of_interest_are_unbroken(pulled: Pulled) -> None:
    years = pulled.filings.rows("year", "interest", "interest_tag", "net_income", "net_income_tag").sort_values("end")
    marvell, nvidia = (years[years["cik"] == cik].set_index("period") for cik in (1835632, 1045810))
    assert (marvell["interest"] / 1e6).round(1).tolist() == [85.6, 69.3, 139.3, 170.6, 211.7, 189.4, 202.6]
    assert (nvidia["interest"] / 1e6).round().tolist() == [52.0, 184.0, 236.0, 262.0, 257.0, 247.0, 259.0]
    for series in (marvell, nvidia):
        assert series.index.tolist() == [f"CY{year}" for year in range(2019, 2026)]
        assert series["interest_tag"].tolist()[-2:] == ["InterestExpenseNonoperating"] * 2
        assert set(series["net_income_tag"]) == {"NetIncomeLoss", "pre-tax income less tax"}
    assert (marvell["net_income"] / 1e6).round(1).tolist()[2:] == [-421.0, -163.5, -933.4, -885.0, 2670.1]


@pytest.mark.real
def test_amc_keeps_its_ladder_and_says_which_interest_it_tags(pulled: Pulled) -> None:
    years = pulled.filings.rows("year", "interest", "interest_tag").set_index(["cik", "period"])
    assert years.loc[(1411579, "CY2024")].iloc[-2:].tolist() == [443.7e6, "InterestExpense"]
    assert years.loc[(1411579, "CY2025")].iloc[-2:].tolist() == [459.5e6, "InterestExpenseDebt"]
    sheets = pulled.filings.rows("instant", "ladder_after", "ladder_5", "ladder_1").set_index(["cik", "period"])
    assert sheets.loc[(1411579, "CY2025Q4I"), "ladder_1"] == 19.9e6
    assert np.isnan(sheets.loc[(1411579, "CY2025Q4I"), "ladder_after"])


def test_states_count_concepts_as_series(pulled: Pulled) -> None:
    world = load.open_world(pulled.store, *load.choose(pulled.store))
    states = world.states(NOW + timedelta(days=1))
    assert states["issuers"].state == states["members"].state == states["facts"].state == "fresh"
    assert f"of {len(CONCEPTS)} held; missing" in states["issuers"].note
    assert "sec.minority" in states["issuers"].note
    assert world.origin("sec.interest")["rows"] > 500
    assert world.states(NOW + timedelta(days=8))["issuers"].state == "stale"


def test_a_refresh_names_the_tags_that_no_filer_uses(pulled: Pulled) -> None:
    missing, remarks = pulled.outcomes["issuers"].missing, pulled.outcomes["issuers"].remarks
    assert "LongTermPollutionControlBond" in missing["sec.debt_long_term_pollution_control_bond"]
    assert "no filer uses InterestAndDebtExpense" in remarks["sec.interest"]
    assert "sec.debt_noncurrent" not in missing


def test_periods_reach_every_fiscal_year() -> None:
    assert periods.instants(NOW.date())[:2] == ["CY2026Q3I", "CY2026Q2I"]
    assert "CY2025Q3I" in periods.instants(NOW.date())
    later = NOW.date().replace(year=2029)
    assert {"CY2025Q3I", "CY2025Q4I"} <= set(periods.instants(later))
    assert periods.quarters(NOW.date())[-1] == "CY2024Q3"
    assert periods.years(NOW.date())[-1] == "CY2026"
    assert periods.years(NOW.date().replace(month=2))[-1] == "CY2025"


def test_a_pull_asks_for_nothing_it_holds_freshly(tmp_path: Path) -> None:
    edgar = Edgar(NOW.date(), 60)
    first = pull(tmp_path, edgar)
    frames = [path for path in first.asked if "/frames/" in path]
    assert len(frames) == len(set(frames))
    assert 1000 < len(frames) < 1400
    past = {path.split("/")[-1] for path in frames if "/us-gaap/Liabilities/" in path} - set(INSTANT_FILES)
    debt = [path for path in frames if path.split("/")[-1] in past and path.split("/")[-3] in debt_tags.NAMES]
    assert (len(past), len(debt)) == (7, 42), "six lines of debt at seven ends of years, and no more"
    sales = [path for path in frames if path.endswith(("CY2016.json", "CY2017.json", "CY2018.json"))]
    assert len(sales) == 12
    again = pull(tmp_path, edgar, now=NOW + timedelta(hours=2))
    assert not [path for path in again.asked if "/frames/" in path]
    tomorrow = pull(tmp_path, edgar, now=NOW + timedelta(days=1))
    asked = [path for path in tomorrow.asked if "/frames/" in path]
    assert asked
    assert not [path for path in asked if "CY2023" in path]
    assert [path for path in asked if "CY2026Q3I" in path]


def test_the_rate_is_kept_by_all_threads_together(tmp_path: Path) -> None:
    edgar = Edgar(NOW.date(), 20)
    began = time.monotonic()
    with Loopback(Recordings({}, {}), edgar=edgar, delay=0.7) as loopback:
        chosen = settings.read(
            loopback.environment() | {"SMALLCAP_STORE": str(tmp_path), "SEC_CONTACT": "reader@example.org"}
        )
        outcomes = refresh(chosen, ["members"], patience=Patience(), now=NOW)
        moments = np.sort(loopback.moments)
    assert not outcomes[0].error
    assert loopback.agents == {"small-cap-dashboard reader@example.org"}
    assert (moments - began >= 0.2 * np.arange(len(moments))).all()
    assert 2 <= loopback.busiest <= IN_FLIGHT


def test_a_pull_that_was_ended_goes_on_where_it_was(tmp_path: Path) -> None:
    edgar = Edgar(NOW.date(), 30)
    script = (
        (
            "import os\n"
            "from datetime import datetime\n"
            "from analytics import settings\n"
            "from analytics.refresh import refresh\n"
            "from analytics.sources.http import Patience\n"
            f"refresh(settings.read(), ['members', 'issuers'], patience=Patience(pause=0.02), now={NOW!r})\n"
        )
        .replace("datetime.datetime", "datetime")
        .replace("datetime.timezone.utc", "__import__('datetime').UTC")
    )
    with Loopback(Recordings({}, {}), edgar=edgar) as loopback:
        environment = os.environ | loopback.environment() | {"SMALLCAP_STORE": str(tmp_path)}
        child = subprocess.Popen([sys.executable, "-c", script], env=environment, cwd=ROOT)
        while len(loopback.asked) < 150 and child.poll() is None:
            time.sleep(0.02)
        child.kill()
        child.wait()
        before = len(loopback.asked)
    assert before >= 150
    resumed = pull(tmp_path, edgar)
    assert not resumed.outcomes["issuers"].error
    total = len(list((tmp_path / "sec").glob("*.parquet")))
    left = [path for path in resumed.asked if "/frames/" in path]
    assert len(left) <= total - 130
