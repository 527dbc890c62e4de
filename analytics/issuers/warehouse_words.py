"""Sentences on warehouse lines."""

from __future__ import annotations

from analytics.frames.market import Result
from analytics.model.language import Metrics, counted, number, percent
from analytics.model.metric import day, show


def sentences(metrics: Metrics) -> list[str]:
    """What lenders pay for their lines beside a year ago, and what ends soon; none where nothing is known."""
    spread, change = number(metrics, "warehouse_median_spread"), number(metrics, "warehouse_spread_change")
    used, soon = number(metrics, "warehouse_drawn_share"), number(metrics, "warehouse_expiring_share")
    newest = metrics["warehouse_facilities"].as_of
    if newest is None or (spread is None and used is None):
        return []
    parts = []
    if spread is not None:
        told = f"cost up to {_two(spread)} over their reference rate at the median"
        parts.append(told if change is None else f"{told}, {_moved(change)}")
    if used is not None:
        parts.append(f"are {percent(used)} drawn")
    if soon is not None:
        parts.append(f"end within twelve months for {percent(soon)} of their limits")
    known = metrics["warehouse_lenders"]
    listed = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
    return [f"The warehouse lines of {known.value} {known.note} lenders {listed} ({day(newest)})."]


def _two(spread: float) -> str:
    return show(spread, "%", 2)


def _moved(change: float) -> str:
    """A change over a year in basis points."""
    if not round(change):
        return "as a year before"
    return f"{show(abs(change), 'bp', 0)} {'more' if change > 0 else 'less'} than a year before"


def findings(metrics: Metrics) -> dict[str, str]:
    """The findings of the chart and of the table."""
    used, limit = number(metrics, "warehouse_drawn_share"), number(metrics, "warehouse_capacity")
    lines = number(metrics, "warehouse_facilities")
    chart = "No lender's lines are known"
    if used is not None and limit is not None:
        chart = f"{percent(used)} of {show(limit, 'USD bn', 1)} of warehouse lines is drawn"
    elif lines:
        chart = f"What is drawn of {counted(lines, 'line')} is not known"
    spread, change = number(metrics, "warehouse_median_spread"), number(metrics, "warehouse_spread_change")
    table = "The warehouse lines themselves"
    if spread is not None:
        table = f"Lines cost up to {_two(spread)} over the reference rate at the median"
        table += "" if change is None else f", {_moved(change)}"
    return {"warehouse_lenders": chart, "warehouse": table}


def missing(result: Result) -> str:
    """Of which lenders nothing is known, and why: "n/a: SOFI and LC, as its filings tag no line by name"."""
    reasons: dict[str, list[str]] = {}
    rows = result.tables["warehouse_lenders"]
    for row in rows.to_dict("records") if len(rows) else ():
        if row["why"]:
            reasons.setdefault(str(row["why"]), []).append(str(row["ticker"]))
    if len(reasons) == 1 and len(rows) == len(next(iter(reasons.values()))):
        return f"n/a: {next(iter(reasons))}"
    told = "; ".join(f"{', '.join(names)}: {why}" for why, names in reasons.items())
    return f"n/a: {told}" if told else "At least one line of every lender is known"
