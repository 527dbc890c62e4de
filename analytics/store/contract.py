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
    """When the services were met, and a row an answer, as the table `contract` of Sources."""

    asked_at: datetime
    answers: Sequence[dict[str, Any]]

    @property
    def is_met(self) -> bool:
        """Whether nothing differed."""
        return not any(answer["differs"] for answer in self.answers)


def read(store: Store) -> Meeting | None:
    """The last meeting; None where there was none, or what is held of it cannot be read."""
    try:
        content = json.loads(store.files.read(FILE))
        return Meeting(datetime.fromisoformat(content["asked_at"]), content["answers"])
    except (FileNotFoundError, StoreUnusable, ValueError, KeyError, TypeError):
        return None
