"""Sentences on breadth."""

from __future__ import annotations

from analytics.frames.market import Result
from analytics.model.language import Metrics, capitalised, counted, number, percent, signed_percent
from analytics.model.metric import NBSP, day

NAMED = 6
"""Names that a caption lists for one reason at the most; the table holds all."""


def sentences(metrics: Metrics) -> list[str]:
    """The median and its interval, the shares, and what the sample leaves out; none where nothing is stored."""
    middle, up = number(metrics, "breadth_median_ytd"), number(metrics, "breadth_share_positive")
    size = number(metrics, "breadth_measured")
    if middle is None or up is None or size is None:
        return []
    as_of = metrics["breadth_median_ytd"].as_of
    since = f"From the start of {as_of.year} to {day(as_of)}" if as_of else "This year"
    told = f"{since} the median of {size:,.0f} sampled small caps moved by {signed_percent(middle)}{_interval(metrics)}"
    told += f"; {percent(up)} are up"
    above = number(metrics, "breadth_share_above_200d")
    told += f", {percent(above)} above their 200-day average" if above is not None else ""
    return [f"{told}. Names delisted since are not among them, which flatters all three."]


def findings(metrics: Metrics) -> dict[str, str]:
    """The findings of the charts of breadth."""
    middle, up = number(metrics, "breadth_median_ytd"), number(metrics, "breadth_share_positive")
    found = "No sample of small caps is priced"
    if middle is not None:
        as_of = metrics["breadth_median_ytd"].as_of
        when = f"in {as_of.year}" if as_of else "this year"
        found = f"The median small cap {signed_percent(middle)} {when}{_interval(metrics)}"
    shares = "No share of small caps can be said" if up is None else f"{percent(up)} of small caps are up this year"
    return {"breadth": found, "breadth_measures": shares}


def gaps(result: Result) -> str:
    """Which names of the sample lack a measure, and why; the first few of each reason by name, the rest counted."""
    reasons: dict[str, list[str]] = {}
    for ticker, why in result.tables["breadth_gaps"].itertuples(index=False, name=None):
        reasons.setdefault(str(why), []).append(str(ticker))
    if not reasons:
        return "No name of the sample lacks a measure"
    told = []
    for why, names in reasons.items():
        more = f" and {len(names) - NAMED:,} more" if len(names) > NAMED else ""
        told.append(f"{', '.join(names[:NAMED])}{more} ({why})")
    count = sum(len(names) for names in reasons.values())
    return f"{capitalised(counted(count, 'name'))} {'lacks' if count == 1 else 'lack'} a measure: {'; '.join(told)}"


def _interval(metrics: Metrics) -> str:
    """The 95 % interval of the median, to follow it; empty where too few names are measured."""
    low, high = (number(metrics, f"breadth_median_ytd_{end}") for end in ("low", "high"))
    if low is None or high is None:
        return ""
    return f", 95{NBSP}% interval {signed_percent(low)} to {signed_percent(high)}"
