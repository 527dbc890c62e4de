"""Which world is shown, how old it is, and that it is never mixed or silently replaced."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pandas as pd
import pytest

from analytics.errors import BadInput, NoData, StoreUnusable
from analytics.load import choose, due
from analytics.sessions import NEW_YORK
from tests.conftest import MARKET, House
from tests.loopback import Fault


def at(text: str) -> datetime:
    """A moment in New York."""
    return datetime.fromisoformat(text).replace(tzinfo=NEW_YORK)


def test_before_the_first_refresh_the_illustrative_market_is_shown(house: House) -> None:
    assert choose(house.store) == ("illustrative", None)
    world = house.world()
    assert (world.kind, world.id) == ("illustrative", "illustrative")
    assert not world.market.close.empty
    assert {state.state for state in world.states(at("2025-10-14 12:00")).values()} == {"missing"}
    assert due(world, at("2025-10-14 12:00"))
    with pytest.raises(NoData, match=r"Nothing has been published .*python -m analytics refresh"):
        house.world("live")


def test_after_it_the_live_world_is(lived: House) -> None:
    world = lived.world()
    assert (world.kind, world.id) == ("live", lived.store.current().id)
    assert len(world.market.close.columns) == 41
    assert list(world.market.close.columns)[:4] == ["IWM", "SPY", "^RUT", "^GSPC"]
    assert list(world.market.rates.columns)[:3] == ["DGS1MO", "DGS3MO", "DGS6MO"]
    for frame in (world.market.close, world.market.adj_close, world.market.rates):
        assert frame.index.dtype == "datetime64[us]"
        assert frame.index.is_monotonic_increasing
        assert frame.index.is_unique
    assert world.origin("SPY")["last"] == "2025-10-17"
    assert lived.world("illustrative").kind == "illustrative", "only when it is asked for"


def test_an_unknown_world_is_said(lived: House) -> None:
    with pytest.raises(BadInput, match="no world 'imaginary'"):
        lived.world("imaginary")


def test_a_world_does_not_change_when_the_store_does(lived: House) -> None:
    world = lived.world()
    before = world.market.rates["DGS10"].iloc[-1]
    lived.loopback.recordings.series["DGS10"].iloc[-1] = f"{before + 0.5:.2f}"
    lived.refresh("rates")
    assert world.market.rates["DGS10"].iloc[-1] == before
    assert lived.world().market.rates["DGS10"].iloc[-1] == pytest.approx(before + 0.5)


@pytest.mark.parametrize(
    ("now", "prices", "rates"),
    [
        ("2025-10-17 18:00", "fresh", "fresh"),
        ("2025-10-19 12:00", "fresh", "fresh"),
        ("2025-10-20 17:59", "fresh", "fresh"),
        ("2025-10-20 18:01", "stale", "fresh"),
        ("2025-10-21 18:01", "stale", "fresh"),
        ("2025-10-22 18:01", "stale", "stale"),
        ("2026-10-22 12:00", "stale", "stale"),
    ],
)
def test_age_is_counted_in_sessions(lived: House, now: str, prices: str, rates: str) -> None:
    world = lived.world()
    states = world.states(at(now))
    assert (states["prices"].state, states["rates"].state) == (prices, rates)
    assert states["prices"].last == date(2025, 10, 17)
    assert states["prices"].age == (at(now).date() - date(2025, 10, 17)).days


def test_a_clock_a_day_behind_makes_nothing_of_a_negative_age(lived: House) -> None:
    states = lived.world().states(at("2025-10-16 12:00"))
    assert {(states[name].state, states[name].age) for name in MARKET} == {("fresh", 0)}


def test_a_missing_ticker_is_named_and_never_ages_the_rest(house: House) -> None:
    house.misbehave(Fault("missing", "/XBI"), Fault("missing", "/WBS"))
    house.refresh()
    state = house.world().states(at("2025-10-18 12:00"))["prices"]
    assert state.state == "fresh"
    assert state.note == "39 of 41 held; missing XBI, WBS"


def test_the_anchor_dates_its_dataset(lived: House) -> None:
    """SPY did not come for a day while forty others did: the prices are as old as SPY."""
    for ticker, bars in lived.loopback.recordings.bars.items():
        new = bars.iloc[[-1]].set_axis(pd.DatetimeIndex(["2025-10-20"]).as_unit("us"))
        lived.loopback.recordings.bars[ticker] = pd.concat([bars, new])
    lived.misbehave(Fault("missing", "/SPY"))
    lived.refresh("prices")
    state = lived.world().states(at("2025-10-20 20:00"))["prices"]
    assert (state.state, state.last) == ("stale", date(2025, 10, 17))


def test_only_one_source_ever_came(house: House) -> None:
    house.misbehave(Fault("500", "/v8/"))
    house.refresh()
    world = house.world()
    states = world.states(at("2025-10-18 12:00"))
    assert (world.kind, states["prices"].state, states["rates"].state) == ("live", "missing", "fresh")
    assert states["prices"].note == "never fetched"
    assert world.market.close.empty
    assert not world.market.rates.empty
    assert world.origin("SPY") == {}
    with pytest.raises(NoData, match="No prices of IWM are held"):
        world.market.pair("IWM", "SPY")
    assert due(world, at("2025-10-18 12:00"))


def test_a_pinned_link_shows_its_snapshot_for_good(lived: House) -> None:
    pin = lived.store.current().id
    before = lived.world().market.rates
    lived.loopback.recordings.series["DGS10"].iloc[-1] = "9.99"
    lived.refresh("rates", accept=("DGS10",))
    world = lived.world(pin=pin)
    assert (world.kind, world.id) == ("pinned", pin)
    pd.testing.assert_frame_equal(world.market.rates, before)
    assert not due(world, at("2030-01-01 12:00")), "no refresh can make it fresher"


@pytest.mark.parametrize("pin", ["0123456789", "../current", "", "x" * 4000])
def test_a_snapshot_that_is_gone_is_said_and_nothing_newer_shown(lived: House, pin: str) -> None:
    if pin:
        with pytest.raises(NoData, match=r"not held here\. Newer figures are not shown in its place"):
            lived.world(pin=pin)
    else:
        assert lived.world(pin=pin).kind == "live", "an empty pin is none"


@pytest.mark.parametrize("harm", ["gone", "damaged"])
def test_a_pinned_file_that_is_gone_is_said_and_nothing_else_shown(lived: House, harm: str) -> None:
    older = lived.store.current()
    lived.refresh("rates")
    pin = lived.store.current()
    path = lived.path / "rates" / f"{pin.versions['rates']}.parquet"
    path.unlink() if harm == "gone" else path.write_bytes(b"\0")
    with pytest.raises(NoData, match=f"The rates of snapshot {pin.id} are no longer held. Newer figures are not"):
        lived.world(pin=pin.id)
    assert lived.world(pin=older.id).kind == "pinned"


@pytest.mark.parametrize("harm", ["gone", "damaged"])
def test_a_live_file_that_is_gone_is_made_good_and_said(lived: House, harm: str) -> None:
    first = lived.store.current()
    lived.refresh("rates")
    path = lived.path / "rates" / f"{lived.store.current().versions['rates']}.parquet"
    path.unlink() if harm == "gone" else path.write_bytes(path.read_bytes()[:-1])
    world = lived.world()
    assert world.kind == "live"
    assert world.versions["rates"].name == first.versions["rates"]
    note = world.states(at("2025-10-18 12:00"))["rates"].note
    assert note == "the newest version is damaged; an older one is shown"


def test_a_file_that_nothing_can_stand_in_for_is_said(lived: House) -> None:
    for path in (lived.path / "rates").glob("*.parquet"):
        path.write_bytes(b"")
    state = lived.world().states(at("2025-10-18 12:00"))["rates"]
    assert state.state == "missing"
    assert state.note == "what was published cannot be read"


def test_a_store_of_another_format_is_said(lived: House) -> None:
    pointer = lived.path / "current.json"
    pointer.write_text(pointer.read_text().replace('"format": 1', '"format": 2'))
    with pytest.raises(StoreUnusable, match="format 2"):
        lived.world()


def test_a_publication_of_a_later_program_with_more_datasets_is_read(lived: House) -> None:
    table, origin = lived.store.read("rates", lived.store.current().versions["rates"])
    plain = {name: value for name, value in origin.items() if name not in ("rows", "sha256")}
    lived.store.publish({"tides": (table, plain)}, datetime.now(UTC) + timedelta(seconds=1))
    world = lived.world()
    assert "tides" not in world.states(at("2025-10-18 12:00"))
    assert not world.market.rates.empty
