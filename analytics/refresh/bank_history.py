"""All quarters of the banks: those held, read one at a time, and those believed put together into one table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from analytics.catalogue.banks import COLUMNS, FIELDS, WORDS
from analytics.model.metric import day
from analytics.refresh import schemas
from analytics.refresh.source import Series


class Stored(Mapping[date, pd.DataFrame]):
    """The quarters of a stored table by their last day, each read when it is asked for: together they are large."""

    def __init__(self, table: pa.Table | None) -> None:
        self._table = table
        self._ends = {} if table is None else {_day(end): end for end in table["date"].unique().to_pylist()}

    def __getitem__(self, end: date) -> pd.DataFrame:
        if self._table is None:
            raise KeyError(end)
        rows = self._table.filter(pc.equal(self._table["date"], pa.scalar(self._ends[end], self._table["date"].type)))
        frame: pd.DataFrame = rows.to_pandas().astype(dict.fromkeys(WORDS, str))
        return frame.dropna(axis=1, how="all")

    def __contains__(self, end: object) -> bool:
        return end in self._ends

    def __iter__(self) -> Iterator[date]:
        return iter(sorted(self._ends))

    def __len__(self) -> int:
        return len(self._ends)


def _day(end: Any) -> date:
    return pd.Timestamp(end).date()


class Assembly:
    """One table of quarters that are added oldest first, and what it holds of each field."""

    def __init__(self, register: pd.DataFrame) -> None:
        self._register = register
        self._tables: list[pa.Table] = []
        self._filed = dict.fromkeys(FIELDS, 0)
        self._newest = dict.fromkeys(FIELDS, 0.0)
        self._ends: list[date] = []

    def add(self, end: date, frame: pd.DataFrame) -> None:
        """Add a quarter as the register names its banks. Raises `SourceChanged` where a column does not fit."""
        self._ends.append(end)
        for name in FIELDS:
            there = frame[name].notna() if name in frame else pd.Series([False])
            self._filed[name] += int(there.sum())
            self._newest[name] = float(there.mean())
        self._tables.append(_table(_registered(frame.reindex(columns=list(COLUMNS)), self._register)))

    @property
    def table(self) -> pa.Table:
        """The rows of all quarters, by quarter and charter."""
        return pa.concat_tables(self._tables).unify_dictionaries()

    @property
    def series(self) -> dict[str, Series]:
        """A series a field, its rows the banks and quarters that filed it."""
        first, last = self._ends[0].isoformat(), self._ends[-1].isoformat()
        return {
            field.id: Series(
                first,
                last,
                self._filed[name],
                note=f"filed by {self._newest[name]:.0%} of the banks on {day(self._ends[-1])}",
            )
            for name, field in FIELDS.items()
            if self._filed[name]
        }


def _registered(quarter: pd.DataFrame, register: pd.DataFrame) -> pd.DataFrame:
    """A quarter whose banks carry their newest name, and the holding company that each had then.

    In a quarter without any holding company, those of the register stand in, which are today's.
    """
    quarter = quarter.sort_values("cert", ignore_index=True, kind="stable")
    known = register.reindex(quarter["cert"])
    for column in ("name", "city", "state"):
        told, own = _text(known[column]), _text(quarter[column])
        quarter[column] = [there or here for there, here in zip(told, own, strict=True)]
    quarter["name"] = quarter["name"].where(quarter["name"] != "", "Charter " + quarter["cert"].astype(str))
    quarter["rssd"] = known["rssd"].fillna(0).astype("int64").to_numpy()
    quarter["closed"] = pd.to_datetime(pd.Series(known["closed"].to_numpy())).dt.as_unit("us")
    served = quarter["holding_rssd"].fillna(0).astype("int64")
    source = known if served.max() == 0 else quarter
    quarter["holding_rssd"] = source["holding_rssd"].fillna(0).astype("int64").to_numpy()
    quarter["holding"] = _text(source["holding"])
    return quarter


def _text(column: Iterable[Any]) -> NDArray[np.object_]:
    """A column as text, empty where there is none."""
    return np.array(["" if pd.isna(value) else str(value) for value in column], dtype=object)


def _table(quarter: pd.DataFrame) -> pa.Table:
    checked = schemas.table(schemas.BANKS, quarter)
    table = pa.Table.from_pandas(checked, preserve_index=False).replace_schema_metadata(None)
    for word in WORDS:
        table = table.set_column(table.column_names.index(word), word, table[word].dictionary_encode())
    return table
