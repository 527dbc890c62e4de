"""Exports: figures and tables as JSON and CSV, each row saying which world it is of."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

import orjson
import pandas as pd

from analytics.frames.market import Result
from analytics.load import World
from analytics.model.metric import show
from analytics.output import manifest
from analytics.output.views import Answer

_FORMULA = re.compile(r"[\s\ufeff\u200b]*[=+\-@]|[\t\r]")
"""How a cell begins that a spreadsheet may run, whatever blanks and invisible signs stand before it."""


def as_json(answer: Answer) -> bytes:
    """The whole answer: view, world, as-of, scenario, what it says, metrics, tables. Missing values are null."""
    result = answer.result
    content = {
        "view": answer.view.name,
        "world": answer.world.kind,
        "snapshot": answer.world.id,
        "manifest": manifest.of(answer),
        "as_of": result.as_of,
        "scenario": {name: getattr(answer.scenario, name) for name in answer.view.fields},
        "answer": answer.text.answer,
        "prose": list(answer.text.prose),
        "findings": dict(answer.text.findings),
        "notes": list(result.notes),
        "metrics": [metric.as_json() for metric in result.metrics],
        "tables": {name: _records(frame) for name, frame in result.tables.items()},
    }
    return orjson.dumps(content, default=_plain, option=orjson.OPT_INDENT_2 | orjson.OPT_SERIALIZE_NUMPY)


def metrics_table(result: Result) -> pd.DataFrame:
    """The figures as a table: a row each, `shown` as on the page, dates in ISO form."""
    rows = []
    for metric in result.metrics:
        row = metric.as_json()
        row["sources"] = " ".join(metric.sources)
        rows.append({**row, "shown": show(metric.value, metric.unit)})
    columns = ["id", "label", "value", "shown", "unit", "as_of", "method", "sources", "note"]
    return pd.DataFrame(rows, columns=columns)


def csv(frame: pd.DataFrame, world: World, source: str = "", as_of: date | None = None) -> str:
    """A table as CSV with a last column `world`; text that a spreadsheet would run is quoted with '.

    Where given, columns `source` and `as_of` say whose data of which day each row is; the unit ends a column's name.
    """
    safe = frame.assign(world=world.kind if world.kind != "pinned" else f"pinned {world.id}")
    if source:
        safe = safe.assign(**{"source": source} if "source" not in safe else {})
        safe = safe.assign(**{"as_of": as_of.isoformat() if as_of else ""} if "as_of" not in safe else {})
    for name in safe.select_dtypes(exclude=["number", "datetime", "bool"]):
        safe[name] = safe[name].map(quoted)
    return safe.to_csv(index=False, lineterminator="\n")


def quoted(value: Any) -> Any:
    """A cell that a spreadsheet would run as a formula, made a text; any other value as it is."""
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    plain = frame.astype(object).where(frame.notna(), None)
    return [{str(name): value for name, value in row.items()} for row in plain.to_dict("records")]


def _plain(value: Any) -> Any:
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat() if value == value.normalize() and value.tz is None else value.isoformat()
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(type(value).__name__)
