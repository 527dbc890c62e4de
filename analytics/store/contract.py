"""What the services answered when they were last met, as the store keeps it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from analytics.errors import StoreUnusable
from analytics.store import Store

FILE = "contract.json"


@dataclass(frozen=True)
class Meeting:
    """A row an answer, as the table `contract` of Sources, of `services` those that there are to meet."""

    services: Sequence[str]
    answers: Sequence[dict[str, Any]]

    @property
    def met_at(self) -> datetime:
        """When the service was asked whose answers are the oldest."""
        return min(datetime.fromisoformat(answer["met_at"]) for answer in self.answers)

    @property
    def n_met(self) -> int:
        """How many services have been asked."""
        return len({answer["service"] for answer in self.answers} & set(self.services))

    @property
    def differing(self) -> int:
        """How many answers differed."""
        return sum(1 for answer in self.answers if answer["differs"])


def read(store: Store) -> Meeting | None:
    """The last meeting; None where there was none, or what is held of it cannot be read."""
    try:
        content = json.loads(store.files.read(FILE))
        meeting = Meeting(tuple(content["services"]), content["answers"])
        return meeting if meeting.answers and meeting.met_at and meeting.differing >= 0 else None
    except (FileNotFoundError, StoreUnusable, ValueError, KeyError, TypeError):
        return None
