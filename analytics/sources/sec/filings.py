"""The filings of one filer, and where the extracted instance of each lies."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

import orjson

from analytics.errors import SourceChanged, SourceUnavailable
from analytics.sources.http import NotServed, Retryable
from analytics.sources.sec.client import DATA, WWW, Client
from analytics.sources.sec.instance import Fact, parse_instance

FORMS = ("10-Q", "10-K")
"""Amendments are left out: most of them state no figures."""
LARGEST = 40_000_000
"""Bytes of the largest instance that is read; those of large lenders have two to six million."""
_ACCESSION = re.compile(r"\d{10}-\d{2}-\d{6}")
_NAME = re.compile(r"[A-Za-z0-9._-]{1,100}_htm\.xml")


@dataclass(frozen=True, slots=True)
class Filing:
    """A quarterly or annual report: its balance-sheet date and the day it was filed."""

    cik: int
    accession: str
    form: str
    report_end: date
    filed: date

    @property
    def folder(self) -> str:
        """Where its files lie."""
        return f"{WWW}/Archives/edgar/data/{self.cik}/{self.accession.replace('-', '')}"


def reports(client: Client, cik: int) -> list[Filing]:
    """The quarterly and annual reports among a filer's newest thousand filings, newest balance sheet first.

    Raises `NotServed` when the SEC has no such filer.
    """
    url = f"{DATA}/submissions/CIK{cik:010d}.json"
    return client.ask(f"the filings of filer {cik}", url, lambda answer: parse_reports(answer.content, cik))


def parse_reports(body: bytes, cik: int) -> list[Filing]:
    """Read a filer's submissions. Raises `SourceChanged` for another filer or form, `Retryable` for a cut body."""
    content = _json(body)
    try:
        if int(content["cik"]) != cik:
            raise SourceChanged(f"The filings of filer {cik} were asked for, those of {content['cik']} came.")
        recent = content["filings"]["recent"]
        columns = (recent[name] for name in ("accessionNumber", "form", "reportDate", "filingDate"))
        listed = [
            Filing(cik, accession, form, date.fromisoformat(end), date.fromisoformat(filed))
            for accession, form, end, filed in zip(*columns, strict=True)
            if form in FORMS and end and _ACCESSION.fullmatch(accession)
        ]
    except (KeyError, TypeError, ValueError, AttributeError):
        raise SourceChanged(f"The filings of filer {cik} are not in the form the SEC serves them in.") from None
    return sorted(listed, key=lambda filing: (filing.report_end, filing.filed), reverse=True)


def instance(client: Client, filing: Filing, tags: Collection[str]) -> list[Fact]:
    """The facts of a filing under some tags, out of its extracted instance.

    Raises `NotServed` where the filing has none, and what `parse_instance` raises.
    """
    subject = f"filing {filing.accession}"
    name = client.ask(
        f"the index of {subject}", f"{filing.folder}/index.json", lambda answer: parse_index(answer.content)
    )
    if not name:
        raise NotServed("The filing has no extracted instance.")
    return client.ask(
        f"the instance of {subject}",
        f"{filing.folder}/{name}",
        lambda answer: parse_instance(answer.content, tags),
        largest=LARGEST,
    )


def parse_index(body: bytes) -> str:
    """The name of the extracted instance among a filing's files; empty where there is none."""
    content = _json(body)
    try:
        names = [str(item["name"]) for item in content["directory"]["item"]]
    except (KeyError, TypeError):
        raise SourceChanged("The index of a filing is not in the form the SEC serves it in.") from None
    return next((name for name in names if _NAME.fullmatch(name)), "")


def _json(body: bytes) -> Any:
    if not body.strip() or body.lstrip()[:1] == b"<":
        raise SourceUnavailable("It answered with a web page or nothing in place of data.")
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        raise Retryable("the answer was cut off") from None
