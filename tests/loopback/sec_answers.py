"""What EDGAR answers to a path: frames in the SEC's envelope, registers, archives, and each fault of them."""

from __future__ import annotations

from typing import Any

import orjson

from analytics.frames.issuers import accession
from tests.loopback import lenders
from tests.loopback.filers import Row
from tests.loopback.sec import Edgar

THROTTLED = b"<html><head><title>SEC.gov | Request Rate Threshold Exceeded</title></head></html>"
UNDECLARED = b"<html><body>Your Request Originates from an Undeclared Automated Tool</body></html>"
NO_SUCH_KEY = (404, b"<Error><Code>NoSuchKey</Code></Error>")
OLD_TAG, NEW_TAG, MOVES = "LongTermDebtNoncurrent", "LongTermDebtAndCapitalLeaseObligations", 5
"""From which tag to which debt moves, and of which filers: every fifth number."""
OFFERING = {"ffd": {"OfferingNote": {"units": {"USD": [
    {"end": "2025-03-31", "val": 1, "accn": "0001193125-25-102079", "fy": None, "fp": None, "form": "424B3",
     "filed": "2025-04-01"}
]}}}}  # fmt: skip
UNREAD = {"no_facts": {}, "offering": OFFERING, "null_facts": {"us-gaap": None}}
"""What a fault leaves of a filer's facts: none, those of an offering alone, or another form."""


def answer(edgar: Edgar, path: str, fault: str) -> tuple[int, bytes]:
    """Answer a path of data.sec.gov or www.sec.gov: status and body. `fault` changes a frame."""
    if fault in ("throttle", "agent"):
        return 403, THROTTLED if fault == "throttle" else UNDECLARED
    parts = path.strip("/").split("/")
    if path.startswith("/api/xbrl/frames/") and fault != "missing":
        taxonomy, tag, unit, period = *parts[3:6], parts[6].removesuffix(".json")
        rows = edgar.frame(taxonomy, tag, unit, period)
        if fault == "moved_tag":
            rows = _moved(edgar, tag, period, rows)
        return (200, envelope(taxonomy, tag, unit, period, rows, fault)) if rows else (404, b"<Error>NoSuchKey</Error>")
    if path == "/files/company_tickers_exchange.json":
        return 200, edgar.tickers(new_cik=fault == "new_cik")
    if path.startswith("/files/dera/data/financial-statement-data-sets/"):
        published = f"{edgar.last.year}q{(edgar.last.month - 1) // 3 + 1}.zip"
        return (404, b"not here") if parts[-1] == published else (200, edgar.statements)
    if path.startswith(("/submissions/CIK", lenders.FOLDER)):
        served = edgar.lenders.answer(path)
        return (200, served) if served is not None else NO_SUCH_KEY
    if path.startswith("/api/xbrl/companyfacts/CIK"):
        cik = int(parts[-1].removeprefix("CIK").removesuffix(".json"))
        if fault in UNREAD:
            return 200, orjson.dumps({"cik": cik, "entityName": f"Filer {cik}", "facts": UNREAD[fault]})
        body = edgar.company(cik)
        return (200, body) if body else NO_SUCH_KEY
    return NO_SUCH_KEY


def _moved(edgar: Edgar, tag: str, period: str, rows: list[Row]) -> list[Row]:
    """A frame after every fifth filer moved its debt from one tag to another."""
    moving = [row for row in edgar.frame("us-gaap", OLD_TAG, "USD", period) if row[0] % MOVES == 0]
    if tag == OLD_TAG:
        return [row for row in rows if row[0] % MOVES]
    if tag == NEW_TAG:
        held = {row[0] for row in moving}
        return [row for row in rows if row[0] not in held] + moving
    return rows


def envelope(taxonomy: str, tag: str, unit: str, period: str, rows: list[Row], fault: str) -> bytes:
    """A frame as the SEC wraps it, spoiled by a fault."""
    data: list[dict[str, Any]] = []
    for cik, value, start, end, accn in rows[: len(rows) // 3] if fault == "short" else rows:
        row: dict[str, Any] = {"accn": accn, "cik": cik, "entityName": f"Filer {cik}", "loc": None}
        if start:
            row["start"] = start
        data.append(row | {"end": end, "val": value * 100 if fault == "hundredfold" else value})
    if fault == "words":
        data[0]["val"] = "not a number"
    if fault == "nulls":
        data[::20] = [row | {"val": None} for row in data[::20]]
    for row in data[::3] if fault == "negative" else ():
        row["val"] = -abs(row["val"])
    for row in data[::40] if fault == "restated" else ():
        row |= {"val": row["val"] * 1.03, "accn": accession(row["cik"] * 10**8 + 26_000_777)}
    if fault == "year_to_date":
        data = [row | {"start": f"{row['end'][:4]}-01-01"} for row in data]
    if fault == "gone":
        data = [row for row in data if row["cik"] % 10]
    if fault == "outside":
        data = [row | {"end": "1999-12-31"} for row in data]
    if fault == "duplicate":
        data += data[: len(data) // 2]
    pts = len(data) + (5 if fault == "miscounted" else 0)
    head = {"taxonomy": taxonomy, "tag": "SomethingElse" if fault == "other" else tag, "ccp": period, "uom": unit}
    return orjson.dumps(head | {"label": tag, "description": "", "pts": pts, "data": data})
