"""Credit, drawn: standards, spreads, loans, what is late, what the Fed lends, consumer prices."""

from __future__ import annotations

from collections.abc import Mapping

from ui.figures.credit.borrowing import yields
from ui.figures.credit.series import drawing_of
from ui.figures.picture import Draw

__all__ = ["DRAWINGS"]

DRAWINGS: Mapping[str, Draw] = {
    **{
        key: drawing_of(key)
        for key in (
            "standards", "spread", "spread_ratings", "lending", "credit_growth", "demand", "inventories", "delinquency",
            "charge_offs", "cre_quality", "cre_charge_offs", "facilities", "liquidity", "cpi",
        )
    },
    "spread_yield": lambda p: yields(p.rows, p.palette, p.illustrative),
}  # fmt: skip
