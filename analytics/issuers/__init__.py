"""Issuers: who loses money, who is a zombie by whose definition, and what the share depends on."""

from __future__ import annotations

from analytics import debt_wall
from analytics.debt_wall import Exposure, IssuerFundamentals
from analytics.frames.issuers import Filings
from analytics.frames.market import Market, Result
from analytics.issuers import metrics, specification, tables, under_yields, zombies
from analytics.issuers.sample import Sample, sample
from analytics.measures import curve
from analytics.model.scenario import Scenario

STATIC_FIELDS = (*debt_wall.STATIC_FIELDS, "definition", "weighting", "biotech", "financials")
"""The fields of a scenario that `static` rests on."""
LIVE_FIELDS = debt_wall.LIVE_FIELDS
"""The fields that `live` rests on as well."""

__all__ = ["LIVE_FIELDS", "STATIC_FIELDS", "live", "static"]


def static(filings: Filings | None, market: Market, scenario: Scenario) -> Result:
    """What no yield moves: the share of firms by every definition, by year, and the specification curve.

    Figures are as filed to date and dated by the curve's day, as on Debt wall. Raises `NoData` when no issuers or no
    yields are stored, or the band holds no issuer.
    """
    book, exposure = debt_wall.under(filings, market, scenario)
    mine = _sample(book, filings, scenario)
    deflator, levels = zombies.prices(market)
    shown = {
        "zombies": tables.definitions(mine, levels, scenario),
        "zombie_years": tables.by_year(mine, levels, scenario),
        "zombie_aggregate": tables.aggregate(mine, market.published, scenario),
        "zombie_reasons": tables.reasons(mine, levels, scenario),
        "zombie_firms": tables.firms(mine, levels, scenario),
        "specification": specification.curve(mine, levels, scenario),
    }
    as_of = exposure.curve.as_of
    parts = metrics.Parts(mine, scenario, book.newest, deflator)
    figures = (*metrics.shares(parts, shown), *metrics.totals(parts), *metrics.specification(parts, shown))
    return Result(as_of, tuple(figures), shown, _notes(exposure), illustrative=book.illustrative)


def live(filings: Filings | None, market: Market, scenario: Scenario) -> Result:
    """What the reader's yields do to coverage. Raises `NoData` as `static` does."""
    book, exposure = debt_wall.under(filings, market, scenario)
    outcome = debt_wall.reprice(exposure, scenario)
    states, by_yield = under_yields.measure(exposure, outcome, scenario)
    as_of = exposure.curve.as_of
    return Result(
        as_of,
        (*metrics.yields(states, as_of), *curve.metrics("issuers", market, scenario, as_of, exposure.curve)),
        {"zombie_by_yield": by_yield, "curve": curve.table(market, scenario, as_of, exposure.curve)},
        illustrative=book.illustrative,
    )


def _sample(book: IssuerFundamentals, filings: Filings | None, scenario: Scenario) -> Sample:
    assert filings is not None, "debt_wall.under has refused a world without filings"
    return sample(book, filings, scenario.band_low, scenario.band_high)


def _notes(exposure: Exposure) -> tuple[str, ...]:
    return ("Firms that are listed at present, also in past years: those that were delisted since are in no share.",)
