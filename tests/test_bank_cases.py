"""Banks in trouble, incomplete and blank, through refresh, store and the figures that a reader sees."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd
import pytest

from analytics import load, settings
from analytics.frames.market import Result
from analytics.model.metric import Metric, by_id
from analytics.model.scenario import Scenario
from analytics.output import views
from analytics.refresh import Outcome, refresh
from analytics.store import Store
from tests.conftest import QUICK
from tests.loopback import BankFind, Loopback, brief
from tests.loopback import fdic as served

LAST = date(2025, 6, 30)
NOW = datetime(2025, 9, 20, 12, tzinfo=UTC)


def made(count: int = 120) -> BankFind:
    """Fictitious banks to the newest quarter, each with its assets in the register."""
    found = served.made(LAST, count, 21)
    newest = {row["CERT"]: row["ASSET"] for row in found.quarters[LAST]}
    for row in found.register:
        row["ASSET"] = newest.get(row["CERT"], 1000)
    return found


def refreshed(banks: BankFind, folder: Path, now: datetime = NOW) -> tuple[Store, Outcome]:
    """Refresh the banks of a store that holds the market of the same moment."""
    shutil.copytree(market(now).name, folder)
    (outcome,) = pulled(banks, folder, ("banks",), now)
    return Store(str(folder)), outcome


@cache
def market(now: datetime) -> TemporaryDirectory[str]:
    """A store of prices and yields alone, which no bank's books change: refreshed once, gone with the process."""
    folder = TemporaryDirectory()
    assert not any(outcome.error for outcome in pulled(made(), Path(folder.name), ("prices", "rates"), now))
    return folder


def pulled(banks: BankFind, folder: Path, datasets: tuple[str, ...], now: datetime) -> list[Outcome]:
    with Loopback(brief(), bankfind=banks) as running:
        place = settings.read({**running.environment(), "SMALLCAP_STORE": str(folder)})
        return list(refresh(place, datasets, patience=QUICK, now=now))


def shown(
    store: Store, view: str = "regional_banks", **chosen: object
) -> tuple[views.Answer, dict[str, Metric], Result]:
    world = load.open_world(store, *load.choose(store, "live"))
    answer = views.answer(view, world, Scenario(**chosen), store, NOW + timedelta(days=30))
    return answer, by_id(answer.result.metrics), answer.result


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return refreshed(made(), tmp_path_factory.mktemp("whole") / "store")[0]


def sunk(count: int = 6) -> tuple[BankFind, list[int]]:
    found = made()
    rows = found.quarters[LAST]
    chosen = [rows[place] for place in range(20, 20 + 10 * count, 10)]
    for row in chosen:
        row["EQ"] = round((row["INTAN"] or 0) - 0.01 * row["ASSET"])
        row["EQR"] = row["EQ"] / row["ASSET"] * 100
    return found, [row["CERT"] for row in chosen]


def test_six_sunk_banks_are_the_worst_and_never_leave_a_count(whole: Store, tmp_path: Path) -> None:
    banks, certs = sunk()
    store, _ = refreshed(banks, tmp_path / "store")
    _, before, _ = shown(whole)
    _, after, result = shown(store)
    for state in ("", "_today", "_filed"):
        assert after[f"banks_beyond_100{state}"].value >= before[f"banks_beyond_100{state}"].value + 6
        assert after[f"banks_beyond_50{state}"].value >= before[f"banks_beyond_50{state}"].value + 6
        assert after[f"median_burden{state}"].value >= before[f"median_burden{state}"].value
    beyond = result.tables["beyond"].query("base == 'tangible equity' and threshold_pct == 100")
    assert (beyond["banks_count"] >= 6).all()
    assert result.tables["distribution"]["scenario_count"].iloc[-1] >= 6
    assert result.tables["distribution"]["scenario_count"].sum() == 120
    listed = views.banks.tables.by_burden(result.tables["banks"])
    assert set(listed["cert"].head(6)) == set(certs)
    assert (listed["flag"].head(6) == "tangible equity negative").all()
    assert after["texas_over_100"].value >= before["texas_over_100"].value


def test_a_sunk_bank_says_so_on_its_own_page(tmp_path: Path) -> None:
    banks, certs = sunk()
    store, _ = refreshed(banks, tmp_path / "store")
    answer, found, result = shown(store, "bank", bank=str(certs[0]))
    assert (found["burden"].value, found["burden"].note) == (None, "tangible equity negative")
    first = result.tables["peers"].query("figure == 'burden_scenario'")
    assert (first["rank"] == 1).all()
    assert (first["percentile"] == 100).all()
    assert answer.result.name


def test_a_first_refresh_needs_the_banks_that_the_register_calls_active(tmp_path: Path) -> None:
    banks = made()
    for end in banks.quarters:
        banks.quarters[end] = banks.quarters[end][: int(0.9 * len(banks.quarters[end]))]
    _, outcome = refreshed(banks, tmp_path / "store")
    assert "of the 120 banks that the register calls active" in str(outcome.missing)
    assert outcome.error


def test_a_first_refresh_takes_the_newest_quarter_that_is_whole(tmp_path: Path) -> None:
    banks = made()
    banks.quarters[LAST] = banks.quarters[LAST][:112]
    store, outcome = refreshed(banks, tmp_path / "store")
    assert not outcome.error
    assert max(load.open_world(store, *load.choose(store, "live")).banks.quarters) < LAST
    assert LAST.isoformat() in outcome.missing


def test_coverage_stands_in_the_headline_and_too_little_of_it_silences_the_sentence(
    whole: Store, tmp_path: Path
) -> None:
    answer, found, _ = shown(whole)
    assert found["coverage_assets"].value == pytest.approx(100)
    assert "120 banks" in answer.text.answer
    banks = made()
    largest = max(banks.quarters[LAST], key=lambda row: row["ASSET"])["CERT"]
    for end in banks.quarters:
        banks.quarters[end] = [row for row in banks.quarters[end] if row["CERT"] != largest]
    store, _ = refreshed(banks, tmp_path / "store")
    answer, found, result = shown(store)
    assert found["coverage_assets"].value < 90
    assert found["unrealised_loss"].value is not None
    assert "too few to speak for all" in answer.text.answer
    assert not answer.text.prose
    assert any("of the assets of all banks in the register" in note for note in result.notes)


@pytest.mark.parametrize("blank", [("SCHA", "SCHF", "SCAA", "SCAF"), ("SCHA", "SCHF"), ("SCAA", "SCAF")])
def test_losses_that_nobody_split_are_modelled_and_unknown_in_equity(tmp_path: Path, blank: tuple[str, ...]) -> None:
    banks = made()
    for rows in banks.quarters.values():
        for row in rows:
            row |= dict.fromkeys(blank)
    store, outcome = refreshed(banks, tmp_path / "store")
    assert not outcome.error
    _, found, _ = shown(store)
    assert found["unbooked_loss"].value is None
    assert f"({blank[0]}) is not held for this quarter" in found["unbooked_loss"].note
    assert found["unrealised_loss_to_equity"].value is None
    assert found["unrealised_loss_to_equity"].note == found["unbooked_loss"].note, "a page gives one reason"
    assert found["unrealised_loss_filed"].label.endswith("modelled")


@pytest.mark.parametrize("name", ["LNNDEPD", "OTHBFHLB", "NETINC", "CHBAL", "RT", "ELNATR", "EQR"])
def test_a_field_that_one_figure_rests_on_never_withholds_a_quarter(tmp_path: Path, name: str) -> None:
    banks = made()
    for row in banks.quarters[LAST]:
        row[name] = None
    store, outcome = refreshed(banks, tmp_path / "store")
    assert not outcome.missing
    world = load.open_world(store, *load.choose(store, "live"))
    assert max(world.banks.quarters) == LAST


def test_a_field_moves_only_what_rests_on_it(whole: Store, tmp_path: Path) -> None:
    banks = made()
    for row in banks.quarters[LAST]:
        row["LNNDEPD"] = None
    _, before, _ = shown(whole)
    _, after, _ = shown(refreshed(banks, tmp_path / "store")[0])
    moved = {name for name in before if before[name].value != after[name].value}
    assert moved == {"nonbank_loans", "nonbank_share", "nonbank_growth"}
    assert "served it for no bank" in after["nonbank_share"].note


def test_a_bank_keeps_the_holder_it_had_then(tmp_path: Path) -> None:
    """A charter bought in the newest year is of its old holder before, and of the new one since."""
    banks = made()
    bought, buyer = banks.quarters[LAST][40], banks.quarters[LAST][41]
    for end, rows in banks.quarters.items():
        for row in rows:
            if row["CERT"] == bought["CERT"] and end > date(2024, 12, 31):
                row |= {"RSSDHCR": buyer["RSSDHCR"], "NAMEHCR": buyer["NAMEHCR"]}
    store, _ = refreshed(banks, tmp_path / "store")
    panel = load.open_world(store, *load.choose(store, "live")).banks
    charters = panel.series(int(buyer["RSSDHCR"]), "ASSET")["charters"]
    assert charters.loc[: pd.Timestamp("2024-12-31")].eq(1).all()
    assert charters.loc[pd.Timestamp("2025-03-31") :].eq(2).all()


def test_loans_to_non_banks_and_their_growth_by_hand(tmp_path: Path) -> None:
    banks = made()
    before = {row["CERT"]: row["LNNDEPD"] for row in banks.quarters[date(2024, 6, 30)]}
    for row in banks.quarters[LAST]:
        row["LNNDEPD"] = 3 * before[row["CERT"]]
    _, found, _ = shown(refreshed(banks, tmp_path / "store")[0])
    certs = {row["CERT"] for row in banks.quarters[LAST]}
    assert found["nonbank_loans"].value == pytest.approx(3 * sum(before[cert] for cert in certs) / 1e6)
    assert found["nonbank_growth"].value == pytest.approx(200.0)


@pytest.mark.real
@pytest.mark.parametrize(
    ("cert", "now", "deepest", "when"),
    [("24735", datetime(2023, 2, 20, tzinfo=UTC), -5.93, date(2022, 9, 30)),
     ("57833", datetime(2026, 6, 20, tzinfo=UTC), -35.01, date(2025, 6, 30))],
)  # fmt: skip
def test_recorded_deposit_quarters(tmp_path: Path, cert: str, now: datetime, deepest: float, when: date) -> None:
    from tests.loopback import real

    with Loopback(real(), bankfind=served.real()) as running:
        place = settings.read({**running.environment(), "SMALLCAP_STORE": str(tmp_path)})
        outcomes = refresh(place, ("prices", "rates", "banks"), patience=QUICK, now=now)
    assert not {outcome.dataset: outcome.error for outcome in outcomes}["banks"]
    store = Store(str(tmp_path))
    world = load.open_world(store, *load.choose(store, "live"))
    answer = views.answer("bank", world, Scenario(bank=cert), store, now)
    found = by_id(answer.result.metrics)
    assert found["deepest_deposit_quarter"].value == pytest.approx(deepest, abs=0.005)
    assert found["deepest_deposit_quarter"].as_of == when
    quarters = answer.result.tables["quarters"].set_index("date")
    if cert == "24735":
        assert quarters["uninsured_pct"].max() > 80
        assert 86.80 in np.round(quarters["uninsured_pct"].to_numpy(), 2)
    else:
        assert np.isnan(quarters["uninsured_pct"].loc["2025-12-31"])
