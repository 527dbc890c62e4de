"""A control as a field describes it: its kind, its bounds, and how its value is read and written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from analytics.errors import BadInput

Choice = str | int | date | None

_INTEGER = re.compile(r"-?\d{1,6}")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_TICKER = re.compile(r"[A-Z0-9.^=-]{1,12}")
PRINTABLE = re.compile(r"[^A-Za-z0-9 ._:^/=+-]")
"""Signs of a link that are shown again as something else."""


@dataclass(frozen=True, slots=True)
class Spec:
    """What a field is: `kind` is "yield" (an integer in basis points), "integer", "choice",
    "ticker" (or the number of a filer or bank) or "date".

    `low`, `high` and `step` are in `unit`; `choices` lists the values of a choice as the reader sees them;
    `place` is where the control stands ("sidebar", "page", "figure" or "assumptions"), `pages` on which pages,
    all where it is empty, and `help` what a reader is told of it. A default of None is taken from the data: the
    yield on the as-of date, the last session, the quarter in progress.
    """

    name: str
    label: str
    kind: str
    place: str
    unit: str = ""
    low: int = 0
    high: int = 0
    step: int = 1
    choices: tuple[str, ...] = ()
    default: Choice = None
    series: str = ""
    pages: tuple[str, ...] = ()
    help: str = ""

    def within(self, value: int) -> int:
        """A whole number brought inside the control's bounds."""
        return min(max(value, self.low), self.high)

    def parse(self, text: str) -> Choice:
        """Read one value as it stands in a link or on the command line.

        A choice is matched without regard to case, in full or by a beginning that fits only one.
        Raises `BadInput` saying what is wrong with the value.
        """
        shown = f"{self.name}={PRINTABLE.sub('?', text[:40])}"
        if self.kind == "choice":
            fits = [c for c in self.choices if c.lower() == text.lower()]
            fits = fits or [c for c in self.choices if text and c.lower().startswith(text.lower())]
            if len(fits) != 1:
                raise BadInput(f"{shown} is not one of {', '.join(self.choices)}.")
            return fits[0]
        if self.kind == "date":
            if not _DATE.fullmatch(text):
                raise BadInput(f"{shown} is not a date.", remedy="Write it as 2025-10-14.")
            try:
                return date.fromisoformat(text)
            except ValueError:
                raise BadInput(f"{shown} is not a day of the calendar.") from None
        if self.kind == "ticker":
            if not _TICKER.fullmatch(text.strip().upper()):
                raise BadInput(f"{shown} is not a ticker or a number.", remedy="Tickers have at most 12 signs.")
            return text.strip().upper()
        if not _INTEGER.fullmatch(text):
            raise BadInput(f"{shown} is not a whole number of {self.unit}.")
        if not self.low <= int(text) <= self.high:
            raise BadInput(f"{shown} is outside {self.low} to {self.high} {self.unit}.")
        return int(text)


def write(value: Choice) -> str:
    """A value as it stands in a link: the inverse of `Spec.parse`. None is the empty string."""
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)
