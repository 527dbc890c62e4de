"""The exposure: a band's issuers, their maturities in a window and their terms; none of it moves with the yields."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics import refinancing as refi
from analytics.debt_wall import terms
from analytics.debt_wall.fundamentals import ASSUMED, DERIVED, FILED, NO_DEBT, OWES, IssuerFundamentals
from analytics.debt_wall.short_rates import Means
from analytics.frames.published import Published
from analytics.measures.curve import Curve
from analytics.measures.filer import sectors
from analytics.measures.filer.ladder import FIRST_MONTH, month_end
from analytics.memo import Memo, memoised
from analytics.model.choices import QUARTERS
from analytics.model.scenario import Scenario

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]

WINDOW = 8
"""Quarters a window has unless the reader sets its ends, the one in progress included."""
FEWEST_FOR_PROFILE = 10
"""Filed ladders a sector needs for a profile of its own."""
FIELDS = (
    "floating_share",
    "hedged_share",
    "due_from",
    "due_to",
    "band_low",
    "band_high",
    "limit_163j",
    "real_estate",
    "spread_bp",
)
"""The fields of a scenario that an exposure rests on."""


@dataclass(frozen=True, eq=False)
class Exposure:
    """The issuers measured, a row each; dollars in USD.

    `table` holds their figures, NaN where the debt is doubted, which stands in `as_filed`. `filed`, `derived` and
    `assumed` are their maturities by quarter of `QUARTERS`, `later` what falls due after those quarters or in an open
    bucket, by the same three. `due` is what falls due in the window, quarters `first` to `last`, and `covers_due` says
    who holds as much cash. `terms` is of the issuers that can be repriced (`repriceable`, rows of `table`); `profit`
    and `covered` are their net income and coverage before repricing. `left_out` are the members of the band that are
    not measured, `unranked` the listed filers that have no rank, each with a flag that says why; `not_held` counts the
    rest.
    """

    table: pd.DataFrame
    as_filed: pd.DataFrame
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
    profit: Array
    covered: Array
    covers_due: Flags
    ratings: refi.Scale
    curve: Curve
    not_held: dict[str, int]
    illustrative: bool
    memo: Memo = field(default_factory=Memo, repr=False)

    @property
    def debt(self) -> Array:
        """Debt of the issuers that can be repriced."""
        return np.asarray(self.table["debt"].to_numpy(dtype=float)[self.repriceable])

    @property
    def can_repay(self) -> Flags:
        """Which of them hold as much cash as falls due in the window."""
        return np.asarray(self.covers_due[self.repriceable])

    @property
    def is_known(self) -> Flags:
        """Of which issuers of `table` the debt is known; of the others nothing that follows from it is."""
        return np.asarray(np.isfinite(self.table["debt"].to_numpy(dtype=float)))

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


Day = tuple[date, tuple[tuple[str, float], ...]]
"""A curve by its day and its yields."""


@memoised
def _expose(
    book: IssuerFundamentals,
    at: Day,
    settings: Scenario,
    published: Published,
    floating_share: float,
    shorts: Means,
) -> Exposure:
    curve = Curve(at[0], pd.Series(dict(at[1])))
    table = book.table
    low, high = sorted((settings.band_low, settings.band_high))
    band = table["rank"].between(low, high).to_numpy()
    known = measured(table, settings)
    rows = np.flatnonzero(band & known)
    as_filed = table.iloc[rows].reset_index(drop=True)
    counts = np.isin(as_filed["status"].to_numpy(), (*OWES, NO_DEBT))
    chosen = as_filed.assign(debt=as_filed["debt"].where(counts), ladder_total=as_filed["ladder_total"].where(counts))
    first, last = window(curve.as_of, settings)
    now = window(curve.as_of, Scenario())[0]
    assumed, later_assumed = _assumed(book, rows, now)
    filed, derived, after, rest = (
        np.where(counts[:, None] if part.ndim == 2 else counts, part[rows], 0.0)
        for part in (book.filed, book.derived, book.after, book.rest)
    )
    due = (filed + derived + assumed)[:, first : last + 1].sum(axis=1)
    floating = terms.floating_shares(chosen, floating_share)
    ratings = refi.scale(published.table("damodaran_small"))
    repriceable = np.flatnonzero(terms.can_be_priced(chosen))
    since = terms.short_rate_since(chosen["through"].iloc[repriceable], curve, shorts)
    inputs = terms.inputs(
        chosen.iloc[repriceable], due[repriceable], floating[repriceable], settings, curve, ratings, since
    )
    return Exposure(
        table=chosen,
        as_filed=as_filed,
        left_out=table[band & ~known],
        unranked=table[table["rank"] == 0],
        filed=filed,
        derived=derived,
        assumed=assumed,
        later=np.column_stack([after, np.zeros(len(rows)), later_assumed + rest]),
        claim_assumed=_claim_assumed(book, rows),
        rows=rows,
        due=due,
        floating=floating,
        first=first,
        last=last,
        repriceable=repriceable,
        terms=inputs,
        profit=refi.net_income(inputs, inputs.interest),
        covered=refi.coverage(inputs, inputs.interest),
        covers_due=(due > 0.0) & (chosen["cash"].to_numpy(dtype=float) >= due),
        ratings=ratings,
        curve=curve,
        not_held=book.left_out,
        illustrative=book.illustrative,
    )


def measured(table: pd.DataFrame, settings: Scenario) -> Flags:
    """Which members the wall is of: operating companies with an industry code, real estate where it is wanted."""
    known = ~table["financial"].to_numpy(dtype=bool) & (table["sic"].to_numpy() > 0)
    if settings.real_estate == "Off":
        known &= table["sector"].to_numpy() != sectors.REAL_ESTATE
    return np.asarray(known)


def expose(
    book: IssuerFundamentals,
    curve: Curve,
    scenario: Scenario,
    published: Published,
    shorts: Means = (),
    floating_share: float | None = None,
) -> Exposure:
    """The exposure of a book under a scenario; moving a yield gives the same one again.

    It is kept with the book by the curve and by `FIELDS`. `published` holds the scale of ratings by coverage. `shorts`
    are mean short rates of twelve months: floating debt at rest pays the day's, where interest filed was paid at the
    mean of its own twelve months. `floating_share` (per cent) stands for the scenario's where given.
    """
    yields = tuple((str(id), float(value)) for id, value in curve.yields.items())
    settings = Scenario(**{name: getattr(scenario, name) for name in FIELDS})
    share = settings.floating_share if floating_share is None else floating_share
    return _expose(book, (curve.as_of, yields), settings, published, share / 100.0, shorts)


def _assumed(book: IssuerFundamentals, rows: NDArray[np.intp], now: int) -> tuple[Array, Array]:
    """Debt with no maturity tagged, placed by the profile of the sector's filed ladders from this quarter on.

    Returns amounts by quarter and what falls later. An issuer whose current debt is known has the rest placed
    after those twelve months. A sector with fewer than ten ladders takes the profile of all. Where nobody has
    filed a ladder all of it falls later.
    """
    table = book.table.iloc[rows]
    status = table["status"].to_numpy()
    owed = np.nan_to_num(table["debt"].to_numpy(dtype=float))
    current = np.nan_to_num(table["current"].to_numpy(dtype=float))
    rest = np.select([status == ASSUMED, status == DERIVED], [owed, np.maximum(owed - current, 0.0)], 0.0)
    filed = np.column_stack([book.filed[rows], book.after[rows]])
    filed[status != FILED] = 0.0
    filed[:, :now] = 0.0
    whole = filed.sum(axis=0)
    placed, later = np.zeros((len(rows), len(QUARTERS))), rest.copy()
    if whole.sum() <= 0.0:
        return placed, later
    months = np.zeros(len(rows), np.int64)
    dated = table["period_end"].notna().to_numpy()
    months[dated] = month_end(table["period_end"][dated].to_numpy())
    known_until = np.where(status == DERIVED, (months + 12 - FIRST_MONTH) // 3, now - 1)
    names = table["sector"].to_numpy()
    for name in np.unique(names):
        mine = names == name
        own = filed[mine & (status == FILED)]
        profile = own.sum(axis=0) if len(own) >= FEWEST_FOR_PROFILE and own.sum() > 0.0 else whole
        wanting = np.flatnonzero(mine & (rest > 0.0))
        columns = np.arange(len(profile))[None, :]
        shares = np.where(columns > known_until[wanting, None], profile[None, :], 0.0)
        with np.errstate(divide="ignore", invalid="ignore"):
            shares = np.nan_to_num(shares / shares.sum(axis=1, keepdims=True))
        placed[wanting] = rest[wanting, None] * shares[:, :-1]
        later[wanting] = rest[wanting] - placed[wanting].sum(axis=1)
    return placed, later


def _claim_assumed(book: IssuerFundamentals, rows: NDArray[np.intp]) -> Array:
    """What the assumed issuers would owe in the claimed quarter, were they like the filed ones of the book."""
    table = book.table.iloc[rows]
    base = np.nan_to_num(table["debt"].to_numpy(dtype=float))
    filed = table["status"].to_numpy() == FILED
    total = float(base[filed].sum())
    share = float(book.claim_filed[rows].sum()) / total if total > 0.0 else 0.0
    return np.where(table["status"].to_numpy() == ASSUMED, base * share, 0.0)
