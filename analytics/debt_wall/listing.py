"""The issuers one by one, by sector, and as points of coverage, before and after.

Tables that no yield moves are kept with a column for each thing that one does: to fill it at each move of a slider is
several times faster than to add it.
"""

from __future__ import annotations

from itertools import islice

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics import refinancing as refi
from analytics.debt_wall.exposure import Exposure
from analytics.debt_wall.fundamentals import STATUS
from analytics.debt_wall.outcome import Outcome
from analytics.frames.issuers import link
from analytics.memo import memoised

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
KINDS = pd.array((*refi.CLASSES, "not measured"), dtype="str")
"""The classes by code, and after them what has none."""


def issuers(exposure: Exposure, outcome: Outcome) -> pd.DataFrame:
    """Every issuer of the band: its debt, what falls due, and coverage and profit before and after."""
    table = _plain_issuers(exposure)
    count, repriceable = len(table), exposure.repriceable

    def spread(values: Array) -> Array:
        whole = np.full(count, np.nan)
        whole[repriceable] = values
        return whole

    wiped_out, measured = np.zeros(count, bool), np.zeros(count, bool)
    wiped_out[repriceable], measured[repriceable] = outcome.wiped_out, True
    kind = np.full(count, len(refi.CLASSES))
    kind[repriceable] = outcome.code
    return table.assign(
        break_even_pct=100 * spread(refi.shown(outcome.break_evens, outcome.code)),
        **{"class": KINDS.take(kind)},
        extra_usd_m=spread(outcome.extra / 1e6),
        coverage_after_x=spread(np.where(np.isfinite(outcome.covered), outcome.covered, np.nan)),
        profit_after_usd_m=spread(outcome.profit / 1e6),
        wiped_out=_flags(wiped_out, measured),
    )


def _flags(values: Flags, known: Flags) -> pd.api.extensions.ExtensionArray:
    """Yes, no, or missing where it is not known."""
    return pd.arrays.BooleanArray(values & known, ~known)


@memoised
def _plain_issuers(exposure: Exposure) -> pd.DataFrame:
    """The columns of `issuers` that no yield moves; a doubted debt is shown, and is in no total.

    What follows from a debt is missing where the debt is unknown or doubted, as on the issuer's own page, and of no
    debt no part floats.
    """
    table, known = exposure.as_filed, exposure.is_known
    count, cash = len(table), table["cash"].to_numpy(dtype=float)

    def spread(values: Array) -> Array:
        whole = np.full(count, np.nan)
        whole[exposure.repriceable] = values
        return whole

    def owed(values: Array) -> Array:
        return np.where(known, values, np.nan)

    filings = [link(int(c), int(n)) for c, n in zip(table["cik"], table["ladder_accn"], strict=True)]
    invented = exposure.illustrative
    return pd.DataFrame(
        {
            "rank": table["rank"].to_numpy(),
            "name": table["name"].to_numpy(),
            "ticker": table["ticker"].to_numpy(),
            "cik": table["cik"].to_numpy(),
            "sector": table["sector"].to_numpy(),
            "status": [STATUS[code] for code in table["status"]],
            "debt_usd_m": table["debt"].to_numpy() / 1e6,
            "due_usd_m": owed(exposure.due / 1e6),
            "ladder_usd_m": table["ladder_filed"].to_numpy() / 1e6,
            "floating_pct": np.where(
                exposure.table["debt"].to_numpy(dtype=float) > 0.0, 100 * exposure.floating, np.nan
            ),
            "floating_filed": table["floating_filed"].notna().to_numpy(),
            "interest_usd_m": table["interest"].to_numpy() / 1e6,
            "ebit_usd_m": table["ebit"].to_numpy() / 1e6,
            "impairments_usd_m": table["impairments"].to_numpy() / 1e6,
            "net_income_usd_m": table["net_income"].to_numpy() / 1e6,
            "coverage_before_x": spread(np.where(np.isfinite(exposure.covered), exposure.covered, np.nan)),
            "profit_before_usd_m": spread(exposure.profit / 1e6),
            "break_even_pct": np.nan,
            "class": "",
            "can_repay": _flags(exposure.covers_due, known & np.isfinite(cash)),
            "twelve_months_to": table["through"].to_numpy(),
            "balance_sheet": table["period_end"].to_numpy(),
            "ladder_date": table["ladder_end"].to_numpy(),
            "interest_tag": table["interest_tag"].to_numpy(),
            "later_usd_m": owed(exposure.later.sum(axis=1) / 1e6),
            "doubt": table["doubt"].to_numpy(),
            "flag": table["flag"].to_numpy(),
            "filing": [""] * count if invented else filings,
            **dict.fromkeys(("extra_usd_m", "coverage_after_x", "profit_after_usd_m"), np.nan),
            "wiped_out": pd.NA,
        }
    )


NEXT = "Next to break"
NEXT_COUNT = 12
CROSSING = (refi.CLASSES[refi.COMPUTED], refi.CLASSES[refi.PAST])
"""The classes of issuers whose profit turns into a loss at their break-even."""


def next_to_break(table: pd.DataFrame, level: float, count: int = NEXT_COUNT) -> NDArray[np.intp]:
    """Places in `issuers` of the first that keep a profit, lowest break-even above the ten-year `level` first."""
    even = table["break_even_pct"].to_numpy(dtype=float)
    above = np.flatnonzero(even > level)
    classes = table["class"].to_numpy()
    nearest = above[np.argsort(even[above], kind="stable")]
    mine = (place for place in nearest if classes[place] in CROSSING)
    return np.fromiter(islice(mine, count), dtype=np.intp)


def listed(table: pd.DataFrame, kind: str, level: float) -> pd.DataFrame:
    """Those of `issuers` that a reader lists, lowest break-even first, those without one last.

    `kind` is a class, "All", or "Next to break": the first twelve that keep a profit and whose break-even is known,
    so above the ten-year `level` in per cent.
    """
    if kind == NEXT:
        return table.iloc[next_to_break(table, level)]
    mine = table if kind == "All" else table[table["class"].str.lower() == kind.lower()]
    return mine.iloc[np.argsort(mine["break_even_pct"].to_numpy(dtype=float), kind="stable")]


def sectors(exposure: Exposure, outcome: Outcome) -> pd.DataFrame:
    """By sector: debt, what falls due, extra interest, median coverage before and after, share wiped out."""
    static, place = _plain_sectors(exposure)
    count, mine = len(static), place[exposure.repriceable]
    pays = np.isfinite(exposure.covered) & np.isfinite(outcome.covered)
    before, after = (_medians(covered[pays], mine[pays], count) for covered in (exposure.covered, outcome.covered))
    wiped_out = np.bincount(mine, weights=outcome.wiped_out, minlength=count).astype(int)
    profitable = static["profitable_count"].to_numpy()
    with np.errstate(divide="ignore", invalid="ignore"):
        share = 100 * np.where(profitable > 0, wiped_out / profitable, np.nan)
    return static.assign(
        extra_usd_bn=np.bincount(mine, weights=outcome.extra, minlength=count) / 1e9,
        coverage_before_x=before,
        coverage_after_x=after,
        wiped_out_count=wiped_out,
        wiped_out_pct=share,
    )


def _medians(values: Array, group: NDArray[np.intp], count: int) -> Array:
    """The median of each of `count` groups, NaN for an empty one."""
    order = np.lexsort((values, group))
    edges = np.searchsorted(group[order], np.arange(count + 1))
    first, sizes = edges[:-1], np.diff(edges)
    padded = np.append(values[order], np.nan)
    low, high = (np.where(sizes > 0, first + place, len(values)) for place in ((sizes - 1) // 2, sizes // 2))
    return np.asarray((padded[low] + padded[high]) / 2)


@memoised
def _plain_sectors(exposure: Exposure) -> tuple[pd.DataFrame, NDArray[np.intp]]:
    """The columns of `sectors` that no yield moves, most debt first, and the sector of every issuer.

    A sector of which no debt is known owes an unknown amount.
    """
    debt = np.nan_to_num(exposure.table["debt"].to_numpy(dtype=float))
    names, place = np.unique(exposure.table["sector"].to_numpy(dtype=str), return_inverse=True)
    owed = np.bincount(place, weights=debt, minlength=len(names))
    order = np.argsort(-owed, kind="stable")
    known = np.bincount(place, weights=exposure.is_known, minlength=len(names))[order] > 0
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    placed = rank[place]
    count = len(names)
    due = np.bincount(placed, weights=exposure.due, minlength=count)
    mine = placed[exposure.repriceable]
    with np.errstate(divide="ignore", invalid="ignore"):
        share = 100 * np.where(owed[order] > 0.0, due / owed[order], np.nan)
    table = pd.DataFrame(
        {
            "sector": names[order],
            "issuers_count": np.bincount(placed, minlength=count),
            "debt_usd_bn": np.where(known, owed[order] / 1e9, np.nan),
            "due_usd_bn": np.where(known, due / 1e9, np.nan),
            "due_pct": share,
            "profitable_count": np.bincount(mine, weights=exposure.profitable, minlength=count).astype(int),
            **dict.fromkeys(("extra_usd_bn", "coverage_before_x", "coverage_after_x"), np.nan),
            "wiped_out_count": 0,
            "wiped_out_pct": np.nan,
        }
    )
    return table, placed


def coverage(exposure: Exposure, outcome: Outcome) -> pd.DataFrame:
    """A point an issuer that pays interest: coverage before and after, its debt and class."""
    static, pays = _plain_coverage(exposure)
    after = outcome.covered[pays]
    kind, wiped_out = KINDS.take(outcome.code[pays]), outcome.wiped_out[pays]
    return static.assign(**{"class": kind}, after_x=np.where(np.isfinite(after), after, np.nan), wiped_out=wiped_out)


@memoised
def _plain_coverage(exposure: Exposure) -> tuple[pd.DataFrame, NDArray[np.intp]]:
    pays = np.flatnonzero(np.isfinite(exposure.covered))
    table = exposure.table.iloc[exposure.repriceable[pays]]
    static = pd.DataFrame(
        {
            "name": table["name"].to_numpy(),
            "ticker": table["ticker"].to_numpy(),
            "cik": table["cik"].to_numpy(),
            "before_x": exposure.covered[pays],
            "debt_usd_m": exposure.debt[pays] / 1e6,
            "class": "",
            "after_x": np.nan,
            "wiped_out": False,
        }
    )
    return static, pays
