"""The sections of each page: what of its charts is on screen at once."""

from __future__ import annotations

WHOLE = "Whole page"
"""The choice that shows every section, for print."""
SECTIONS: dict[str, tuple[str, ...]] = {
    "divergence": ("Gap", "Risk", "Rates", "Event days"),
    "regional_banks": ("Losses", "Banks", "Real estate", "KRE", "Deposits and lending", "Published"),
    "bank": ("Capital", "Business", "Filings"),
    "debt_wall": ("Wall", "Issuers", "Paths", "Published"),
    "issuers": ("Zombies", "Years", "Runway", "Retailers", "Warehouse", "Breadth", "Watchlist"),
    "credit": ("Standards and spreads", "Loans", "Late and written off", "Fed and calendar"),
    "claims": ("Claims", "Your own", "Checks"),
    "issuer": ("Break-even", "Filings", "All facts"),
}
"""By view, in the order of the page; the first holds what the sliders move."""


def sections(view: str) -> tuple[str, ...]:
    """The choices of a page, the whole of it last; none for a page without sections."""
    return (*SECTIONS[view], WHOLE) if view in SECTIONS else ()


CHOICES = tuple(dict.fromkeys([*(name for names in SECTIONS.values() for name in names), WHOLE]))
"""Every section of any page: what a link may say at all."""
