"""Filings: the tables of issuers and members a subject is measured on, and the form they have."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analytics.catalogue import CONCEPTS
from analytics.catalogue.filings import DEBT, LADDER
from analytics.frames.breadth import Breadth
from analytics.memo import Memo

KINDS = ("year", "quarter", "instant", "first", "past", "float", "sales")
"""Kinds of rows: a fiscal year, a quarter, a balance-sheet date, the first year with facts (of those up to 2015), the
balance sheet of a past year's end, the public float of a past year, the sales of a year before the first of "year"."""
ARCHIVE = "https://www.sec.gov/Archives/edgar/data"
_ACCESSION = re.compile(r"\d{10}-\d{2}-\d{6}", re.ASCII)


SHARED = frozenset((*LADDER, *DEBT))
"""Concepts whose facts of a date are all of one filing."""


def columns() -> dict[str, pa.DataType]:
    """The columns of the `issuers` dataset: a row a filer, kind of period and period end.

    Every concept has its value in USD, the tag it was filed under where it has several, and the accession it
    came from as a number of up to 18 digits; a ladder's buckets share one accession, and so do the lines of debt.
    Where several tags measure one thing, `_other` is what another tag of the same filing says of it.
    """
    words = pa.dictionary(pa.int32(), pa.string())
    found: dict[str, pa.DataType] = {
        "cik": pa.int32(),
        "kind": words,
        "period": words,
        "start": pa.date32(),
        "end": pa.date32(),
    }
    for name, concept in CONCEPTS.items():
        found[name] = pa.float64()
        if concept in SHARED:
            continue
        if len(concept.tags) > 1:
            found[f"{name}_tag"] = words
        found[f"{name}_accn"] = pa.int64()
        if concept.one:
            found |= {f"{name}_other": pa.float64(), f"{name}_other_tag": words}
    return found | {"ladder_accn": pa.int64(), "debt_accn": pa.int64(), "ladder_kind": words}


SCHEMA = pa.schema([pa.field(name, kind) for name, kind in columns().items()])


MEMBERS = pa.schema(
    {
        "cik": pa.int64(),
        "name": pa.string(),
        "ticker": pa.string(),
        "tickers": pa.string(),
        "exchange": pa.string(),
        "sic": pa.int64(),
        "sector": pa.string(),
        "financial": pa.bool_(),
        "year_end": pa.string(),
        "form": pa.string(),
        "float_usd": pa.float64(),
        "float_end": pa.timestamp("us"),
        "float_accn": pa.int64(),
        "rank": pa.int64(),
        "flag": pa.string(),
    }
)
"""The columns of the `members` dataset: a row a listed filer; rank 0 for one without, whose `flag` says why."""


def fit(table: pa.Table) -> pa.Table:
    """A table of issuers in the dataset's columns and types; a column it lacks is empty, as in older versions."""
    if table.schema.names == SCHEMA.names and table.schema.types == SCHEMA.types:
        return table
    made = []
    empty = {kind: pa.nulls(table.num_rows, kind) for kind in set(SCHEMA.types)}
    for column in SCHEMA:
        if column.name in table.column_names:
            part = table[column.name]
            if part.type != column.type and pa.types.is_dictionary(column.type):
                part = part.cast(pa.string()).dictionary_encode()
            made.append(part if part.type == column.type else part.cast(column.type))
        else:
            made.append(empty[column.type])
    return pa.table(made, schema=SCHEMA)


@dataclass(frozen=True, eq=False)
class Filings:
    """Issuers and members as published together, and the facts of single issuers asked for.

    Figures are *as filed by* `fetched_at`: the frames hold each fact as it was last filed, so an earlier date
    cannot be looked at as it was seen then. `left_out` counts listed filers that are no members, by reason.
    `warehouse` has the facts that lenders tag by line, in the columns of `frames.warehouse`, None where none was ever
    fetched; `lenders` says why nothing came of some of them, by ticker; `breadth` is the sample of closes, None where
    none was ever fetched. None of it is real where `illustrative`.
    """

    members: pd.DataFrame
    issuers: pa.Table
    facts: pd.DataFrame = field(default_factory=pd.DataFrame)
    fetched_at: datetime | None = None
    illustrative: bool = False
    left_out: Mapping[str, int] = field(default_factory=dict)
    warehouse: pd.DataFrame | None = None
    lenders: Mapping[str, str] = field(default_factory=dict)
    breadth: Breadth | None = None
    memo: Memo = field(default_factory=Memo, repr=False)

    def rows(self, kind: str, *names: str, cik: int | None = None) -> pd.DataFrame:
        """The rows of one kind of period with columns cik, period, start, end (`datetime64[us]`) and some others.

        Those of one filer where `cik` is given. NaN, empty or 0 (an accession) where a filer tags nothing.
        """
        wanted = ["cik", "period", "start", "end", *names]
        held = self.issuers.select(["kind", *wanted])
        if cik is not None:
            held = held.filter(pc.equal(held["cik"], cik))
        chosen = held.filter(pc.equal(held["kind"].cast(pa.string()), kind))
        frame: pd.DataFrame = chosen.drop_columns(["kind"]).to_pandas()
        for name in ("start", "end"):
            frame[name] = pd.to_datetime(frame[name]).astype("datetime64[us]")
        for name in names:
            if name.endswith("_accn"):
                frame[name] = frame[name].fillna(0).astype("int64")
            elif name.endswith(("_tag", "_kind")):
                frame[name] = frame[name].astype(str).where(frame[name].notna(), "")
        return frame.astype({"cik": "int64", "period": str})


def accession(number: int) -> str:
    """An accession in the SEC's spelling, 0001193125-26-102079; empty for 0."""
    digits = f"{number:018d}"
    return f"{digits[:10]}-{digits[10:12]}-{digits[12:]}" if number else ""


def numbered(text: str) -> int:
    """An accession in the SEC's spelling as a number; 0 for what is none."""
    return int(text.replace("-", "")) if _ACCESSION.fullmatch(text) else 0


def link(cik: int, number: int) -> str:
    """The address of a filing's index page; empty for 0."""
    return f"{ARCHIVE}/{cik}/{accession(number).replace('-', '')}/{accession(number)}-index.htm" if number else ""
