"""Any bytes into any reader: a typed error or a valid frame, and nothing of the kind that ends a program."""

from __future__ import annotations

import io
import json
import random
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analytics.errors import DashboardError
from analytics.model.scenario import SPECS, read
from analytics.output import verification
from analytics.sources import bls, fdic, fred, h15, nyfed, treasury
from analytics.sources.http import Retryable, retry_after
from analytics.sources.sec import registers
from analytics.sources.sec.company import parse_company_facts
from analytics.sources.sec.frames import Key, parse_frame
from analytics.store import Publication, Store, archive, contract, progress, requests
from tests.loopback import Edgar, Loopback, brief, sec_answers, yields  # fmt: skip
from tests.loopback import fdic as bankfind
from tests.loopback import fred as fred_service
from tests.sampling import IS_FULL

EXAMPLES = 400 if IS_FULL else 60
KEY = Key("Assets", "CY2025Q2I")


@dataclass(frozen=True)
class Reader:
    """What reads an answer, and an answer that it reads."""

    name: str
    read: Callable[[bytes], object]
    whole: bytes


def _text(read_: Callable[[str], object]) -> Callable[[bytes], object]:
    """A reader of text given bytes, as `requests` decodes them."""
    return lambda body: read_(body.decode("utf-8", "replace"))


def _readers() -> list[Reader]:
    recordings, edgar = brief(), Edgar(date(2026, 8, 4), 20)
    rows = edgar.frame("us-gaap", "Assets", "USD", "CY2025Q2I")
    cik = int(edgar.members["cik"].iloc[0])
    service = Loopback(recordings, edgar=edgar, bankfind=bankfind.made(date(2026, 6, 30), 12, 2))
    financials = {"fields": "CERT,ASSET,EQ", "filters": "REPDTE:20260630", "limit": "10000"}
    try:
        banks = service.answer("/banks/financials", financials, "")[1]
    finally:
        service._server.server_close()
    archived = zipfile.ZipFile(io.BytesIO(edgar.statements)).read("sub.txt")
    treasury_year = yields.treasury(recordings, "/daily-treasury-rates.csv/2025/all", "")[1]
    frame = sec_answers.envelope("us-gaap", "Assets", "USD", KEY.period, rows, "")
    sofr = yields.sofr(recordings, {"startDate": "2025-01-01", "endDate": "2025-02-01"}, "")[1]
    register = json.loads(edgar.tickers())
    register = json.dumps({**register, "data": register["data"][-30:]}).encode()
    table = fred_service.graph_csv(recordings, {"id": "DGS10"}, "")[1]
    return [
        Reader("a table of FRED", _text(lambda text: fred.parse_csv(text, ("DGS10",))), table),
        Reader("the Treasury's yields", _text(treasury.parse), treasury_year),
        Reader("H.15", _text(h15.parse), yields.h15(recordings, "")[1]),
        Reader("SOFR", _text(nyfed.parse), sofr),
        Reader("a calendar of releases", _text(bls.parse), yields.releases("")[1]),
        Reader("a frame", lambda body: parse_frame(body, KEY), frame),
        Reader("a filer's facts", lambda body: parse_company_facts(body, cik), edgar.company(cik) or b""),
        Reader("the register of tickers", lambda body: registers.parse_tickers(body, 1), register),
        Reader("the filers of a quarter", registers.parse_submissions, archived),
        Reader("a quarter of banks", fdic._read, banks),
        Reader("a pointer", lambda body: _or_value_error(Publication.parse, body, "here"), _pointer()),
        Reader("a pinned link", _text(verification.parse), b"https://x.example/divergence?data=0123456789&v=1&span=3Y"),
        Reader("a link's fields", _text(_link), b"ten_year_bp=450&span=3Y"),
        Reader("a Retry-After", _text(retry_after), b"Wed, 21 Oct 2026 07:28:00 GMT"),
    ]  # fmt: skip


def _pointer() -> bytes:
    versions = {"prices": "20260101T000000Z-0123456789abcdef"}
    return Publication("0" * 10, 3, datetime(2026, 1, 1, tzinfo=UTC), versions).as_bytes()


def _or_value_error(parse: Callable[..., object], *given: object) -> object:
    """A reader whose own contract is `ValueError` for what is no pointer."""
    try:
        return parse(*given)
    except ValueError:
        return None


def _link(text: str) -> object:
    names = list(SPECS)
    return read((names[len(part) % len(names)], part) for part in text.split("&"))


READERS = _readers()
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**20), 10**20) | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(
        ["data", "meta", "total", "cik", "val", "end", "start", "accn", "facts", "units", "USD", "us-gaap", "taxonomy",
         "tag", "ccp", "uom", "pts", "refRates", "effectiveDate", "percentRate", "fields", "Assets", "versions", "id"]),
        inner, max_size=6),
    max_leaves=20,
)  # fmt: skip


def spoiled(whole: bytes, seed: int) -> bytes:
    """An answer with some of its bytes lost, repeated, exchanged or replaced by what means something to a reader."""
    chance = random.Random(seed)
    body = bytearray(whole)
    for _ in range(chance.randint(1, 6)):
        at, to = sorted(chance.randrange(len(body) + 1) for _ in "ab") if body else (0, 0)
        to = min(to, at + chance.choice((1, 3, 20, 400)))
        new = chance.choice((b"", body[at:to] * 2, b"null", b'""', b"{}", b"[]", b"-", b"NaN", b"1e999", b",", b"\n",
                             b'"', b"\xff\xfe", b"\0", b"9" * 400, "\u202e".encode(), b"9999-99-99", b"<"))  # fmt: skip
        body[at:to] = new
    return bytes(body)


def valid(found: object) -> None:
    """Frames and series that a reader gives are of numbers that are numbers."""
    frames = found if isinstance(found, dict) else {"": found}
    for part in frames.values():
        if isinstance(part, pd.Series):
            assert part.dtype == np.float64
            assert part.index.is_unique
        elif isinstance(part, pd.DataFrame):
            assert part.columns.is_unique
            assert part.index.is_unique
        elif hasattr(part, "cik") and hasattr(part, "value"):
            assert np.isfinite(part.value).all()
            assert len({len(getattr(part, name)) for name in ("cik", "value", "start", "end", "accn")}) == 1


def meets(reader: Reader, body: bytes) -> None:
    try:
        found = reader.read(body)
    except (DashboardError, Retryable):
        return
    valid(found)


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
def test_an_answer_as_it_is_served_is_read(reader: Reader) -> None:
    """What is spoiled below is an answer that is read, and not one that is refused at once."""
    assert reader.whole
    valid(reader.read(reader.whole))


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32))
def test_a_spoiled_answer_is_a_typed_error_or_a_valid_frame(reader: Reader, seed: int) -> None:
    meets(reader, spoiled(reader.whole, seed))


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
@given(body=st.binary(max_size=300) | JSON.map(lambda value: json.dumps(value).encode()))
def test_any_bytes_are_a_typed_error_or_a_valid_frame(reader: Reader, body: bytes) -> None:
    meets(reader, body)


@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
@given(body=st.binary(max_size=300) | JSON.map(lambda value: json.dumps(value).encode()))
def test_any_bytes_in_the_files_beside_the_data_are_passed_over(
    tmp_path_factory: pytest.TempPathFactory, body: bytes
) -> None:
    """The pointer, the progress, what was asked for, what was met, a snapshot carried here: none ends a page."""
    folder = tmp_path_factory.mktemp("any")
    for name in (
        "current.json",
        "refresh.json",
        "contract.json",
        "requests/facts-ABC.json",
        "snapshots/0123456789.json",
    ):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(body)
    (folder / "taken.zip").write_bytes(body)
    store = Store(str(folder))
    for look in (store.current, store.publications, lambda: progress.read(store), lambda: requests.pending(store),
                 lambda: contract.read(store), lambda: archive.load(store, Path(folder / "taken.zip"))):  # fmt: skip
        try:
            look()
        except DashboardError:
            continue
