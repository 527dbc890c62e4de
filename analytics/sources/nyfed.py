"""The New York Fed's own service of reference rates: the second way to SOFR."""

from __future__ import annotations

from datetime import date
from typing import Any

import orjson
import pandas as pd

from analytics.errors import SourceChanged
from analytics.sources.http import Direct, Patience, Retryable, ServiceClient, get_text, refuse_page, rehost

SERVICE = "the New York Fed"
SEARCH = "https://markets.newyorkfed.org/api/rates/secured/sofr/search.json"
FIRST = date(2018, 4, 2)
"""SOFR was first published for this day."""


def fetch(since: date, until: date, base: str = "", patience: Patience | None = None) -> pd.Series[float]:
    """SOFR from one day to another, per cent. Raises `SourceUnavailable` when it cannot be had, and as `parse`."""
    line = ServiceClient(SERVICE, patience)
    params = {"startDate": since.isoformat(), "endDate": until.isoformat(), "type": "rate"}
    return line.ask("SOFR", lambda: parse(get_text(Direct(), rehost(SEARCH, base), params, line.patience)))


def parse(text: str) -> pd.Series[float]:
    """Read an answer: rates by their effective date, oldest first; empty where it has none.

    Raises `SourceUnavailable` for a web page or an empty body, `Retryable` for one that is cut off, `SourceChanged`
    for another form.
    """
    refuse_page(text)
    try:
        content: dict[str, Any] = orjson.loads(text)
    except orjson.JSONDecodeError:
        raise Retryable("the answer was cut off") from None
    try:
        rates = {pd.Timestamp(row["effectiveDate"]): float(row["percentRate"]) for row in content["refRates"]}
    except (KeyError, TypeError, ValueError, OverflowError):
        raise SourceChanged("Its rates are not in the form the New York Fed serves them in.") from None
    series: pd.Series[float] = pd.Series(rates, dtype="float64")
    series.index = pd.DatetimeIndex(series.index, name="date").as_unit("us")
    return series.sort_index(kind="stable")
