"""One issuer in words: whether and at which yield its profit is gone."""

from __future__ import annotations

from analytics.model.language import INVENTED, Metrics, capitalised, lowered, number, yields
from analytics.model.metric import show

BASIS = "by operating profit less interest and tax"
HIGHEST = show(15.0, "%", 0)


def answer(name: str, metrics: Metrics, kind: str, invented: bool = False) -> str:
    """Whether its profit survives the reader's yields, and at which ten-year it is gone.

    The verdict is the sign of the modelled profit. `kind` is the class of its break-even, or why it is not repriced.
    Where reported net income has the other sign before refinancing, both are said. An `invented` market says so.
    """
    before, after, reported = (number(metrics, name) for name in ("profit_before", "profit_after", "net_income"))
    if before is None or after is None:
        return f"{name} cannot be repriced: {kind}."
    other = reported is not None and (reported > 0) != (before > 0)
    if other:
        result = f"{'profit' if reported and reported > 0 else 'loss'} of {show(abs(reported or 0.0), 'USD m', 1)}"
        told = f"{name} reports a {result}; {BASIS} {_verdict('it', metrics, before, after, kind)}."
    else:
        told = f"{capitalised(_verdict(name, metrics, before, after, kind))}."
    return f"{capitalised(INVENTED)}, {told if other else _inside(told, name)}" if invented else told


def _inside(told: str, name: str) -> str:
    """A sentence to stand after other words; a name at its start keeps its capital."""
    return told if told.startswith(name) else lowered(told)


def _verdict(who: str, metrics: Metrics, before: float, after: float, kind: str) -> str:
    """What the yields do to its profit, by the signs of the modelled profit before and after."""
    even, at = number(metrics, "break_even"), lowered(yields(metrics))
    point = "" if even is None else f"; its break-even is a ten-year of {show(even, '%')}"
    if before <= 0 and after <= 0:
        return f"{who} loses money before any refinancing, and {at} as well"
    if before <= 0:
        return f"{who} loses money before refinancing but would earn a profit {at}"
    if after <= 0:
        never = "; it would at any ten-year"
        return f"{at}, {who} loses its profit{never if even is None or even < 0 else point}"
    if kind == "not rate-exposed":
        return f"{at}, {who} keeps its profit: nothing of its debt moves with yields"
    if kind == "above 15 %":
        return f"{at}, {who} keeps its profit, and would at any higher ten-year up to {HIGHEST}"
    return f"{at}, {who} keeps its profit{point}"


def _millions(value: float) -> str:
    """An amount of USD m; a small one does not read as nothing."""
    return f"under {show(0.1, 'USD m', 1)}" if 0 < value < 0.05 else show(value, "USD m", 1)


def prose(metrics: Metrics) -> str:
    """Debt, what falls due, profit and interest before and after, in a few sentences."""
    return " ".join(sentences(metrics))


def sentences(metrics: Metrics) -> tuple[str, ...]:
    """The same, a sentence each."""
    parts = []
    debt, due = number(metrics, "debt"), number(metrics, "due_window")
    if debt is not None:
        within = metrics["due_window"]
        owed = f", of which {show(due, 'USD m', 1)} falls due in the window ({within.note})" if due is not None else ""
        parts.append(f"It owes {show(debt, 'USD m', 1)}{owed}.")
    before, after = number(metrics, "profit_before"), number(metrics, "profit_after")
    if before is not None and after is not None:
        was, then = (f"{'earns' if value > 0 else 'loses'} {_millions(abs(value))}" for value in (before, after))
        if (before > 0) == (after > 0):
            then = _millions(abs(after))
        parts.append(f"{capitalised(BASIS)}, it {was} a year before refinancing and {then} after it.")
    cover, changed, extra = (number(metrics, name) for name in ("icr_before", "icr_after", "extra_interest"))
    if cover is not None:
        told = (
            f"It earns its interest {show(cover, 'statistic', 2)} times"
            if cover >= 0
            else "It loses money before interest"
        )
        if changed is not None and cover >= 0 and changed >= 0:
            told += f", and {show(changed, 'statistic', 2)} times after refinancing"
        if extra is not None:
            told += f"; refinancing {'adds' if extra >= 0 else 'saves'} {_millions(abs(extra))} of interest a year"
        parts.append(f"{told}.")
    return tuple(parts)
