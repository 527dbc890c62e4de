"""Ten thousand spoiled links: each measures a page, or falls back with a notice."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import parse_qsl

from analytics import load
from analytics.errors import DashboardError
from analytics.model import scenario
from analytics.output import views
from analytics.store import Store
from tests.fuzzing import fuzzed

LINKS, MEASURED = 10_000, 500
PAGES = ("overview", "divergence", "regional_banks", "debt_wall", "issuers", "credit", "claims", "quotes", "sources")
NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)


def rows() -> Iterator[tuple[str, str, str, str]]:
    """What was measured, its value, its yardstick, the budget: how many were read, answered, refused with words."""
    store = Store("unused")
    world = load.open_world(store, "illustrative", None)
    began, noticed, answered, refused = time.perf_counter(), 0, 0, 0
    for place, text in enumerate(fuzzed(LINKS)):
        pairs = [pair for pair in parse_qsl(text, keep_blank_values=True) if pair[0] not in ("data", "v")]
        chosen, problems = scenario.read(pairs)
        noticed += bool(problems)
        if place < MEASURED:
            try:
                answered += bool(views.answer(PAGES[place % len(PAGES)], world, chosen, store, NOW).text.answer)
            except DashboardError as error:
                refused += bool(error.failed)
    seconds = time.perf_counter() - began
    yield f"{LINKS:,} spoiled links read", f"{seconds:.0f} s", f"{noticed:,} with a notice, none fatal", "no failure"
    yield f"{MEASURED} of them measured", f"{answered + refused}", f"{refused} refused in words", f"{MEASURED}"
