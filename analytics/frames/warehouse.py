"""The facts that lenders tag by warehouse line, as they are stored."""

from __future__ import annotations

import pyarrow as pa

SCHEMA = pa.schema(
    {
        "cik": pa.int64(),
        "ticker": pa.string(),
        "accession": pa.string(),
        "filed": pa.timestamp("us"),
        "report_end": pa.timestamp("us"),
        "member": pa.string(),
        "range": pa.string(),
        "tag": pa.string(),
        "value": pa.float64(),
        "day": pa.timestamp("us"),
        "is_instant": pa.bool_(),
        "period_end": pa.timestamp("us"),
    }
)
"""A row a fact: `member` is its set of members (`joined`), `range` "Minimum", "Maximum" or empty; a date is in `day`,
any other value in `value`."""
_AND, _IS = " ", "="


def joined(members: frozenset[tuple[str, str]]) -> str:
    """A set of (axis, member) as one text: "DebtInstrumentAxis=PLWIIIMember LongtermDebtTypeAxis=SecuredDebtMember"."""
    return _AND.join(sorted(f"{axis}{_IS}{member.replace(_AND, '_')}" for axis, member in members))


def split(text: str) -> frozenset[tuple[str, str]]:
    """The set behind such a text; empty for an empty one."""
    pairs = (part.partition(_IS) for part in text.split(_AND) if part)
    return frozenset((axis, member) for axis, _, member in pairs)
