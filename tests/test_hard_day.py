"""A day on which requests fail at random: nothing is published half, nothing called fresh that is not whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from analytics.catalogue import DATASETS, members
from analytics.refresh import Outcome
from analytics.refresh.banks import quarter_ends
from analytics.store import progress
from tests.conftest import QUICK, House, settings_at
from tests.loopback import Edgar, Fault, Loopback, brief, fdic
from tests.sampling import sample

EVERY = ("prices", "rates", "members", "issuers", "banks")
ONCE = replace(QUICK, tries=1, pause=0.0, failures=1000)
"""One try a question, and no line that closes: what fails at random is then what is missing."""


@pytest.mark.parametrize("share", sample([0.05, 0.33], 1))
def test_what_fails_at_random_is_named_and_had_at_the_next_try(tmp_path: Path, share: float) -> None:
    today = datetime.now(UTC).date()
    services = Loopback(brief(), edgar=Edgar(today, 300), bankfind=fdic.made(quarter_ends(today, 2)[1], 90))
    with services as loopback:
        house = House(loopback, settings_at(loopback.url, tmp_path / "store"))
        house.misbehave(Fault("500", share=share))
        outcomes = house.refresh(*EVERY, patience=ONCE)
        _published_whole(house, outcomes)
        for _ in range(3):
            outcomes = house.refresh(*EVERY, patience=ONCE)
            _published_whole(house, outcomes)
        house.misbehave()
        outcomes = house.refresh(*EVERY, patience=ONCE)
        assert {name: outcome.error for name, outcome in outcomes.items()} == dict.fromkeys(EVERY, "")
        assert not any(outcome.unanswered for outcome in outcomes.values())
        assert {name for name, o in outcomes.items() if o.missing} <= {"issuers"}, "concepts that no made filer tags"
        assert progress.read(house.store).is_whole
        states = house.world().states(datetime.now(UTC))
        assert {states[name].state for name in ("members", "issuers", "banks")} == {"fresh"}


def _published_whole(house: House, outcomes: dict[str, Outcome]) -> None:
    """What is published holds each series or says why not, and is not fresh while the line failed one."""
    current = house.store.current()
    for name, version in (current.versions if current else {}).items():
        signed = house.store.read(name, version)[1]
        if name in ("prices", "rates"):
            assert set(signed["series"]) | set(signed["missing"]) >= {entry.id for entry in members(name)}
        if signed.get("unanswered"):
            assert house.world().states(datetime.now(UTC))[name].state == "stale"
    for group in {DATASETS[name].group for name in EVERY}:
        names = {name for name in EVERY if DATASETS[name].group == group}
        held = names & set(current.versions if current else ())
        failed = {name for name in names if outcomes[name].error}
        assert held in (set(), names) or group == "market" or failed, group
