"""A control as a field describes it: its kind, its bounds, and how its value is read and written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from analytics.errors import BadInput

MOST_PERCENT = 20
MOST_TICKERS = 12
Choice = str | int | date | None

_INTEGER = re.compile(r"-?\d{1,6}")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_PERCENT = re.compile(r"(\d{1,2}(?:\.\d{0,2})?)\s?%|(\d{1,2}\.\d{0,2})")
"""A yield in per cent: with a decimal point below 20, or with the sign."""
_TICKER = re.compile(r"[A-Z0-9^=-]{1,12}")
_PACKED = re.compile(r"[A-Za-z0-9_-]{1,4000}")
_AFTER = ".,;:!?)]}>\"'\u2019\u201d"
"""Signs that a sentence puts after a link, and that end no value."""
PRINTABLE = re.compile(r"[^A-Za-z0-9 ._:^/=+-]")
"""Signs of a link that are shown again as something else."""


@dataclass(frozen=True, slots=True)
class Spec:
    """What a field is: `kind` is "yield" (an integer in basis points), "integer", "choice", "ticker" (or the number of
    a filer, bank or claim), "tickers" (up to 12 of them), "date" or "packed" (a table in letters fit for a link).

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

        A choice is matched without regard to case, in full or by a beginning that fits only one; a yield with a
        decimal point below 20 is per cent; a class of shares may be set off by a point, a stroke or a slash; the signs
        that a sentence puts after a link count for nothing. Raises `BadInput` saying what is wrong with the value.
        """
        if self.kind == "yield" and (percent := _PERCENT.fullmatch(text)):
            share = float(percent[1] or percent[2])
            if share < MOST_PERCENT:
                return self._bounded(round(share * 100), text)
        text = text.rstrip(_AFTER)
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
            ticker = one_spelling(text)
            if not _TICKER.fullmatch(ticker):
                raise BadInput(f"{shown} is not a ticker or a number.", remedy="Tickers have at most 12 signs.")
            return ticker
        if self.kind == "tickers":
            return self._tickers(text)
        if self.kind == "packed":
            if not _PACKED.fullmatch(text):
                raise BadInput(f"{self.name} cannot be read.", remedy="Ask for the link again, or for the file.")
            return text
        if not _INTEGER.fullmatch(text):
            raise BadInput(f"{shown} is not a whole number of {self.unit}.")
        return self._bounded(int(text), text)

    def _tickers(self, text: str) -> str:
        """Tickers set off by commas or blanks, each once and in its one spelling. Raises `BadInput` for others."""
        names = list(dict.fromkeys(one_spelling(name) for name in re.split(r"[,;\s]+", text) if name))
        if wrong := [name for name in names if not _TICKER.fullmatch(name)]:
            raise BadInput(f"{PRINTABLE.sub('?', wrong[0][:20])} is not a ticker.", remedy="Write them as AMC,MARA.")
        if not names or len(names) > MOST_TICKERS:
            raise BadInput(f"{self.name} holds {len(names)} tickers.", remedy=f"It holds 1 to {MOST_TICKERS}.")
        return ",".join(names)

    def _bounded(self, value: int, text: str) -> int:
        """The value, if it lies within the control's bounds. Raises `BadInput` otherwise."""
        if not self.low <= value <= self.high:
            shown = f"{self.name}={PRINTABLE.sub('?', text[:40])}"
            raise BadInput(f"{shown} is outside {self.low} to {self.high} {self.unit}.")
        return value


def one_spelling(ticker: str) -> str:
    """A ticker as it is written inside: in capitals, a class of shares after a stroke (BRK.B and BRK/B are BRK-B)."""
    return ticker.strip().upper().replace(".", "-").replace("/", "-")


def write(value: Choice) -> str:
    """A value as it stands in a link: the inverse of `Spec.parse`. None is the empty string."""
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)
