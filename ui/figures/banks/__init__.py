"""The regional banks, drawn: the fund, what yields take of banks' equity, real estate, deposits and lending."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analytics.banks.words import own_losses
from analytics.model.language import moved
from ui.figures.banks.coverage import run
from ui.figures.banks.fund import beta, drawdowns, rates, ratio, year
from ui.figures.banks.lending import cost, growth, listed_growth, quality, standards
from ui.figures.banks.listed import listed
from ui.figures.banks.losses import beyond, distribution
from ui.figures.banks.property import defaults, scatter
from ui.figures.banks.published import losses, maturities
from ui.figures.picture import Draw, Picture

__all__ = [
    "DRAWINGS",
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


def _bands(p: Picture) -> pd.DataFrame:
    return p.tables["recessions"]


DRAWINGS: Mapping[str, Draw] = {
    "distribution": lambda p: distribution(p.rows, moved(p.metrics), p.palette, p.illustrative),
    "beyond": lambda p: beyond(p.rows, moved(p.metrics), p.palette, p.illustrative),
    "listed": lambda p: listed(p.rows, moved(p.metrics), p.palette, p.illustrative),
    "run": lambda p: run(p.rows, p.scenario.run_off, p.palette, p.illustrative),
    "defaults": lambda p: defaults(p.rows, p.scenario.cre_default, p.number("cre_loss"), p.palette, p.illustrative),
    "cre_maturities": lambda p: maturities(p.rows, p.palette),
    "scatter": lambda p: scatter(p.rows, p.tables["listed"], p.palette, p.illustrative),
    "quality": lambda p: quality(p.rows, _bands(p), p.palette, p.illustrative),
    "fund_year": lambda p: year(p.rows, p.palette, p.illustrative),
    "fund_ratio": lambda p: ratio(p.rows, _bands(p), p.palette, p.illustrative),
    "fund_drawdown": lambda p: drawdowns(p.rows, _bands(p), p.palette, p.illustrative),
    "fund_beta": lambda p: beta(p.rows, _bands(p), p.palette, p.illustrative),
    "fund_rates": lambda p: rates(p.rows, _bands(p), p.palette, p.illustrative),
    "growth": lambda p: growth(p.rows, _bands(p), p.palette, p.illustrative),
    "growth_banks": lambda p: listed_growth(p.rows, p.palette, p.illustrative),
    "standards": lambda p: standards(p.rows, _bands(p), p.palette, p.illustrative),
    "deposit_cost": lambda p: cost(p.rows, p.palette, p.illustrative),
    "losses": lambda p: losses(p.rows, own_losses(p.metrics, p.scenario, p.illustrative), p.palette, p.illustrative),
}
