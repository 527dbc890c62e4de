"""Regional banks as numbers that a script marks to a curve: of each bank what `analytics.banks.marks` multiplies."""

from __future__ import annotations

from typing import Any

import numpy as np

from analytics import banks
from analytics.banks import amounts, buckets, marks, mortgages
from analytics.banks import call_report as books
from analytics.banks.buckets import Bucket
from analytics.measures import bonds
from analytics.measures import curve as curves_of
from analytics.measures.curve import Curve
from analytics.output.explorable.model import Model, Phrase
from analytics.output.views import Answer

FIGURES = (
    "unrealised_loss",
    "unbooked_loss",
    "unrealised_loss_to_equity",
    "unrealised_loss_net",
    "median_burden",
    "banks_beyond_50",
    "banks_beyond_100",
    "assets_beyond_50",
    "assets_beyond_100",
    "uncovered_banks",
    "uncovered_assets",
    "median_coverage",
)
CARDS = (
    "unrealised_loss",
    "unrealised_loss_to_equity",
    "median_burden",
    "banks_beyond_50",
    "banks_beyond_100",
    "uncovered_banks",
)

SENTENCE = "With the ten-year at {ten} and the three-month at {short}, {unrealised_loss}, and {banks_beyond_50}."
NO_BANK = "none of them would lose half of its tangible equity"
PHRASES = {
    "unrealised_loss": Phrase(
        "banks have lost # against cost",
        "banks have gained # over cost",
        "banks stand at cost",
        "what banks have lost against cost is not known",
    ),
    "banks_beyond_50": Phrase(
        "# of them would lose half of their tangible equity",
        NO_BANK,
        NO_BANK,
        "how many of them would lose half of their tangible equity is not known",
    ),
}


def model(answer: Answer) -> Model:
    """The banks of the newest quarter up to the as-of date. Raises `NoData` where no quarter is held."""
    world, scenario = answer.world, answer.scenario
    panel = banks.require_panel(world.banks)
    as_of = scenario.as_of or curves_of.for_day(world.market).as_of
    book = books.of(panel, panel.on(as_of))
    curves = marks.yields(world.market, scenario, book.end, as_of)
    terms = amounts.assumptions(scenario)
    filed = marks.values(book, curves)
    spread = curves.mortgage_spread
    past, report = (mortgages.rate(curve, spread) for curve in (curves.bought, curves.report))
    coupon = np.where(np.isnan(book.price), past, mortgages.implied_coupon(book.price, report))
    columns: dict[str, Any] = {
        "loss": filed.htm_loss + filed.afs_loss,
        "value": filed.htm_value + filed.afs_value,
        "booked": np.where(book.unsplit, np.nan, filed.afs_loss),
        "assets": book["ASSET"],
        "tangible": book.tangible_common_equity,
        "insured": book.insured,
        "uninsured": book.uninsured,
        "coupon": coupon,
        "shares": book.securities.shares.astype(np.float32).ravel(),
    }
    kinds = [_kind(book.securities.buckets, curves.report, curves.today)]
    if terms.with_loans:
        for name, kind in (("homes", book.residential_mortgages), ("others", book.other_loans)):
            columns |= {name: kind.amount, f"{name}_shares": kind.shares.astype(np.float32).ravel()}
            kinds.append(_kind(kind.buckets, curves.report, curves.today))
    today = curves.today
    numbers = {
        "n": len(book),
        "long": today.ten_year_bp,
        "short": today.short_rate_bp,
        "opened": today.under(scenario),
        "kinds": kinds,
        "today_ten": float(buckets.yields_at(today, np.array([buckets.TEN]))[0]),
        "report_rate": report,
        "past_rate": past,
        "spread": spread,
        "lowest": mortgages.LOWEST,
        "coupons": mortgages.COUPONS,
        "prepayment": list(bonds.REFINANCING),
        "strip": bonds.STRIP,
        "tax": terms.tax,
        "run_off": terms.run_off,
        "drawn": "Loss not in equity yet over tangible equity, %, of each bank by its assets, the largest 600",
    }
    return Model("regional_banks", columns, numbers, FIGURES, CARDS, SENTENCE, PHRASES)


def _kind(kinds: tuple[Bucket, ...], report: Curve, today: Curve) -> list[list[float]]:
    """Of each bucket its years, tenor, whether it is paid down, and its yield on the report date and today."""
    tenors = np.array([bucket.tenor for bucket in kinds])
    then, now = buckets.yields_at(report, tenors), buckets.yields_at(today, tenors)
    return [
        [bucket.years, bucket.tenor, float(bucket.amortising), float(first), float(last)]
        for bucket, first, last in zip(kinds, then, now, strict=True)
    ]
