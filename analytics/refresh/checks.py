"""What is believed of filings as a whole, once they are put together and before they are published."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pandera.pandas as pa_
import pyarrow as pa
import pyarrow.compute as pc

from analytics.catalogue import CONCEPTS
from analytics.errors import SourceChanged
from analytics.refresh.task import Task
from analytics.validate import table as fits

FEWER = 0.7
"""Part of the filers held with a concept that must still have it."""
RESCALED = 0.10
MANY = 50
_MANY_FILERS = 500

MEMBERS = pa_.DataFrameSchema(
    {
        "cik": pa_.Column("int64", pa_.Check.gt(0), unique=True),
        "name": pa_.Column(str),
        "ticker": pa_.Column(str),
        "tickers": pa_.Column(str),
        "exchange": pa_.Column(str),
        "sic": pa_.Column("int64", pa_.Check.in_range(0, 9999)),
        "sector": pa_.Column(str),
        "financial": pa_.Column(bool),
        "year_end": pa_.Column(str, pa_.Check.str_matches(r"^(\d{4})?$")),
        "form": pa_.Column(str),
        "float_usd": pa_.Column(float, pa_.Check.gt(0), nullable=True),
        "float_end": pa_.Column("datetime64[us]", nullable=True),
        "float_accn": pa_.Column("int64"),
        "rank": pa_.Column("int64", pa_.Check.ge(0)),
        "flag": pa_.Column(str),
    },
    strict=True,
    ordered=True,
)


def members(frame: pd.DataFrame, task: Task) -> pa.Table:
    """The members as a table. Raises `SourceChanged` when they do not fit, or when nearly all lost their rank."""
    ordered = frame[list(MEMBERS.columns)]
    checked = fits(MEMBERS, ordered.reset_index(drop=True))
    ranked = int((checked["rank"] > 0).sum())
    before = 0 if task.held.table is None else int((task.held.table["rank"].to_numpy() > 0).sum())
    if not ranked or (ranked < FEWER * before and "sec.public_float" not in task.accept):
        raise SourceChanged(
            f"{ranked:,} listed filers have a public float; {before:,} are held.",
            instead="The members published before stand.",
        )
    return pa.Table.from_pandas(checked, preserve_index=False).replace_schema_metadata(None)


def issuers(table: pa.Table, task: Task) -> pa.Table:
    """The issuers in the order of their concepts, if what came is believed.

    Raises `SourceChanged` when a core concept is tagged by nobody, when a concept lost many of its filers, or
    when its facts moved as a whole against those held, unless the reader accepts it by its catalogue id.
    """
    empty = [name for name, concept in CONCEPTS.items() if concept.core and not pc.any(table[name].is_valid()).as_py()]
    if empty:
        raise SourceChanged(
            f"No filer tags {CONCEPTS[empty[0]].title.lower()} in any period asked for.",
            instead="The issuers published before stand.",
        )
    if task.held.table is not None:
        for name, concept in CONCEPTS.items():
            if name in task.held.table.column_names and concept.entry.id not in task.accept:
                _compare(name, table, task.held.table)
    return table


def _compare(name: str, fresh: pa.Table, held: pa.Table) -> None:
    new, old = _facts(name, fresh), _facts(name, held)
    filers, before = new["cik"].nunique(), old["cik"].nunique()
    if before >= MANY and filers < FEWER * before:
        raise SourceChanged(
            f"{CONCEPTS[name].title}: {filers:,} filers tag it, {before:,} are held.",
            instead="The issuers published before stand.",
        )
    both = new.merge(old, on=["cik", "kind", "end"], suffixes=("", "_held"))
    both = both[(both[name] != 0) & (both[f"{name}_held"] != 0)]
    if len(both) >= MANY:
        ratio = float(np.median(both[name] / both[f"{name}_held"]))
        if abs(ratio - 1.0) > RESCALED:
            raise SourceChanged(
                f"{CONCEPTS[name].title}: the facts held were multiplied by {ratio:.4g} as a whole.",
                instead="The issuers published before stand.",
            )


def _facts(name: str, table: pa.Table) -> pd.DataFrame:
    chosen: pd.DataFrame = table.select(["cik", "kind", "end", name]).filter(table[name].is_valid()).to_pandas()
    return chosen.astype({"kind": str})
