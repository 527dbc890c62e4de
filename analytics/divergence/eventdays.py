"""The gap on the days of CPI releases and FOMC decisions, against matched other days."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from datetime import date

import numpy as np
import pandas as pd

from analytics.divergence.metric_parts import daily, last_day, metric
from analytics.frames.market import Market, Pair
from analytics.measures import event_study
from analytics.measures.curve import LONG
from analytics.measures.distributions import holm
from analytics.measures.event_study import Average, Study
from analytics.model.metric import Metric, day

KINDS = {"cpi": "CPI releases", "fomc": "FOMC decisions"}
NOUNS = {"cpi": "CPI release", "fomc": "FOMC decision"}
Make = Callable[[str, str, float | date | None, str, str, str], Metric]


def measure(pair: Pair, calendar: pd.DataFrame) -> dict[str, Study]:
    """A study for each kind, of the listed dates on which the pair has a daily return: see `withheld`."""
    returns, _ = daily(pair)
    return {kind: event_study.study(returns, calendar, kind, tuple(KINDS)) for kind in KINDS}


def table(pair: Pair, studies: dict[str, Study], market: Market) -> pd.DataFrame:
    """Each event, oldest first; returns in per cent, the ten-year's change on the day in basis points.

    Columns `date`, `kind`, `what`, `gap_pp`, `small_pct`, `large_pct`, `abnormal_pct`, `other_days_pp`,
    `other_days`, `ten_year_bp` (NaN where a yield is missing on the day or on the session before it).
    """
    days = daily(pair)[0].index
    yields = market.rates[LONG].reindex(days) if LONG in market.rates else pd.Series(math.nan, index=days)
    change = yields.diff() * 100
    parts = []
    for kind, study in studies.items():
        rows = study.events
        parts.append(
            pd.DataFrame(
                {
                    "date": rows["date"],
                    "kind": kind,
                    "what": rows["what"],
                    "gap_pp": rows["gap"] * 100,
                    "small_pct": rows["small"] * 100,
                    "large_pct": rows["large"] * 100,
                    "abnormal_pct": rows["abnormal"] * 100,
                    "other_days_pp": rows["other"] * 100,
                    "other_days": rows["others"],
                    "ten_year_bp": change.reindex(rows["date"]).to_numpy(),
                }
            )
        )
    return pd.concat(parts, ignore_index=True).sort_values(["date", "kind"], ignore_index=True)


def withheld(pair: Pair, calendar: pd.DataFrame) -> list[str]:
    """A sentence that names the events without a return of the pair, since a close on the day or before is missing."""
    returns, _ = daily(pair)
    days = pd.DatetimeIndex(returns.index)
    spanned = days[returns.isna().any(axis=1).to_numpy() & (np.arange(len(days)) > 0)]
    lost = calendar[calendar["kind"].isin(KINDS) & calendar["date"].isin(spanned)]
    if lost.empty:
        return []
    named = ", ".join(
        f"the {NOUNS[kind]} of {day(when)}" for kind, when in zip(lost["kind"], lost["date"], strict=True)
    )
    return [f"Withheld from the event study, as a close on the day or on the session before it is missing: {named}."]


def unlisted(calendar: pd.DataFrame, as_of: date) -> list[str]:
    """A sentence for each kind whose list ends before a day."""
    ends = {words: event_study.listed_to(calendar, kind) for kind, words in KINDS.items()}
    return [
        f"{words} are listed up to {day(last)}; later ones are not in the figures."
        for words, last in ends.items()
        if last and last < as_of
    ]


def metrics(pair: Pair, studies: dict[str, Study]) -> Iterator[Metric]:
    """Of each kind: how many, the average gap with its tests, and the difference from matched days."""
    returns, words = daily(pair)
    as_of = last_day(returns.index) or pair.last
    adjusted = holm(tuple(study.gap.p for study in studies.values()))
    for (kind, study), holm_p in zip(studies.items(), adjusted, strict=True):
        yield from _metrics(pair, study, KINDS[kind], words, as_of, holm_p)


def _metrics(pair: Pair, study: Study, what: str, words: str, as_of: date, holm_p: float) -> Iterator[Metric]:
    rows, gap, other, difference = study.events, study.gap, study.other, study.difference
    span = f"{day(rows['date'].iloc[0])} to {day(rows['date'].iloc[-1])}" if gap.count else ""
    none = f"no listed date of {what} is a session held for both up to {day(as_of)}"
    few = none if not gap.count else f"one of {what} is too few for a test"
    short = none if not gap.count else "no event has 250 sessions before it"
    unmatched = none if not gap.count else "no event has a matched day"
    modelled = f"{study.abnormal.count} of {gap.count} have 250 sessions before them"
    n, matched = f"{gap.count} {what}, {span}", f"{difference.count} of {gap.count} have matched days"

    def make(name: str, label: str, value: float | date | None, unit: str, note: str, missing: str) -> Metric:
        id, label = f"{study.kind}_{name}", f"{what}: {label}"
        return metric(id, label, value, unit, "M-EVT", (pair.small, pair.large), as_of, note, missing)

    yield make("events", "number of them", gap.count, "count", span or none, none)
    yield make("gap", "average gap on the day", gap.mean * 100, "pp", f"{words}; {n}", none)
    yield from _tests(make, "gap", "average gap", gap, n, few)
    yield make("gap_p_holm", "average gap, probability for both kinds at once", holm_p, "probability", "Holm", few)
    yield make("rank", "Corrado rank statistic", study.rank, "statistic", "standard normal without an effect", short)
    yield make("rank_p", "rank test, probability without an effect", study.rank_p, "probability", modelled, short)
    n_positive = study.n_positive if gap.count else None
    yield make("ahead", f"days on which {pair.small} was ahead", n_positive, "count", n, none)
    yield make("sign_p", "sign test, probability without an effect", study.sign_p, "probability", n, none)
    yield make("abnormal", "average beyond the market model", study.abnormal.mean * 100, "%", modelled, short)
    yield make("abnormal_t", "beyond the market model, t", study.abnormal.t, "statistic", modelled, short)
    yield make("other_days", "average gap on matched days", other.mean * 100, "pp", matched, unmatched)
    yield make("difference", "gap less that of matched days", difference.mean * 100, "pp", matched, unmatched)
    yield from _tests(make, "difference", "difference", difference, matched, unmatched)
    largest = rows.iloc[[int(rows["gap"].abs().argmax())]] if gap.count else rows
    value = float(largest["gap"].iloc[0]) * 100 if gap.count else None
    when = last_day(pd.Index(largest["date"]))
    yield make("largest", "largest gap on the day", value, "pp", f"on {day(when)}" if when else "", none)
    yield make("largest_on", "date of the largest", when, "date", "", none)


def _tests(make: Make, name: str, label: str, values: Average, note: str, missing: str) -> Iterator[Metric]:
    """The t of an average, its probability and its 95 % bounds."""
    yield make(f"{name}_t", f"{label}, t", values.t, "statistic", note, missing)
    yield make(f"{name}_p", f"{label}, probability without an effect", values.p, "probability", note, missing)
    yield make(f"{name}_low", f"{label}, lower 95 % bound", values.low * 100, "pp", note, missing)
    yield make(f"{name}_high", f"{label}, upper 95 % bound", values.high * 100, "pp", note, missing)
