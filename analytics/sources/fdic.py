"""FDIC BankFind: every bank of a quarter in one answer, and the register of institutions."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

import orjson

from analytics.catalogue.banks import FIELDS, IDENTITY, REGISTER
from analytics.errors import SourceChanged, SourceUnavailable
from analytics.sources.http import Direct, Patience, Retryable, ServiceClient, get, rehost

SERVICE = "FDIC BankFind"
FINANCIALS = "https://api.fdic.gov/banks/financials"
INSTITUTIONS = "https://api.fdic.gov/banks/institutions"
PAGE, WIDE, WIDE_PAGE = 10_000, 250, 500
"""Records in one answer: the service's maximum, and what is left of it beyond 250 fields."""
SMALLEST_PAGE = 500
"""An answer that the service is too busy to put together is asked for in halves, down to this many records."""
PATIENCE = Patience(read=60.0)
"""A quarter of all banks is some seven megabytes and is put together when it is asked for."""

Row = dict[str, Any]


@dataclass(frozen=True)
class _Page:
    total: int
    rows: list[Row]


class Client:
    """BankFind as one refresh speaks to it."""

    def __init__(self, base: str = "", patience: Patience | None = None) -> None:
        self.line = ServiceClient(SERVICE, patience or PATIENCE)
        self._base = base
        self._session = Direct()
        self._asked = False

    def financials(self, quarter: date) -> list[Row]:
        """The rows of a quarter as served, one a charter; none where it is not published yet.

        Dollars are in thousands. Raises `SourceUnavailable` when it cannot be had, `SourceChanged` when
        fewer rows come than are announced, a charter comes twice, or a row is of another quarter.
        """
        stamp = f"{quarter:%Y%m%d}"
        rows = self._all(FINANCIALS, f"the quarter to {quarter}", (*IDENTITY, *FIELDS), {"filters": f"REPDTE:{stamp}"})
        strange = {str(row.get("REPDTE")) for row in rows} - {stamp}
        if strange:
            raise SourceChanged(f"Rows dated {min(strange)[:10]} came among those of {stamp}.")
        return rows

    def institutions(self, since: date) -> list[Row]:
        """The register: every active institution, and those closed since a day.

        The whole register, most of it closed long ago, lies at offsets that the service may not serve: it is asked
        for only where it names no closing. Raises as `financials`.
        """
        subject = "the register of institutions"
        active = self._all(INSTITUTIONS, subject, REGISTER, {"filters": "ACTIVE:1"})
        try:
            span = f'ENDEFYMD:["{since}" TO "9999-12-31"]'
            closed = self._all(INSTITUTIONS, subject, REGISTER, {"filters": f"ACTIVE:0 AND {span}"})
        except (SourceUnavailable, SourceChanged):
            closed = []
        if active and closed:
            return active + closed
        return self._all(INSTITUTIONS, subject, REGISTER, {})

    def _all(self, url: str, subject: str, fields: tuple[str, ...], params: dict[str, str]) -> list[Row]:
        limit = WIDE_PAGE if len(fields) > WIDE else PAGE
        params = params | {"fields": ",".join(fields), "sort_by": "CERT", "sort_order": "ASC"}
        rows: list[Row] = []
        total, pages = 0, 0
        while not pages or (len(rows) < total and pages < 2 * math.ceil(total / limit)):
            request = partial(self._page, url, params | {"limit": str(limit), "offset": str(len(rows))})
            try:
                page = self.line.ask(subject, request)
            except SourceUnavailable:
                if (self.line.last_status or 0) < 500 or limit <= SMALLEST_PAGE:
                    raise
                limit = max(limit // 2, SMALLEST_PAGE)
                continue
            if pages and page.total != total:
                raise SourceChanged(f"{SERVICE} changed {subject} while it was read.")
            total, pages = page.total, pages + 1
            rows += page.rows
            if not page.rows:
                break
        if len(rows) != total:
            raise SourceChanged(f"{SERVICE} served {len(rows):,} of {total:,} rows of {subject}.")
        certs = {row.get("CERT") for row in rows}
        if len(certs) != total:
            raise SourceChanged(f"{SERVICE} served a charter twice, or one without a number, in {subject}.")
        return rows

    def _page(self, url: str, params: dict[str, str]) -> _Page:
        if self._asked:
            time.sleep(self.line.patience.pause)
        self._asked = True
        answer = get(self._session, rehost(url, self._base), self.line.patience, params=params)
        if 300 <= answer.status_code < 400:
            raise SourceUnavailable(f"{SERVICE} has moved: it answered with status {answer.status_code}.")
        if answer.status_code == 403:
            raise Retryable("it is limiting requests (403)", status=403)
        if answer.status_code != 200:
            raise SourceUnavailable(f"{SERVICE} answered with status {answer.status_code}.")
        return _read(answer.content)


def _read(body: bytes) -> _Page:
    """One answer: the number of records there are, and those that came.

    Raises `SourceUnavailable` for a web page or an empty body, `Retryable` for one that stops half way,
    `SourceChanged` for any other shape.
    """
    start = body.lstrip()[:1]
    if not start:
        raise SourceUnavailable(f"{SERVICE} answered with an empty page.")
    if start == b"<":
        raise SourceUnavailable(f"{SERVICE} answered with a web page in place of data.")
    try:
        content = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise Retryable("the answer was cut off") from None
    try:
        total = content["meta"]["total"]
        rows = [record["data"] for record in content["data"]]
    except (KeyError, TypeError):
        raise SourceChanged(f"{SERVICE} answered in another form.") from None
    if not isinstance(total, int) or not all(isinstance(row, dict) for row in rows):
        raise SourceChanged(f"{SERVICE} answered in another form.")
    return _Page(total, rows)
