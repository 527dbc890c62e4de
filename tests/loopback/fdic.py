"""BankFind: financials and institutions in the FDIC's envelope, from the recorded rows or from made ones."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import pandas as pd

from analytics import illustrative
from analytics.catalogue.banks import FIELDS
from analytics.illustrative import banks as invented
from tests.loopback.recordings import REAL

Row = dict[str, Any]

DOLLARS = [name for name, known in FIELDS.items() if known.unit == "USD"]
MOVED = b"<html><head><title>301 Moved Permanently</title></head></html>"


@dataclass
class BankFind:
    """What the service holds: rows of each quarter, dollars in thousands, and the register."""

    quarters: dict[date, list[Row]]
    register: list[Row] = field(default_factory=list)
    renamed: str = "LNATRES"
    """The field that the fault "renamed" serves under another name."""

    def rows(self, certs: int) -> list[Row]:
        """Every quarter's row of one charter, oldest first."""
        return [row for end in sorted(self.quarters) for row in self.quarters[end] if row["CERT"] == certs]


def real(folder: Path = REAL / "fdic") -> BankFind:
    """The recorded fifteen banks, with the fields and quarters that were recorded."""
    financials = pd.read_parquet(folder / "raw_fdic_financials.parquet")
    register = pd.read_parquet(folder / "raw_fdic_institutions.parquet")
    quarters = {
        pd.Timestamp(stamp).date(): [_plain(row) for row in part.to_dict("records")]
        for stamp, part in financials.groupby("REPDTE")
    }
    return BankFind(quarters, [_plain(row) for row in register.to_dict("records")])


def made(last: date, count: int = 90, quarters: int = 21, seed: int = 3) -> BankFind:
    """Fictitious banks in every field, one of each trap among them: see `odd`."""
    table = invented.make(last, illustrative.market().rates, count, quarters, seed).to_pandas()
    found: dict[date, list[Row]] = {}
    for end, part in table.groupby("date"):
        columns: dict[str, list[Any]] = {
            "CERT": part["cert"].tolist(),
            "REPDTE": [f"{end:%Y%m%d}"] * len(part),
            "NAME": [name.upper() for name in part["name"].astype(str)],
            "RSSDHCR": part["holding_rssd"].astype(str).tolist(),
            "NAMEHCR": [name.upper() for name in part["holding"].astype(str)],
        }
        for name, known in FIELDS.items():
            values = part[name] / 1000 if known.unit == "USD" else part[name]
            columns[name] = [
                None if np.isnan(v) else round(v) if known.unit in ("USD", "0 or 1") else v for v in values
            ]
        found[pd.Timestamp(str(end)).date()] = [
            dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)
        ]
    newest = found[max(found)]
    register = [
        {
            "CERT": row["CERT"],
            "NAME": row["NAME"].title(),
            "CITY": "Nowhere",
            "STALP": "ZZ",
            "ACTIVE": int(row in newest),
            "ENDEFYMD": "12/31/9999" if row in newest else "03/10/2023",
            "FED_RSSD": row["CERT"] % 1000,
            "RSSDHCR": row["RSSDHCR"],
            "NAMEHCR": row["NAMEHCR"],
        }
        for row in {row["CERT"]: row for end in sorted(found) for row in found[end]}.values()
    ]
    odd(found)
    return BankFind(found, register)


def odd(quarters: dict[date, list[Row]]) -> None:
    """Give some banks what real ones have: no holding company, zeros that are blanks, deposits that cannot be."""
    for rows in quarters.values():
        rows[5]["RSSDHCR"], rows[5]["NAMEHCR"] = None, None
        rows[6] |= {"CBLRIND": 1, "RBCRWAJ": 0, "RBC": 0}
        rows[7]["DEPUNINS"] = rows[7]["DEP"] + 1000


def answer(bankfind: BankFind, path: str, query: dict[str, str], fault: str) -> tuple[int, bytes]:
    """Answer /banks/financials or /banks/institutions: status and body. `fault` changes the rows."""
    if fault == "moved":
        return 301, MOVED
    asked = query.get("fields", "").split(",")
    rows = _of(bankfind.register, query.get("filters", ""), fault)
    if rows is None:
        return 400, orjson.dumps({"errors": [{"status": 400}]})
    if path.endswith("/financials"):
        stamp = query.get("filters", "").removeprefix("REPDTE:")
        rows = [dict(row) for row in bankfind.quarters.get(pd.Timestamp(stamp).date(), [])]
        rows = _spoil(rows, fault, bankfind.renamed)
    limit, offset = min(int(query.get("limit", 10)), 500 if len(asked) > 250 else 10_000), int(query.get("offset", 0))
    total = len(rows) + (1 if fault == "shifting" and offset else 0)
    if fault == "short":
        rows = rows[: 2 * len(rows) // 3]
    elif fault == "paged":
        limit = min(limit, 40)
    data = [
        {"data": {name: row[name] for name in asked if name in row} | {"ID": f"{row['CERT']}"}, "score": 0}
        for row in sorted(rows, key=lambda row: row["CERT"])[offset : offset + limit]
    ]
    if fault == "envelope":
        return 200, orjson.dumps({"count": total, "rows": data})
    return 200, orjson.dumps({"meta": {"total": total, "parameters": query}, "data": data, "totals": {"count": total}})


def _of(register: list[Row], filters: str, fault: str) -> list[Row] | None:
    """The institutions that a filter lets pass; None for a filter that the service does not know."""
    rows = list(register)
    for part in filters.split(" AND ") if filters and not filters.startswith("REPDTE") else ():
        name, _, wanted = part.partition(":")
        span = re.fullmatch(r'\["(.+)" TO "(.+)"\]', wanted)
        if span and fault == "no_spans":
            return None
        if span:
            low, high = span.groups()
            rows = [row for row in rows if low <= _iso(row[name]) <= high]
        else:
            rows = [row for row in rows if str(row[name]) == wanted]
    return rows


def _iso(served: str) -> str:
    month, day, year = served.split("/")
    return f"{year}-{month}-{day}"


def _spoil(rows: list[Row], fault: str, renamed: str) -> list[Row]:
    if fault == "unpublished" or not rows:
        return []
    if fault == "unfinished":
        return rows[: len(rows) // 2]
    if fault == "twice":
        return [*rows, rows[0]]
    for row in rows:
        if fault == "renamed" and renamed in row:
            row[f"{renamed}2"] = row.pop(renamed)
        elif fault == "blank":
            row[renamed] = None
        elif fault == "rescaled":
            row |= {name: row[name] * 1000 for name in ("ASSET", "EQ") if row[name] is not None}
        elif fault == "dollars":
            row |= {name: row[name] * 1000 for name in DOLLARS if row.get(name) is not None}
        elif fault == "equity":
            row["EQ"] *= 2
        elif fault == "amended":
            row["LNLSNET"] += 7
        elif fault == "other_quarter":
            row["REPDTE"] = "19991231"
    if fault == "text" and rows:
        rows[3]["ASSET"] = "1,234,567"
    return rows


def _plain(row: Row) -> Row:
    """A recorded row as JSON has it: whole numbers whole, blanks null."""
    found: Row = {}
    for name, value in row.items():
        if isinstance(value, float) and np.isnan(value):
            found[name] = None
        elif isinstance(value, float) and value.is_integer() and name not in ("EQR", "ROA", "NIMY", "RBCRWAJ"):
            found[name] = int(value)
        else:
            found[name] = value.item() if isinstance(value, np.generic) else value
    return found
