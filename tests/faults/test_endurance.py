"""Sources that fail one time in three while readers move sliders and publications land: no figure but its version's."""

from __future__ import annotations

import os
import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from analytics.load import World
from analytics.model import scenario as link
from analytics.output import views
from analytics.sessions import last_closed
from analytics.store import progress
from tests.browser.server import App
from tests.conftest import QUICK, YIELDS_DOWN, House, settings_at
from tests.faults.reader import Reader, Shown
from tests.loopback import Fault, Loopback, Recordings, brief
from tests.sampling import IS_FULL
from ui import cards, show
from ui.markup import escape

SECONDS = float(os.environ.get("ENDURANCE_SECONDS") or (60 if IS_FULL else 12))
READERS, REFRESHES = 3, 4
"""How many read, and the least number of refreshes, on however slow a machine."""
ONCE = replace(QUICK, tries=1, pause=0.0, failures=1000)
"""One try a question, and no line that closes: what fails at random is then what is missing."""
ONE_IN_THREE = [Fault(kind, share=1 - (2 / 3) ** (1 / 3)) for kind in ("500", "reset", "truncate")]
"""Each meets a request that those before it have let pass; together they meet one in three."""
GROWTH = 1.15


def test_figures_are_those_of_their_version_while_sources_fail_and_publications_land(tmp_path: Path) -> None:
    newest = last_closed(datetime.now(UTC))
    market = brief(newest - timedelta(days=500), newest)
    with Loopback(market) as services:
        house = House(services, settings_at(services.url, tmp_path / "store"))
        assert not any(outcome.error for outcome in house.refresh(patience=ONCE).values())
        with App(house.path, SMALLCAP_REFRESH="off") as app, ThreadPoolExecutor(READERS) as pool:
            readers = [Reader(app.url, "divergence") for _ in range(READERS)]
            ended = threading.Event()
            hands = [pool.submit(_read, reader, random.Random(place), ended) for place, reader in enumerate(readers)]
            try:
                memory, failed = _weather(house, market, app)
            finally:
                ended.set()
            for hand in hands:
                hand.result()
            house.misbehave(*(Fault("500", where) for where in YIELDS_DOWN))
            house.refresh(patience=ONCE)
            for reader in readers:
                reader.open_again()
                reader.close()
    assert failed, "requests failed"
    assert memory[1] < GROWTH * memory[0], f"{memory[0]:.0f} MB after a third, {memory[1]:.0f} MB at the end"
    _labelled(house, [reader.seen[-1] for reader in readers])
    seen = [shown for reader in readers for shown in reader.seen]
    quiet = cache(house.world)
    for shown in seen:
        _is_as_in_a_quiet_run(house, quiet(pin=_world_id(shown)), shown)
    assert len({_world_id(shown) for shown in seen}) > 2, "readers saw publications land"
    assert seen[0].metrics[0] != seen[-1].metrics[0], "and figures that changed with them"
    said = " ".join(text for shown in seen for text in shown.texts)
    assert ":material/check_circle: Live]" in said
    assert " days old]" in said


def _weather(house: House, market: Recordings, app: App) -> tuple[tuple[float, float], int]:
    """Refresh while requests fail until the time is over: memory after a third and at the end, and how much failed."""
    began, memory, failed, refreshes = time.monotonic(), [], 0, 0
    while time.monotonic() < began + SECONDS or refreshes < REFRESHES:
        house.misbehave(*map(replace, ONE_IN_THREE))
        refreshes += 1
        house.loopback.recordings = _later(market, refreshes)
        outcomes = house.refresh(patience=ONCE)
        failed += sum(len(outcome.unanswered) + bool(outcome.error) for outcome in outcomes.values())
        if not memory and time.monotonic() > began + SECONDS / 3 and refreshes >= REFRESHES / 3:
            memory.append(app.resident_mb())
    return (memory[0], app.resident_mb()), failed


def _later(market: Recordings, turn: int) -> Recordings:
    """The market with its newest bars and yields a little elsewhere, each turn differently."""
    chance = random.Random(turn)
    bars = {}
    for id, whole in market.bars.items():
        bars[id] = whole.copy()
        bars[id].iloc[-1] *= 1 + chance.uniform(-0.01, 0.01)
    series = {id: values.copy() for id, values in market.series.items()}
    for id, values in series.items():
        if id.startswith("DGS"):
            values.iloc[-1] = f"{float(values.iloc[-1]) + chance.randint(-9, 9) / 100:.2f}"
    return Recordings(bars, series)


def _read(reader: Reader, chance: random.Random, ended: threading.Event) -> None:
    """Move the slider again and again, and take what has been published now and then."""
    while not ended.wait(0.1):
        if chance.random() < 0.3:
            reader.open_again()
        else:
            reader.slide(chance.randrange(305, 505, 20))


def _scenario(shown: Shown) -> link.Scenario:
    scenario, problems = link.read(parse_qsl(urlsplit(shown.links[-1]).query))
    assert not problems
    return scenario


def _world_id(shown: Shown) -> str:
    assert not shown.exceptions
    return dict(parse_qsl(urlsplit(shown.links[-1]).query))["data"]


def _is_as_in_a_quiet_run(house: House, world: World, shown: Shown) -> None:
    """Every card, the headline and what the page says of itself, against the same version measured in peace."""
    scenario = _scenario(shown)
    assert shown.ten_year in (None, scenario.ten_year_bp), "the link says where the slider stands"
    answer = views.answer("divergence", world, scenario, house.store)
    assert shown.headlines == [escape(answer.text.answer)]
    assert escape(" ".join(answer.text.prose)) in shown.texts
    assert set(shown.findings) <= {escape(finding) for finding in answer.text.findings.values()}
    assert not shown.is_whole or _age(world, shown.moment) in " ".join(shown.texts)
    for (label, value, beside, tooltip), card in zip(shown.metrics, cards.divergence(answer), strict=True):
        assert (label, value) == (card.label, card.text or show.short(card.metric, card.decimals, sign=card.sign))
        assert tooltip == show.explain(card.metric, world)
        assert bool(beside) if card.metric.value is None else beside == escape(card.context)


def _age(world: World, moment: datetime) -> str:
    """The words of the badge: live, or how many days old the oldest part is of which something did not come."""
    ages = [state.age for state in world.states(moment).values() if state.state == "stale" and state.age is not None]
    return f"-badge[:material/schedule: {max(ages)} days old]" if ages else "-badge[:material/check_circle: Live]"


def _labelled(house: House, last: list[Shown]) -> None:
    """A page opened after a refresh that failed says so, and how old its figures are."""
    now = progress.read(house.store)
    assert now is not None
    assert now.failed
    for shown in last:
        said = " ".join(shown.texts)
        for step in now.failed:
            assert escape(step.error) in said
