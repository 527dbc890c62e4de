"""FRED: whole histories by keyless CSV, increments and units through fredapi where there is a key."""

from __future__ import annotations

import http.client
import io
import itertools
import time
import urllib.error
import urllib.request
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import partial
from typing import Any

import fredapi
import fredapi.fred
import pandas as pd
import requests

from analytics.catalogue import Entry
from analytics.errors import SourceUnavailable, redact
from analytics.sources.http import (
    AGENT,
    Missing,
    NotServed,
    Patience,
    Refused,
    Retryable,
    ServiceClient,
    TimedOut,
    connection_failure,
    get_text,
    refusal,
    rehost,
)
from analytics.sources.versions import check_version

SERVICE = "FRED"
CSV = "https://fred.stlouisfed.org/graph/fredgraph.csv"
API = "https://api.stlouisfed.org/fred"
LOOK_BACK = timedelta(days=45)
FIRST_DAY = date(1776, 7, 4)
"""The earliest day that FRED takes for a beginning."""
PAUSE = 0.5
UNITS = {
    "%": ("Percent",),
    "0 or 1": ("+1 or 0",),
    "USD bn": ("Billions of U.S. Dollars", "Billions of Dollars"),
    "USD mn": ("Millions of U.S. Dollars", "Millions of Dollars"),
}


def fetch(
    entries: tuple[Entry, ...],
    base: str,
    report: Callable[[int], None],
    patience: Patience | None = None,
) -> tuple[dict[str, pd.Series[float]], Missing]:
    """Fetch whole histories by CSV, several ids of one frequency in a call.

    Returns the series by id (index `date` as `datetime64[us]`, values in the publisher's unit, NaN
    where it published none) and the reason for every id that did not come. A batch that fails as a
    batch is asked for one by one. Raises `SourceUnavailable` when nothing came.
    """
    line = ServiceClient(SERVICE, patience)
    reader = _Reader(line.patience)
    found: dict[str, pd.Series[float]] = {}
    missing = Missing()
    done = 0
    for _, group in itertools.groupby(entries, key=lambda entry: entry.batch):
        ids = tuple(entry.id for entry in group)
        found |= _ask_csv(line, reader, base, ids, missing)
        alone = [id for id in ids if id not in found] if len(ids) > 1 else []
        for id in alone:
            found |= _ask_csv(line, reader, base, (id,), missing)
        done += len(ids)
        report(done)
    for id in set(missing) & set(found):
        del missing[id]
    missing.unanswered &= set(missing)
    if not found:
        raise SourceUnavailable(f"{SERVICE} could not be reached: {line.last_error or 'it served no series'}.")
    return found, missing


def _ask_csv(
    line: ServiceClient, reader: _Reader, base: str, ids: tuple[str, ...], missing: Missing
) -> dict[str, pd.Series[float]]:
    if line.circuit_open:
        for id in ids:
            missing.note(id, f"not asked, because {line.last_error}")
        return {}
    request = partial(_csv, reader, base, ids)
    try:
        answer = line.ask(", ".join(ids), request)
    except SourceUnavailable as error:
        for id in ids:
            missing.note(id, error.failed.rstrip("."), answered=isinstance(error, NotServed))
        return {}
    for id in ids:
        if id not in answer:
            missing.note(id, "FRED served no values under this id", answered=True)
    return answer


class _Reader:
    """A reader that FRED's edge lets hang, or refuses, comes back once under its HTTP client's own name.

    The name that is answered stays for the rest of the fetch.
    """

    def __init__(self, patience: Patience) -> None:
        self._session, self._patience = requests.Session(), patience
        self._names = [AGENT, requests.utils.default_user_agent()]

    def text(self, url: str, params: dict[str, str]) -> str:
        """One body. Raises as `get_text`."""
        try:
            return get_text(self._session, url, params, self._patience, self._names[0])
        except (TimedOut, Refused):
            if len(self._names) == 1:
                raise
            body = get_text(self._session, url, params, self._patience, self._names[1])
            del self._names[0]
            return body


def _csv(reader: _Reader, base: str, ids: tuple[str, ...]) -> dict[str, pd.Series[float]]:
    try:
        text = reader.text(rehost(CSV, base), {"id": ",".join(ids)})
    except SourceUnavailable as error:
        if "404" in error.failed or "400" in error.failed:
            raise NotServed("FRED has no series of this id") from None
        raise
    return parse_csv(text, ids)


def parse_csv(text: str, ids: tuple[str, ...]) -> dict[str, pd.Series[float]]:
    """Read a fredgraph CSV: dates in the first column, one column a series, by the ids of its header.

    Both generations are read (`DATE` with ".", `observation_date` with blanks). Rows may repeat a
    date (the last one counts) and come in any order. Ids that are absent are absent from the result.
    Raises `SourceUnavailable` for a web page, an empty body, rows of different lengths or numbers that are
    none, `Retryable` for a body that stops within a line.
    """
    if not text.strip():
        raise SourceUnavailable("It answered with an empty page.")
    if text.lstrip()[:1] == "<":
        raise SourceUnavailable("It answered with a web page in place of data.")
    if not text.endswith("\n"):
        raise Retryable("the answer was cut off")
    cells = {line.count(",") for line in text.splitlines() if line}
    if len(cells) > 1:
        raise SourceUnavailable("Its table has rows of different lengths.")
    try:
        table = pd.read_csv(io.StringIO(text), index_col=0, na_values=["."], dtype={0: str})
        table.index = pd.to_datetime(table.index, format="%Y-%m-%d").as_unit("us")
        table = table.astype("float64")
    except (ValueError, TypeError, pd.errors.ParserError):
        raise SourceUnavailable("Its answer is not a table of dates and numbers.") from None
    table.index.name = "date"
    table = table[~table.index.duplicated(keep="last")].sort_index()
    if len(ids) == 1 and len(table.columns) == 1 and table.columns[0].upper() == "VALUE":
        table.columns = pd.Index(ids)
    return {id: _trimmed(table[id]) for id in ids if id in table.columns and table[id].notna().any()}


def _trimmed(series: pd.Series[float]) -> pd.Series[float]:
    """The series from its first to its last published value, empty where it has none; gaps inside stay."""
    if series.isna().all():
        return series.iloc[:0]
    return series.loc[series.first_valid_index() : series.last_valid_index()]


class KeyRefused(SourceUnavailable):
    """FRED does not accept the key, or stopped answering under it; it says the first under overload as well."""


class Client:
    """fredapi with a time-out, bounded tries, a pause between calls and no key in any message.

    `refused` says that FRED has twice in a row not accepted a key that never worked, `stopped` that it did so
    with one that had: then the key is good, and FRED is hurried.
    """

    def __init__(self, key: str, base: str, patience: Patience | None = None) -> None:
        self.line = ServiceClient(SERVICE, patience)
        self._key = key
        self._fred = fredapi.Fred(api_key=key)
        self.refused = self.stopped = self._doubted = self._worked = False
        check_version("fredapi", fredapi.fred, "urlopen")
        check_version("fredapi", self._fred, "root_url")
        self._fred.root_url = rehost(API, base)
        fredapi.fred.urlopen = self._open

    def since(self, id: str, last: date) -> pd.Series[float]:
        """Observations from 45 days before `last` on, so that late revisions come too.

        A month is answered by its first day, which may lie before the date asked for. Ends on the last
        day with a value, and is empty where there is none. Raises `SourceUnavailable`, `KeyRefused` where
        the key is refused twice.
        """
        values = self._ask(id, lambda: self._fred.get_series(id, observation_start=(last - LOOK_BACK).isoformat()))
        series: pd.Series[float] = pd.Series(values, dtype="float64")
        series.index = pd.DatetimeIndex(series.index, name="date").as_unit("us")
        return _trimmed(series[~series.index.duplicated(keep="last")].sort_index())

    def whole(self, id: str) -> pd.Series[float]:
        """Every observation of a series, where the CSV cannot be had. Raises as `since`."""
        return self.since(id, FIRST_DAY + LOOK_BACK)

    def units(self, id: str) -> str:
        """The publisher's own words for a series' unit, "Percent" for a yield."""
        return str(self._ask(id, lambda: self._fred.get_series_info(id)).get("units", ""))

    def _ask(self, id: str, request: Callable[[], Any]) -> Any:
        time.sleep(PAUSE)
        return self.line.ask(id, lambda: self._once(request))

    def _once(self, request: Callable[[], Any]) -> Any:
        try:
            return request()
        except ET.ParseError:
            raise SourceUnavailable("It answered with something that is not XML.") from None
        except (ValueError, TypeError, AttributeError) as error:
            words = redact(str(error)).replace(self._key, "…")
            raise SourceUnavailable(f"Its answer could not be used: {words[:120]}.") from None

    def _open(self, url: str) -> Any:
        """Stand in for fredapi's `urlopen`, which waits for ever and hides the status."""
        try:
            with urllib.request.urlopen(url, timeout=self.line.patience.read) as answer:
                body = io.BytesIO(answer.read())
            self._worked, self._doubted = True, False
            return body
        except urllib.error.HTTPError as error:
            if (again := refusal(error.code, error.headers)) is not None:
                raise again from None
            told = error.read(4000).decode("utf-8", "replace")
            if "not registered" in told or "api_key" in told:
                if self._doubted:
                    self.stopped, self.refused = self._worked, not self._worked
                    words = "It stopped answering under the key." if self._worked else "It does not accept the key."
                    raise KeyRefused(words) from None
                self._doubted = True
                raise Retryable("it does not accept the key (it also says so when overloaded)") from None
            if "does not exist" in told:
                raise NotServed("FRED has no series of this id") from None
            raise SourceUnavailable(f"It answered with status {error.code}.") from None
        except (OSError, http.client.HTTPException) as error:
            raise Retryable(connection_failure(error)) from None


def check_units(entries: tuple[Entry, ...], client: Client) -> Mapping[str, str]:
    """The entries whose unit is not the catalogue's any more, with what it is now.

    Only units with a known spelling are compared; a series whose unit cannot be read is left out.
    """
    changed = {}
    for entry in entries:
        if entry.unit in UNITS:
            try:
                units = client.units(entry.id)
            except KeyRefused:
                break
            except SourceUnavailable:
                continue
            if units not in UNITS[entry.unit]:
                changed[entry.id] = units
    return changed
