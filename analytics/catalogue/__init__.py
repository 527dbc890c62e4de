"""Every series the dashboard holds, once: title, unit, publisher, licence, plausible range."""

from __future__ import annotations

from analytics.catalogue.banks import BANKS
from analytics.catalogue.entry import DATASETS, Dataset, Entry
from analytics.catalogue.filings import CONCEPTS, FILINGS, Concept
from analytics.catalogue.prices import BREADTH, PRICES
from analytics.catalogue.rates import RATES

ENTRIES: dict[str, Entry] = {entry.id: entry for entry in (*PRICES, *RATES, *FILINGS, *BANKS, *BREADTH)}

__all__ = [
    "BANKS",
    "CONCEPTS",
    "DATASETS",
    "ENTRIES",
    "FILINGS",
    "PRICES",
    "RATES",
    "Concept",
    "Dataset",
    "Entry",
    "members",
    "publishers",
]


def members(dataset: str) -> tuple[Entry, ...]:
    """The entries of one dataset, in catalogue order; empty for an unknown dataset."""
    return tuple(entry for entry in ENTRIES.values() if entry.dataset == dataset)


def publishers(ids: tuple[str, ...]) -> str:
    """The publishers behind some entries, each once, in order: "Yahoo Finance, FRED"."""
    return ", ".join(dict.fromkeys(DATASETS[ENTRIES[id].dataset].service for id in ids))
