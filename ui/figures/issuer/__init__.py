"""One issuer, drawn: its maturities by quarter, and its earnings against its interest by year."""

from __future__ import annotations

from collections.abc import Mapping

from ui.figures.issuer import statements
from ui.figures.picture import Draw

DRAWINGS: Mapping[str, Draw] = {
    "ladder": lambda p: statements.ladder(p.rows, p.palette, p.illustrative),
    "years": lambda p: statements.years(p.rows, p.palette, p.illustrative),
}
