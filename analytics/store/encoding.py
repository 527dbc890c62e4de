"""A version as bytes: a table in Parquet, its provenance and a checksum of its data in the file's metadata."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from analytics.store.publication import FORMAT

META = b"smallcap"
"""The key of the metadata under which the provenance lies."""


def encode(dataset: str, table: pa.Table, provenance: Mapping[str, Any]) -> bytes:
    """A table with its provenance, the number of its rows and a checksum of its data, compressed."""
    plain = table.replace_schema_metadata(None)
    digest = _Digest()
    with pa.ipc.new_stream(pa.PythonFile(digest, mode="w"), plain.schema) as stream:
        stream.write_table(plain)
    content = {
        "format": FORMAT,
        "dataset": dataset,
        **provenance,
        "rows": plain.num_rows,
        "sha256": digest.sha256.hexdigest(),
    }
    out = io.BytesIO()
    pq.write_table(plain.replace_schema_metadata({META: json.dumps(content).encode()}), out, compression="zstd")
    return out.getvalue()


class _Digest(io.RawIOBase):
    """A file that keeps only the checksum of what is written to it."""

    def __init__(self) -> None:
        self.sha256 = hashlib.sha256()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.sha256.update(data)
        return len(data)
