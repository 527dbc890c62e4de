"""Bars of a ticker that nothing is wrong with, and ways to change them."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from analytics.catalogue import ENTRIES
from analytics.sessions import sessions

DAYS = sessions(date(2025, 1, 2), date(2025, 10, 14))
TODAY = date(2025, 10, 14)
FUND, SHARE, VIX = ENTRIES["IWM"], ENTRIES["UPST"], ENTRIES["^VIX"]


def bars(level: float = 200.0, days: pd.DatetimeIndex = DAYS) -> pd.DataFrame:
    """Bars that wander gently, with a dividend yield behind the adjusted close."""
    steps = np.random.default_rng(3).normal(0, 0.01, len(DAYS))
    close = pd.Series(level * np.exp(np.cumsum(steps)), index=DAYS).reindex(days)
    adjusted = close * np.linspace(0.985, 1.0, len(days))
    frame = pd.DataFrame({"close": close, "adj_close": adjusted, "dividend": 0.0, "split": 0.0})
    return frame.rename_axis("date")


def changed(where: int | slice, by: float, column: str | list[str], frame: pd.DataFrame | None = None) -> pd.DataFrame:
    frame = bars() if frame is None else frame.copy()
    columns = [column] if isinstance(column, str) else column
    frame.iloc[where, [frame.columns.get_loc(name) for name in columns]] *= by
    return frame


BOTH = ["close", "adj_close"]
