"""What the server holds in memory while every page is open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from analytics import load
from analytics.banks import require_panel
from analytics.store import Store
from tests.bench.visitor import Visitor
from tests.browser.server import App

SESSIONS = 5
PAGES = ("", "divergence", "regional_banks", "bank", "debt_wall", "issuers", "issuer", "credit", "claims", "sources")


def rows(whole: Path, empty: Path) -> Iterator[tuple[str, str, str, str]]:
    """What was measured, its value, its yardstick, the budget.

    Once over an `empty` store, the illustrative world with its many banks, and once over one that holds the
    `whole` of every dataset.
    """
    for store in (empty, whole):
        place = Store(str(store))
        world = load.open_world(place, *load.choose(place))
        banks, members = require_panel(world.banks), world.filings.members
        charters = banks.rows(banks.quarters[-1], "cert")
        links = {"bank": f"bank={charters['cert'].iloc[0]}", "issuer": f"issuer={members['cik'].iloc[0]}"}
        with App(store, SMALLCAP_REFRESH="off") as app:
            visitors = [Visitor(app.url, page, links.get(page, "")) for page in PAGES for _ in range(SESSIONS)]
            yield (
                f"resident memory, five sessions on all pages, {world.kind}",
                f"{app.resident_mb():.0f} MB",
                f"{len(members):,} issuers, {len(charters):,} banks, {world.market.close.shape[1]} prices",
                "450 MB",
            )
            for visitor in visitors:
                visitor.close()
