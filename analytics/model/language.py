"""Numbers, counts, sides and dates as the sentences write them: one way for all pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from analytics.model.metric import NBSP, Metric, day, show

Metrics = Mapping[str, Metric]
"""Figures by the last part of their id."""
INVENTED = "in this invented market"
"""What a headline of the illustrative world says of itself."""
LONGEST = 85
"""A headline fits on one line of the page."""
YIELDS = (("ten_year", "ten_year_scenario"), ("short_rate", "short_rate_scenario"))
"""The figures of a published yield and of the reader's."""


def number(metrics: Metrics, name: str) -> float | None:
    """A figure's number, for sentences made of it; None where it is n/a or not there at all."""
    metric = metrics.get(name)
    return None if metric is None or not isinstance(metric.value, int | float) else float(metric.value)


def moved(metrics: Metrics) -> bool:
    """Whether the reader's yields differ from the published ones, in whole basis points."""
    return any(round(100 * (number(metrics, a) or 0)) != round(100 * (number(metrics, b) or 0)) for a, b in YIELDS)


def yields(metrics: Metrics, start: str = "") -> str:
    """The yields that figures are at, to stand before a comma: what the reader moved, or the day they are of.

    Both are named where both were moved, or the three-month alone; a ten-year moved alone is named alone. `start` is
    a word before them other than "At".
    """
    at = start or "At"
    if not moved(metrics):
        as_of = next((metrics[name].as_of for name, _ in YIELDS if name in metrics), None)
        return f"{at} the yields of {day(as_of)}" if as_of else f"{at} the published yields"
    long, short = (number(metrics, name) for _, name in YIELDS)
    told = f"{at} a ten-year of {show(long, '%')}"
    return f"{told} and a three-month of {show(short, '%')}" if _short_moved(metrics) else told


def yields_in_brief(metrics: Metrics) -> str:
    """The same for a headline of one line, with the sign after it: "Ten-year 4.63 %, three-month 9.00 %:"."""
    if moved(metrics) and _short_moved(metrics):
        long, short = (show(number(metrics, name), "%") for _, name in YIELDS)
        return f"Ten-year {long}, three-month {short}:"
    return f"{yields(metrics)},"


def _short_moved(metrics: Metrics) -> bool:
    """Whether the reader's three-month differs from the published one, in whole basis points."""
    own, other = (number(metrics, name) for name in YIELDS[1])
    return round(100 * (own or 0)) != round(100 * (other or 0))


def fitting(sentences: Iterable[str], longest: int) -> str:
    """The first of some sentences that is no longer than that, else the last."""
    sentence = ""
    for sentence in sentences:
        if len(sentence) <= longest:
            break
    return sentence


def lowered(text: str) -> str:
    """A sentence to stand after other words: its first letter small."""
    return f"{text[:1].lower()}{text[1:]}"


def percent(value: float) -> str:
    """A share without decimals; a small one keeps one, so that it does not read as nothing."""
    if 0 < abs(value) < 0.05:
        return f"under 0.1{NBSP}%"
    return show(value, "%", 0 if abs(value) >= 0.95 or value == 0 else 1)


def signed_percent(value: float) -> str:
    """A return or a growth rate with its sign and one decimal."""
    return show(value, "%", 1, sign=True)


def dollars(billions: float) -> str:
    """An amount: whole billions from ten, one decimal below, whole millions below a tenth of one."""
    if 0 < abs(billions) < 0.1:
        return show(billions * 1000, "USD m", 0 if abs(billions) >= 0.0095 else 1)
    return show(billions, "USD bn", 0 if abs(billions) >= 9.95 or billions == 0 else 1)


def span(low: float, high: float) -> str:
    """Two ends in USD bn without decimals, the unit said once where it is one: "USD 31–51 bn", "USD 60–80 m"."""
    first, last = (show(value, "USD bn", 0) for value in (low, high))
    if first == last:
        return first
    start, _, scale = first.rpartition(NBSP)
    shared = start if not low or last.endswith(f"{NBSP}{scale}") else first
    return f"{shared}–{last.removeprefix(f'USD{NBSP}')}"


def more(value: float, write: Callable[[float], str] = dollars) -> str:
    """A change within a sentence, its sign in words: "USD 23 bn more", "USD 23 bn less"; "no more" where it is nothing
    as written."""
    written = write(abs(value))
    if is_nothing(written):
        return "no more"
    return f"{written} {'less' if value < 0 else 'more'}"


def is_nothing(written: str) -> bool:
    """Whether a number as written has no digit but zeros."""
    return not any(sign in "123456789" for sign in written)


def counted(count: float, noun: str, plural: str = "") -> str:
    """How many of something within a sentence: "no bank", "one bank", "4,312 banks"."""
    many = plural or f"{noun}s"
    return f"no {noun}" if count == 0 else f"one {noun}" if count == 1 else f"{count:,.0f} {many}"


def some(count: float, whole: str = "them") -> str:
    """How many of those just spoken of: "none of them", "two of them" as "2 of them"."""
    return f"{'none' if count == 0 else 'one' if count == 1 else f'{count:,.0f}'} of {whole}"


def capitalised(text: str) -> str:
    """A sentence's first letter as a capital, the rest as it is."""
    return f"{text[:1].upper()}{text[1:]}"


def in_hundred(share: float) -> str:
    """A share as so many in a hundred: "none", "under 1 in 100", "5 in 100"."""
    return "none" if share <= 0 else "under 1 in 100" if share < 0.5 else f"{share:.0f} in 100"


def quarter(name: str) -> str:
    """A quarter as it is read: 2026Q1 as "Q1 2026"; "later" as it is."""
    return f"{name[4:]} {name[:4]}" if name[4:5] == "Q" else name


def ordinal(number: int) -> str:
    """1 as "1st", 12 as "12th", 22 as "22nd"."""
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
