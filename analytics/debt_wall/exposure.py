"""The exposure: a band's issuers, their maturities in a window and their terms; none of it moves with the yields."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics import refinancing as refi
from analytics.debt_wall.fundamentals import ASSUMED, DERIVED, FILED, NO_DEBT, IssuerFundamentals
from analytics.frames.published import Published
from analytics.measures.curve import Curve
from analytics.measures.filer import sectors
from analytics.measures.filer.ladder import FIRST_MONTH, month_end
from analytics.memo import Memo, memoised
from analytics.model.scenario import QUARTERS, Scenario

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]

WINDOW = 8
"""Quarters a window has unless the reader sets its ends, the one in progress included."""
FEWEST_FOR_PROFILE = 10
"""Filed ladders a sector needs for a profile of its own."""
TAX_YEAR = 2026
FIELDS = (
    "floating_share",
    "hedged_share",
    "due_from",
    "due_to",
    "band_low",
    "band_high",
    "limit_163j",
    "spread_bp",
)
"""The fields of a scenario that an exposure rests on."""


@dataclass(frozen=True, eq=False)
class Exposure:
    """The issuers measured, a row each; dollars in USD.

    `table` holds their figures (the book's columns), `filed`, `derived` and `assumed` their maturities by quarter
    of `QUARTERS`, `later` what falls due after those quarters or in an open bucket, by the same three. `due` is
    what falls due in the window, quarters `first` to `last`. `terms` is of the issuers that can be repriced
    (`repriceable`, rows of `table`); `break_evens` and `code` are their break-evens and classes, `profit` and `covered`
    net income and coverage before repricing. `left_out` are the members of the band that are not measured,
    `unranked` the listed filers that have no rank, each with a flag that says why.
    """

    table: pd.DataFrame
    left_out: pd.DataFrame
    unranked: pd.DataFrame
    filed: Array
    derived: Array
    assumed: Array
    later: Array
    claim_assumed: Array
    rows: NDArray[np.intp]
    due: Array
    floating: Array
    first: int
    last: int
    repriceable: NDArray[np.intp]
    terms: refi.RefinancingInputs
    break_evens: Array
    code: NDArray[np.int8]
    profit: Array
    covered: Array
    can_repay: Flags
    ratings: refi.Scale
    curve: Curve
    illustrative: bool
    memo: Memo = field(default_factory=Memo, repr=False)

    @property
    def debt(self) -> Array:
        """Debt of the issuers that can be repriced."""
        return np.asarray(self.table["debt"].to_numpy(dtype=float)[self.repriceable])

    @property
    def profitable(self) -> Flags:
        """Which of them earn something before repricing, by the model."""
        return self.profit > 0.0


def window(as_of: date, scenario: Scenario) -> tuple[int, int]:
    """The window's first and last quarter (places in `QUARTERS`): the one in progress and the seven after it, or
    the reader's. Ends given in the wrong order are put in the right one."""
    place = min(max((as_of.year * 12 + as_of.month - 1 - FIRST_MONTH) // 3, 0), len(QUARTERS) - WINDOW)
    first = QUARTERS.index(scenario.due_from) if scenario.due_from else place
    last = QUARTERS.index(scenario.due_to) if scenario.due_to else first + WINDOW - 1
    return min(first, last), min(max(first, last), len(QUARTERS) - 1)


@memoised
def _expose(
    book: IssuerFundamentals,
    as_of: date,
    yields: tuple[tuple[str, float], ...],
    settings: Scenario,
    published: Published,
) -> Exposure:
    curve = Curve(as_of, pd.Series(dict(yields)))
    table = book.table
    low, high = sorted((settings.band_low, settings.band_high))
    band = table["rank"].between(low, high).to_numpy()
    known = ~table["financial"].to_numpy() & (table["sic"].to_numpy() > 0)
    rows = np.flatnonzero(band & known)
    chosen = table.iloc[rows].reset_index(drop=True)
    first, last = window(curve.as_of, settings)
    now = window(curve.as_of, Scenario())[0]
    assumed, later_assumed = _assumed(book, rows, now)
    placed = book.filed[rows] + book.derived[rows] + assumed
    due = placed[:, first : last + 1].sum(axis=1)
    floating = chosen["floating_filed"].fillna(settings.floating_share / 100.0).to_numpy()
    ratings = refi.scale(published.table("damodaran_small"))
    repriceable = np.flatnonzero(_can_be_priced(chosen))
    terms = _terms(chosen.iloc[repriceable], due[repriceable], floating[repriceable], settings, curve, ratings)
    break_evens = refi.crossing(terms)
    cash = chosen["cash"].to_numpy(dtype=float)[repriceable]
    return Exposure(
        table=chosen,
        left_out=table[band & ~known],
        unranked=table[table["rank"] == 0],
        filed=book.filed[rows],
        derived=book.derived[rows],
        assumed=assumed,
        later=np.column_stack([book.after[rows], np.zeros(len(rows)), later_assumed]),
        claim_assumed=_claim_assumed(book, rows),
        rows=rows,
        due=due,
        floating=floating,
        first=first,
        last=last,
        repriceable=repriceable,
        terms=terms,
        break_evens=break_evens,
        code=refi.classes(terms, break_evens),
        profit=refi.net_income(terms, terms.interest),
        covered=refi.coverage(terms, terms.interest),
        can_repay=(due[repriceable] > 0.0) & (cash >= due[repriceable]),
        ratings=ratings,
        curve=curve,
        illustrative=book.illustrative,
    )


def expose(book: IssuerFundamentals, curve: Curve, scenario: Scenario, published: Published) -> Exposure:
    """The exposure of a book under a scenario; moving a yield gives the same one again.

    It is kept with the book by the curve and by `FIELDS`. `published` holds the scale of ratings by coverage.
    """
    yields = tuple((str(id), float(value)) for id, value in curve.yields.items())
    settings = Scenario(**{name: getattr(scenario, name) for name in FIELDS})
    return _expose(book, curve.as_of, yields, settings, published)


def _can_be_priced(table: pd.DataFrame) -> Flags:
    """EBIT is known, and so are debt and its interest, or there is stated to be no debt."""
    status = table["status"].to_numpy()
    owes = np.isin(status, (FILED, DERIVED, ASSUMED))
    known = np.isfinite(table["ebit"].to_numpy(dtype=float))
    pays = (table["interest"].to_numpy(dtype=float) > 0.0) & (table["debt"].to_numpy(dtype=float) > 0.0)
    return np.asarray(known & ((owes & pays) | (status == NO_DEBT)))


def _terms(
    table: pd.DataFrame, due: Array, floating: Array, scenario: Scenario, curve: Curve, ratings: refi.Scale
) -> refi.RefinancingInputs:
    owed = np.nan_to_num(table["debt"].to_numpy(dtype=float))
    due = np.minimum(due, owed)
    ebit = table["ebit"].to_numpy(dtype=float)
    interest = np.where(owed > 0.0, table["interest"].fillna(0).to_numpy(dtype=float), 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        covered = np.where(interest > 0.0, ebit / interest, np.inf)
    place = ratings.rank(covered)
    wider = scenario.spread_bp / 1e4
    tenor = ratings.tenors[place]
    return refi.RefinancingInputs(
        ebit=ebit,
        interest=interest,
        limit=_limit(table, ebit) if scenario.limit_163j == "On" else np.full(len(table), np.inf),
        tax_rate=np.where(table["pays_tax"].to_numpy(dtype=bool), refi.FEDERAL_RATE, 0.0),
        fixed=due * (1.0 - floating),
        floating_due=due * floating,
        floating=owed * floating,
        coupon=table["coupon"].fillna(0).to_numpy(dtype=float),
        spread=ratings.spreads[place] + wider,
        margin=np.full(len(table), wider),
        tenor=tenor,
        tenor_yield=np.interp(tenor, curve.years, curve.yields.to_numpy() / 100.0),
        ten_year=curve.ten_year_bp / 1e4,
        short=curve.short_rate_bp / 1e4,
        hedged=scenario.hedged_share / 100.0,
    )


def _limit(table: pd.DataFrame, ebit: Array) -> Array:
    """The section 163(j) limit: none for small receipts and regulated utilities; on EBIT where no depreciation is
    tagged."""
    income = ebit + table["depreciation"].fillna(0).to_numpy(dtype=float)
    allowed = refi.limit(income, np.maximum(table["interest_income"].to_numpy(dtype=float), 0.0))
    free = refi.exempt(table["receipts"].to_numpy(dtype=float), TAX_YEAR)
    free |= sectors.excepted(table["sic"].to_numpy(dtype=np.int64))
    return np.where(free, np.inf, allowed)


def _assumed(book: IssuerFundamentals, rows: NDArray[np.intp], now: int) -> tuple[Array, Array]:
    """Debt with no maturity tagged, placed by the profile of the sector's filed ladders from this quarter on.

    Returns amounts by quarter and what falls later. An issuer whose current debt is known has the rest placed
    after those twelve months. A sector with fewer than ten ladders takes the profile of all. Where nobody has
    filed a ladder nothing can be placed, and both are 0.
    """
    table = book.table.iloc[rows]
    status = table["status"].to_numpy()
    owed = np.nan_to_num(table["debt"].to_numpy(dtype=float))
    current = np.nan_to_num(table["current"].to_numpy(dtype=float))
    rest = np.select([status == ASSUMED, status == DERIVED], [owed, np.maximum(owed - current, 0.0)], 0.0)
    filed = np.column_stack([book.filed[rows], book.after[rows]])
    filed[:, :now] = 0.0
    whole = filed.sum(axis=0)
    placed, later = np.zeros((len(rows), len(QUARTERS))), np.zeros(len(rows))
    if whole.sum() <= 0.0:
        return placed, later
    months = month_end(table["period_end"].to_numpy())
    known_until = np.where(status == DERIVED, (months + 12 - FIRST_MONTH) // 3, now - 1)
    names = table["sector"].to_numpy()
    for name in np.unique(names):
        mine = names == name
        own = filed[mine & (status == FILED)]
        profile = own.sum(axis=0) if len(own) >= FEWEST_FOR_PROFILE and own.sum() > 0.0 else whole
        wanting = np.flatnonzero(mine & (rest > 0.0))
        columns = np.arange(len(profile))[None, :]
        shares = np.where(columns > known_until[wanting, None], profile[None, :], 0.0)
        shares /= shares.sum(axis=1, keepdims=True)
        amounts = rest[wanting, None] * np.nan_to_num(shares)
        placed[wanting], later[wanting] = amounts[:, :-1], amounts[:, -1]
    return placed, later


def _claim_assumed(book: IssuerFundamentals, rows: NDArray[np.intp]) -> Array:
    """What the assumed issuers would owe in the claimed quarter, were they like the filed ones of the book."""
    table = book.table.iloc[rows]
    base = np.nan_to_num(table["debt"].to_numpy(dtype=float))
    filed = table["status"].to_numpy() == FILED
    total = float(base[filed].sum())
    share = float(book.claim_filed[rows].sum()) / total if total > 0.0 else 0.0
    return np.where(table["status"].to_numpy() == ASSUMED, base * share, 0.0)
