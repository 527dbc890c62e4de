"""Equal against cap weight: how far the largest companies alone carry the S&P 500."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date

import pandas as pd

from analytics.divergence.metric_parts import Basis, basis, ended, metric
from analytics.errors import NoData
from analytics.frames.market import Market, Pair
from analytics.measures import returns
from analytics.model.metric import Metric, day

EQUAL, CAP = "RSP", "SPY"
WINDOWS: dict[str, int | None] = {"YTD": None, "1Y": 252}


def pair(market: Market, as_of: date) -> tuple[Pair | None, str]:
    """The two weightings of the S&P 500 up to a day, or why they say nothing of it."""
    try:
        found = market.pair(EQUAL, CAP, as_of)
    except NoData as missing:
        return None, missing.failed.rstrip(".")
    reason = ended(f"session of {EQUAL} and {CAP}", found.last, as_of)
    return (None, reason) if reason else (found, "")


def table(found: Pair | None, name: str) -> pd.DataFrame:
    """Equal less cap weight over the year to date and one year, and the growth of concentration.

    `concentration_x` is the cap-weighted fund over the equal-weighted one, 1 on their first common
    session. No rows where there is no pair.
    """
    if found is None:
        return pd.DataFrame({name: [] for name in ("date", "gap_ytd_pp", "gap_1y_pp", "concentration_x")})
    frame = found.on(name)
    gaps = {f"gap_{window.lower()}_pp": returns.gap(frame, sessions) * 100 for window, sessions in WINDOWS.items()}
    ratio = returns.ratio(frame, rebased=True)
    return pd.DataFrame({**gaps, "concentration_x": 1.0 / ratio}).rename_axis("date").reset_index()


def metrics(found: Pair | None, reason: str, as_of: date) -> Iterator[Metric]:
    """The gap of the two weightings over the year to date and one year, and concentration's growth over one."""
    if found is None:
        for total in ("", "_total"):
            words = "total return" if total else "price"
            for name, label, unit in (
                ("equal_weight_gap_ytd", "Equal less cap weight this year", "pp"),
                ("equal_weight_gap_1y", "Equal less cap weight over one year", "pp"),
                ("equal_weight_gap_1y_percentile", "Equal less cap weight over one year, percentile", "percentile"),
                ("concentration_1y", "Growth of concentration over one year", "%"),
            ):
                label = f"{label}, {words}"
                yield metric(f"{name}{total}", label, None, unit, "M-EWCW", (EQUAL, CAP), as_of, missing=reason)
        return
    for name in ("Price", "Total return"):
        yield from _metrics(basis(found, name))


def _metrics(basis: Basis) -> Iterator[Metric]:
    frame = basis.frame
    short, no_base = basis.missing(WINDOWS["1Y"]), basis.missing(None)
    ytd = returns.window_return(frame, None).iloc[-1] * 100
    yield basis.metric(
        "equal_weight_gap_ytd",
        "Equal less cap weight this year",
        ytd["small"] - ytd["large"],
        "pp",
        "M-EWCW",
        missing=no_base,
    )
    history = returns.gap(frame, WINDOWS["1Y"]) * 100
    held = len(history) > 0 and history.index[-1] == frame.index[-1]
    since = f"of {len(history):,} sessions since {day(history.index[0])}" if held else ""
    value = float(history.iloc[-1]) if held else math.nan
    label = "Equal less cap weight over one year"
    yield basis.metric("equal_weight_gap_1y", label, value, "pp", "M-EWCW", missing=short)
    rank = returns.percentile(history) if held else math.nan
    label = f"{label}, percentile"
    yield basis.metric("equal_weight_gap_1y_percentile", label, rank, "percentile", "M-PCT", since, short)
    ends = 1.0 + returns.window_return(frame, WINDOWS["1Y"]).iloc[-1]
    growth = float(ends["large"] / ends["small"] - 1) * 100
    note = "positive when the largest companies outgrew the rest"
    yield basis.metric("concentration_1y", "Growth of concentration over one year", growth, "%", "M-CON", note, short)
