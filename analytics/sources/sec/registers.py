"""Registers of filers: tickers and exchanges, and the industry codes inside the quarterly statement data sets."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import orjson
import pandas as pd
import requests

from analytics.catalogue.filings import FEWEST_FILERS
from analytics.errors import SourceChanged, SourceUnavailable
from analytics.sources.sec.client import WWW, Client

TICKERS = f"{WWW}/files/company_tickers_exchange.json"
STATEMENTS = f"{WWW}/files/dera/data/financial-statement-data-sets"
MEMBER = "sub.txt"
SUB_COLUMNS = ("cik", "name", "sic", "fye", "form", "period")
CHUNK = 1 << 18


def tickers(client: Client) -> pd.DataFrame:
    """Tickers of all filers: columns cik, name, ticker, exchange, in the SEC's order (by market value)."""
    return client.ask("the register of tickers", TICKERS, lambda answer: parse_tickers(answer.content))


def parse_tickers(body: bytes, fewest: int = FEWEST_FILERS) -> pd.DataFrame:
    """Read company_tickers_exchange.json, whose `cik` is a number or, in copies, a string.

    Raises `SourceChanged` when it is another file, or has fewer rows than a register can have.
    """
    if body.lstrip()[:1] == b"<":
        raise SourceUnavailable("It answered with a web page in place of data.")
    try:
        content = orjson.loads(body)
        table = pd.DataFrame(content["data"], columns=content["fields"])[["cik", "name", "ticker", "exchange"]]
        table["cik"] = table["cik"].astype("int64")
    except (orjson.JSONDecodeError, KeyError, TypeError, ValueError, OverflowError):
        raise SourceChanged("The register of tickers is not in the form the SEC serves it in.") from None
    if len(table) < fewest:
        raise SourceChanged(f"The register of tickers holds {len(table):,} rows; over {fewest:,} are expected.")
    return table.fillna("").astype({"name": str, "ticker": str, "exchange": str})


def submissions(client: Client, quarter: date) -> pd.DataFrame:
    """Filers of one calendar quarter: columns cik, name, sic, fye, form, period, a row each, the newest filing's.

    Only the one member of the quarter's zip is read, by ranges; a server that knows none sends the whole file.
    Raises `NotServed` when the quarter is not published yet.
    """
    name = f"{quarter.year}q{(quarter.month + 2) // 3}"
    remote = _Remote(client, f"{STATEMENTS}/{name}.zip", f"the statement data set {name}")
    try:
        with zipfile.ZipFile(io.BufferedReader(remote, CHUNK)) as archive:
            text = archive.read(MEMBER)
    except (zipfile.BadZipFile, KeyError):
        raise SourceChanged(f"The statement data set {name} is not a zip with a {MEMBER} in it.") from None
    return parse_submissions(text)


def parse_submissions(text: bytes) -> pd.DataFrame:
    """Read sub.txt: a filer's newest filing of the quarter; a blank industry code is 0.

    Raises `SourceChanged` when a column is missing.
    """
    try:
        table = pd.read_csv(io.BytesIO(text), sep="\t", dtype=str, usecols=list(SUB_COLUMNS), encoding="utf-8",
                            encoding_errors="replace", quoting=3)  # fmt: skip
        table = table.assign(
            cik=table["cik"].astype("int64"), sic=pd.to_numeric(table["sic"]).fillna(0).astype("int64")
        )
    except (ValueError, KeyError, TypeError, OverflowError):
        raise SourceChanged(f"{MEMBER} does not have the columns it had.") from None
    table = table.fillna("").sort_values("period", kind="stable").drop_duplicates("cik", keep="last")
    return table.reset_index(drop=True)


class _Remote(io.RawIOBase):
    """A file of the SEC read by ranges."""

    def __init__(self, client: Client, url: str, subject: str) -> None:
        self._client, self._url, self._subject = client, url, subject
        self._place = 0
        self._whole: bytes | None = None
        tail = self._range(f"-{CHUNK}")
        self._size = self._total(tail)
        self._tail = tail.content

    def _range(self, span: str) -> requests.Response:
        return self._client.ask(self._subject, self._url, lambda answer: answer, {"Range": f"bytes={span}"})

    def _total(self, answer: requests.Response) -> int:
        if answer.status_code == 200:
            self._whole = answer.content
            return len(answer.content)
        total = answer.headers.get("Content-Range", "").rpartition("/")[2]
        if not total.isdigit():
            raise SourceUnavailable("It sent a part of a file without saying how large the whole is.")
        return int(total)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self._size}[whence]
        self._place = start + offset
        return self._place

    def tell(self) -> int:
        return self._place

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        count = min(len(buffer), self._size - self._place)
        if count <= 0:
            return 0
        data = self._bytes(self._place, count)
        if len(data) != count:
            raise SourceUnavailable("A part of a file came shorter than it was asked for.")
        buffer[:count] = data
        self._place += count
        return count

    def _bytes(self, first: int, count: int) -> bytes:
        if self._whole is not None:
            return self._whole[first : first + count]
        behind = first - (self._size - len(self._tail))
        if behind >= 0:
            return self._tail[behind : behind + count]
        answer = self._range(f"{first}-{first + count - 1}")
        if answer.status_code == 200:
            self._whole = answer.content
            return self._bytes(first, count)
        return answer.content
