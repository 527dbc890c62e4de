"""FRED without a key: whole histories by CSV."""

from __future__ import annotations

import io
import itertools
from collections.abc import Callable
from functools import partial

import pandas as pd
import requests

from analytics.catalogue import Entry
from analytics.errors import SourceUnavailable
from analytics.sources.http import (
    AGENT,
    Direct,
    Missing,
    NotServed,
    Patience,
    Refused,
    Retryable,
    ServiceClient,
    TimedOut,
    get_text,
    rehost,
)

SERVICE = "FRED"
CSV = "https://fred.stlouisfed.org/graph/fredgraph.csv"


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
        self._session, self._patience = Direct(), patience
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
    except (ValueError, TypeError, OverflowError, pd.errors.ParserError):
        raise SourceUnavailable("Its answer is not a table of dates and numbers.") from None
    table.index.name = "date"
    table = table[~table.index.duplicated(keep="last")].sort_index(kind="stable")
    if len(ids) == 1 and len(table.columns) == 1 and table.columns[0].upper() == "VALUE":
        table.columns = pd.Index(ids)
    return {id: trimmed(table[id]) for id in ids if id in table.columns and table[id].notna().any()}


def trimmed(series: pd.Series[float]) -> pd.Series[float]:
    """The series from its first to its last published value, empty where it has none; gaps inside stay."""
    if series.isna().all():
        return series.iloc[:0]
    return series.loc[series.first_valid_index() : series.last_valid_index()]
