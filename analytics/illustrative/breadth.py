"""The built-in sample of closes: invented paths of the fictitious issuers, from a generator of their own."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pandas as pd

from analytics.frames.breadth import Breadth, universe
from analytics.sessions import sessions

SEED, COUNT = 20251201, 300
SPAN = timedelta(days=1100)
VOLATILITY, COMMON, DRIFT = 0.50, 0.10, 0.08
"""Annual volatility of a name, the correlation of its moves with the others', and the growth of its median a year."""
WITHOUT, YOUNG = 4, 12
"""How many of the sample have no prices, and how many were listed within the last year."""


def make(members: pd.DataFrame, last: date) -> Breadth:
    """The sample of some members up to a day, the same for the same arguments."""
    random = np.random.default_rng(SEED)
    every = universe(members)
    tickers = tuple(str(ticker) for ticker in every["ticker"][:COUNT])
    days = sessions(last - SPAN, last).rename("date")
    shared = random.normal(size=(len(days), 1))
    own = random.normal(size=(len(days), len(tickers)))
    moves = (np.sqrt(COMMON) * shared + np.sqrt(1.0 - COMMON) * own) * VOLATILITY / np.sqrt(252.0) + DRIFT / 252.0
    paths = random.uniform(4.0, 90.0, len(tickers)) * np.exp(np.cumsum(moves, axis=0))
    close = pd.DataFrame(paths.round(2).clip(min=0.01), index=days, columns=list(tickers))
    for ticker, begun in zip(tickers[WITHOUT : WITHOUT + YOUNG], random.integers(20, 240, YOUNG), strict=False):
        close.loc[: days[-int(begun)], ticker] = np.nan
    without = tickers[:WITHOUT]
    close = close.drop(columns=list(without))
    missing = dict.fromkeys(without, "no prices were invented for it")
    return Breadth(close, close, tickers, missing, len(every))
