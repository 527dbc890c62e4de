"""Tables read with nothing spent on stretches without a value: equal to what the file holds, and smaller."""

from __future__ import annotations

import io

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.store import compact

WORDS = pa.dictionary(pa.int32(), pa.string())
TYPES = (pa.float64(), pa.int64(), pa.int32(), pa.date32(), pa.string(), pa.bool_(), WORDS)


def file(table: pa.Table) -> pq.ParquetFile:
    out = io.BytesIO()
    pq.write_table(table, out)
    return pq.ParquetFile(pa.BufferReader(out.getvalue()))


def column(kind: pa.DataType, filled: np.ndarray) -> pa.Array:
    values = [int(place % 7) if has else None for place, has in enumerate(filled)]
    if kind in (pa.string(), WORDS):
        words = pa.array([None if value is None else f"w{value}" for value in values], pa.string())
        return words.dictionary_encode().cast(WORDS) if kind == WORDS else words
    if kind == pa.bool_():
        return pa.array([None if value is None else bool(value % 2) for value in values], kind)
    if kind == pa.date32():
        return pa.array(values, pa.int32()).cast(kind)
    return pa.array(values, kind)


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 2500), st.sampled_from((0.0, 0.001, 1.0))), min_size=1, max_size=6),
    st.integers(0, 2**32 - 1),
)
def test_what_is_read_equals_what_the_file_holds(stretches: list[tuple[int, float]], seed: int) -> None:
    random = np.random.default_rng(seed)
    filled = np.concatenate([random.random(count) < part for count, part in stretches])
    table = pa.table({f"c{place}": column(kind, filled) for place, kind in enumerate(TYPES)})
    source = file(table)
    read = compact.read(source, table.column_names)
    assert read.equals(source.read())
    assert read.schema.equals(source.schema_arrow, check_metadata=True)
    assert read.to_pandas().equals(source.read().to_pandas())
    some = compact.read(source, ["c4", "c0"])
    assert some.column_names == ["c4", "c0"]


def test_an_empty_table_and_one_of_nothing_are_read() -> None:
    nothing = pa.table({"a": pa.nulls(5000, pa.float64()), "w": pa.nulls(5000, pa.string()).dictionary_encode()})
    for table in (nothing, nothing.slice(0, 0)):
        assert compact.read(file(table), table.column_names).equals(file(table).read())


def test_columns_with_values_in_one_stretch_take_the_memory_of_that_stretch() -> None:
    rows, kinds = 200_000, 20
    columns = {}
    for place in range(40):
        values = np.full(rows, np.nan)
        first = rows // kinds * (place % kinds)
        values[first : first + rows // kinds] = place
        columns[f"c{place}"] = pa.array(values, from_pandas=True)
    source = file(pa.table(columns))
    before = pa.total_allocated_bytes()
    read = compact.read(source, list(columns))
    taken = pa.total_allocated_bytes() - before
    assert read.num_rows == rows
    assert taken < 0.2 * 8 * rows * len(columns)
