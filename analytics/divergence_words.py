"""Divergence in words: the answer and the finding of each figure, computed from its figures."""

from __future__ import annotations

from collections.abc import Mapping

from analytics.metric import NBSP, Metric, show

RARE, RECORD = 10.0, 3.0
PERIODS = {"YTD": "this year", "1Y": "over one year", "3Y": "over three years", "5Y": "over five years"}


def answer(figures: Mapping[str, Metric], total: bool = False) -> str:
    """The page's answer: who leads this year, and how that compares with three years."""
    year, three, rank = (_value(figures, name, total) for name in ("ytd_gap", "gap_3y", "gap_3y_percentile"))
    if year is None:
        return "There is no year-to-date comparison for this day."
    lead = "lead" if year > 0 else "trail"
    start = f"Small caps {lead} by {_points(year)} this year"
    if abs(year) < 0.05:
        start = "Small and large caps are level this year"
    if three is None or rank is None:
        return f"{start}."
    joint = "and" if (three > 0) == (year > 0) else "but"
    verb = "" if (three > 0) == (year > 0) else "lead " if three > 0 else "trail "
    record = ": nearly a record" if min(rank, 100 - rank) <= RECORD else ""
    return f"{start}, {joint} {verb}by {abs(three):.0f} over three{record}."


def prose(figures: Mapping[str, Metric], total: bool = False) -> str:
    """The comparison behind the answer, in the colours of the two sides."""
    small, large, three = (figures[_name(name, total)] for name in ("small_ytd", "large_ytd", "gap_3y"))
    if small.value is None or large.value is None or small.as_of is None:
        return f"{small.label}: n/a, {small.note}."
    basis = "dividends reinvested" if total else "before dividends"
    text = (
        f"Since the last close of {small.as_of.year - 1}, :blue[**small caps**] ({small.sources[0]}) have returned "
        f"{show(small.value, '%', 1, sign=True)} and :gray[**large caps**] ({large.sources[0]}) "
        f"{show(large.value, '%', 1, sign=True)}, {basis}."
    )
    rank = figures[_name("gap_3y_percentile", total)]
    if isinstance(three.value, float) and isinstance(rank.value, float):
        gap = show(three.value, "pp", 1, sign=True)
        share = f"{100 - rank.value:.0f}{NBSP}%" if three.value < 0 else f"{rank.value:.0f}{NBSP}%"
        side = "wider for large caps than on" if three.value < 0 else "wider for small caps than on"
        text += f" The three-year gap of {gap} is {side} {share} of days since {rank.note.rpartition(' ')[2]}."
    return text


def ratio_title(figures: Mapping[str, Metric], total: bool = False) -> str:
    """The finding of the ratio's figure: how high it stands in its history."""
    rank = _value(figures, "ratio_percentile", total)
    if rank is None:
        return "The ratio has no history yet"
    if rank <= RARE:
        return "Small caps are near their cheapest against large"
    if rank >= 100 - RARE:
        return "Small caps are near their dearest against large"
    half = "lower" if rank < 50 else "upper"
    return f"Small caps stand in the {half} half of their range"


def gap_title(figures: Mapping[str, Metric], window: str, total: bool = False) -> str:
    """The finding of the gap's figure over one window."""
    gap = _value(figures, "ytd_gap" if window == "YTD" else f"gap_{window.lower()}", total)
    when = PERIODS[window]
    if gap is None:
        return f"There is no gap {when} for this day"
    rank = _value(figures, f"gap_{window.lower()}_percentile", total)
    leader = "Large" if gap < 0 else "Small"
    beyond = None if rank is None else rank if gap < 0 else 100 - rank
    if beyond is not None and beyond <= RARE:
        return f"{leader} caps have rarely led by more {when}"
    return f"{leader} caps lead {when}, as they often have"


def gap_standing(figures: Mapping[str, Metric], window: str, total: bool = False) -> str:
    """How unusual the last gap is: the share of days on which it was wider the same way."""
    gap, rank = (_value(figures, f"gap_{window.lower()}{end}", total) for end in ("", "_percentile"))
    if gap is None or rank is None:
        return ""
    share = rank if gap < 0 else 100 - rank
    return f"As wide or wider on {share:.0f}{NBSP}% of days"


def _points(value: float) -> str:
    return f"{abs(value):.1f} point{'' if f'{abs(value):.1f}' == '1.0' else 's'}"


def _name(name: str, total: bool) -> str:
    return f"{name}_total" if total else name


def _value(figures: Mapping[str, Metric], name: str, total: bool) -> float | None:
    metric = figures.get(_name(name, total))
    return metric.value if metric is not None and isinstance(metric.value, float) else None
