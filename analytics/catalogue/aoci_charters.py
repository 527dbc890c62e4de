"""Charters of category I and II groups, whose losses on securities for sale are in regulatory capital."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

AS_OF = date(2025, 12, 31)
SOURCE = (
    "12 CFR 252.5 (categories) and 12 CFR 3.22(b)(2) (who may opt out); Federal Reserve, list of US global "
    "systemically important banks; FDIC BankFind for the certificates"
)
"""Every other bank may keep accumulated other comprehensive income out of capital, and nearly all do."""


class Charter(NamedTuple):
    """A charter by its certificate, the group it is of and the category of that group."""

    cert: int
    name: str
    holding: str
    category: str


AOCI_CHARTERS: tuple[Charter, ...] = (
    Charter(628, "JPMorgan Chase Bank, National Association", "JPMorgan Chase & Co.", "I"),
    Charter(3510, "Bank of America, National Association", "Bank of America Corporation", "I"),
    Charter(7213, "Citibank, National Association", "Citigroup Inc.", "I"),
    Charter(3511, "Wells Fargo Bank, National Association", "Wells Fargo & Company", "I"),
    Charter(33124, "Goldman Sachs Bank USA", "The Goldman Sachs Group, Inc.", "I"),
    Charter(32992, "Morgan Stanley Bank, National Association", "Morgan Stanley", "I"),
    Charter(34221, "Morgan Stanley Private Bank, National Association", "Morgan Stanley", "I"),
    Charter(639, "The Bank of New York Mellon", "The Bank of New York Mellon Corporation", "I"),
    Charter(14, "State Street Bank and Trust Company", "State Street Corporation", "I"),
    Charter(913, "The Northern Trust Company", "Northern Trust Corporation", "II"),
)
