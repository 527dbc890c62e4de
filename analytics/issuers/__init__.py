"""Issuers: who loses money, who is a zombie by whose definition, and what the share depends on."""

from __future__ import annotations

import pandas as pd

from analytics import debt_wall
from analytics.frames.issuers import Filings
from analytics.frames.market import Market, Result
from analytics.issuers import (
    breadth,
    cash_metrics,
    metrics,
    peers,
    retail,
    runway,
    specification,
    tables,
    under_yields,
    warehouse_metrics,
    watchlist,
    zombies,
)
from analytics.issuers.sample import sample
from analytics.measures import curve
from analytics.model.scenario import Scenario

STATIC_FIELDS = (*debt_wall.STATIC_FIELDS, "definition", "weighting", "biotech", "financials")
"""The fields of a scenario that `static` rests on."""
LIVE_FIELDS = (*debt_wall.LIVE_FIELDS, "watch")
"""The fields that `live` rests on as well."""

NOTES = ("Firms that are listed at present, also in past years: those that were delisted since are in no share.",)

__all__ = ["LIVE_FIELDS", "STATIC_FIELDS", "live", "static"]


def static(filings: Filings | None, market: Market, scenario: Scenario) -> Result:
    """What no yield moves: the share of firms by every definition, by year, and the specification curve.

    Figures are as filed to date and dated by the curve's day, as on Debt wall. Raises `NoData` when no issuers or no
    yields are stored, or the band holds no issuer.
    """
    book, exposure = debt_wall.under(filings, market, scenario)
    assert filings is not None, "a world without filings has been refused"
    mine = sample(book, filings, scenario.band_low, scenario.band_high)
    deflator, levels = zombies.prices(market)
    shown = {
        "zombies": tables.definitions(mine, levels, scenario),
        "zombie_years": tables.by_year(mine, levels, scenario),
        "zombie_aggregate": tables.aggregate(mine, market.published, scenario),
        "zombie_reasons": tables.reasons(mine, levels, scenario),
        "zombie_firms": tables.firms(mine, levels, scenario),
        "specification": specification.curve(mine, levels, scenario),
    }
    shown["zombie_published"] = peers.shares(market.published, shown["zombies"], book.illustrative)
    parts = metrics.Parts(mine, scenario, book.newest, deflator)
    cash, stock = _cash(parts, filings, market)
    lines = warehouse_metrics.measure(filings)
    shown |= {**cash.tables, **stock.tables, **lines.tables}
    figures = (*metrics.shares(parts, shown), *metrics.totals(parts), *metrics.specification(parts, shown))
    names = breadth.measure(filings.breadth, scenario.as_of)
    shown |= breadth.tables(names)
    figures = (*figures, *cash.metrics, *stock.metrics, *lines.metrics, *breadth.metrics(names, shown["breadth"]))
    return Result(exposure.curve.as_of, figures, shown, NOTES, illustrative=book.illustrative)


def _cash(parts: metrics.Parts, filings: Filings, market: Market) -> tuple[Result, Result]:
    """Runway and dilution of the universe's operating firms, and the inventories of its retailers."""
    mine = parts.sample.of_scenario(parts.scenario) & ~parts.sample.financial
    firms = runway.firms(parts.sample, filings)
    groups = cash_metrics.dilution(parts, firms, mine)
    names = parts.sample.table[["name", "ticker", "cik", "sector", "rank"]]
    listed = pd.concat([names, firms], axis=1)[mine].sort_values("runway_quarters", kind="stable", ignore_index=True)
    tables = {"runway": cash_metrics.by_class(parts, firms, mine), "runway_firms": listed, "dilution": groups}
    stock, ratio = retail.firms(parts.sample, filings), retail.ratio(market)
    return (
        Result(None, tuple(cash_metrics.runways(parts, firms, mine, groups, market)), tables),
        Result(None, tuple(cash_metrics.retailers(parts, stock, ratio)), {"retail": stock, "retail_ratio": ratio}),
    )


def live(filings: Filings | None, market: Market, scenario: Scenario) -> Result:
    """What the reader's yields do to coverage. Raises `NoData` as `static` does."""
    book, exposure = debt_wall.under(filings, market, scenario)
    outcome = debt_wall.reprice(exposure, scenario)
    names = watchlist.table(filings, market, scenario)
    states, by_yield = under_yields.measure(exposure, outcome, scenario)
    as_of = exposure.curve.as_of
    return Result(
        as_of,
        (
            *metrics.yields(states, as_of),
            *watchlist.metrics(names, as_of),
            *curve.metrics("issuers", market, scenario, as_of, exposure.curve),
        ),
        {
            "zombie_by_yield": by_yield,
            "watchlist": names,
            "curve": curve.table(market, scenario, as_of, exposure.curve),
        },
        illustrative=book.illustrative,
    )
