"""The faults of the clock, a row each: what the machine says the time is; the store is of the real one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """A moment, in UTC, at which a whole process lives: what its Sources page `shows`, and how a refresh of the yields
    ends: with `status`, and `says` among its words.

    With `newest`, the last day that the services have, the process fills a store of its own before it opens a page.
    """

    name: str
    moment: str
    shows: str = ""
    status: int = 0
    says: str = ""
    newest: str = ""


AHEAD = "lies in the future: was the clock ahead?"
HELD = "nothing that can be believed"
LIVE = ":material/check_circle: Live]"
ROWS = (
    Row("a clock back to its beginning", "1970-01-02 00:00:10", AHEAD, 1, HELD),
    Row("a clock two years back", "2024-11-25 12:00:00", AHEAD),
    Row("a clock a year back", "2025-11-25 12:00:00", AHEAD),
    Row("a clock a day ahead", "+1d"),
    Row("a clock a day back", "-1d", AHEAD),
    Row("the night on which the clocks go forward", "2027-03-14 07:30:00"),
    Row("the hour that comes twice", "2027-11-07 05:30:00"),
    Row("the last second of a year", "2026-12-31 23:59:59"),
    Row("New York's New Year's Eve, when it is the next year elsewhere", "2027-01-01 03:00:00"),
    Row("a leap day", "2028-02-29 12:00:00"),
    Row("a holiday", "2026-12-25 16:00:00"),
    Row("a half-day's afternoon", "2027-11-26 19:00:00"),
    Row("a Sunday after a half-day", "2027-11-28 15:00:00", LIVE, newest="2027-11-26"),
    Row("a half-day's noon after a holiday", "2027-11-26 17:30:00", LIVE, newest="2027-11-24"),
    Row("after every calendar", "2033-06-01 12:00:00"),
    Row("after the last second of 32 bits", "2038-01-20 12:00:00"),
)
