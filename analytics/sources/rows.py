"""Tables of yields as text: whether all of it came, where nothing announces how long it is."""

from __future__ import annotations

import csv
import io
import re

from analytics.errors import SourceChanged
from analytics.sources.line import Retryable

_WHOLE = re.compile(r"\d+\.\d\d|[A-Z/]*")
"""A yield as both publishers write it, to the hundredth, or none: "4.00" and "ND" are whole, "4.0" and "4" are not."""


def read_rows(text: str) -> list[list[str]]:
    """The rows of a table that have cells.

    Raises `Retryable` where the last one is cut: it has fewer cells than the one before, or, without an end of the
    line, ends in what may be half a number. Raises `SourceChanged` for what is no table.
    """
    try:
        rows = [row for row in csv.reader(io.StringIO(text)) if row]
    except csv.Error:
        raise SourceChanged("Its answer is not a table.") from None
    ended = text.endswith(("\n", "\r"))
    if len(rows) > 1 and (len(rows[-1]) < len(rows[-2]) or not (ended or _WHOLE.fullmatch(rows[-1][-1].strip()))):
        raise Retryable("the answer was cut off")
    return rows
