"""The engine: every claim of a ledger held against the figures of its day, and of now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from analytics.claims import rules
from analytics.claims.claim import (
    CONTRADICTED,
    MIXED,
    SUPPORTED,
    UNMEASURABLE,
    Claim,
    Judged,
    Lookup,
    Part,
    Reading,
    Stated,
    written,
)
from analytics.errors import BadInput, NoData
from analytics.model.language import capitalised, lowered
from analytics.model.metric import Metric, day

FILED = "Figures from filings are as filed by now, not as known on that day."
UNRANKED = "over all"
"""How the coverage of a figure begins that is not over the claim's own universe."""


def judge(claims: Iterable[Claim], lookup: Lookup, last: date | None) -> tuple[Judged, ...]:
    """Each claim at its own day and now; `last` is the newest day stored.

    The verdict at the day never rests on a later figure; a day that is not over by `last` has none. A forecast that
    is open is judged by what is known so far.
    """
    return tuple(_judge(claim, lookup, last) for claim in claims)


def _judge(claim: Claim, lookup: Lookup, last: date | None) -> Judged:
    then = tuple(_reading(part, part.as_of or claim.as_of, lookup, last) for part in claim.parts)
    # A part with a day of its own, and a day a date is held against, are the same at any time.
    now = tuple(
        reading if _is_fixed(part) else _reading(replace(part, as_of=None), None, lookup, last)
        for part, reading in zip(claim.parts, then, strict=True)
    )
    verdict, reason = _verdict(claim, then)
    verdict_now, reason_now = _verdict(claim, now)
    return Judged(claim, then, now, verdict, verdict_now, reason, reason_now)


def _is_fixed(part: Part) -> bool:
    return part.as_of is not None or isinstance(part.stated, date)


def _reading(part: Part, as_of: date | None, lookup: Lookup, last: date | None) -> Reading:
    """A part measured as of a day, or why it cannot be."""
    if part.problem:
        return Reading(None, None, UNMEASURABLE, part.problem)
    if as_of is not None and (last is None or as_of > last):
        reached = f"the newest day stored is {day(last)}" if last else "nothing is stored"
        return Reading(None, None, UNMEASURABLE, f"{day(as_of)} is not stored yet; {reached}")
    try:
        value, metric = _value(part, as_of, lookup)
        stated = rules.converted(part.stated, part.unit, part.unit if part.since else metric.unit)
    except (NoData, BadInput) as missing:
        return Reading(None, None, UNMEASURABLE, lowered(missing.failed.rstrip(".")))
    if value is None:
        return Reading(None, metric.as_of, UNMEASURABLE, metric.note, metric)
    if isinstance(value, date) != isinstance(stated, date):
        kind = "a day" if isinstance(value, date) else "a number"
        return Reading(None, metric.as_of, UNMEASURABLE, f"the measure is {kind}, what is stated is not", metric)
    own = replace(part, stated=stated)
    found = rules.verdict(own, value, rules.tolerance(_scaled(part, stated), metric))
    return Reading(value, metric.as_of, found, _of_which_day(metric, as_of), metric)


def _scaled(part: Part, stated: Stated) -> Part:
    """The part with its tolerance in the unit of the measure."""
    if part.tolerance is None or not isinstance(stated, float | int) or not isinstance(part.stated, float | int):
        return replace(part, stated=stated)
    factor = stated / part.stated if part.stated else 1.0
    return replace(part, stated=stated, tolerance=part.tolerance * abs(factor))


def _value(part: Part, as_of: date | None, lookup: Lookup) -> tuple[Stated, Metric]:
    """The measure of a part: the figure itself, or its change since a day less that of another."""
    metric = lookup(part.metric, as_of)
    if part.since is None:
        value = metric.value
        return (float(value) if isinstance(value, int) else value), metric
    change = _change(part.metric, metric, part.since, as_of, lookup)
    if part.less and change is not None:
        other = _change(part.less, lookup(part.less, as_of), part.since, as_of, lookup)
        change = None if other is None else change - other
    return change, replace(metric, note=metric.note or f"no value of {day(part.since)} is stored")


def _change(id: str, metric: Metric, since: date, as_of: date | None, lookup: Lookup) -> float | None:
    base = lookup(id, since)
    if not isinstance(metric.value, float | int) or not isinstance(base.value, float | int) or not base.value:
        return None
    return (metric.value / base.value - 1) * 100


def _of_which_day(metric: Metric, as_of: date | None) -> str:
    """Says so where nothing was published on the day itself, or the figure follows no day at all."""
    own = metric.coverage if metric.coverage.startswith(UNRANKED) else ""
    if as_of is None or metric.as_of is None or metric.as_of == as_of or metric.unit == "date":
        return own
    on = f"as filed by {day(metric.as_of)}" if metric.as_of > as_of else f"of {day(metric.as_of)}"
    return f"{on}, {own}" if own else on


def _verdict(claim: Claim, readings: tuple[Reading, ...]) -> tuple[str, str]:
    """The verdict on a claim from its deciding parts, and the reason in a sentence or two."""
    if claim.unmeasurable:
        return UNMEASURABLE, claim.unmeasurable
    pairs = [(part, one) for part, one in zip(claim.parts, readings, strict=True) if part.decides]
    known = [one.verdict for _, one in pairs if one.verdict != UNMEASURABLE]
    whole = len(known) == len(pairs)
    if not known:
        verdict = UNMEASURABLE
    elif claim.combine == "all":
        verdict = CONTRADICTED if CONTRADICTED in known else SUPPORTED if whole else UNMEASURABLE
    elif len(set(known)) > 1:
        verdict = MIXED
    else:
        verdict = known[0] if whole else UNMEASURABLE
    filed = [FILED] if claim.as_filed and known else []
    return verdict, " ".join([*(_sentence(part, one) for part, one in pairs), *filed])


def _sentence(part: Part, reading: Reading) -> str:
    """ "IWM, close: stated USD 2,114.20, measured USD 247.90." """
    label = f"{part.label}: " if part.label else ""
    if reading.verdict == UNMEASURABLE:
        return f"{label}not measurable here: {reading.why}." if label else f"{capitalised(reading.why)}."
    unit = part.unit if part.since or reading.metric is None else reading.metric.unit
    more = f"; {reading.why}" if reading.why else ""
    return f"{label}stated {part.words}, measured {written(reading.value, unit)}{more}."
