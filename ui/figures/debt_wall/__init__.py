"""The debt wall, drawn: what falls due, what each yield does to profits and coverage, and where yields may go."""

from ui.figures.debt_wall.cells import heat
from ui.figures.debt_wall.dots import coverage
from ui.figures.debt_wall.maturities import wall
from ui.figures.debt_wall.others import reconciliation
from ui.figures.debt_wall.outlook import by_end, fan, share_fan
from ui.figures.debt_wall.profits import break_evens, sectors
from ui.figures.debt_wall.response import by_yield

__all__ = [
    "break_evens",
    "by_end",
    "by_yield",
    "coverage",
    "fan",
    "heat",
    "reconciliation",
    "sectors",
    "share_fan",
    "wall",
]
