"""The debt wall: what falls due when, what repricing it costs, and at which yield each issuer's profit is gone."""

from __future__ import annotations

import pandas as pd

from analytics.debt_wall import extremes, listing, maturity_metrics, repricing_metrics, tables
from analytics.debt_wall.estimates import estimates
from analytics.debt_wall.exposure import FIELDS, Exposure, expose, window
from analytics.debt_wall.fundamentals import DOUBTED, FILED, STATUS, IssuerFundamentals, prepare
from analytics.debt_wall.listing import NEXT, listed
from analytics.debt_wall.outcome import Outcome, coverage_at, reprice
from analytics.debt_wall.outlook import Outlook, outlook
from analytics.debt_wall.repricing import MARKED, MaturityParts, RepricingParts
from analytics.debt_wall.short_rates import means
from analytics.errors import NoData
from analytics.frames.issuers import Filings
from analytics.frames.market import Market, Result
from analytics.measures import curve
from analytics.measures.curve import Curve
from analytics.model.metric import day
from analytics.model.scenario import Scenario

FLOATING_ENDS = (0.0, 100.0)
"""Per cent of the debt that may float whose rate is not tagged."""

__all__ = [
    "LIVE_FIELDS",
    "MARKED",
    "NEXT",
    "STATIC_FIELDS",
    "STATUS",
    "Exposure",
    "IssuerFundamentals",
    "Outcome",
    "Outlook",
    "coverage_at",
    "due_in",
    "estimates",
    "expose",
    "exposed",
    "listed",
    "live",
    "measure",
    "outlook",
    "prepare",
    "reprice",
    "static",
    "under",
    "window",
]


def under(filings: Filings | None, market: Market, scenario: Scenario) -> tuple[IssuerFundamentals, Exposure]:
    """The book and the exposure behind a scenario.

    Raises `NoData` when no issuers or no yields are held, or the band holds no issuer.
    """
    book, exposure = exposed(filings, market, scenario)
    if exposure.table.empty:
        low, high = sorted((scenario.band_low, scenario.band_high))
        raise NoData(
            f"No issuer of ranks {low:,} to {high:,} is held.",
            remedy="Refresh 'members' and 'issuers', or choose a wider band on Debt wall.",
        )
    return book, exposure


def exposed(filings: Filings | None, market: Market, scenario: Scenario) -> tuple[IssuerFundamentals, Exposure]:
    """The same whether or not the band holds an issuer; both are kept, so a slider finds them again.

    Raises `NoData` when no issuers or no yields are held.
    """
    if filings is None:
        raise NoData("No issuers are held.", remedy="Refresh 'members' and 'issuers'; a first pull takes four minutes.")
    book = prepare(filings)
    at = _curve(market, scenario)
    return book, expose(book, at, scenario, market.published, means(market, at.as_of))


STATIC_FIELDS = (*FIELDS, "as_of")
"""The fields of a scenario that the exposure and `static` rest on."""
LIVE_FIELDS = (*STATIC_FIELDS, "ten_year_bp", "short_rate_bp", "curve_linked", "rerating")
"""The fields of a scenario that `live` rests on."""


def measure(filings: Filings | None, market: Market, scenario: Scenario) -> Result:
    """Every figure and table of the Debt wall page: `static` and `live` as one. Raises `NoData` as `under` does."""
    return static(filings, market, scenario).joined(live(filings, market, scenario))


def static(filings: Filings | None, market: Market, scenario: Scenario) -> Result:
    """What no yield moves: what falls due, by whose filings, and published estimates.

    Figures are dated by the newest balance sheet and are as filed by today. Raises `NoData` as `under` does.
    """
    book, exposure = under(filings, market, scenario)
    drawings = tables.static(exposure)
    largest = extremes.largest_quarter(MaturityParts(book, exposure), drawings["wall"])
    metrics = (*maturity_metrics.metrics(book, exposure), largest)
    wholes = {
        **drawings,
        "estimates": estimates(market.published, metrics, book.illustrative),
    }
    notes = _notes(book, exposure, scenario)
    return Result(exposure.curve.as_of, metrics, wholes, notes, illustrative=book.illustrative)


def live(filings: Filings | None, market: Market, scenario: Scenario) -> Result:
    """What the reader's yields do to the exposure; dated by the curve.

    Loss-makers are a class of their own and never a percentage of negative earnings. Raises `NoData` as `under`
    does.
    """
    book, exposure = under(filings, market, scenario)
    outcome = reprice(exposure, scenario)
    ahead = outlook(exposure, market, outcome)
    as_of = exposure.curve.as_of
    shorts = means(market, as_of)
    sides = [expose(book, exposure.curve, scenario, market.published, shorts, share) for share in FLOATING_ENDS]
    ends = tuple((side, reprice(side, scenario)) for side in sides)
    parts = RepricingParts(book, exposure, outcome, ahead, ends)
    moved, sectors = tables.live(exposure, outcome, scenario), listing.sectors(exposure, outcome)
    metrics = (
        *repricing_metrics.metrics(parts),
        extremes.hardest_hit(parts, sectors),
        *extremes.points(parts, moved["heat"]),
        *curve.metrics("debt_wall", market, scenario, as_of, exposure.curve),
    )
    return Result(
        as_of,
        metrics,
        {
            **moved,
            "fan": ahead.fan,
            "share_fan": ahead.share_fan,
            "by_end": ahead.distribution,
            "issuers": listing.issuers(exposure, outcome),
            "sectors": sectors,
            "coverage": listing.coverage(exposure, outcome),
            "curve": curve.table(market, scenario, as_of, exposure.curve),
        },
    )


def due_in(filings: Filings | None, market: Market, scenario: Scenario, quarter: str) -> pd.DataFrame:
    """The issuers behind one bar of the wall; `quarter` is 2026Q4, or "later". Raises as `under` does."""
    return tables.due_in(under(filings, market, scenario)[1], quarter)


def _curve(market: Market, scenario: Scenario) -> Curve:
    return curve.for_day(market, scenario.as_of)


def _notes(book: IssuerFundamentals, exposure: Exposure, scenario: Scenario) -> tuple[str, ...]:
    notes = []
    if scenario.as_of:
        notes.append(f"Filings are as filed to date, yields of {day(exposure.curve.as_of)}.")
    told = exposure.as_filed
    merged = int(((told["ladder_which"] > 0) & (told["status"] == FILED)).sum())
    if merged:
        notes.append(f"{merged:,} ladders take later years from an older filing; each issuer's page says which.")
    doubted = int((told["status"] == DOUBTED).sum())
    if doubted:
        notes.append(
            f"The debt of {doubted:,} issuers is doubted and in no total; the table of what is not covered says why."
        )
    notes.append(
        "Interest on floating debt at rest is at the short rate of the day, not at the mean of the year filed."
    )
    return tuple(notes)
