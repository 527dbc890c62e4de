"""Constants of a year: each with the day from which it is no longer so, so that none outlives it unnoticed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

TAX_YEAR = 2026
"""The tax year whose thresholds limit interest; filers report on the next one from their first quarter's 10-Q on."""
CLAIM_QUARTER = "2026Q1"
"""The quarter into which a commentary puts USD 300 bn of maturities."""
CLAIM_CUTOFF = date(2026, 1, 15)
"""Balance sheets of this day or older are those from before the claimed quarter."""
LAST_MEETING = date(2028, 1, 26)
"""The last meeting of the FOMC whose day is published, and listed in `data/published/events.csv`."""
FIRST_YEAR, LAST_YEAR = 2025, 2036
"""The years of the quarters that maturities fall into."""


@dataclass(frozen=True)
class Dated:
    """A constant, the last day on which it is right, and what to do then."""

    name: str
    value: object
    until: date
    then: str


DATED = (
    Dated("TAX_YEAR", TAX_YEAR, date(2027, 4, 30), "add the next year's threshold of receipts (Rev. Proc.) and use it"),
    Dated(
        "CLAIM_QUARTER",
        CLAIM_QUARTER,
        date(2028, 3, 31),
        "check that filers' balance sheets from before it are still asked for, or end the claim",
    ),
    Dated("LAST_MEETING", LAST_MEETING, LAST_MEETING, "add the days that the Federal Reserve has published since"),
    Dated("LAST_YEAR", LAST_YEAR, date(LAST_YEAR - 2, 12, 31), "add years: a window has eight quarters from today on"),
)
"""What is tied to a date. A test fails ninety days before the first of them ends."""
