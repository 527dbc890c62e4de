"""A world refreshed whole, the services behind it, and a payload of theirs put in another's place."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from analytics.load import World, choose, open_world
from analytics.refresh import refresh
from analytics.refresh.banks import quarter_ends
from analytics.refresh.source import Checked, provenance
from analytics.refresh.task import Outcome, Previous, Task
from analytics.settings import Settings
from analytics.store import Store, Version
from tests.conftest import QUICK, settings_at
from tests.loopback import REAL, Edgar, Loopback, brief, fdic, real

PATIENT = replace(QUICK, pause=0.0, tries=1)
DATASETS = ("prices", "rates", "members", "issuers", "banks")
FILERS, BANKS = 400, 400
NOW = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)
"""The moment of every refresh: filers and banks are made for their day, so that a seed spoils the same field always."""


class Served(Loopback):
    """The services, one of whose answers is another: `body` for whatever contains `where`."""

    where, body = "", b""

    def answer(self, path: str, query: dict[str, str], kind: str) -> tuple[int, bytes]:
        if self.where and self.where in f"{path}?{query}":
            return 200, self.body
        return super().answer(path, query, kind)

    @contextmanager
    def answering(self, where: str, body: bytes) -> Iterator[None]:
        self.where, self.body = where, body
        try:
            yield
        finally:
            self.where = ""


@dataclass
class Base:
    """A store filled by whole services; `world` is what it holds, and `clean` what a refresh of each payload is."""

    services: Served
    settings: Settings
    now: datetime
    world: World
    clean: dict[Any, Any] = field(default_factory=dict)

    @property
    def store(self) -> Store:
        return Store(self.settings.store)

    def task(self, dataset: str, before: Previous) -> Task:
        return Task(self.settings, self.store, before, (), PATIENT, lambda *_: None, Outcome(dataset), self.now)

    def version(self, source: Any, task: Task, checked: Checked) -> Version:
        """What the store would hold of a table that was believed."""
        return Version("a" * 16, checked.table, provenance(source, task, checked), intact=True)

    def with_(self, dataset: str, version: Version) -> World:
        """The world with one dataset in another version."""
        return World("live", self.world.publication, {**self.world.versions, dataset: version})


@contextmanager
def opened() -> Iterator[Base]:
    """Services with the recorded market where it lies, else an invented one, and filers and banks that are made."""
    now = NOW
    recordings = real() if REAL.exists() else brief()
    bankfind = fdic.made(quarter_ends(now.date(), 2)[1], BANKS)
    with Served(recordings, edgar=Edgar(now.date(), FILERS), bankfind=bankfind) as services, \
            tempfile.TemporaryDirectory() as folder:  # fmt: skip
        settings = settings_at(services.url, Path(folder) / "store")
        failed = [outcome.error for outcome in refresh(settings, DATASETS, patience=PATIENT, now=now) if outcome.error]
        assert not failed, failed
        store = Store(settings.store)
        yield Base(services, settings, now, open_world(store, *choose(store, "live")))
