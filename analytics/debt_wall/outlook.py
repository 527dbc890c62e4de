"""The outlook: paths of the yields to the end of the window, and how many issuers each of them wipes out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.debt_wall.exposure import Exposure
from analytics.errors import NoData
from analytics.frames.market import Market
from analytics.measures import yield_paths
from analytics.measures.curve import LONG, SHORT
from analytics.measures.filer.ladder import FIRST_MONTH
from analytics.memo import memoised

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
        return dict(zip(yield_paths.QUANTILES, np.percentile(self.shares, yield_paths.QUANTILES).tolist(), strict=True))

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


@memoised
def _simulated(market: Market, as_of: date) -> yield_paths.Paths:
    known = market.rates.loc[: pd.Timestamp(as_of), [SHORT, LONG]]
    return yield_paths.simulate(known)


@memoised
def outlook(exposure: Exposure, market: Market) -> Outlook:
    """Paths from the exposure's curve, and the break-evens of its profitable issuers met on them.

    A break-even met at any month end counts from then on. Nothing where fewer than 500 daily changes are held.
    """
    month = exposure.curve.as_of.year * 12 + exposure.curve.as_of.month - 1
    end = FIRST_MONTH + 3 * exposure.last + 2
    months = int(np.clip(end - month, 1, yield_paths.MONTHS))
    none = pd.DataFrame({"month": [], **{f"p{q:02d}_pct": [] for q in yield_paths.QUANTILES}})
    try:
        drawn = _simulated(market, exposure.curve.as_of)
    except NoData as missing:
        return Outlook(none, none, np.empty(0), months, None, str(missing))
    ten_year = drawn.of(LONG)[:, : months + 1]
    met = yield_paths.share_by_month(ten_year, exposure.break_evens[exposure.profitable])
    return Outlook(
        _fan(np.percentile(ten_year, yield_paths.QUANTILES, axis=0)),
        _fan(np.percentile(met, yield_paths.QUANTILES, axis=0)),
        met[:, -1],
        months,
        drawn,
    )


def _fan(rows: NDArray[np.float64]) -> pd.DataFrame:
    columns = {f"p{q:02d}_pct": 100 * row for q, row in zip(yield_paths.QUANTILES, rows, strict=True)}
    return pd.DataFrame({"month": np.arange(rows.shape[1]), **columns})
