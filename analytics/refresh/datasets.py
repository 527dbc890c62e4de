"""The source of each dataset, and what is said where one fails."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import Any

from analytics.errors import DashboardError
from analytics.refresh import banks, breadth, facts, issuers, members, prices, rates, warehouse
from analytics.refresh.source import Signed, Source
from analytics.refresh.task import Task

FETCH: dict[str, Source[Any, Any]] = {
    source.dataset: source
    for source in (
        prices.SOURCE,
        rates.SOURCE,
        members.SOURCE,
        issuers.SOURCE,
        facts.SOURCE,
        banks.SOURCE,
        warehouse.SOURCE,
        breadth.SOURCE,
    )
}
"""The source of each dataset: what it is asked, how that is fetched, checked and signed."""


def read(name: str, task: Task) -> Signed | None:
    """Ask, fetch, check and sign one dataset; None where there is nothing to publish, and why in its outcome."""
    try:
        return FETCH[name].read(task)
    except DashboardError as error:
        stands = error.instead if task.previous.provenance else ""  # before a first publication nothing stands
        task.outcome.error = str(DashboardError(error.failed, instead=stands, remedy=error.remedy))
    except Exception as error:
        task.outcome.error = _unforeseen(name, error)
    return None


def _unforeseen(name: str, error: Exception) -> str:
    """What is said of a fault in this program: its kind and place, never its text, which may hold an address."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    return f"The {name} could not be processed: {type(error).__name__} in {Path(place.filename).name}:{place.lineno}."
