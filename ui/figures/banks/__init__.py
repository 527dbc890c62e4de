"""The regional banks, drawn: the fund, what yields take of banks' equity, real estate, deposits and lending."""

from ui.figures.banks.coverage import run
from ui.figures.banks.fund import beta, drawdowns, rates, ratio, year
from ui.figures.banks.lending import cost, growth, listed_growth, quality, standards
from ui.figures.banks.listed import listed
from ui.figures.banks.losses import beyond, distribution
from ui.figures.banks.property import defaults, scatter
from ui.figures.banks.published import losses, maturities

__all__ = [
    "beta",
    "beyond",
    "cost",
    "defaults",
    "distribution",
    "drawdowns",
    "growth",
    "listed",
    "listed_growth",
    "losses",
    "maturities",
    "quality",
    "rates",
    "ratio",
    "run",
    "scatter",
    "standards",
    "year",
]
