"""Recession dates as bands to draw, known by the as-of date."""

from __future__ import annotations

from datetime import date

import pandas as pd

SERIES = "USREC"


def bands(rates: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """Recessions up to a day: columns `first` and `last`, the first and last day of each.

    A month counts when its indicator is 1 (series USREC, dated the first of the month). No rows where
    the series is not held.
    """
    empty = pd.DataFrame({"first": pd.Series(dtype="datetime64[us]"), "last": pd.Series(dtype="datetime64[us]")})
    if SERIES not in rates.columns:
        return empty
    monthly = rates[SERIES].dropna().loc[: pd.Timestamp(as_of)]
    flags = monthly.groupby(pd.DatetimeIndex(monthly.index).to_period("M")).first() > 0
    months = pd.PeriodIndex(flags.index[flags])
    if months.empty:
        return empty
    run = (pd.Series(months.astype("int64")).diff() != 1).cumsum()
    spans = pd.Series(months).groupby(run.to_numpy())
    return pd.DataFrame(
        {
            "first": [span.iloc[0].start_time.as_unit("us") for _, span in spans],
            "last": [span.iloc[-1].end_time.normalize().as_unit("us") for _, span in spans],
        }
    )
