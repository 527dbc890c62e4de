"""One bank, drawn: its quarters, its maturities, and what yields take of its equity."""

from __future__ import annotations

from collections.abc import Mapping

from analytics.model.language import moved
from ui.figures.bank import quarters
from ui.figures.picture import Draw

DRAWINGS: Mapping[str, Draw] = {
    "burden": lambda p: quarters.burden(p.rows, p.tables["states"], moved(p.metrics), p.palette, p.illustrative),
    "capital": lambda p: quarters.capital(p.rows, p.palette, p.illustrative),
    "ladder": lambda p: quarters.ladder(p.rows, p.palette, p.illustrative),
    "balances": lambda p: quarters.balances(p.rows, p.palette, p.illustrative),
    "estate": lambda p: quarters.estate(p.rows, p.palette, p.illustrative),
    "funding": lambda p: quarters.funding(p.rows, p.palette, p.illustrative),
}
