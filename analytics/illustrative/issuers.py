"""The built-in issuers: two thousand fictitious filers, named as such, with the published totals of the band.

About 41 % earn nothing, they owe USD 832 bn, three quarters of it due within five years, and up to half of it
floats. Nothing else about them is anyone's: names, industries, ladders and figures are drawn from a fixed seed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from analytics.frames.issuers import Filings, fit
from analytics.illustrative import breadth
from analytics.illustrative.extras import extras
from analytics.illustrative.past import past
from analytics.illustrative.statements import SyntheticStatements, tables
from analytics.measures.filer import sectors

Array = NDArray[np.float64]

SEED = 20260831
COUNT = 2000
FIRST_RANK = 1001
FIRST_CIK = 9_900_001
"""Above every number the SEC has given out."""
UNPROFITABLE, DEBT, WITHIN_FIVE_YEARS = 0.41, 832e9, 0.75
"""Published: AInvest (October 2025), Bloomberg (May 2024) twice."""
FLOATING_MEAN = 0.48
INDUSTRIES = (
    (2834, 0.10), (2836, 0.10), (3841, 0.07), (8090, 0.04), (7372, 0.12), (3674, 0.06), (1311, 0.06), (1040, 0.03),
    (2810, 0.05), (3559, 0.08), (3714, 0.04), (4011, 0.04), (4833, 0.04), (4931, 0.02), (5311, 0.06), (5812, 0.05),
    (2300, 0.03), (1531, 0.02), (7389, 0.05), (8711, 0.04),
)  # fmt: skip
"""Industry codes and their weight among the issuers; no financials."""
_BIOTECH = (2834, 2836)


@dataclass(frozen=True)
class _Mix:
    """How many borrowers tag a ladder, or current debt only; how many have no debt."""

    ladder: float = 0.62
    current: float = 0.24
    debt_free: float = 0.15


def make(
    last: date, count: int = COUNT, seed: int = SEED, first_rank: int = FIRST_RANK
) -> tuple[pd.DataFrame, pa.Table]:
    """Members and issuers as a refresh would publish them on `last`, the same for the same arguments."""
    random = np.random.default_rng(seed)
    book = _book(random, count)
    more = extras(np.random.default_rng([seed, count]), book.revenue, book.pretax, book.sic, _floats(count))
    before = past(np.random.default_rng([seed, count, FIRST_CIK]), book.growth)
    members = _members(random, book, last, first_rank)
    return members, fit(tables(book, members["cik"].to_numpy(), last, more, before))


@lru_cache(maxsize=1)
def filings(last: date) -> Filings:
    """The illustrative issuers as of a day."""
    members, issuers = make(last)
    return Filings(members, issuers, illustrative=True, breadth=breadth.make(members, last))


def _book(random: np.random.Generator, count: int) -> SyntheticStatements:
    codes = np.array([code for code, _ in INDUSTRIES])
    weights = np.array([weight for _, weight in INDUSTRIES])
    sic = random.choice(codes, count, p=weights / weights.sum())
    biotech = np.isin(sic, _BIOTECH)
    revenue = np.exp(random.normal(np.where(biotech, 17.2, 20.2), np.where(biotech, 1.3, 0.9)))
    order = np.argsort(-np.log(revenue) - random.normal(0.0, 1.5, count), kind="stable")
    sic, biotech, revenue = sic[order], biotech[order], revenue[order]
    mix = _Mix()
    owes = random.random(count) > np.where(biotech, 0.45, mix.debt_free * 0.6)
    debt = np.where(owes, revenue * np.exp(random.normal(-0.7, 0.9, count)), 0.0)
    debt *= DEBT / debt.sum()
    coupon = np.clip(random.normal(0.066, 0.018, count), 0.015, 0.14)
    margin = random.normal(np.where(biotech, -1.2, 0.03), np.where(biotech, 0.9, 0.055))
    pretax = revenue * (margin - np.quantile(margin, UNPROFITABLE))
    placed = _ladders(random, count)
    after = placed[:, 5] * debt
    placed[:, 5] *= (1.0 - WITHIN_FIVE_YEARS) * debt.sum() / after.sum()
    placed[:, 5] = np.clip(placed[:, 5], 0.0, 0.97)
    placed[:, :5] *= ((1.0 - placed[:, 5]) / placed[:, :5].sum(axis=1))[:, None]
    size = random.random(count) + 0.15 * (np.log(debt + 1.0) - np.log(debt + 1.0).mean())
    tags = np.where(size > np.quantile(size, 1.0 - mix.ladder), 2, np.where(random.random(count) < 0.65, 1, 0))
    return SyntheticStatements(
        sic=sic,
        year_end=random.choice([11, 11, 11, 11, 11, 11, 11, 8, 5, 2, 0], count),
        revenue=revenue,
        pretax=pretax,
        interest=debt * coupon,
        depreciation=revenue * np.clip(random.normal(0.05, 0.02, count), 0.005, 0.2),
        pays_tax=random.random(count) > 0.12,
        debt=debt,
        ladder=placed,
        tagging=np.where(debt > 0, tags, -1),
        quarterly_ladder=random.random(count) < 0.4,
        drops_late=random.random(count) < 0.3,
        floating=np.clip(random.normal(FLOATING_MEAN, 0.3, count), 0.0, 1.0),
        floating_tagged=random.random(count) < 0.12,
        cash=np.maximum(revenue * np.exp(random.normal(-2.2, 0.8, count)), 0.06 * _floats(count)),
        growth=random.normal(0.06, 0.10, count),
        noise=random.normal(0.0, 0.04, (count, 48)),
        new_tag=random.random(count) < 0.7,
    )


def _ladders(random: np.random.Generator, count: int) -> Array:
    """Shares of debt due in years one to five and after, each row summing to 1; most fall in one or two years."""
    shares = random.dirichlet(np.array([0.35, 0.45, 0.55, 0.65, 0.65, 0.9]), count)
    return np.asarray(np.maximum(shares, 1e-6) / np.maximum(shares, 1e-6).sum(axis=1, keepdims=True))


def _floats(count: int) -> Array:
    """Public floats by rank, from the largest to the smallest of the band, in USD."""
    return np.geomspace(6e9, 2.5e8, count)


def _members(random: np.random.Generator, book: SyntheticStatements, last: date, first_rank: int) -> pd.DataFrame:
    count = len(book.sic)
    names = [f"Example {number:04d}" for number in range(1, count + 1)]
    tickers = [f"EX{number:04d}" for number in range(1, count + 1)]
    days = pd.Timestamp(last.year - 1, 6, 30)
    sector = sectors.sector(book.sic.astype(np.int64))
    return pd.DataFrame(
        {
            "cik": np.arange(FIRST_CIK, FIRST_CIK + count, dtype=np.int64),
            "name": names,
            "ticker": tickers,
            "tickers": tickers,
            "exchange": random.choice(["Nasdaq", "NYSE"], count).astype(str),
            "sic": book.sic.astype(np.int64),
            "sector": sector.astype(str),
            "financial": np.zeros(count, bool),
            "year_end": [f"{month + 1:02d}{days_in(month):02d}" for month in book.year_end],
            "form": ["10-Q"] * count,
            "float_usd": _floats(count),
            "float_end": pd.DatetimeIndex([days] * count).as_unit("us"),
            "float_accn": np.zeros(count, np.int64),
            "rank": np.arange(first_rank, first_rank + count, dtype=np.int64),
            "flag": [""] * count,
        }
    )


def days_in(month: int) -> int:
    """Days of a month (0 to 11) in a common year."""
    return (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month]
