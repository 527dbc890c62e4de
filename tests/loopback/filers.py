"""Filers made by hand for EDGAR, each with one trap, and what a recorded excerpt lacks."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from analytics.catalogue.filings import FLOAT
from analytics.frames.issuers import accession

Row = tuple[int, float, str | None, str, str]

COMPLETING = (
    (FLOAT, "CY2025Q2I", 1.5e9),
    *(("Assets", f"CY{quarter}I", 8.2e9) for quarter in ("2025Q2", "2025Q3", "2025Q4", "2026Q1")),
)
"""Made facts the excerpt of AMC lacks and every filer has."""


def odd_filers(last: date) -> dict[int, dict[str, Any]]:
    """Filers made by hand, each with one trap; `facts` are (tag, period, value)."""
    year, quarter = last.year - 1, f"CY{last.year - 1}Q4I"
    plain = [
        ("Assets", quarter, 900e6),
        ("OperatingIncomeLoss", f"CY{year}", 40e6),
        ("NetIncomeLoss", f"CY{year}", 9e6),
    ]
    debt = [("LongTermDebtNoncurrent", quarter, 300e6)]
    return {
        9_800_001: {"name": "Odd Untagged Corp", "ticker": "ODDU", "sic": 3559, "float": 2.0e9, "facts": plain},
        9_800_002: {"name": "Odd Foreign plc", "ticker": "ODDF", "sic": 3559, "ifrs": 800e6, "facts": []},
        9_800_003: {"name": "Odd Scale Inc", "ticker": "ODDS", "sic": 3559, "float": 2.0e12, "facts": plain + debt},
        9_800_004: {"name": "Odd Negative Interest Inc", "ticker": "ODDN", "sic": 3559, "float": 2.0e9, "facts": [
            *plain, *debt, ("InterestExpense", f"CY{year}", -5e6), ("InterestExpenseDebt", f"CY{year}", 7e6)]},
        9_800_005: {"name": "Odd Bank Corp", "ticker": "ODDB", "sic": 6022, "float": 2.0e9, "facts": plain + debt},
        9_800_006: {"name": "Odd Counter Inc", "ticker": "ODDO", "sic": 3559, "float": 2.0e9, "exchange": "OTC",
                    "facts": plain + debt},
        9_800_007: {"name": "Odd Fund LP", "ticker": "ODDL", "sic": "", "float": 2.0e9, "facts": plain + debt},
    }  # fmt: skip


def made(cik: int, value: float, period: str) -> Row:
    """A made filer's fact in a frame, its days and accession from the period."""
    year, quarter = int(period[2:6]), int(period[7]) if len(period) > 6 else 4
    end = (pd.Period(f"{year}Q{quarter}") if len(period) > 6 else pd.Period(str(year))).end_time.strftime("%Y-%m-%d")
    start = None if period.endswith("I") else f"{year}-{3 * quarter - 2 if len(period) > 6 else 1:02d}-01"
    return cik, value, start, end, accession(cik * 10**8 + 26_000_001)
