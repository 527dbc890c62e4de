"""The panel: from a refresh through the store to the page, on made banks and on the recorded ones."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd
import pytest

from analytics import bank as one
from analytics import banks, load, settings
from analytics.frames.bank_panel import Panel, withheld
from analytics.frames.market import Market
from analytics.load import World
from analytics.model.metric import by_id
from analytics.model.scenario import Scenario
from analytics.refresh import refresh
from analytics.sources.http import Patience
from analytics.store import Store, published
from tests.banks.made import END, bank, market, panel
from tests.loopback import BankFind, Fault, Loopback, tiny
from tests.loopback.fdic import made, real

QUICK = Patience(connect=1, read=2, tries=2, wait=0.01, longest_wait=0.1, pause=0.0)


def world(folder: Path, bankfind: BankFind, now: datetime, *faults: Fault) -> World:
    """A live world after one refresh of the banks from such a service."""
    with Loopback(tiny(), list(faults), bankfind=bankfind) as server:
        environment = {**server.environment(), "SMALLCAP_STORE": str(folder)}
        refresh(settings.read(environment), ["banks"], patience=QUICK, now=now)
    store = Store(str(folder))
    return load.open_world(store, *load.choose(store, "live"))


def test_a_refresh_reaches_the_page(tmp_path: Path):
    opened = world(tmp_path, made(END, 40, 21), datetime(2025, 12, 5, tzinfo=UTC))
    assert isinstance(opened.banks, Panel)
    assert opened.banks.quarters[-1] == END
    result = banks.scenario_figures(opened.banks, market(), Scenario())
    found = by_id(result.metrics)
    assert found["banks"].value == 40
    assert found["unrealised_loss_filed"].value is not None
    assert any("more uninsured deposits than deposits" in note for note in result.notes)
    state = opened.states(datetime(2025, 12, 6, tzinfo=UTC))["banks"]
    assert (state.state, state.last, state.note) == ("fresh", END, "")
    assert opened.states(datetime(2025, 12, 20, tzinfo=UTC))["banks"].state == "stale"
    assert opened.holds("fdic.SCHF")


def test_a_quarter_held_back_is_said_on_the_page(tmp_path: Path):
    fault = Fault("text", f"REPDTE:{END:%Y%m%d}")
    opened = world(tmp_path, made(END, 40, 21), datetime(2025, 12, 5, tzinfo=UTC), fault)
    notes = banks.measure(opened.banks, market(), Scenario()).notes
    assert any(note.startswith("The quarter to 30 Sep 2025 was not taken") for note in notes)
    assert any("the quarter to 30 Jun 2025 stands" in note for note in notes)
    assert "no number" in opened.states(datetime(2025, 12, 6, tzinfo=UTC))["banks"].note


def test_a_world_without_banks_has_none(tmp_path: Path):
    store = Store(str(tmp_path))
    assert load.World("live", store.current() or object(), {}).banks is None  # type: ignore[arg-type]


def test_what_is_said_of_quarters_held_back():
    told = withheld(
        {"last": "2025-06-30", "missing": {"2025-09-30": "short", "2024-06-30": "text", "register": "gone"}}
    )
    assert told[0] == "The quarter to 30 Sep 2025 was not taken (short); the quarter to 30 Jun 2025 stands."
    assert told[1] == "The quarter to 30 Jun 2024 was not taken (text); what was held of it stands."
    assert told[2].startswith("The register of institutions could not be read (gone)")


def test_totals_leave_out_what_cannot_be():
    held = panel({END: [bank(1), bank(2, DEPUNINS=900), bank(3, LNREMULT=None)]})
    sums = held.totals.loc[pd.Timestamp(END)]
    assert sums["DEPUNINS"] == pytest.approx(500e6)
    assert sums["LNREMULT"] == pytest.approx(60e6)
    assert pd.isna(sums["LNNDEPD"]), "nobody filed it"


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Panel:
    """The recorded banks, fetched, checked, stored and read by the program itself."""
    found = world(tmp_path_factory.mktemp("store"), real(), datetime(2026, 6, 10, tzinfo=UTC)).banks
    assert found is not None
    return found


@pytest.fixture(scope="module")
def curves() -> Market:
    return market(end=date(2026, 3, 31))


@pytest.mark.real
class TestRecorded:
    def test_silicon_valley_bank_ends_with_2022(self, held: Panel, curves: Market):
        assert held.counts[pd.Timestamp("2022-12-31")] == 15
        assert held.counts[pd.Timestamp("2023-03-31")] == 14
        result = one.measure(held, curves, Scenario(), "24735")
        assert result.tables["quarters"]["date"].iloc[-1] == pd.Timestamp("2022-12-31")
        assert "filed last for 31 Dec 2022, and closed on 10 Mar 2023" in result.notes[0]

    def test_the_page_says_what_the_recorded_fields_cannot(self, held: Panel, curves: Market):
        result = banks.measure(held, curves, Scenario())
        found = by_id(result.metrics)
        assert found["banks"].value == 14
        assert 10_500 < found["assets"].value < 11_500
        assert 30 < found["uninsured_share"].value < 60
        for name in ("cre_over_300", "unrealised_loss_to_equity", "texas_over_100"):
            assert found[name].value is None
        basis = result.tables["basis"].set_index(["item", "basis"])
        assert basis.loc[("losses on securities", "assumed"), "banks_count"] == 14

    def test_uninsured_above_deposits_is_kept_out(self, held: Panel, curves: Market):
        result = banks.scenario_figures(held, market(end=date(2025, 12, 31)), Scenario(as_of=date(2026, 1, 30)))
        assert any("certificate 57833" in note for note in result.notes)
        assert "13 of 14 banks" in by_id(result.metrics)["uninsured_share"].note

    def test_recorded_names_meet_the_hand_table(self, held: Panel):
        checked = held.listed.set_index("ticker")
        for ticker in ("ZION", "FHN", "EWBC", "WAL", "PRK", "FCF"):
            assert checked.loc[ticker, "check"] == "agrees", ticker
        assert len(published.read().table("bank_tickers")) == len(checked)
