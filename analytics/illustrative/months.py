"""When the built-in issuers file: months counted from year 0, the periods they belong to, and accessions."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Months = NDArray[np.int64]

MONTHS_TO_ANNUAL, MONTHS_TO_QUARTERLY = 2, 1
"""Whole months after a period's end by which its report is filed."""


def label(month: Months, kind: str) -> list[str]:
    """The calendar period a period that ends with each month belongs to, as the SEC's frames name it."""
    if kind in ("year", "first", "sales"):
        return [f"CY{month // 12 - (month % 12 < 6)}" for month in month]
    mark = "" if kind == "quarter" else "I"
    return [f"CY{(month - 1) // 12}Q{((month - 1) % 12) // 3 + 1}{mark}" for month in month]


def filing(cik: NDArray[np.int64], month: Months, number: NDArray[np.int64] | int) -> NDArray[np.int64]:
    """An accession of no real filer: the fictitious filer's number, the year filed, the report's number."""
    filed = month + MONTHS_TO_ANNUAL
    return (cik * 100 + (filed // 12) % 100) * 1_000_000 + 10 * (filed % 12) + number


def days(month: Months) -> NDArray[np.int32]:
    """The last day of each month (counted from year 0), as days since 1970."""
    ends = (month - 1970 * 12 + 1).astype("datetime64[M]").astype("datetime64[D]") - 1
    return np.asarray(ends.astype(np.int32))
