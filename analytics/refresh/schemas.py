"""The columns, types and uniqueness of each dataset, checked before it is published."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaError, SchemaErrors

from analytics.catalogue.banks import FIELDS
from analytics.errors import SourceChanged

PRICES = pa.DataFrameSchema(
    {
        "date": pa.Column("datetime64[us]"),
        "ticker": pa.Column(str),
        "close": pa.Column(float, pa.Check.gt(0)),
        "adj_close": pa.Column(float, pa.Check.gt(0), nullable=True),
        "dividend": pa.Column(float, pa.Check.ge(0)),
        "split": pa.Column(float, pa.Check.ge(0)),
    },
    unique=["ticker", "date"],
    strict=True,
)
RATES = pa.DataFrameSchema(
    {
        "date": pa.Column("datetime64[us]"),
        "series": pa.Column(str),
        "value": pa.Column(float, nullable=True),
    },
    unique=["series", "date"],
    strict=True,
)


BANKS = pa.DataFrameSchema(
    {
        "cert": pa.Column("int64", pa.Check.gt(0)),
        "date": pa.Column("datetime64[us]"),
        "name": pa.Column(str),
        "city": pa.Column(str),
        "state": pa.Column(str),
        "rssd": pa.Column("int64", pa.Check.ge(0)),
        "closed": pa.Column("datetime64[us]", nullable=True),
        "holding_rssd": pa.Column("int64", pa.Check.ge(0)),
        "holding": pa.Column(str),
        **{name: pa.Column(float, nullable=True) for name in FIELDS},
    },
    unique=["cert", "date"],
    strict=True,
    ordered=True,
)


def table(schema: pa.DataFrameSchema, frame: pd.DataFrame) -> pd.DataFrame:
    """The frame, if it has the columns, types and uniqueness of its dataset; else `SourceChanged`."""
    try:
        return schema.validate(frame)
    except (SchemaError, SchemaErrors) as error:
        raise SourceChanged(f"What was fetched does not fit its table: {str(error)[:200]}") from None
