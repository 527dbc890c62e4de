"""A reader's own ledger: rows of a table or a CSV file into claims, and into a link and back."""

from __future__ import annotations

import base64
import csv
import json
import re
import zlib
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import islice

from analytics.claims import rules
from analytics.claims.claim import Claim, Ledger, Part, Stated
from analytics.errors import BadInput

COLUMNS = ("who", "where", "date", "claim", "stated", "unit", "metric", "tolerance", "rule")
NEEDED = ("claim", "stated", "metric")
MOST, LONGEST, LARGEST = 200, 400, 256 * 1024
"""Rows of a ledger, letters of a text, bytes of a file or of what a link unpacks to."""
LINK, REST = 1800, 200
"""Letters up to which a whole link holds a ledger, as longer ones are cut by mail programs and chats, and those of
them that all else of the link takes."""
_NUMBER = re.compile(r"([+-]?)(?:(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?|(\.\d+))\s*([%A-Za-z][^0-9]*)?")

Row = Mapping[str, object]


def read_csv(content: bytes) -> Ledger:
    """The claims of a CSV file with the columns `COLUMNS`, in any order, set off by commas, semicolons or tabs.

    A row that cannot be read becomes a claim that says so. Raises `BadInput` for what is no such file.
    """
    if len(content) > LARGEST:
        raise BadInput(f"The ledger has {len(content):,} bytes.", remedy=f"At most {LARGEST:,} are read.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput("The ledger is not UTF-8 text.", remedy="Save it as CSV in UTF-8.") from None
    lines = text.splitlines()
    head = lines[0] if lines else ""
    sign = max(",;\t", key=head.count)
    try:
        rows = list(islice(csv.DictReader(text.splitlines(keepends=True), delimiter=sign), MOST + 1))
    except csv.Error as error:
        raise BadInput(f"The ledger is not a table: {error}.", remedy="Save it as CSV.") from error
    named = [{str(name).strip().lower(): value for name, value in row.items() if name} for row in rows]
    absent = [name for name in NEEDED if name not in {str(n).strip().lower() for n in head.split(sign)}]
    if absent:
        raise BadInput(f"The ledger has no column {', '.join(absent)}.", remedy=f"Its columns are {','.join(COLUMNS)}.")
    return of_rows(named)


def of_rows(rows: Iterable[Row]) -> Ledger:
    """The claims of a table's rows; an empty row is left out, one that cannot be read says why."""
    claims: list[Claim] = []
    problems: list[str] = []
    written: list[tuple[str, ...]] = []
    for row in rows:
        texts = {name: _text(row.get(name)) for name in COLUMNS}
        if not any(texts.values()):
            continue
        if len(claims) == MOST:
            problems.append(f"Rows after the first {MOST} are left out.")
            break
        claim = _claim(f"R{len(claims) + 1:02d}", texts)
        problems += [f"{claim.id}: {part.problem}." for part in claim.parts if part.problem]
        claims.append(claim)
        written.append(tuple(texts.values()))
    return Ledger(tuple(claims), tuple(problems), tuple(written))


def pack(ledger: Ledger) -> str:
    """A reader's ledger as it stands in a link: letters, digits, strokes and underscores; empty without rows."""
    if not ledger.rows:
        return ""
    table = json.dumps(ledger.rows, ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(zlib.compress(table.encode(), 9)).decode().rstrip("=")


def fits(packed: str) -> bool:
    """Whether a packed ledger is short enough for a link."""
    return len(packed) <= LINK - REST


def unpack(packed: str) -> Ledger:
    """The ledger of a link. Raises `BadInput` for one that is cut off or was never one."""
    damaged = BadInput("The ledger in the link cannot be read.", remedy="Ask for the link again, or for the file.")
    try:
        content = base64.b64decode(packed + "=" * (-len(packed) % 4), altchars=b"-_", validate=True)
        unpacker = zlib.decompressobj()
        table = unpacker.decompress(content, LARGEST)
        if unpacker.unconsumed_tail or not unpacker.eof:
            raise damaged
        found = json.loads(table)
    except (ValueError, zlib.error, RecursionError):
        raise damaged from None
    if not isinstance(found, list) or not all(isinstance(row, list) and len(row) == len(COLUMNS) for row in found):
        raise damaged
    return of_rows(dict(zip(COLUMNS, row, strict=True)) for row in found)


def _claim(id: str, texts: Mapping[str, str]) -> Claim:
    """One row as a claim of a single part."""
    problem, as_of = "", None
    stated: Stated = None
    unit, rule, tolerance = rules.unit(texts["unit"]), "equals", None
    try:
        as_of = _date(texts["date"]) if texts["date"] else None
        stated, own = _stated(texts["stated"])
        unit = unit or rules.unit(own)
        rule = rules.rule(texts["rule"])
        tolerance = _tolerance(texts["tolerance"]) if texts["tolerance"] else None
        if not texts["metric"]:
            raise BadInput("No measure is named.", remedy="Choose one of the metrics.")
    except BadInput as error:
        problem = str(error).rstrip(".")
    part = Part("", texts["metric"], stated, unit, rule, tolerance, problem=problem)
    view = texts["metric"].partition(".")[0]
    return Claim(
        id,
        texts["claim"],
        "Reader's own",
        as_of,
        (part,),
        rule=f"The measure {rule} the stated figure.",
        page=view,
        who=texts["who"],
        where=texts["where"],
    )


def _stated(text: str) -> tuple[Stated, str]:
    """A number as people write it, or a day; and the unit that follows the number."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return _date(text), ""
    plain = text.replace("\u2212", "-").replace("\u2013", "-").replace("\u00a0", " ").strip()
    currency = plain.upper().startswith("USD ") or plain.startswith("$")
    if currency:
        plain = plain[1:].strip() if plain.startswith("$") else plain[4:].strip()
    match = _NUMBER.fullmatch(plain)
    if match is None:
        raise BadInput(f"{text[:30]!r} is no number.", remedy="Write it as -12.4, 2,114.20 or 2026-01-15.")
    sign, whole, part, bare, unit = match.groups()
    number = float(f"{sign}{(whole or '0').replace(',', '')}{part or bare or ''}")
    scale = {"bn": "USD bn", "billion": "USD bn", "m": "USD m", "million": "USD m"}
    own = (unit or "").strip()
    return number, scale.get(own.lower(), own) if own or not currency else "USD"


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput(f"{text[:30]!r} is no day.", remedy="Write it as 2025-10-14.") from None


def _tolerance(text: str) -> float:
    number, _ = _stated(text)
    if not isinstance(number, float) or number < 0:
        raise BadInput(f"{text[:30]!r} is no tolerance.", remedy="Write how far the figure may lie off, as 0.5.")
    return number


def _text(value: object) -> str:
    if value is None or value != value or value == "None":
        return ""
    text = " ".join(str(value).split())
    # Our own download sets a quotation mark before what a spreadsheet would run.
    return text.removeprefix("'")[:LONGEST] if text[1:2] in tuple("=+-@") else text[:LONGEST]
