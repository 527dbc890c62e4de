"""Divergence: small caps against large caps, on the sessions common to both.

- `levels`: returns, gaps over each window and their history, the ratio, drawdowns
- `years`: this year against every other year to the same day
- `comovement`: rolling beta and correlation
- `weighting`: equal against cap weight
- `sensitivity`: the gap and the ten-year, its slope, up against down
- `names`: the same of the commentary's own names
- `eventdays`: CPI and FOMC days
- `effect`: what the reader's yields would mean, the only part a slider moves
- `words`, `titles`, `context`: the sentences that these figures make
"""

from __future__ import annotations

from datetime import date

import pandas as pd

from analytics.divergence import comovement, effect, eventdays, levels, names, sensitivity, weighting, years
from analytics.divergence.levels import WINDOWS, prefix
from analytics.divergence.metric_parts import basis, shown_basis
from analytics.errors import NoData
from analytics.frames import meetings
from analytics.frames.market import Market, Pair, Result
from analytics.measures import curve, cycle
from analytics.measures.curve import Curve
from analytics.memo import memoised
from analytics.model.metric import by_id, day
from analytics.model.scenario import SPECS, Scenario

FIXED_FIELDS = ("as_of", "pair", "basis")
"""The fields of a scenario that `history` depends on; with the data's version they are its cache key."""
DEFAULT = str(SPECS["pair"].default)

__all__ = [
    "FIXED_FIELDS",
    "WINDOWS",
    "history",
    "measure",
    "prefix",
    "scenario_figures",
    "session_range",
    "shown_basis",
]


def measure(market: Market, scenario: Scenario) -> Result:
    """Every figure of the Divergence page: `history` and what the reader's yields add to it.

    Figures whose id ends in `_total` are total return (adjusted closes), the other returns price. Windows
    count the exchange's sessions, a return that spans a missing close is withheld, nothing after the as-of
    date is used; what cannot be measured there is n/a with its reason. Raises `NoData` when a side is not
    held, or has no session up to the as-of date.
    """
    fixed = history(market, scenario)
    live = scenario_figures(market, scenario, fixed)
    return Result(fixed.as_of, (*fixed.metrics, *live.metrics), {**fixed.tables, **live.tables}, fixed.notes)


def history(market: Market, scenario: Scenario) -> Result:
    """What no yield slider moves: it depends on the data and on the scenario's as-of, pair and basis only.

    Tables: `standing`, a row a window; by date `ratio`, `gap`, `drawdown`, `comovement`, `weighting`,
    `sensitivity`; `strip` (quantiles of the ratio), `years`, `durations` (all, up and down moves), `names`,
    `events`, `effect` (the line around the published ten-year), `recessions`. Those of prices follow the basis; a
    pair of indices has only prices.
    """
    pair, notes = _pair(market, scenario)
    name = shown_basis(scenario)
    weighted, unweighted = weighting.pair(market, pair.last)
    moves, words = sensitivity.gap_moves(pair, market)
    durations = sensitivity.estimates(moves)
    together = comovement.table(pair)
    own = names.measure(market, pair.last)
    listed = meetings.with_outcomes(market.published.events, market.rates)
    calendar = meetings.decided(listed)
    studies = eventdays.measure(pair, calendar)
    bases = [basis(pair, each) for each in ("Price", "Total return")]
    metrics = (
        *(metric for each in bases for metric in (*levels.metrics(each), *years.metrics(each))),
        *comovement.metrics(pair, together),
        *weighting.metrics(weighted, unweighted, pair.last),
        *sensitivity.metrics(pair, moves, words, durations),
        *names.metrics(own, pair.last),
        *eventdays.metrics(pair, studies),
    )
    found = by_id(metrics)
    tables = {
        **levels.tables(pair, name),
        "standing": levels.standing(found, name),
        "years": years.table(pair, name),
        "comovement": together,
        "weighting": weighting.table(weighted, name),
        "sensitivity": sensitivity.rolling(moves),
        "durations": durations,
        "names": names.table(own),
        "events": eventdays.table(pair, studies, market),
        "effect": effect.table(_curve(market, scenario), found["rate_duration_gap"], found["rate_duration_gap_se"]),
        "recessions": cycle.recessions(market.rates, pd.Timestamp(pair.first), pd.Timestamp(pair.last)),
    }
    holes = (*levels.holes(pair), *eventdays.withheld(pair, calendar))
    unknown = (*meetings.undecided(listed, pair.last), *eventdays.unlisted(listed, pair.last))
    return Result(pair.last, metrics, tables, (*notes, *holes, *unknown))


def scenario_figures(market: Market, scenario: Scenario, fixed: Result) -> Result:
    """What the reader's two yields make of it: the curve, and the gap that would go with the ten-year.

    `fixed` is the `history` of the same data, as-of and pair. Cheap enough for every move of a slider.
    """
    if fixed.as_of is None:
        raise NoData("There is no session to measure.")
    held = _curve(market, scenario)
    as_of = held.as_of if held else fixed.as_of
    metrics = (
        *curve.metrics("divergence", market, scenario, as_of, held),
        *effect.metrics(held, scenario, by_id(fixed.metrics)),
    )
    return Result(fixed.as_of, metrics, {"curve": curve.table(market, scenario, as_of, held)})


@memoised
def session_range(market: Market, pair: str = DEFAULT) -> tuple[date, date]:
    """The first and last session common to a pair. Raises `NoData` when a side is not held."""
    small, large = pair.split("/")
    found = market.pair(small, large)
    return found.first, found.last


def _pair(market: Market, scenario: Scenario) -> tuple[Pair, list[str]]:
    """The pair up to the as-of date, and what of the reader's choice could not be followed."""
    small, large = scenario.pair.split("/")
    pair = market.pair(small, large, scenario.as_of)
    notes = []
    if scenario.as_of and scenario.as_of != pair.last:
        notes.append(f"{day(scenario.as_of)} is no session held; figures are of {day(pair.last)}.")
    if shown_basis(scenario) != scenario.basis:
        notes.append(f"{small} and {large} are price indices without dividends: price is shown.")
    return pair, notes


def _curve(market: Market, scenario: Scenario) -> Curve | None:
    """The curve that all pages have: the newest up to the scenario's as-of date; None where none is held."""
    try:
        return curve.for_day(market, scenario.as_of)
    except NoData:
        return None
