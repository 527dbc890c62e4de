"""Unscheduled closures of the exchange: the prices are not late, and nobody asks for what is not there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest

from analytics import load
from analytics.refresh import refresh
from analytics.sessions import NEW_YORK
from analytics.store import Store
from tests.conftest import QUICK, settings_at
from tests.loopback import Loopback, brief


def world(place: Path, to: date, now: datetime) -> load.World:
    """A store refreshed at a moment from prices and rates that end on a day."""
    held = brief(date(2024, 6, 3) if to.year > 2024 else to - timedelta(days=400), to)
    with Loopback(replace(held)) as running:
        outcomes = refresh(settings_at(running.url, place), ("prices", "rates"), patience=QUICK, now=now)
    assert not [outcome.error for outcome in outcomes if outcome.error]
    store = Store(str(place))
    return load.open_world(store, *load.choose(store, "live"))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=NEW_YORK)


@pytest.mark.parametrize(
    ("last", "asked", "now"),
    [
        ("2025-01-08", "2025-01-08 19:00", "2025-01-09 18:30"),
        ("2025-01-08", "2025-01-08 19:00", "2025-01-10 08:00"),
        ("2018-12-04", "2018-12-04 19:00", "2018-12-06 09:00"),
    ],
)
def test_prices_are_fresh_over_a_closure_that_the_table_names(tmp_path: Path, last: str, asked: str, now: str) -> None:
    held = world(tmp_path / "store", date.fromisoformat(last), at(asked))
    assert held.states(at(now))["prices"].state == "fresh"


def test_a_closure_that_no_table_names_is_asked_for_once(tmp_path: Path) -> None:
    """Closed on Wednesday 14 October 2026: asked after Wednesday's close, and not again before Thursday's."""
    held = world(tmp_path / "store", date(2026, 10, 13), at("2026-10-14 18:30"))
    for now in ("2026-10-14 19:00", "2026-10-15 09:30", "2026-10-15 17:59"):
        state = held.states(at(now))["prices"]
        assert not state.is_due, now
        assert "served no newer session" in state.note
    assert held.states(at("2026-10-15 18:00"))["prices"].is_due


def test_a_session_that_was_not_asked_for_since_its_close_is_due(tmp_path: Path) -> None:
    held = world(tmp_path / "store", date(2026, 10, 13), at("2026-10-14 15:00"))
    assert not held.states(at("2026-10-14 17:00"))["prices"].is_due
    assert held.states(at("2026-10-14 18:30"))["prices"].is_due
    assert load.due(held, at("2026-10-14 18:30"))


def test_a_day_on_which_nothing_traded_after_the_table_is_no_hole(tmp_path: Path) -> None:
    held = brief(date(2025, 9, 1), date(2026, 10, 20))
    gone = pd.Timestamp("2026-10-14")
    held = replace(held, bars={id: bars.drop(gone) for id, bars in held.bars.items()})
    with Loopback(held) as running:
        now = at("2026-10-20 19:00")
        refresh(settings_at(running.url, tmp_path / "store"), ("prices", "rates"), patience=QUICK, now=now)
    store = Store(str(tmp_path / "store"))
    found = load.open_world(store, *load.choose(store, "live"))
    assert gone not in found.market.sessions
    assert not found.market.pair("IWM", "SPY").holes
    assert found.origin("IWM")["note"] == ""
