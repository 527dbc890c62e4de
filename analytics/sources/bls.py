"""The Bureau of Labor Statistics' calendar of releases: on which days the Consumer Price Index comes out."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from analytics.errors import SourceChanged
from analytics.sources.http import Direct, Patience, Retryable, ServiceClient, get_text, refuse_page, rehost

SERVICE = "the BLS"
CALENDAR = "https://www.bls.gov/schedule/news_release/bls.ics"
READ = 5.0
"""Seconds that the calendar is waited for."""
CPI = "Consumer Price Index"
_SUMMARY = re.compile(r"^SUMMARY[^:\n]*:(.*)$", re.MULTILINE)
_START = re.compile(r"^DTSTART[^:\n]*:(\d{4})(\d{2})(\d{2})", re.MULTILINE)


def fetch(base: str = "", patience: Patience | None = None) -> list[date]:
    """The days on which the Consumer Price Index is released, oldest first; one short try, since yields wait for it.

    Raises `SourceUnavailable` when the calendar cannot be had, and as `parse`.
    """
    usual = patience or Patience()
    line = ServiceClient(SERVICE, replace(usual, tries=1, read=min(usual.read, READ)))
    url = rehost(CALENDAR, base)
    return line.ask("its calendar", lambda: parse(get_text(Direct(), url, {}, line.patience)))


def unfolded(text: str) -> str:
    """A calendar's lines, of which one that begins with a space goes on from the line before (RFC 5545)."""
    return text.replace("\r\n", "\n").replace("\n ", "").replace("\n\t", "")


def parse(text: str) -> list[date]:
    """Read a calendar.

    Raises `SourceUnavailable` for a web page or an empty body, `Retryable` for one that is cut off, `SourceChanged` for
    one without a release.
    """
    refuse_page(text)
    if not text.rstrip().endswith("END:VCALENDAR"):
        raise Retryable("the answer was cut off")
    days = set()
    for event in unfolded(text).split("BEGIN:VEVENT")[1:]:
        summary, start = _SUMMARY.search(event), _START.search(event)
        if summary and start and summary[1].strip() == CPI:
            try:
                days.add(date(*(int(part) for part in start.groups())))
            except ValueError:
                raise SourceChanged(f"Its calendar names a day that is none ({start[0][-8:]}).") from None
    if not days:
        raise SourceChanged(f"Its calendar names no release of the {CPI}.")
    return sorted(days)
