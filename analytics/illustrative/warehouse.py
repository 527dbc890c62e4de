"""The warehouse lines of seven fictitious lenders, as their filings would tag them, from a generator of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from analytics.frames.warehouse import SCHEMA, joined

SEED = 20270131
LENDERS = tuple(f"EXL{number}" for number in range(1, 8))
"""Fictitious, as their names say; the SEC has given out no such numbers."""
FIRST_CIK = 9_990_001
SPREADS = (2.35, 0.55)
"""Mean and deviation of the invented spreads, in per cent."""


def facts(last: date) -> pd.DataFrame:
    """The facts of the newest report that would be public on a day, and of the one a year before."""
    random = np.random.default_rng(SEED)
    newest = (pd.Period(pd.Timestamp(last) - pd.Timedelta(days=50), freq="Q") - 1).end_time.normalize()
    parts = [row for place, ticker in enumerate(LENDERS) for row in _lender(random, FIRST_CIK + place, ticker, newest)]
    table = pd.DataFrame(parts, columns=SCHEMA.names)
    for name in ("filed", "report_end", "day", "period_end"):
        table[name] = pd.to_datetime(table[name]).astype("datetime64[us]")
    return table


def _lender(random: np.random.Generator, cik: int, ticker: str, newest: pd.Timestamp) -> Iterator[dict[str, Any]]:
    count = int(random.integers(2, 5))
    limits = (25 * random.integers(4, 31, count)).astype(float)
    spreads = np.clip(random.normal(*SPREADS, count), 0.9, 5.0)
    widths = random.uniform(0.0, 1.2, count)
    months = random.integers(4, 40, count)
    for back, ease in ((0, 0.0), (1, float(random.normal(0.12, 0.15)))):
        end = newest - pd.DateOffset(years=back)
        share = np.clip(random.normal(0.55, 0.2, count), 0.05, 0.95)
        for line in range(count):
            member = joined(frozenset({("LineOfCreditFacilityAxis", f"WarehouseFacility{'ABCD'[line]}Member")}))
            final = (newest + pd.DateOffset(months=int(months[line]) - 9 * back)).normalize()
            head = {
                "cik": cik,
                "ticker": ticker,
                "accession": f"{cik:010d}-{end:%y}-{end:%m}0000",
                "filed": end + pd.Timedelta(days=40),
                "report_end": end,
                "member": member,
                "range": "",
                "value": np.nan,
                "day": pd.NaT,
                "is_instant": True,
                "period_end": end,
            }
            low = (spreads[line] + ease) / 100
            yield head | {"tag": "LineOfCreditFacilityMaximumBorrowingCapacity", "value": limits[line] * 1e6}
            yield head | {"tag": "LineOfCredit", "value": round(limits[line] * share[line], 1) * 1e6}
            for name, value in (("Minimum", low), ("Maximum", low + widths[line] / 100)):
                yield head | {"tag": "DebtInstrumentBasisSpreadOnVariableRate1", "range": name,
                              "value": round(value, 4)}  # fmt: skip
            yield head | {"tag": "DebtInstrumentMaturityDate", "day": final}
