"""The answer of the Divergence page and the sentences under it, made from its figures."""

from __future__ import annotations

from collections.abc import Mapping

from analytics.divergence.finding_context import LARGE, FindingContext, measured, points, side
from analytics.divergence.levels import prefix
from analytics.model.language import INVENTED, LONGEST, capitalised, fitting, lowered, percent
from analytics.model.metric import NBSP, Metric, day, show
from analytics.model.scenario import Scenario

RARE = 5.0
"""Share of sessions, in per cent, up to which a gap this wide is nearly a record."""
RECORD_YEARS = 20
"""A history must be this long before the page speaks of a record."""


def answer(found: Mapping[str, Metric], scenario: Scenario, invented: bool = False) -> str:
    """Whether the small side is behind, this year and over three, in at most 85 characters.

    An `invented` market says so, and judges nothing.

    `found` is `by_id` of the page's metrics. The three-year gap is called a record, or nearly one, only
    where its history is twenty years long; the gap of this year never is.
    """
    context = FindingContext(found, scenario)
    year, three = context.based("ytd_gap"), context.based("gap_3y")
    if year is None and three is None:
        return f"Too little history is held to say how {context.small.lower()} have done."
    if year is None or three is None:
        record = "" if invented else _record(context)
        value, over = (three, f"over three years{record}") if year is None else (year, "this year")
        told = f"{context.small} {_stand(value or 0.0, 'points')} {over}."
        return f"{capitalised(INVENTED)} {lowered(told)}" if invented else told
    record = "" if invented else _record(context)
    stands = tuple(f"{_stand(year, unit)} this year{_over_three(year, three)}" for unit in ("points", "pp"))
    if not invented:
        return fitting((f"{context.small} {one}{record}." for one in stands), LONGEST)
    start = f"{capitalised(INVENTED)} {context.small.lower()}"
    short = f"{_stand(three, 'points')} over three years"
    return fitting((f"{start} {one}." for one in (*stands, short)), LONGEST)


def prose(found: Mapping[str, Metric], scenario: Scenario, small: str = "", large: str = "the S&P 500") -> str:
    """Two sentences under the answer: both returns this year, and how unusual the three-year gap is.

    `small` and `large` are what the sides are called there, coloured if need be. A sentence whose figures
    are missing is left out; with none of them the text is empty.
    """
    context = FindingContext(found, scenario)
    return " ".join(sentences(found, scenario, small or context.small.lower(), large))


def sentences(
    found: Mapping[str, Metric], scenario: Scenario, small: str = "", large: str = "the S&P 500"
) -> tuple[str, ...]:
    """The same, a sentence each."""
    context = FindingContext(found, scenario)
    both = (_returns(context, small or context.small.lower(), large), _rarity(context))
    return tuple(sentence for sentence in both if sentence)


def yields(found: Mapping[str, Metric], scenario: Scenario) -> str:
    """What the reader's ten-year would mean for the gap, with its interval and that it is no cause, in one sentence.

    Says that nothing is assumed while the ten-year is untouched, and why where there is no figure.
    """
    context = FindingContext(found, scenario)
    effect = found["gap_effect"]
    known = context.values("ten_year_change", "gap_effect", "gap_effect_low", "gap_effect_high")
    if known is None:
        return f"What the yields would mean cannot be said: {effect.note}."
    change, centre, low, high = known
    level, way = show(context.value("ten_year_scenario"), "%"), "above" if change > 0 else "below"
    published = found["ten_year"].as_of
    when = f"of {day(published)}" if published else "published last"
    if change == 0:
        return f"The ten-year stands at {level}, the yield {when}: no move is assumed."
    return (
        f"With the ten-year at {level}, {show(abs(change), 'bp')} {way} the yield {when}, the gap would move by "
        f"{show(centre, 'pp', 1, sign=True)} if it followed its daily moves of the past year (95{NBSP}% interval "
        f"{show(low, 'pp', 1, sign=True)} to {show(high, 'pp', 1, sign=True)}): an association, not a cause."
    )


def width(found: Mapping[str, Metric], scenario: Scenario) -> str:
    """How unusual the gap of the scenario's window is, in two lines: share of sessions, last time before this spell.

    Empty where there is no gap, or no history of it.
    """
    context, id = FindingContext(found, scenario), prefix(scenario.window)
    share, first, last = context.based(f"{id}_wide_share"), context.date(f"{id}_first"), context.date(f"{id}_last_wide")
    if share is None or first is None:
        return ""
    among = f"{share:.1f}" if share < 0.95 else f"{share:.0f}"
    where = f"in {among}{NBSP}% of years" if scenario.window == "YTD" else f"on {among}{NBSP}% of days"
    lines = [f"As wide {where} since {first.year},"]
    lines.append(f"before this spell last on <b>{day(last)}</b>" if last else "never before this spell")
    return "<br>".join(lines)


def events(found: Mapping[str, Metric]) -> str:
    """What event days did, a clause a kind: number, average gap, t, and the probability of Holm's test."""
    clauses = []
    for kind, name in (("cpi", "CPI"), ("fomc", "Fed")):
        count, mean, t, p = (found[f"{kind}_{part}"] for part in ("events", "gap", "gap_t", "gap_p_holm"))
        if mean.value is None or t.value is None:
            clauses.append(f"{name}: n/a, {mean.note or t.note}")
            continue
        against = f", Holm's p {show(p.value, 'probability', 2)}" if p.value is not None else ""
        clauses.append(
            f"{name}: {show(count.value, 'count')} days, average {show(mean.value, 'pp', 2, sign=True)}, "
            f"t {show(t.value, 'statistic', 1)}{against}"
        )
    return "; ".join(clauses)


def _record(context: FindingContext) -> str:
    gap, widest, share = (context.based(f"gap_3y{part}") for part in ("", "_widest", "_wide_share"))
    first = context.date("gap_3y_first")
    if gap is None or widest is None or share is None or first is None or not side(gap):
        return ""
    if (context.as_of.year - RECORD_YEARS, context.as_of.month, context.as_of.day) < (
        first.year,
        first.month,
        first.day,
    ):
        return ""
    return ": a record" if gap == widest else ": nearly a record" if share <= RARE else ""


def _over_three(year: float, three: float) -> str:
    if not side(three):
        return " and are level over three" if side(year) else " and over three"
    if side(year) != side(three):
        return f", but {_verb(three)} by {points(three)} over three"
    return f", {'but' if abs(three) >= 5 * abs(year) else 'and'} by {points(three)} over three"


def _returns(context: FindingContext, small: str, large: str) -> str:
    own, other = context.based("small_ytd"), context.based("large_ytd")
    if own is None or other is None:
        return ""
    left, right = context.tickers
    first, second = _moved(own), _moved(other)
    second = (
        second.removeprefix(f"{first.partition(' ')[0]} ") if first.split()[0] == second.split()[0] else f"has {second}"
    )
    if "still" in first and "still" in second:
        second = "too"
    dividends = "with dividends" if context.total else "before dividends"
    year = context.as_of.year - 1
    return f"Since the last close of {year}, {small} ({left}) have {first} and {large} ({right}) {second}, {dividends}."


def _rarity(context: FindingContext) -> str:
    gap, share, first = context.based("gap_3y"), context.based("gap_3y_wide_share"), context.date("gap_3y_first")
    if gap is None or share is None or first is None:
        return ""
    ahead = context.small.lower() if side(gap) > 0 else LARGE
    days = f"{percent(share)} of days since {first.year}"
    if not side(gap):
        return f"Over three years neither side leads; {context.small.lower()} led on {days}."
    return f"Over three years {ahead} lead by {measured(gap)}; they led by as much or more on {days}."


def _stand(value: float, unit: str) -> str:
    return f"{_verb(value)} by {points(value)}{NBSP}{unit}" if side(value) else "are level"


def _verb(value: float) -> str:
    return "lead" if value > 0 else "trail"


def _moved(value: float) -> str:
    if not side(value):
        return "stood still"
    return f"{'gained' if value > 0 else 'lost'} {show(abs(value), '%', 1)}"
