"""The built-in surveys and balances of banks: invented, through the few published figures that are carried.

Net shares of banks tightening standards pass through the published ones of their quarters; small banks'
deposits and loans grow by 5.1 and 5.2 % a year, as community banks' did to September 2025 (FDIC). All else
is drawn from a fixed seed.
"""

from __future__ import annotations

import zlib

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.catalogue.rates import RATES

Array = NDArray[np.float64]

SEED = 20251103
PUBLISHED = {
    "DRTSCIS": {"2008-10-01": 74.5, "2011-01-01": -1.9, "2023-04-01": 46.7},
    "DRTSCILM": {"2014-10-01": -10.5},
}
"""Senior Loan Officer Opinion Survey, Federal Reserve: net per cent."""
LEVELS = {
    "DPSACBW027SBOG": (18500.0, 0.040), "DPSSCBW027SBOG": (5500.0, 0.051), "TOTLL": (13000.0, 0.045),
    "LLBSCBW027SBOG": (4600.0, 0.052), "CREACBW027SBOG": (3000.0, 0.030), "CRESCBW027SBOG": (2050.0, 0.032),
    "CLDACBW027SBOG": (460.0, 0.000), "SMPACBW027SBOG": (640.0, 0.040), "SNFACBW027SBOG": (1900.0, 0.028),
    "BUSLOANS": (2750.0, 0.030), "WLCFLPCL": (5000.0, 0.0), "H41RESPPALDKNWW": (0.0, 0.0),
    "LNFACBW027SBOG": (1300.0, 0.09), "CCLACBW027SBOG": (1080.0, 0.045), "CARACBW027SBOG": (500.0, 0.02),
    "WALCL": (6600000.0, 0.05), "WDTGAL": (800000.0, 0.04), "RRPONTSYD": (10.0, 0.0), "CPIAUCSL": (324.0, 0.027),
}  # fmt: skip
"""Balances and prices at the end in the series' own unit, and how fast they have grown a year."""
RATES_OF = {
    "DRCRELEXFACBS": 1.5,
    "CORCREXFACBS": 0.25,
    "DRCCLACBS": 3.0,
    "CORCCACBS": 4.2,
    "DRCLACBS": 2.6,
    "CORCACBS": 2.7,
    "DROCLACBS": 2.3,
    "COROCLACBS": 1.1,
}
"""Delinquencies and charge-offs about which the invented ones vary, per cent."""
SPREADS = {"BAMLH0A0HYM2": 4.2, "BAMLH0A1HYBB": 2.7, "BAMLH0A2HYB": 4.4, "BAMLH0A3HYC": 9.5, "BAMLC0A4CBBB": 1.6}
"""Spreads about which the invented ones vary, per cent; all move together."""


def series(days: pd.DatetimeIndex) -> dict[str, Array]:
    """Every series of the batches of lending on the days of the invented market, NaN between its own dates.

    A quarter or a month is dated by its first session, a week by its Wednesday.
    """
    quarters, months = _firsts(days, "Q"), _firsts(days, "M")
    wednesdays = np.flatnonzero(days.day_of_week == 2)
    common = _wander(np.random.default_rng([SEED, 4]), len(days), 0.995, 0.02)
    found = {}
    for entry in RATES:
        random = np.random.default_rng([SEED, zlib.crc32(entry.id.encode())])
        if entry.batch == "survey":
            found[entry.id] = _on(days, quarters, _survey(random, days[quarters], PUBLISHED.get(entry.id, {})))
        elif entry.id in RATES_OF:
            path = RATES_OF[entry.id] * np.exp(_wander(random, len(quarters), 0.9, 0.12))
            found[entry.id] = _on(days, quarters, path.round(2))
        elif entry.batch == "ice":
            path = SPREADS[entry.id] * np.exp(common + _wander(random, len(days), 0.99, 0.004))
            found[entry.id] = path.round(2)
        elif entry.batch in ("h8", "h41", "h8 monthly", "reverse repo") or entry.id == "CPIAUCSL":
            monthly = entry.batch in ("h8 monthly", "monthly")
            places = months if monthly else wednesdays
            found[entry.id] = _on(days, places, _balance(random, days[places], *LEVELS[entry.id]))
    random = np.random.default_rng([SEED, zlib.crc32(b"RETAILIRSA")])
    found["RETAILIRSA"] = _on(days, months, (1.35 + _wander(random, len(months), 0.95, 0.012)).round(2))
    years = (days[quarters] - days[-1]).days.to_numpy() / 365.25
    found["GDPDEF"] = _on(days, quarters, (130.0 * np.exp(0.024 * years)).round(3))
    return found


def _firsts(days: pd.DatetimeIndex, every: str) -> NDArray[np.int64]:
    """The places of the first session of each whole period."""
    periods = days.to_period(every)
    return np.flatnonzero(np.r_[False, periods[1:] != periods[:-1]]).astype("int64")


def _on(days: pd.DatetimeIndex, places: NDArray[np.int64], values: Array) -> Array:
    path = np.full(len(days), np.nan)
    path[places] = values
    return path


def _wander(random: np.random.Generator, count: int, memory: float, step: float) -> Array:
    """A path that keeps part of where it was."""
    shocks, path = random.normal(0.0, step, count), np.zeros(count)
    for place in range(1, count):
        path[place] = memory * path[place - 1] + shocks[place]
    return path


def _survey(random: np.random.Generator, dates: pd.DatetimeIndex, anchors: dict[str, float]) -> Array:
    """Net shares that wander about zero, bent through the published ones."""
    path = _wander(random, len(dates), 0.8, 8.0)
    known = [(int(dates.searchsorted(pd.Timestamp(day))), value) for day, value in anchors.items()]
    if known:
        places = np.array([place for place, _ in known])
        bends = np.array([value for _, value in known]) - path[places]
        distance = np.abs(np.arange(len(dates))[:, None] - places[None, :])
        path = path + (bends * np.exp(-((distance / 3.0) ** 2))).sum(axis=1)
        path[places] = [value for _, value in known]
    return np.clip(path, -40.0, 90.0).round(1)


def _balance(random: np.random.Generator, dates: pd.DatetimeIndex, last: float, growth: float) -> Array:
    years = (dates - dates[-1]).days.to_numpy() / 365.25
    return np.asarray((last * np.exp(growth * years + _wander(random, len(dates), 0.98, 0.0008))).round(3))
