"""Frames: one tag in one calendar period, the fact last filed of every filer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

import numpy as np
import orjson
import requests
from numpy.typing import NDArray

from analytics.errors import SourceChanged, SourceUnavailable
from analytics.sources.http import Retryable
from analytics.sources.sec.client import DATA, Client

YEAR_DAYS, QUARTER_DAYS, INSTANT_DAYS = (300, 400), (70, 112), 62
"""Lengths of a year and of a quarter, and how far an instant may lie from its quarter's end."""
ODD, FEW_ODD = 0.05, 5
"""Share of rows outside their period, or of filers named twice, above which a frame is not believed; so few of them
are left out of a frame however small."""
LARGEST_FRAME = 32 * 2**20
"""Bytes of a frame beyond which it is none: all filers take two millions, and four are read at once."""
NO_START = np.iinfo(np.int32).min
_PERIOD = re.compile(r"CY(\d{4})(?:Q([1-4])(I)?)?")
_ACCESSION = re.compile(r"\d{10}-\d{2}-\d{6}")


@dataclass(frozen=True, slots=True)
class Key:
    """What a frame is of: `period` is CY2025 (a year), CY2025Q2 (a quarter) or CY2025Q2I (an instant)."""

    tag: str
    period: str
    taxonomy: str = "us-gaap"
    unit: str = "USD"

    @property
    def kind(self) -> str:
        """ "year", "quarter" or "instant"."""
        return "instant" if self.period.endswith("I") else "quarter" if "Q" in self.period else "year"

    @property
    def end(self) -> date:
        """The last day of the calendar period."""
        found = _PERIOD.fullmatch(self.period)
        if found is None:
            raise ValueError(f"{self.period} is no period")
        year, month = int(found[1]), 3 * int(found[2] or 4)
        return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)

    @property
    def url(self) -> str:
        """Where the SEC serves it."""
        return f"{DATA}/api/xbrl/frames/{self.taxonomy}/{self.tag}/{self.unit}/{self.period}.json"


@dataclass(frozen=True, eq=False)
class Frame:
    """Columns of equal length: filer, value, first and last day (days since 1970), accession as a number.

    An instant has `NO_START` in `start`. `skipped` counts the rows that came without a value.
    """

    cik: NDArray[np.int32]
    value: NDArray[np.float64]
    start: NDArray[np.int32]
    end: NDArray[np.int32]
    accn: NDArray[np.int64]
    skipped: int = 0

    def __len__(self) -> int:
        return len(self.cik)

    def only(self, rows: NDArray[np.bool_]) -> Frame:
        """Some of the rows."""
        return Frame(self.cik[rows], self.value[rows], self.start[rows], self.end[rows], self.accn[rows], self.skipped)


def frame(client: Client, key: Key) -> Frame:
    """Fetch one frame. Raises `NotServed` when there is none, `SourceChanged` when it is not believed."""
    read = partial(_read, key=key)
    return client.ask(f"{key.tag} {key.period}", key.url, read, largest=LARGEST_FRAME)


def _read(answer: requests.Response, key: Key) -> Frame:
    return parse_frame(answer.content, key)


def parse_frame(body: bytes, key: Key) -> Frame:
    """Read a frame in the SEC's own envelope.

    Rows without a value are skipped and counted; those outside their period are left out, as is a filer's second
    row. Raises `Retryable` for a body that is
    cut off, `SourceUnavailable` for a web page, `SourceChanged` for another frame than the one asked for, a
    count that does not fit its rows, rows that are none, or too many odd ones.
    """
    content = _json(body)
    try:
        named = (content["taxonomy"], content["tag"], content["uom"], content["ccp"])
        rows = content["data"]
        if named != (key.taxonomy, key.tag, key.unit, key.period):
            raise SourceChanged(f"{key.tag} {key.period} was asked for, {named[1]} {named[3]} came.")
        if int(content["pts"]) != len(rows):
            raise SourceChanged(f"{key.tag} {key.period} says it has {content['pts']} rows and has {len(rows)}.")
        return _believed(_columns(rows, key.kind), key)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
        raise SourceChanged(f"{key.tag} {key.period} is not in the form the SEC serves frames in.") from None


def _json(body: bytes) -> Any:
    if not body.strip():
        raise SourceUnavailable("It answered with an empty page.")
    if body.lstrip()[:1] == b"<":
        raise SourceUnavailable("It answered with a web page in place of data.")
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        raise Retryable("the answer was cut off") from None


def _columns(served: list[dict[str, Any]], kind: str) -> Frame:
    rows = [row for row in served if row["val"] is not None]
    count = len(rows)
    blank = len(served) - count
    if blank > max(FEW_ODD, len(served) / 2):
        raise SourceChanged(f"{blank:,} of its {len(served):,} rows have no value.")
    end = np.array([row["end"] for row in rows], dtype="datetime64[D]").astype(np.int32)
    if kind == "instant":
        start = np.full(count, NO_START, dtype=np.int32)
    else:
        start = np.array([row["start"] for row in rows], dtype="datetime64[D]").astype(np.int32)
    return Frame(
        np.fromiter((int(row["cik"]) for row in rows), dtype=np.int32, count=count),
        np.fromiter((float(row["val"]) for row in rows), dtype=np.float64, count=count),
        start,
        end,
        np.fromiter((accession_number(row["accn"]) for row in rows), dtype=np.int64, count=count),
        blank,
    )


def _believed(read: Frame, key: Key) -> Frame:
    if key.kind == "instant":
        close = int(np.datetime64(key.end, "D").astype(np.int64))
        fits = np.abs(read.end - close) <= INSTANT_DAYS
    else:
        low, high = YEAR_DAYS if key.kind == "year" else QUARTER_DAYS
        days = read.end.astype(np.int64) - read.start + 1
        fits = (days >= low) & (days <= high)
    fits &= np.isfinite(read.value)
    _, first = np.unique(read.cik, return_index=True)
    once = np.zeros(len(read), dtype=bool)
    once[first] = True
    strange, again = int((~fits).sum()), int((~once).sum())
    if max(strange, again) > max(FEW_ODD, ODD * len(read)):
        raise SourceChanged(
            f"{key.tag} {key.period} holds {strange} rows outside the period and {again} filers twice, of {len(read)}."
        )
    return read.only(fits & once)


def accession_number(text: str) -> int:
    """An accession such as 0001193125-26-102079 as a number of up to 18 digits; `ValueError` where it is none."""
    if not _ACCESSION.fullmatch(text):
        raise ValueError(f"{text[:30]} is no accession")
    return int(text.replace("-", ""))
