"""Whether credit is freezing: three signs, each met, not met or not known, and how wide spreads are."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pandas as pd

from analytics.credit import extremes, growth
from analytics.credit.groups import Groups
from analytics.credit.indicators import LENDING, Indicator, values
from analytics.credit.measured import VIEW, Measured
from analytics.frames.market import Market
from analytics.model.language import lowered
from analytics.model.metric import Metric, of
from analytics.model.thresholds import FREEZE_PCT, FREEZE_SPREAD_PERCENTILE

BUSINESS: Indicator = next(one for one in LENDING if one.id == "BUSLOANS")


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign of a freeze: what it is, its value of the day `on`, whether it is met; None with a reason if unknown."""

    name: str
    label: str
    value: float
    threshold: float
    is_met: bool | None
    why: str
    on: date | None


def percentile(spread: Measured) -> tuple[float, str]:
    """The percentile of a spread since 1997, or NaN and why there is none."""
    if spread.highest is None:
        return math.nan, spread.missing
    short = extremes.shortness(spread.values)
    if short == "begins":
        return math.nan, f"window short: kept since {spread.indicator.period(spread.highest.first)} only"
    if short:
        return math.nan, "window short: more than a month of its history is missing"
    return extremes.percentile(spread.values), ""


def percentiles(spreads: tuple[Measured, ...]) -> Iterator[Metric]:
    """Of each spread its percentile since 1997 where that history was kept, and in the window that was kept."""
    for spread in spreads:
        top, name = spread.highest, f"{VIEW}.{spread.indicator.name}"
        value, why = percentile(spread)
        as_of, label = (top.on.date() if top else None), f"{spread.indicator.label}, spread"
        window = f"{spread.indicator.period(top.first)} to {spread.period}" if top else ""
        count = f"{len(spread.values):,} days" if top else ""
        yield of(f"{name}_percentile", f"{label}: percentile since 1997", value, "percentile", "M-OAS",
                 spread.sources, as_of, window, why, coverage=count)  # fmt: skip
        within = extremes.percentile(spread.values)
        yield of(f"{name}_percentile_kept", f"{label}: percentile in the window that was kept", within, "percentile",
                 "M-OAS", spread.sources, as_of, f"{window}{'; window short' if why else ''}", spread.missing,
                 coverage=count)  # fmt: skip


def signs(market: Market, groups: Groups, as_of: date | None, last: date) -> tuple[Sign, ...]:
    """Standards for small firms, the high-yield spread, business loans; one that is old or short is not known."""
    small, spread = groups.series("standards_small"), groups.series("spread_hy")
    tight = small.highest.value if small.highest else math.nan
    place, short = percentile(spread)
    loans = growth.over_three_months(values(market, BUSINESS, as_of, last))
    shrinking = float(loans.iloc[-1]) if len(loans) else math.nan
    month: pd.Timestamp | None = pd.DatetimeIndex(loans.index)[-1] if len(loans) else None
    none = f"{BUSINESS.id} is not held for three months"
    standards = f"Standards for small firms over {FREEZE_PCT:.0f} net per cent"
    tenth = "High-yield spread in the widest tenth since 1997"
    return (
        _sign("standards", standards, tight, FREEZE_PCT, tight > FREEZE_PCT, small.missing, _on(small), small.is_old),
        _sign("spread", tenth, place, FREEZE_SPREAD_PERCENTILE, place > FREEZE_SPREAD_PERCENTILE, short, _on(spread),
              spread.is_old),
        _sign("lending", "Business loans shrinking over three months", shrinking, 0.0, shrinking < 0.0, none,
              month.date() if month is not None else None, month is not None and BUSINESS.is_old(month, last)),
    )  # fmt: skip


def _on(series: Measured) -> date | None:
    return series.highest.on.date() if series.highest else None


def _sign(
    name: str, label: str, value: float, threshold: float, met: bool, missing: str, on: date | None, old: bool
) -> Sign:
    if math.isnan(value):
        return Sign(name, label, value, threshold, None, missing, on)
    why = "its newest value is older than it should be" if old else ""
    return Sign(name, label, value, threshold, None if old else met, why, on)


def metrics(found: tuple[Sign, ...], last: date) -> Iterator[Metric]:
    """How many signs are known, how many are met, and the growth of business loans over three months.

    The signs are of the oldest date among those known.
    """
    known = [sign for sign in found if sign.is_met is not None]
    sources = ("DRTSCIS", "BAMLH0A0HYM2", BUSINESS.id)
    why = "; ".join(f"{lowered(sign.label)}: {sign.why}" for sign in found if sign.is_met is None)
    on = min((sign.on for sign in known if sign.on is not None), default=last)
    open_ones = f", not known: {why}" if why else ""
    yield of(f"{VIEW}.lending_freeze_known", "Signs of a credit freeze that are known", len(known), "count",
             "M-SIGNS", sources, on, f"of {len(found)}{open_ones}")  # fmt: skip
    met = sum(1 for sign in known if sign.is_met) if known else None
    yield of(f"{VIEW}.lending_freeze_signs", "Signs of a credit freeze that are met", met, "count", "M-SIGNS",
             sources, on, f"of the {len(known)} known{open_ones}", why)  # fmt: skip
    loans = next(sign for sign in found if sign.name == "lending")
    yield of(f"{VIEW}.lending_business_3m", "Business loans, three months at an annual rate", loans.value, "%", "M-H8",
             (BUSINESS.id,), loans.on, loans.why, loans.why)  # fmt: skip


def table(found: tuple[Sign, ...]) -> pd.DataFrame:
    """A row a sign: its measure, its threshold, whether it is met, and why that is not known."""
    words = {True: "met", False: "not met", None: "not known"}
    return pd.DataFrame(
        {
            "sign": [sign.label for sign in found],
            "newest": [sign.value for sign in found],
            "threshold": [sign.threshold for sign in found],
            "is_met": [words[sign.is_met] for sign in found],
            "why": [sign.why for sign in found],
        }
    )
