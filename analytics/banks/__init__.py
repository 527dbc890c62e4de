"""Regional banks: what yields do to their securities, their real estate and their lending.

- `panel`, `book`: every charter and quarter; one quarter as arrays, prepared once
- `buckets`, `marks`: how each span of maturity is repriced; losses as filed, at today's yields, in the scenario
- `amounts`: what adds up to a holding company, and the ratios made of it
- `real_estate`, `deposits`, `lending`, `fund`: the supervisory test; betas; surveys and growth; KRE
- `rate_metrics`, `supervised`, `tables`, `maturity_tables`: the part the sliders move
- `history`: the part they do not
- `listed`: tickers, checked against the names served
- `words`, `findings`: the sentences these figures make, with sliders and without
"""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd

from analytics.banks import (
    amounts,
    channel,
    coverage,
    fund,
    funding,
    history,
    marks,
    maturity_tables,
    rate_metrics,
    supervised,
    tables,
)
from analytics.banks import call_report as books
from analytics.banks.metric_parts import VIEW
from analytics.banks.words import LIMITS
from analytics.errors import NoData
from analytics.frames.bank_panel import Panel
from analytics.frames.market import Market, Result
from analytics.measures import curve, cycle
from analytics.model.metric import Metric, day
from analytics.model.scenario import Scenario

FIXED_FIELDS = ("as_of",)
"""The fields of a scenario that `standing` depends on; with the data's version they are its cache key."""
ASSUMPTIONS = ("marked", "tax", "run_off", "cre_default", "cre_severity", "mortgage_spread_bp", "deposit_beta")
"""The fields of a scenario that say how a bank's books are marked and what is lost on them."""
PUBLIC_AFTER, RECENT = timedelta(days=60), timedelta(days=10)
"""How long after its end a quarter is public at the latest; an as-of date older than the second looks back."""

__all__ = [
    "ASSUMPTIONS", "FIXED_FIELDS", "LIMITS", "Panel", "measure", "require_panel", "scenario_figures", "standing",
    "under_scenario",
]  # fmt: skip


def require_panel(panel: Panel | None) -> Panel:
    """The panel. Raises `NoData` where there is none, or it has no quarter."""
    if panel is None or not panel.quarters:
        raise NoData("No quarter of the banks is held.", remedy="Refresh to fetch them from the FDIC.")
    return panel


def measure(
    panel: Panel | None,
    market: Market,
    scenario: Scenario,
    due: Metric | None = None,
    why_not: str = "no issuers are held",
) -> Result:
    """Every figure and table of the Regional banks page: `standing`, and what the reader's terms add to it.

    `due` is what small caps must refinance, from the Debt wall, None because of `why_not`.

    Without a panel, or a quarter by the as-of date, the banks' own figures are left out and a note says why;
    what a market lacks is n/a with its reason.
    """
    return standing(panel, market, scenario).joined(under_scenario(panel, market, scenario, due, why_not))


def under_scenario(panel: Panel | None, market: Market, scenario: Scenario, due: Metric | None, why_not: str) -> Result:
    """`scenario_figures`, or where no panel, quarter or curve is held nothing but the reason."""
    try:
        return scenario_figures(require_panel(panel), market, scenario, due, why_not)
    except NoData as missing:
        return Result(None, (), {}, (str(missing),), absent=(str(missing),))


def standing(panel: Panel | None, market: Market, scenario: Scenario) -> Result:
    """What no slider moves: it depends on the data and the as-of date only.

    Tables: `fund_year`, `fund_ratio`, `fund_drawdown`, `fund_beta`, `fund_rates`, `growth`, `standards`,
    `quality`, `facilities`, `cre_maturities`, `loss_estimates`, `recessions`; with a panel `growth_banks`,
    `deposit_cost` and `funding`.
    """
    as_of = _last(market, scenario.as_of)
    moment = pd.Timestamp(as_of)
    metrics: list[Metric] = []
    found: dict[str, pd.DataFrame] = {}
    notes: list[str] = []
    absent: tuple[str, ...] = ()
    try:
        price, total = fund.closes(market, scenario.as_of)
        found |= fund.tables(market, price, total)
        metrics += fund.metrics(market, price, total)
    except NoData as missing:
        absent = (str(missing),)
        notes += absent
    else:
        notes += fund.holes(price)
    found |= history.tables(market, moment)
    metrics += history.metrics(market, moment)
    if panel is not None and any(end <= as_of for end in panel.quarters):
        found |= history.bank_tables(panel, market, moment)
        metrics += history.bank_figures(found["growth_banks"], found["deposit_cost"])
    first = pd.Timestamp("1990-01-01")
    found["recessions"] = cycle.recessions(market.rates, first, moment)
    return Result(as_of, tuple(metrics), found, tuple(notes), absent=absent)


def scenario_figures(
    panel: Panel,
    market: Market,
    scenario: Scenario,
    due: Metric | None = None,
    why_not: str = "no issuers are held",
) -> Result:
    """What the reader's terms move, over the newest quarter that ended by the as-of date.

    Tables: `beyond`, `distribution`, `listed`, `banks`, `run`, `defaults`, `shocks`, `basis`, `profile`,
    `tickers`, `channel`, `curve`. Raises `NoData` where no quarter, or no curve for it, is held.
    """
    as_of = scenario.as_of or curve.for_day(market).as_of
    end = panel.on(as_of)
    book = books.of(panel, end)
    curves = marks.yields(market, scenario, end, as_of)
    assumptions = amounts.assumptions(scenario)
    states = amounts.marked(book, curves, assumptions.with_loans)
    sums = amounts.of(book, states)
    found = amounts.ratios(sums, assumptions)
    through = channel.table(book, curves, sums, assumptions)
    metrics = (
        *coverage.metrics(panel, book),
        *funding.metrics(book, sums, found),
        *channel.metrics(through, curves, len(book), due, why_not),
        *rate_metrics.losses(book, curves, sums, found, assumptions),
        *rate_metrics.run(book, curves, sums, found, assumptions),
        *supervised.property_loans(book, sums, found, assumptions),
        *supervised.quality(book, sums, found),
        *curve.metrics(VIEW, market, scenario, as_of, curves.today),
    )
    listed, by_threshold = tables.listed(book, sums, assumptions), tables.beyond(found, sums["assets"])
    metrics += (
        rate_metrics.assets_share(book, by_threshold, curves.today.as_of),
        rate_metrics.highest_loss(listed, curves.today.as_of),
    )
    notes = [*coverage.notes(panel, book), *book.notes, *panel.remarks, *LIMITS]
    past = scenario.as_of is not None and scenario.as_of < _last(market, None) - RECENT
    if scenario.as_of is not None and past and scenario.as_of < end + PUBLIC_AFTER:
        notes.insert(0, f"The filings of {day(end)} were not public yet on {day(scenario.as_of)}.")
    return Result(
        curves.today.as_of,
        metrics,
        {
            "beyond": by_threshold,
            "distribution": tables.distribution(found, sums["assets"]),
            "listed": listed,
            "banks": tables.banks(book, sums, found),
            "run": tables.run(sums),
            "defaults": tables.defaults(sums, assumptions),
            "shocks": maturity_tables.shocks(book, curves),
            "basis": maturity_tables.basis(book),
            "channel": through,
            "profile": maturity_tables.profile(),
            "tickers": panel.listed,
            "curve": curve.table(market, scenario, as_of, curves.today),
        },
        tuple(notes),
    )


def _last(market: Market, as_of: date | None) -> date:
    """The as-of date, or the newest day of the rates, of the prices where there are none."""
    if as_of is not None:
        return as_of
    days = next((frame.index for frame in (market.rates, market.close) if len(frame.index)), None)
    if days is None:
        raise NoData("No rates are held.", remedy="Refresh to fetch them from FRED.")
    newest: pd.Timestamp = pd.DatetimeIndex(days)[-1]
    return newest.date()
