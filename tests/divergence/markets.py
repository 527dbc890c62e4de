"""Small invented markets for the divergence tests: every number in them follows from a seed."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from analytics.frames.market import Market
from analytics.sessions import sessions
from analytics.store import published

DAYS = sessions(date(2008, 1, 2), date(2024, 6, 28))
TICKERS = ("IWM", "SPY", "^RUT", "^GSPC", "IJR", "MDY", "KRE", "XBI", "XRT", "RSP", "UPST", "ASAN", "CLSK", "DNA")


def market(days: pd.DatetimeIndex = DAYS, tickers: tuple[str, ...] = TICKERS, seed: int = 4) -> Market:
    """A market in which every ticker follows SPY and the ten-year, on all sessions, with 2 % of dividends a year."""
    random = np.random.default_rng(seed)
    common = random.normal(3e-4, 0.009, len(days))
    steps = random.normal(0, 0.05, len(days))
    close, adjusted = {}, {}
    for place, ticker in enumerate(tickers):
        own = random.normal(0, 0.004 + 0.001 * place, len(days))
        moves = (0.9 + 0.05 * place) * common + own - 0.01 * (place % 3) * steps
        close[ticker] = 100 * np.exp(np.cumsum(moves))
        drip = 0.0 if ticker.startswith("^") else 0.02 / 252
        adjusted[ticker] = close[ticker] * np.exp(-drip * np.arange(len(days))[::-1])
    tens = 3.0 + np.cumsum(steps) - np.linspace(0, np.sum(steps), len(days))
    rates = pd.DataFrame({"DGS3MO": 2.0, "DGS10": tens.round(2), "USREC": 0.0}, index=days)
    frames = (pd.DataFrame(prices, index=days).rename_axis("date") for prices in (close, adjusted))
    return Market(*frames, rates.rename_axis("date"), published=published.read())
