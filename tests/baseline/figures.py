"""The figures of every view at ten scenarios and three as-of dates, condensed so that two runs can be compared.

`python -m tests.baseline record` writes those of the illustrative world anew into `figures.json.gz`: whoever changes
figures on purpose does so in the same commit and says which moved and why. `python -m tests.baseline compare OTHER`
lists the differences between two files; `--store PLACE` measures a live store instead.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import math
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from analytics.errors import DashboardError
from analytics.load import World
from analytics.model.scenario import SPECS, Scenario
from analytics.output import views
from analytics.store import Store

FILE = Path(__file__).with_name("figures.json.gz")
NOW = datetime(2026, 11, 27, 6, tzinfo=UTC)
DATES = (None, date(2025, 10, 14), date(2024, 6, 28))
SCENARIOS: tuple[dict[str, Any], ...] = (
    {},
    {"ten_year_bp": 450},
    {"ten_year_bp": 482, "short_rate_bp": 400},
    {"ten_year_bp": 1000, "short_rate_bp": 900},
    {"ten_year_bp": 0, "short_rate_bp": 0},
    {"short_rate_bp": 700},
    {"spread_bp": 300, "hedged_share": 80, "rerating": "On"},
    {"basis": "Price", "pair": SPECS["pair"].choices[-1]},
    {"band_low": 1, "band_high": 500, "floating_share": 50},
    {"run_off": 100, "cre_default": 40, "cre_severity": 60},
)
ONES = {"issuer": ("EX0019", "EX1005"), "bank": ("IB001",)}
Record = dict[str, Any]


def record(
    world: World, store: Store, ones: dict[str, tuple[str, ...]] | None = None, keys: set[str] | None = None
) -> Record:
    """Every figure and a condensed form of every table, by view, scenario and as-of date; only `keys` where given."""
    return dict(_records(world, store, ONES if ones is None else ones, keys))


def _records(
    world: World, store: Store, ones: dict[str, tuple[str, ...]], keys: set[str] | None
) -> Iterator[tuple[str, Record]]:
    for name, view in views.VIEWS.items():
        for key in ones.get(name, ()) if view.of else ("",):
            for place, changes in enumerate(SCENARIOS):
                for day in DATES:
                    answer = f"{name} {key} {place} {day}"
                    if keys is not None and answer not in keys:
                        continue
                    values = {field: value for field, value in changes.items() if field in SPECS}
                    scenario = Scenario(as_of=day, **values, **({view.of: key} if view.of else {}))
                    yield answer, _condensed(name, world, scenario, store)


def _condensed(name: str, world: World, scenario: Scenario, store: Store) -> Record:
    try:
        result = views.answer(name, world, scenario, store, NOW).result
    except DashboardError as error:
        return {"error": type(error).__name__}
    return {
        "metrics": {m.id: [_plain(m.value), m.unit, m.method, str(m.as_of), list(m.sources)] for m in result.metrics},
        "tables": {
            table: {str(column): _column(frame[column]) for column in frame.columns}
            for table, frame in result.tables.items()
        },
    }


def _column(values: pd.Series) -> list[Any]:
    """Count and sums of numbers, count and a digest of anything else."""
    filled = values.dropna()
    if pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values):
        numbers = filled.astype(float)
        return [len(values), len(filled), float(numbers.sum()), float(numbers.abs().sum())]
    text = "\n".join(map(str, filled))
    return [len(values), len(filled), hashlib.sha256(text.encode()).hexdigest()[:12]]


def _plain(value: object) -> object:
    return str(value) if isinstance(value, date) else value


def differences(old: Any, new: Any, path: str = "") -> Iterator[str]:
    """What differs between two records, one line each; numbers agree within 1e-9 of their size."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in sorted(old.keys() | new.keys()):
            if key not in old or key not in new:
                yield f"{path}/{key}: {'gone' if key in old else 'new'}"
            else:
                yield from differences(old[key], new[key], f"{path}/{key}")
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for place, (one, other) in enumerate(zip(old, new, strict=True)):
            yield from differences(one, other, f"{path}[{place}]")
    elif isinstance(old, int | float) and isinstance(new, int | float):
        if not math.isclose(old, new, rel_tol=1e-9, abs_tol=1e-6):
            yield f"{path}: {old} -> {new}"
    elif old != new:
        yield f"{path}: {old} -> {new}"


def write(records: Record, file: Path = FILE) -> None:
    """Write a record so that equal records give equal bytes."""
    file.write_bytes(gzip.compress(json.dumps(records, sort_keys=True).encode(), mtime=0))


def load(file: Path = FILE) -> Record:
    """Read a record back."""
    records: Record = json.loads(gzip.decompress(file.read_bytes()))
    return records
