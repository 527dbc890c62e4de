"""Coverage: how many of the banks that the register calls active filed, and whether they may speak for all."""

from __future__ import annotations

from collections.abc import Iterator

from analytics.banks.call_report import CallReportQuarter
from analytics.banks.metric_parts import fdic, metric
from analytics.frames.bank_panel import Panel
from analytics.model.metric import Metric, day, show

ENOUGH_PCT = 90.0
"""Part of the register's assets below which no sentence speaks of banks as a whole."""


def metrics(panel: Panel, book: CallReportQuarter) -> Iterator[Metric]:
    """The share of the register's active banks that filed for the quarter, and of all assets that they hold."""
    found = panel.registered.get(book.end, {})
    missing = "the register of institutions is not held for this quarter"
    banks = found["filed"] / found["active"] * 100 if found else None
    assets = found["assets_share"] * 100 if found else None
    note = f"{found['filed']:,.0f} of {found['active']:,.0f} banks that the register calls active" if found else ""
    for name, label, value in (
        ("coverage_banks", "Banks that filed, of those the register calls active", banks),
        ("coverage_assets", "Assets of the banks that filed, of all in the register", assets),
    ):
        yield metric(name, label, value, "%", "M-COUNT", fdic("ASSET"), book.end, note, missing)


def notes(panel: Panel, book: CallReportQuarter) -> list[str]:
    """A sentence where the banks that filed hold too little of all assets to speak for all."""
    found = panel.registered.get(book.end, {})
    if not found or found["assets_share"] * 100 >= ENOUGH_PCT:
        return []
    share = show(found["assets_share"] * 100, "%", 0)
    return [
        f"The {len(book):,} banks held for {day(book.end)} have {share} of the assets of all banks in the register: "
        "their figures are theirs alone."
    ]
