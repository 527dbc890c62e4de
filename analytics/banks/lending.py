"""Lending: standards and demand by the survey, growth of deposits and loans, and whether credit is frozen."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from analytics.model.thresholds import FREEZE_PCT

STANDARDS = ("DRTSCIS", "DRTSCILM", "SUBLPDRCSN", "SUBLPDRCSC", "SUBLPDRCSM", "DRSDCIS", "DRSDCILM")
QUALITY = ("DRCRELEXFACBS", "CORCREXFACBS", "DRCCLACBS", "CORCCACBS", "DRCLACBS", "CORCACBS")
FACILITIES = ("WLCFLPCL", "H41RESPPALDKNWW")
BALANCES = ("DPSSCBW027SBOG", "LLBSCBW027SBOG", "CRESCBW027SBOG", "DPSACBW027SBOG", "TOTLL", "CREACBW027SBOG")
BUSINESS = "BUSLOANS"
YEAR = pd.Timedelta(weeks=52)
MILLIONS = 1e-3


def over_a_year(weekly: pd.Series[float]) -> pd.Series[float]:
    """Growth in per cent over the same Wednesday 52 weeks earlier; NaN where there is none."""
    values = weekly.dropna()
    before = values.reindex(pd.DatetimeIndex(values.index) - YEAR)
    return pd.Series((values.to_numpy() / before.to_numpy() - 1) * 100, index=values.index, name=weekly.name)


def over_three_months(monthly: pd.Series[float]) -> pd.Series[float]:
    """Growth in per cent at an annual rate over the month three months earlier; NaN where there is none."""
    values = monthly.dropna()
    before = values.reindex(pd.DatetimeIndex(values.index) - pd.DateOffset(months=3))
    return pd.Series(((values.to_numpy() / before.to_numpy()) ** 4 - 1) * 100, index=values.index, name=monthly.name)


def conditions(standards: float, growth: float) -> int | None:
    """How many of the two marks of a freeze are met: standards over 40, business loans shrinking. None if unknown."""
    if math.isnan(standards) or math.isnan(growth):
        return None
    return int(standards > FREEZE_PCT) + int(growth < 0)


def table(rates: pd.DataFrame, ids: tuple[str, ...], last: pd.Timestamp, unit: str, scale: float = 1.0) -> pd.DataFrame:
    """Some series by date up to a day, a column each named for its id and unit; those not held are left out."""
    held = [id for id in ids if id in rates.columns]
    frame = rates.loc[:last, held].dropna(how="all") * scale
    return frame.rename(columns=lambda id: f"{id}_{unit}").rename_axis("date").reset_index()


def growth_table(rates: pd.DataFrame, last: pd.Timestamp) -> pd.DataFrame:
    """Growth of the weekly balances over a year, by Wednesday, in per cent."""
    held = [id for id in BALANCES if id in rates.columns]
    if not held:
        return pd.DataFrame({"date": pd.DatetimeIndex([]).as_unit("us")})
    frame = pd.concat([over_a_year(rates.loc[:last, id]) for id in held], axis=1).dropna(how="all")
    return frame.rename(columns=lambda id: f"{id}_pct").rename_axis("date").reset_index()


def newest(values: pd.Series[float]) -> tuple[float, pd.Timestamp | None]:
    """The last known value of a series and its date; NaN and None where it has none."""
    known = values.dropna()
    if known.empty:
        return math.nan, None
    moment: pd.Timestamp = pd.DatetimeIndex(known.index)[-1]
    return float(np.asarray(known)[-1]), moment
