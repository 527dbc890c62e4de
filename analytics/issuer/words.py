"""One issuer in words: whether and at which yield its profit is gone."""

from __future__ import annotations

from collections.abc import Mapping

from analytics.model.metric import Metric, show


def answer(name: str, metrics: Mapping[str, Metric], kind: str) -> str:
    """The issuer's break-even in a sentence, or why it has none; `kind` is its class, or why it has none."""
    metric, level = metrics["break_even"], metrics["ten_year_scenario"]
    if kind == "already loss-making":
        return f"{name} loses money before any refinancing."
    if kind == "not rate-exposed":
        return f"Nothing of {name}'s debt moves with yields."
    if kind == "above 15 %":
        return f"{name} keeps a profit at any ten-year up to {show(15.0, '%', 0)}."
    if not isinstance(metric.value, float):
        return f"{name} cannot be repriced: {kind}."
    if kind == "already past":
        return f"{name} has passed its break-even of {metric.text}: today's yields take its profit."
    side = "keeps" if isinstance(level.value, float) and level.value < metric.value else "loses"
    return f"{name} breaks even at {metric.text}; at {level.text} it {side} its profit."


def prose(metrics: Mapping[str, Metric]) -> str:
    """Debt, what falls due, interest and coverage before and after, in one or two sentences."""
    return " ".join(sentences(metrics))


def sentences(metrics: Mapping[str, Metric]) -> tuple[str, ...]:
    """The same, a sentence each."""
    parts = []
    if metrics["debt"].value is not None:
        due = metrics["due_window"]
        owed = f", of which {due.text} falls due in the window ({due.note})" if due.value is not None else ""
        parts.append(f"It owes {metrics['debt'].text}{owed}.")
    before, after, extra = metrics["icr_before"], metrics["icr_after"], metrics["extra_interest"]
    if before.value is not None:
        moved = f", {show(after.value, 'statistic', 2)} after" if after.value is not None else ""
        more = (
            f"; refinancing adds {show(extra.value, 'USD m', 1, sign=True)} a year" if extra.value is not None else ""
        )
        parts.append(f"It earns its interest {show(before.value, 'statistic', 2)} times{moved}{more}.")
    return tuple(parts)
