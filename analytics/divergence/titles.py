"""The finding of each figure of the Divergence page, made from its metrics: its title."""

from __future__ import annotations

from collections.abc import Mapping

from analytics.divergence.finding_context import LARGE, Spoken, below, measured, ordinal, side
from analytics.divergence.levels import prefix
from analytics.divergence.names import TICKERS
from analytics.divergence.words import RARE
from analytics.measures.distributions import NORMAL_95
from analytics.model.metric import Metric, show
from analytics.model.scenario import Scenario

LONGEST = 45
"""A title fits on one line above a figure of half width."""
SELDOM = 25.0
"""Share of sessions, in per cent, up to which a gap this wide is called seldom."""
SIGNIFICANT = 0.05
OVER = {"YTD": "This year", "1Y": "Over one year", "3Y": "Over three years", "5Y": "Over five years"}
NEWS = {"cpi": "CPI", "fomc": "Fed"}


def titles(found: Mapping[str, Metric], scenario: Scenario) -> dict[str, str]:
    """Titles by figure, each at most 45 characters, that of the full-width `gap` 85.

    `found` is `by_id` of the page's metrics. What cannot be told is said to be so. None claims a cause.
    """
    spoken = Spoken(found, scenario)
    return {
        "ratio": _ratio(spoken),
        "years": _years(spoken),
        "gap": _gap(spoken),
        "drawdown": _drawdown(spoken),
        "beta": _beta(spoken),
        "correlation": _correlation(spoken),
        "weighting": _weighting(spoken),
        "sensitivity": _sensitivity(spoken),
        "durations": _durations(spoken),
        "names": _names(spoken),
        "events": _events(spoken),
        "effect": _effect(spoken),
    }


def _ratio(spoken: Spoken) -> str:
    fall, high = spoken.based("relative_drawdown"), spoken.date("ratio_high_on")
    if fall is None or high is None:
        return "Too little history to compare them"
    if fall > -0.5:
        return f"{spoken.small} at or near their strongest"
    if spoken.based("ratio") == spoken.based("ratio_low"):
        return f"{spoken.small} at their weakest so far"
    since = f"{high:%b}" if high.year == spoken.as_of.year else str(high.year)
    return f"Ground lost to {LARGE} since {since}: {show(-fall, '%', 0)}"


def _years(spoken: Spoken) -> str:
    years, rank, closer = (spoken.based(f"ytd_gap_{name}") for name in ("years", "rank", "closer"))
    if years is None or rank is None or closer is None or years < 2:
        return "No other year to compare this one with"
    among = f"of {years:.0f} years to {spoken.as_of.day} {spoken.as_of:%b}"
    if rank == 1:
        return f"{spoken.small}: worst {among}"
    if rank == years:
        return f"{spoken.small}: best {among}"
    if closer == 0:
        return f"The closest race {among}"
    if closer + 1 <= 0.15 * years:
        return f"Among the closest races {among}"
    place = int(rank if rank <= years / 2 else years - rank + 1)
    extreme = "weakest" if rank <= years / 2 else "strongest"
    return f"{ordinal(place)} {extreme} {among}"


def _gap(spoken: Spoken) -> str:
    window = spoken.scenario.window
    over, id = OVER[window], prefix(window)
    value, share = spoken.based(id), spoken.based(f"{id}_wide_share")
    if value is None or share is None:
        return f"{over}: too little history is held"
    if not side(value):
        return f"{over} neither side leads"
    ahead = spoken.small.lower() if value > 0 else LARGE
    first = spoken.date(f"{id}_first")
    if window == "YTD" or first is None or share > SELDOM:
        return f"{over} {ahead} lead by {measured(value)}"
    if value == spoken.based(f"{id}_widest"):
        return f"{over} {ahead} have not led by more since at least {first.year}"
    return f"{over} {ahead} have {'rarely' if share <= RARE else 'seldom'} led by more"


def _drawdown(spoken: Spoken) -> str:
    small, large = spoken.based("small_drawdown"), spoken.based("large_drawdown")
    if small is None or large is None:
        return "Too little history to compare them"
    if min(small, large) > -0.05:
        return "Both stand at their highest"
    left, right = spoken.tickers
    said = below(large) if small > -0.05 or large > -0.05 else show(-large, "%", 1)
    return f"{left} {below(small)}, {right} {said}"


def _beta(spoken: Spoken) -> str:
    known = spoken.values("beta_1y", "beta_1y_low", "beta_1y_high")
    if known is None:
        return "Too little history for a beta"
    beta, low, high = known
    if low <= 1 <= high:
        return f"Beta of {beta:.2f}, not distinct from one"
    return f"Beta of {beta:.2f}: {'more' if beta > 1 else 'less'} than the market"


def _correlation(spoken: Spoken) -> str:
    value = spoken.value("correlation_1y")
    if value is None:
        return "Too little history for a correlation"
    how = "move together" if value >= 0.8 else "mostly move together" if value >= 0.5 else "go separate ways"
    return f"They {how}: correlation {show(value, 'correlation', 2)}"


def _weighting(spoken: Spoken) -> str:
    value = spoken.based("equal_weight_gap_1y")
    if value is None:
        return "Equal against cap weight: not enough data"
    if not side(value):
        return "Equal and cap weight level over a year"
    return f"Equal weight {'leads' if value > 0 else 'trails'} by {measured(value)} in a year"


def _sensitivity(spoken: Spoken) -> str:
    known = spoken.values("rate_duration_gap", "rate_duration_gap_low", "rate_duration_gap_high")
    if known is None:
        return "Sensitivity to yields: not enough data"
    value, low, high = known
    if low <= 0 <= high:
        return "Sensitivity to yields not distinct from zero"
    way = "lower" if value > 0 else "higher"
    return f"A point on the ten-year: {measured(value)} {way}"


def _durations(spoken: Spoken) -> str:
    p = spoken.value("rate_duration_wald_p")
    if p is None:
        return "Rises against falls: not enough data"
    return "Rises and falls in yields: they differ" if p < SIGNIFICANT else "Rises and falls: no difference shown"


def _names(spoken: Spoken) -> str:
    pairs = [spoken.values(f"rate_duration_{id}", f"rate_duration_{id}_se") for id in map(str.lower, TICKERS)]
    told = [pair for pair in pairs if pair is not None]
    if not told:
        return "Sensitivity of the names: not enough data"
    clear = sum(abs(value) > NORMAL_95 * error for value, error in told)
    return f"{clear or 'None'} of {len(told)} {'moves' if clear < 2 else 'move'} clearly with the ten-year"


def _events(spoken: Spoken) -> str:
    tests = {kind: spoken.values(f"{kind}_gap", f"{kind}_gap_p_holm") for kind in NEWS}
    told = {kind: test for kind, test in tests.items() if test is not None}
    if not told:
        return "Too few CPI and Fed days to tell"
    apart = {kind: gap > 0 for kind, (gap, p) in told.items() if p < SIGNIFICANT}
    if not apart:
        return f"{' and '.join(NEWS[kind] for kind in told)} days: no effect beyond chance"
    if len(set(apart.values())) > 1:
        return "CPI and Fed days stand out, opposite ways"
    ahead = spoken.small.lower() if next(iter(apart.values())) else LARGE
    return f"{' and '.join(NEWS[kind] for kind in apart)} days have favoured {ahead}"


def _effect(spoken: Spoken) -> str:
    known = spoken.values("ten_year_change", "gap_effect", "gap_effect_low", "gap_effect_high")
    if known is None:
        return "What yields would mean: not enough data"
    change, value, low, high = known
    if change == 0:
        return "Move a yield to see what has gone with it"
    level = show(spoken.value("ten_year_scenario"), "%")
    if low <= 0 <= high:
        return f"At {level}, no change distinct from zero"
    return f"At {level} the gap: {measured(value)} {'higher' if value > 0 else 'lower'}"
