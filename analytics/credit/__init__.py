"""Credit: whether it is in fact freezing, by surveys, spreads, balances, late loans, and what the Fed lends.

- `indicators`: every series, how often it is published and how long after its date
- `extremes`: since when none was higher, and what is a ten-year high
- `growth`: over a year, from date to date
- `measured`, `groups`: a series as measured; the series of each group
- `freeze`: the three signs, and the percentile of spreads
- `inventories`: retail inventories against 2010 to 2019
- `releases`: the calendar, and what happened on its days
- `borrowing`: the only part the sliders move
- `words`, `titles`, `text`: the sentences that these figures make
"""

from __future__ import annotations

from datetime import date

import pandas as pd

from analytics.credit import borrowing, extremes, freeze, groups, inventories, measured, releases
from analytics.credit.measured import VIEW
from analytics.errors import NoData
from analytics.frames.market import Market, Result
from analytics.measures import curve, cycle
from analytics.model.metric import Metric, day
from analytics.model.scenario import Scenario

FIXED_FIELDS = ("as_of",)
"""The fields of a scenario that `static` depends on."""
DECIMALS = {"%": 2, "bp": 0, "USD bn": 1, "x": 2}

__all__ = ["FIXED_FIELDS", "live", "measure", "static"]


def measure(market: Market, scenario: Scenario) -> Result:
    """Every figure of the page: `static`, and what the reader's yields add to it."""
    return static(market, scenario).joined(live(market, scenario))


def static(market: Market, scenario: Scenario) -> Result:
    """What no slider moves: it depends on the data and the as-of date only.

    Tables by date: `standards`, `spread`, `quality`, `lending`, `inventories`, `facilities`, `cpi`; a row a series:
    `standards_now`, `spread_now`, `quality_now`, `lending_now`, `inventories_now`, `facilities_now`; `signs`,
    `calendar`, `recessions`. Raises `NoData` where no rates are held.
    """
    as_of, last = _days(market, scenario)
    series = groups.of(market, as_of, last)
    signs = freeze.signs(market, series, as_of, last)
    prices = releases.prices_over_a_year(market, as_of, last)
    calendar = releases.table(market, prices, last)
    metrics: list[Metric] = [*freeze.metrics(signs, last), *freeze.percentiles(series.spreads)]
    for one in series.all:
        metrics += measured.metrics(one, DECIMALS[one.unit])
    metrics += [measured.rank_metric(one) for one in series.quality]
    metrics += inventories.metrics(series.series("inventories_to_sales"))
    metrics += [*releases.metrics(market, prices, calendar, last), releases.fomc_change(calendar, last)]
    tables = {
        "signs": freeze.table(signs),
        "standards": measured.history(series.standards),
        "standards_now": measured.table(series.standards, "value_net_pct"),
        "spread": measured.history(series.spreads),
        "spread_now": _spreads(series),
        "quality": measured.history(series.quality),
        "quality_now": measured.table(series.quality, "rate_pct"),
        "lending": measured.history(series.lending),
        "lending_now": measured.table(series.lending, "growth_pct"),
        "inventories": measured.history(series.inventories),
        "inventories_now": measured.table(series.inventories, "ratio_x"),
        "facilities": measured.history(series.facilities),
        "facilities_now": measured.table(series.facilities, "value_usd_bn"),
        "calendar": calendar,
        "cpi": releases.history(prices),
        "recessions": cycle.recessions(market.rates, pd.Timestamp("1985-01-01"), pd.Timestamp(last)),
    }
    return Result(last, tuple(metrics), tables, _notes(market, series, as_of, last))


def _spreads(series: groups.Groups) -> pd.DataFrame:
    """The spreads as they stand, with their percentile since 1997 or why there is none."""
    places = [freeze.percentile(spread) for spread in series.spreads]
    rows = measured.table(series.spreads, "spread_bp")
    rows.insert(3, "percentile", [place for place, _ in places])
    rows.insert(4, "percentile_kept", [extremes.percentile(spread.values) for spread in series.spreads])
    rows.insert(3, "window", [why or "since 1997" for _, why in places])
    return rows.drop(columns="measure")


def live(market: Market, scenario: Scenario) -> Result:
    """What a new bond would pay by rating at the reader's yields. Tables: `spread_yield`, `curve`."""
    as_of, last = _days(market, scenario)
    series = groups.of(market, as_of, last)
    try:
        today, why = curve.for_day(market, as_of), ""
    except NoData as missing:
        today, why = None, str(missing)
    rows = borrowing.table(series, today, scenario)
    on = today.as_of if today else last
    metrics = (
        *curve.metrics(VIEW, market, scenario, on, today),
        *borrowing.metrics(series, today, rows, on, why),
    )
    return Result(last, metrics, {"spread_yield": rows, "curve": curve.table(market, scenario, on, today)})


def _days(market: Market, scenario: Scenario) -> tuple[date | None, date]:
    """The as-of date where the reader looks back, and the day that all is seen from."""
    if market.rates.empty:
        raise NoData("No rates are held.", remedy="Refresh to fetch them from FRED.")
    frame = market.close if len(market.close.index) else market.rates
    newest = pd.Timestamp(pd.DatetimeIndex(frame.index)[-1]).date()
    if scenario.as_of is None or scenario.as_of >= newest:
        return None, newest
    return scenario.as_of, scenario.as_of


def _notes(market: Market, series: groups.Groups, as_of: date | None, last: date) -> tuple[str, ...]:
    notes = []
    if as_of is not None:
        notes.append(
            f"Values are as revised since {day(as_of)}; which of them were public by then is taken from the usual "
            "delay of each series."
        )
    if old := measured.stale(series.all):
        notes.append(f"Older than they should be on {day(last)}: {', '.join(old)}.")
    if outside := releases.unlisted(market, last):
        notes.append(f"The list of dates does not reach {day(last)} for: {', '.join(outside)}.")
    return tuple(notes)
