"""The finding of each figure of the Divergence page, made from its metrics: its title."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analytics.divergence.finding_context import LARGE, FindingContext, below, measured, side
from analytics.divergence.levels import prefix
from analytics.divergence.names import TICKERS
from analytics.divergence.words import RARE
from analytics.measures.distributions import NORMAL_95
from analytics.model.language import ordinal
from analytics.model.metric import Metric, show
from analytics.model.scenario import Scenario

LONGEST = 60
"""A title fits above a figure of half width, in two lines at the most."""
SELDOM = 25.0
"""Share of sessions, in per cent, up to which a gap this wide is called seldom."""
SIGNIFICANT = 0.05
OVER = {"YTD": "This year", "1Y": "Over one year", "3Y": "Over three years", "5Y": "Over five years"}
YEARS = {"1Y": 1, "3Y": 3, "5Y": 5, "10Y": 10}
WORDS = {3: "three", 5: "five", 10: "ten"}
NEWS = {"cpi": "CPI", "fomc": "Fed"}


def titles(found: Mapping[str, Metric], scenario: Scenario, ratio: pd.DataFrame | None = None) -> dict[str, str]:
    """Titles by figure, each at most 60 characters, that of the full-width `gap` 85.

    `found` is `by_id` of the page's metrics, `ratio` the history that its figure draws. What cannot be told is said
    to be so. None claims a cause.
    """
    context = FindingContext(found, scenario)
    return {
        "ratio": _ratio(context, ratio),
        "years": _years(context),
        "gap": _gap(context),
        "drawdown": _drawdown(context),
        "beta": _beta(context),
        "correlation": _correlation(context),
        "weighting": _weighting(context),
        "sensitivity": _sensitivity(context),
        "durations": _durations(context),
        "names": _names(context),
        "events": _events(context),
        "effect": _effect(context),
    }


def _ratio(context: FindingContext, ratio: pd.DataFrame | None) -> str:
    fall, high = context.based("relative_drawdown"), context.date("ratio_high_on")
    if fall is None or high is None:
        return "Too little history to compare them"
    years = YEARS.get(context.scenario.span)
    if years and ratio is not None and len(ratio) and pd.Timestamp(high) < _start(ratio, years):
        return _over_range(context, ratio[ratio["date"] >= _start(ratio, years)], years)
    if fall > -0.5:
        return f"{context.small} at or near their strongest"
    if context.based("ratio") == context.based("ratio_low"):
        return f"{context.small} at their weakest so far"
    since = f"{high:%b}" if high.year == context.as_of.year else str(high.year)
    return f"{context.small} have lost {show(-fall, '%', 0)} against {LARGE} since {since}"


def _start(ratio: pd.DataFrame, years: int) -> pd.Timestamp:
    """The first day of a range that ends on the last one drawn."""
    last: pd.Timestamp = ratio["date"].iloc[-1]
    return last - pd.DateOffset(years=years)


def _over_range(context: FindingContext, drawn: pd.DataFrame, years: int) -> str:
    """The change of the ratio over the range drawn, where its high lies before."""
    change = float(drawn["ratio_x"].iloc[-1] / drawn["ratio_x"].iloc[0] - 1) * 100
    over = "in a year" if years == 1 else f"in {WORDS[years]} years"
    if abs(change) < 0.5:
        return f"{context.small} and {LARGE} level {over}"
    return (
        f"{context.small} have {'gained' if change > 0 else 'lost'} {show(abs(change), '%', 0)} against {LARGE} {over}"
    )


def _years(context: FindingContext) -> str:
    years, rank, closer = (context.based(f"ytd_gap_{name}") for name in ("years", "rank", "closer"))
    if years is None or rank is None or closer is None or years < 2:
        return "No other year to compare this one with"
    among = f"of {years:.0f} years to {context.as_of.day} {context.as_of:%b}"
    if rank == 1:
        return f"{context.small}: worst {among}"
    if rank == years:
        return f"{context.small}: best {among}"
    if closer == 0:
        return f"The closest race {among}"
    if closer + 1 <= 0.15 * years:
        return f"Among the closest races {among}"
    place = int(rank if rank <= years / 2 else years - rank + 1)
    extreme = "weakest" if rank <= years / 2 else "strongest"
    return f"{ordinal(place)} {extreme} {among}"


def _gap(context: FindingContext) -> str:
    window = context.scenario.window
    over, id = OVER[window], prefix(window)
    value, share = context.based(id), context.based(f"{id}_wide_share")
    if value is None or share is None:
        return f"{over}: too little history is held"
    if not side(value):
        return f"{over} neither side leads"
    ahead = context.small.lower() if value > 0 else LARGE
    first = context.date(f"{id}_first")
    if window == "YTD" or first is None or share > SELDOM:
        return f"{over} {ahead} lead by {measured(value)}"
    if value == context.based(f"{id}_widest"):
        return f"{over} {ahead} have not led by more since at least {first.year}"
    return f"{over} {ahead} have {'rarely' if share <= RARE else 'seldom'} led by more"


def _drawdown(context: FindingContext) -> str:
    small, large = context.based("small_drawdown"), context.based("large_drawdown")
    if small is None or large is None:
        return "Too little history to compare them"
    if min(small, large) > -0.05:
        return "Both stand at their highest"
    left, right = context.tickers
    said = below(large) if small > -0.05 or large > -0.05 else show(-large, "%", 1)
    return f"{left} {below(small)}, {right} {said}"


def _beta(context: FindingContext) -> str:
    known = context.values("beta_1y", "beta_1y_low", "beta_1y_high")
    if known is None:
        return "Too little history for a beta"
    beta, low, high = known
    if low <= 1 <= high:
        return f"Beta of {beta:.2f}, not distinct from one"
    return f"Beta of {beta:.2f}: {'more' if beta > 1 else 'less'} than the market"


def _correlation(context: FindingContext) -> str:
    value = context.value("correlation_1y")
    if value is None:
        return "Too little history for a correlation"
    how = "move together" if value >= 0.8 else "mostly move together" if value >= 0.5 else "go separate ways"
    return f"They {how}: correlation {show(value, 'correlation', 2)}"


def _weighting(context: FindingContext) -> str:
    value = context.based("equal_weight_gap_1y")
    if value is None:
        return "Equal against cap weight: not enough data"
    if not side(value):
        return "Equal and cap weight level over a year"
    return f"Equal weight {'leads' if value > 0 else 'trails'} by {measured(value)} in a year"


def _sensitivity(context: FindingContext) -> str:
    known = context.values("rate_duration_gap", "rate_duration_gap_low", "rate_duration_gap_high")
    if known is None:
        return "Sensitivity to yields: not enough data"
    value, low, high = known
    if low <= 0 <= high:
        return "Sensitivity to yields not distinct from zero"
    return f"The gap moved {show(value, 'pp per pp', 1, sign=True)}"


def _durations(context: FindingContext) -> str:
    p = context.value("rate_duration_wald_p")
    if p is None:
        return "Rises against falls: not enough data"
    return "Rises and falls in yields: they differ" if p < SIGNIFICANT else "Rises and falls: no difference shown"


def _names(context: FindingContext) -> str:
    pairs = [context.values(f"rate_duration_{id}", f"rate_duration_{id}_se") for id in map(str.lower, TICKERS)]
    told = [pair for pair in pairs if pair is not None]
    if not told:
        return "Sensitivity of the names: not enough data"
    clear = sum(abs(value) > NORMAL_95 * error for value, error in told)
    return f"{clear or 'None'} of {len(told)} {'moves' if clear < 2 else 'move'} clearly with the ten-year"


def _events(context: FindingContext) -> str:
    tests = {kind: context.values(f"{kind}_gap", f"{kind}_gap_p_holm") for kind in NEWS}
    told = {kind: test for kind, test in tests.items() if test is not None}
    if not told:
        return "Too few CPI and Fed days to tell"
    apart = {kind: gap > 0 for kind, (gap, p) in told.items() if p < SIGNIFICANT}
    if not apart:
        return f"{' and '.join(NEWS[kind] for kind in told)} days: no effect beyond chance (Holm's test)"
    if len(set(apart.values())) > 1:
        return "CPI and Fed days stand out, opposite ways"
    ahead = context.small.lower() if next(iter(apart.values())) else LARGE
    return f"{' and '.join(NEWS[kind] for kind in apart)} days have favoured {ahead}"


def _effect(context: FindingContext) -> str:
    known = context.values("ten_year_change", "gap_effect", "gap_effect_low", "gap_effect_high")
    if known is None:
        return "What yields would mean: not enough data"
    change, value, low, high = known
    if change == 0:
        return "Move a yield to see what has gone with it"
    level = show(context.value("ten_year_scenario"), "%")
    if low <= 0 <= high:
        return f"At {level}, no change distinct from zero"
    return f"At {level} the gap: {measured(value)} {'higher' if value > 0 else 'lower'}"
