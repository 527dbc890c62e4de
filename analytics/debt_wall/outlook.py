"""The outlook: paths of the yields to the end of the window, and how many issuers each of them wipes out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics import refinancing as refi
from analytics.debt_wall.exposure import Exposure
from analytics.debt_wall.outcome import Outcome
from analytics.errors import NoData
from analytics.frames.market import Market
from analytics.measures import yield_paths
from analytics.measures.curve import LONG, SHORT
from analytics.measures.filer.ladder import FIRST_MONTH
from analytics.memo import memoised
from analytics.model.thresholds import QUANTILES

BIN = 0.02
"""Width of a bar of the distribution, as a share."""


@dataclass(frozen=True, eq=False)
class Outlook:
    """Percentiles by month of the ten-year and of the share wiped out, and that share on each path at the end.

    `months` is how far it goes: to the end of the window, 24 at most. `reason` says why there is none.
    """

    fan: pd.DataFrame
    share_fan: pd.DataFrame
    shares: NDArray[np.float64]
    months: int
    drawn: yield_paths.Paths | None
    reason: str = ""

    @cached_property
    def ends(self) -> dict[int, float]:
        """Percentiles of the share wiped out at the end; empty where no path is drawn."""
        if not self.drawn:
            return {}
        at = np.percentile(self.shares, QUANTILES, method="nearest")
        return dict(zip(QUANTILES, at.tolist(), strict=True))

    @cached_property
    def distribution(self) -> pd.DataFrame:
        """Paths by the share wiped out at the end, in bars of two percentage points."""
        edges = np.arange(0.0, 1.0 + BIN, BIN)
        counts = np.histogram(self.shares, edges)[0] if self.drawn else np.zeros(len(edges) - 1, int)
        used = np.flatnonzero(counts)
        last = int(used[-1]) + 1 if len(used) else 0
        return pd.DataFrame(
            {"from_pct": 100 * edges[:last], "to_pct": 100 * edges[1 : last + 1], "paths_count": counts[:last]}
        )


@dataclass(frozen=True, eq=False)
class _Moves:
    """What the paths of a day have in common, wherever they start: changes of the ten-year since month 0.

    `by_month` are their percentiles, `highest` those of the highest change so far (each one that a path has reached),
    `ends` that of each path by the end, in order.
    """

    drawn: yield_paths.Paths
    by_month: NDArray[np.float64]
    highest: NDArray[np.float64]
    ends: NDArray[np.float64]


@memoised
def _simulated(market: Market, as_of: date) -> yield_paths.Paths:
    known = market.rates.loc[: pd.Timestamp(as_of), [SHORT, LONG]]
    return yield_paths.simulate(known)


@memoised
def _moves(market: Market, as_of: date, months: int) -> _Moves:
    drawn = _simulated(market, as_of)
    moves = drawn.moves[drawn.series.index(LONG)][:, : months + 1]
    highest = np.maximum.accumulate(moves, axis=1)
    return _Moves(
        drawn,
        np.percentile(moves, QUANTILES, axis=0),
        np.percentile(highest, QUANTILES, axis=0, method="nearest"),
        np.sort(highest[:, -1]),
    )


def outlook(exposure: Exposure, market: Market, outcome: Outcome) -> Outlook:
    """Paths from the reader's curve, and the break-evens of the profitable issuers met on them.

    The changes are those drawn from the past, joint for both yields; the ten-year starts where the reader has set it.
    A break-even met at any month end counts from then on, so the share on a path is that at its highest ten-year so
    far. Nothing where fewer than 500 daily changes are held.
    """
    month = exposure.curve.as_of.year * 12 + exposure.curve.as_of.month - 1
    end = FIRST_MONTH + 3 * exposure.last + 2
    months = int(np.clip(end - month, 1, yield_paths.MONTHS))
    none = pd.DataFrame({"month": [], **{f"p{q:02d}_pct": [] for q in QUANTILES}})
    try:
        moves = _moves(market, exposure.curve.as_of, months)
    except NoData as missing:
        return Outlook(none, none, np.empty(0), months, None, str(missing))
    levels = outcome.break_evens[exposure.profitable]

    def met(changes: NDArray[np.float64]) -> NDArray[np.float64]:
        return refi.share_by_yield(levels, np.maximum(outcome.ten_year + changes, 0.0))

    return Outlook(
        _fan(np.maximum(outcome.ten_year + moves.by_month, 0.0)),
        _fan(met(moves.highest)),
        met(moves.ends),
        months,
        moves.drawn,
    )


def _fan(rows: NDArray[np.float64]) -> pd.DataFrame:
    columns = {f"p{q:02d}_pct": 100 * row for q, row in zip(QUANTILES, rows, strict=True)}
    return pd.DataFrame({"month": np.arange(rows.shape[1]), **columns})
