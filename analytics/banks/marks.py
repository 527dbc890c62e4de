"""Mark to market: what each bank's assets have lost by its own filing, at today's yields and in the scenario."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.banks import buckets, mortgages
from analytics.banks.call_report import CallReportQuarter, Holdings
from analytics.catalogue.rates import TENORS
from analytics.errors import NoData
from analytics.frames.market import Market
from analytics.measures import curve
from analytics.measures.curve import LONG, SHORT, Curve
from analytics.memo import memoised
from analytics.model.metric import day
from analytics.model.scenario import Scenario

Floats = NDArray[np.float64]

TAX = 0.21
"""The federal rate on corporate income."""
BOUGHT_OVER = pd.DateOffset(years=5)
"""Where no fair value is filed, securities are taken to have been bought evenly over so long."""


@dataclass(frozen=True, eq=False)
class Yields:
    """The curves a quarter is marked by: of its report date, of today and of the scenario.

    `bought` is the mean curve of the five years before the report date, at which securities without a
    filed fair value are taken to have been bought; `mortgage_spread` (decimals) is what a mortgage rate stands
    above the ten-year.
    """

    bought: Curve
    report: Curve
    today: Curve
    scenario: Curve
    mortgage_spread: float = 0.0175


def yields(market: Market, scenario: Scenario, end: date, as_of: date) -> Yields:
    """The curves for a quarter that ended on `end`, seen on `as_of`. Raises `NoData` where one is not held."""
    bought, report, today = _fixed(market, end, as_of)
    changed = today.yields + today.change_bp(*today.under(scenario)) / 100
    return Yields(bought, report, today, Curve(today.as_of, changed), scenario.mortgage_spread_bp / 10_000)


@memoised
def _fixed(market: Market, end: date, as_of: date) -> tuple[Curve, Curve, Curve]:
    """The curves that no slider moves: at which securities were bought, of the report date, of today."""
    report, today = curve.for_day(market, end), curve.for_day(market, as_of)
    last = pd.Timestamp(end)
    known = market.rates.loc[last - BOUGHT_OVER : last, [id for id in TENORS if id in market.rates.columns]]
    bought = known.mean().dropna()
    if not {SHORT, LONG} <= set(bought.index):
        raise NoData(f"No Treasury yields are held for the five years to {day(end)}.")
    return Curve(end, bought), report, today


@dataclass(frozen=True, eq=False)
class Mark:
    """What each of n banks has lost in USD under one curve, before tax; a gain is negative.

    `htm` and `afs` are losses on securities held to maturity and for sale against their cost, `loans`
    what loans have lost since the report date (0 where they are not marked). `booked` is the part of
    `afs` that was in equity on the report date already. NaN where the bank's securities are not filed.
    """

    htm: Floats
    afs: Floats
    loans: Floats
    booked: Floats

    @property
    def total(self) -> Floats:
        """Everything lost against cost."""
        return self.htm + self.afs + self.loans

    @property
    def loss_not_in_equity(self) -> Floats:
        """What is not in the equity filed on the report date: counted once, never twice."""
        return self.htm + (self.afs - self.booked) + self.loans


def mark(book: CallReportQuarter, curves: Yields, to: Curve, with_loans: bool) -> Mark:
    """Mark a quarter to a curve (method M-JMPS).

    Each bucket carries the yield of the report date at its maturity and is repriced at that of `to`; pools of
    mortgages carry their own coupon and are prepaid by their incentive. The loss on securities starts from what
    is filed, so the report date's own curve gives the filed figure.
    """
    filed_held, filed_sale, htm_fair_value, afs_fair_value = _filed(book, curves)
    change = book.securities.change(security_changes(book, curves, curves.report, to))
    loans = np.zeros(len(book))
    if with_loans:
        for kind in (book.residential_mortgages, book.other_loans):
            loans -= kind.amount * kind.change(loan_changes(kind, curves, to))
    booked = np.where(book.unsplit, np.nan, filed_sale)
    return Mark(filed_held - htm_fair_value * change, filed_sale - afs_fair_value * change, loans, booked)


def as_filed(book: CallReportQuarter, curves: Yields) -> Mark:
    """The report date itself: what was filed, or derived where it was not; loans at what they stand for."""
    htm, afs, _, _ = _filed(book, curves)
    return Mark(htm, afs, np.zeros(len(book)), np.where(book.unsplit, np.nan, afs))


def security_changes(book: CallReportQuarter, curves: Yields, before: Curve, after: Curve) -> Floats:
    """Relative change of each bucket of securities of each bank between two curves, shape (n, k); not to be changed.

    The pools of a bank carry the coupon that the filed fair value over cost implies at the report date, where it
    files them, else the mean mortgage rate of the five years before it.
    """
    return _security_changes(book, curves.bought, curves.report, curves.mortgage_spread, before, after)


@memoised
def _security_changes(
    book: CallReportQuarter, bought: Curve, report: Curve, spread: float, before: Curve, after: Curve
) -> Floats:
    """Kept with the book: one move of a slider asks seven times, and about three pairs of curves."""
    kinds = book.securities.buckets
    past, filed, first, last = (mortgages.rate(curve, spread) for curve in (bought, report, before, after))
    coupon = np.where(np.isnan(book.price), past, mortgages.implied_coupon(book.price, filed))
    found = np.tile(buckets.changes(kinds, before, after), (len(book), 1))
    for place, bucket in enumerate(kinds):
        if bucket.amortising:
            then, now = (mortgages.price(coupon, level, bucket.years) for level in (first, last))
            found[:, place] = now / then - 1.0
    return found


def loan_changes(kind: Holdings, curves: Yields, to: Curve) -> Floats:
    """Change of value of each bucket of loans since the report date, in parts of their balance, shape (k,).

    Home loans over five years carry the mean mortgage rate of the five years before the report date.
    """
    past, report, now = (mortgages.rate(curve, curves.mortgage_spread) for curve in (curves.bought, curves.report, to))
    found = buckets.changes(kind.buckets, curves.report, to).copy()
    for place, bucket in enumerate(kind.buckets):
        if bucket.amortising:
            coupon = np.array([past])
            then, after = (mortgages.price(coupon, level, bucket.years)[0] for level in (report, now))
            found[place] = after - then
    return found


def mean_changes(
    book: CallReportQuarter, kind: Holdings, curves: Yields, to: Curve, among: NDArray[np.bool_] | None = None
) -> Floats:
    """What each bucket of a kind has gained or lost since the report date, over all banks or some, shape (k,)."""
    if kind is not book.securities:
        return loan_changes(kind, curves, to)
    weights = np.nan_to_num(kind.amount)[:, None] * kind.shares
    weights = weights if among is None else weights[among]
    changes = security_changes(book, curves, curves.report, to)
    changes = changes if among is None else changes[among]
    total = weights.sum(axis=0)
    plain = changes.mean(axis=0) if len(changes) else np.zeros(len(kind.buckets))
    return np.where(total > 0, (weights * changes).sum(axis=0) / np.where(total > 0, total, 1.0), plain)


def _filed(book: CallReportQuarter, curves: Yields) -> tuple[Floats, Floats, Floats, Floats]:
    """Losses on the report date and the values left, derived from what was paid where none are filed."""
    since = book.securities.change(security_changes(book, curves, curves.bought, curves.report))
    no_held, no_sale = np.isnan(book.htm_loss), np.isnan(book.afs_loss)
    htm_fair_value = np.where(no_held, book.htm_fair_value * (1 + since), book.htm_fair_value)
    htm_loss = np.where(no_held, -since * book.htm_fair_value, book.htm_loss)
    afs_loss = np.where(no_sale, -since / (1 + since) * book.afs_fair_value, book.afs_loss)
    return htm_loss, afs_loss, htm_fair_value, book.afs_fair_value


@dataclass(frozen=True, eq=False)
class FiledValues:
    """Losses on the report date and the values left, in USD, derived where they are not filed."""

    htm_loss: Floats
    afs_loss: Floats
    htm_value: Floats
    afs_value: Floats


def values(book: CallReportQuarter, curves: Yields) -> FiledValues:
    """What every mark of a quarter starts from."""
    return FiledValues(*_filed(book, curves))


def coverage(assets: Floats, loss: Floats, insured: Floats, uninsured: Floats, share: float) -> Floats:
    """What is left for insured depositors once a share of the uninsured has gone (method M-COVER).

    (assets - loss - share x uninsured - insured) / insured: below 0, those who are insured are not
    covered. `share` is a decimal; NaN where a bank has no insured deposits or they are not known.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        left = (assets - loss - share * uninsured - insured) / insured
    return np.where(insured > 0, left, np.nan)
