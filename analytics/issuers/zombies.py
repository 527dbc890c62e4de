"""Every firm by every definition: now, in a past year, and in which share of a universe."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.frames.market import Market
from analytics.issuers import classify
from analytics.issuers.annual import SALES_YEARS, Annual
from analytics.issuers.classify import Classes
from analytics.issuers.definitions import LEAST_CLASSIFIED, MINIMUM_AGE
from analytics.issuers.sample import Sample
from analytics.model.choices import ZOMBIE_DEFINITIONS

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]

LOSS, BELOW, OECD, BROAD, NARROW, BIS_2022, FED = ZOMBIE_DEFINITIONS
DEFLATORS = ("GDPDEF", "CPIAUCSL")
"""Series that sales are deflated by: the deflator of output, else consumer prices."""
Prices = Mapping[int, float]
"""The mean price index of each calendar year."""


def prices(market: Market) -> tuple[str, dict[int, float]]:
    """The id of the first deflator stored and its mean by calendar year; nothing where none is stored."""
    for id in DEFLATORS:
        if id in market.rates.columns and market.rates[id].notna().any():
            values = market.rates[id].dropna()
            means = values.groupby(pd.DatetimeIndex(values.index).year).mean()
            return id, dict(zip(means.index.astype(int).tolist(), means.astype(float).tolist(), strict=True))
    return "", {}


@dataclass(frozen=True)
class Share:
    """What part of a universe falls under a definition, in per cent of what can be classified.

    `low` and `high` are the parts of all firms if no firm, or every firm, that cannot be classified were one.
    `value` is NaN where `why` says why there is none.
    """

    value: float
    low: float
    high: float
    zombies: int
    known: int
    unknown: int
    why: str = ""


def share(classes: Classes, weights: Array) -> Share:
    """The weighted share of a rule; NaN with its reason where nobody, or less than a tenth, can be classified."""
    zombie, known = classes.zombie, classes.known
    counts = int(zombie.sum()), int(known.sum()), int((~known).sum())
    total, base = float(weights.sum()), float(weights[known].sum())
    if base <= 0.0 or total <= 0.0:
        return Share(math.nan, math.nan, math.nan, *counts, commonest(classes))
    mine, unknown = float(weights[zombie].sum()), float(weights[~known].sum())
    low, high = 100 * mine / total, 100 * (mine + unknown) / total
    if known.mean() < LEAST_CLASSIFIED:
        why = f"only {counts[1]:,} of {len(known):,} firms can be classified: {commonest(classes)}"
        return Share(math.nan, low, high, *counts, why)
    return Share(100 * mine / base, low, high, *counts)


def commonest(classes: Classes) -> str:
    """Why most of the firms that cannot be classified cannot; for an empty universe that it is empty."""
    reasons = classes.reason[~classes.known]
    if not len(reasons):
        return "no firm of the universe can be weighed" if len(classes.code) else "no firm is in the universe"
    return classify.REASONS[int(np.bincount(reasons).argmax())]


def now(sample: Sample, name: str, inside: Flags, deflator: Prices) -> Classes:
    """The firms `inside` a universe by one definition, at their newest figures; medians are of that universe.

    Twelve months for losses and for coverage below one, fiscal years for the others. A financial cannot be
    classified by its coverage.
    """
    if name == LOSS:
        return classify.unprofitable(sample.table["net_income"].to_numpy(dtype=float)[inside])
    if name == BELOW:
        return _but_financials(sample, classify.icr_below_one(sample.icr[inside]), inside)
    years, rows = sample.annual, sample.place
    icr = np.column_stack([years.back(years.coverage, k)[rows] for k in (2, 1, 0)])[inside]
    last = years.last[rows][inside]
    first = years.years[0] if years.years else 0
    ends = np.where(last >= 0, first + last, np.nan)
    age = ends - years.first_year[rows][inside]
    age = np.where(age >= MINIMUM_AGE, age, np.nan)
    growth = _sales_growth(sample, deflator)[inside]
    return _by_rule(sample, name, inside, icr, age, growth)


def in_year(sample: Sample, name: str, inside: Flags, year: int, deflator: Prices) -> Classes:
    """The same at the end of a fiscal year by what is stored of it.

    Leverage is by the main lines of debt at the end of the calendar year, in the newest year as in all others; in a
    year of which no line is stored nobody can be classified by it. Only firms that are listed at present are in it.
    """
    years, rows = sample.annual, sample.place[inside]
    column = year - years.years[0]
    if name == LOSS:
        return classify.unprofitable(years.net_income[rows, column])
    icr = np.full((len(rows), 3), np.nan)
    for place, at in enumerate(range(column - 2, column + 1)):
        if at >= 0:
            icr[:, place] = years.coverage[rows, at]
    if name == BELOW:
        return _but_financials(sample, classify.icr_below_one(icr[:, 2]), inside)
    age = years.age(year)[rows]
    if name in (OECD, BROAD):
        return _but_financials(sample, classify.oecd(icr, age), inside)
    if name in (NARROW, BIS_2022):
        return _but_financials(sample, _by_value(sample, name, inside, column, classify.oecd(icr, age)), inside)
    leverage = np.where(~sample.financial[inside], years.leverage[rows, column], np.nan)
    if not np.isfinite(years.leverage[:, column]).any():
        nobody = np.zeros(len(rows), bool)
        return classify.of(nobody, (~nobody, classify.NO_PAST_SHEETS))
    growth = _growth(years, rows, np.full(len(rows), column), deflator)
    classes = classify.fed(leverage, years.coverage_by_debt[rows, column], growth)
    return _but_financials(sample, classes, inside)


def _by_rule(sample: Sample, name: str, inside: Flags, icr: Array, age: Array, growth: Array) -> Classes:
    if name == FED:
        leverage = np.where(~sample.financial[inside], sample.leverage[inside], np.nan)
        found = classify.fed(leverage, icr[:, 2], growth)
    elif name == NARROW:
        found = classify.bis_narrow(classify.oecd(icr, age), *_q(sample, inside, sample.q[inside]))
    elif name == BIS_2022:
        found = _by_value(sample, name, inside, sample.annual.newest, classify.oecd(icr, age))
    else:
        found = classify.oecd(icr, age)
    return _but_financials(sample, found, inside)


def _by_value(sample: Sample, name: str, inside: Flags, column: int, broad: Classes) -> Classes:
    """The two rules that need Tobin's q of past years, at the end of the year of a column."""
    years, rows = sample.annual, sample.place[inside]
    if name == NARROW:
        return classify.bis_narrow(broad, *_q(sample, inside, years.q[rows, column]))
    until = slice(0, max(column + 1, 0))
    pairs = [_q(sample, inside, values) for values in years.q[rows, until].T]
    if len(pairs) < 2:
        nobody = np.zeros(len(rows), bool)
        return classify.of(nobody, (~nobody, classify.NO_TWO_YEARS))
    q, middle = (np.column_stack(part) for part in zip(*pairs, strict=True))
    return classify.bis_2022(years.coverage[rows, until], q, middle)


def _q(sample: Sample, inside: Flags, q: Array) -> tuple[Array, Array]:
    """Tobin's q of a universe's firms and the median of each one's sector; financials are in no median."""
    sector = sample.table["sector"].to_numpy(dtype=str)[inside]
    return q, classify.sector_medians(np.where(~sample.financial[inside], q, np.nan), sector)


def _but_financials(sample: Sample, classes: Classes, inside: Flags) -> Classes:
    return classes.without(sample.financial[inside], classify.FINANCIAL)


def _sales_growth(sample: Sample, deflator: Prices) -> Array:
    """Real growth of sales over the three years to each firm's newest fiscal year, a decimal."""
    return _growth(sample.annual, sample.place, sample.annual.last[sample.place], deflator)


def _growth(years: Annual, rows: NDArray[np.int64], column: NDArray[np.int64], deflator: Prices) -> Array:
    """Real growth of some members' sales over the three years to the year of a column of each, a decimal."""
    if not years.years or not len(rows):
        return np.full(len(rows), np.nan)
    levels = np.array([deflator.get(year, math.nan) for year in years.sales_years])
    before, at = np.maximum(column, 0), np.maximum(column, 0) + SALES_YEARS
    sales, earlier = years.sales[rows, at], years.sales[rows, before]
    with np.errstate(divide="ignore", invalid="ignore"):
        real = (sales / levels[at]) / (earlier / levels[before]) - 1.0
    return np.where((column >= 0) & (earlier > 0.0), real, np.nan)
