"""Which calendar periods are asked for at a moment."""

from __future__ import annotations

from datetime import date, timedelta

FIRST_YEAR = 2019
FIRST_XBRL_YEAR, LAST_FIRST_YEAR = 2009, 2015
INSTANTS, QUARTERS, FLOATS, COVERS = 6, 9, 8, 10
"""Quarter ends for balance sheets, quarters for income (this fiscal year's and the last one's, whenever it
ends), quarter ends among which every filer's newest cover page lies, and the one before it as well."""
AHEAD = timedelta(days=37)
"""A period belongs to the quarter whose end lies up to 46 days after its own, and is filed nine days after it at the
earliest: so long before a quarter ends there may be reports for it."""
CLAIMED = ((2025, 3), (2025, 4))
"""The balance sheets before the first quarter of 2026, which is asked about."""


def ended(today: date, count: int) -> list[tuple[int, int]]:
    """The last `count` calendar quarters that are over, newest first, as (year, quarter)."""
    place = today.year * 4 + (today.month - 1) // 3
    return [((place - back) // 4, (place - back) % 4 + 1) for back in range(1, count + 1)]


def reported(today: date, count: int) -> list[tuple[int, int]]:
    """The last `count` quarters that are over, and before them the one in progress once there may be reports for it."""
    return list(dict.fromkeys([*ended(today + AHEAD, 1), *ended(today, count)]))


def instants(today: date) -> list[str]:
    """Quarter ends for balance sheets: CY2026Q3I and the five before it, and those a claim is about."""
    listed = dict.fromkeys([*reported(today, INSTANTS), *(old for old in CLAIMED if old < ended(today, 1)[0])])
    return [f"CY{year}Q{quarter}I" for year, quarter in listed]


def floats(today: date) -> list[str]:
    """Quarter ends for public floats."""
    return [f"CY{year}Q{quarter}I" for year, quarter in ended(today, FLOATS)]


def covers(today: date) -> list[str]:
    """Quarter ends for public floats, of the newest cover page and of the one before it."""
    return [f"CY{year}Q{quarter}I" for year, quarter in ended(today, COVERS)]


def quarters(today: date) -> list[str]:
    """Quarters for income items."""
    return [f"CY{year}Q{quarter}" for year, quarter in reported(today, QUARTERS)]


def firsts() -> list[str]:
    """Years among which the first one with facts is looked for: those of 2015 and before show a filer's age."""
    return [f"CY{year}" for year in range(FIRST_XBRL_YEAR, LAST_FIRST_YEAR + 1)]


def past(today: date) -> list[str]:
    """Year ends before the balance sheets of `instants`, for market values and leverage of past years."""
    stored = instants(today)
    return [end for year in range(FIRST_YEAR - 1, today.year) if (end := f"CY{year}Q4I") not in stored]


def past_floats(today: date) -> list[str]:
    """The quarter ends of the floats of filers whose fiscal year is the calendar's, but for the newest."""
    return [f"CY{year}Q2I" for year in range(FIRST_YEAR - 1, today.year - 1)]


def sales() -> list[str]:
    """The years whose sales those of the first three years of income are set against."""
    return [f"CY{year}" for year in range(FIRST_YEAR - 3, FIRST_YEAR)]


def years(today: date) -> list[str]:
    """Years for income and cash flow; the current one from July on, for fiscal years that ended in it."""
    last = today.year if today.month >= 7 else today.year - 1
    return [f"CY{year}" for year in range(FIRST_YEAR, last + 1)]
