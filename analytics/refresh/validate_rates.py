"""What is believed of rates, before they are published. Imported by the refresher only."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from analytics.catalogue import Entry
from analytics.errors import SourceChanged
from analytics.model.metric import day

YIELD_STEP = 2.0
"""No Treasury yield has moved so much in a day since the series begin: 1.7 pp, the three-month on 1 February 1982."""
RATE_RESCALED = 0.2
"""Revisions move the median of a whole series by less than a fifth; a new unit or base moves it by more."""
WITHDRAWN = 20
"""A publisher withdraws a few values at a time; more than twenty are a cut answer."""


def rates(
    entry: Entry,
    fresh: pd.Series[float],
    held: pd.Series[float] | None,
    *,
    whole: bool,
    today: date,
    believe: bool = False,
) -> tuple[pd.Series[float], list[str]]:
    """Merge one series into what is held, and return it with remarks.

    Within its own span the fresh series is the truth (a value withdrawn is withdrawn); before and
    after it, what is held stays, so a history the service has cut to three years is never lost.
    With `whole` a series that came back shorter is remarked on, unless the service is known to cut
    it. Values of days to come are left out. Raises `SourceChanged` when the series should be held
    back: no value at all, values outside the catalogue's range, rescaled or with more than twenty values
    withdrawn (unless `believe` says that the reader accepts it), or a Treasury yield that moved over 2 pp
    in a day.
    """
    remarks: list[str] = []
    future = pd.DatetimeIndex(fresh.index) > pd.Timestamp(today)
    if future.any():
        remarks.append(f"{int(future.sum())} values of days to come left out")
        fresh = fresh[~future]
    values = fresh.dropna()
    if values.empty:
        raise SourceChanged("No value was served.")
    odd = values[(values < entry.low) | (values > entry.high) | ~np.isfinite(values)]
    if not odd.empty:
        raise SourceChanged(
            f"The value of {day(odd.index[-1])}, {odd.iloc[-1]:g}, is outside {entry.low:g} to {entry.high:g}."
        )
    merged = fresh
    if held is not None and not held.empty:
        both = values.index.intersection(held.dropna().index)
        before = held.loc[both]
        telling = before.abs() > 0.05
        if telling.any() and not believe:
            ratio = float((values.loc[both][telling] / before[telling]).median())
            if abs(ratio - 1) > RATE_RESCALED:
                raise SourceChanged(f"The whole history was multiplied by {ratio:.4g}.")
        within = held.loc[fresh.index[0] : fresh.index[-1]].dropna()
        gone = within.index.difference(values.index)
        if len(gone) > WITHDRAWN and not believe:
            raise SourceChanged(f"{len(gone)} values that are held are missing, the last {day(gone[-1])}.")
        earlier, later = held[held.index < fresh.index[0]], held[held.index > fresh.index[-1]]
        if whole and not earlier.empty and entry.kind != "rolling":
            remarks.append(f"served from {day(fresh.index[0])} only; {len(earlier)} earlier values kept")
        if not later.empty:
            remarks.append(f"served to {day(fresh.index[-1])} only; {len(later)} later values kept")
        merged = pd.concat([earlier, fresh, later])
    if entry.batch == "treasury":
        steps = merged.dropna().diff().abs()
        if (steps > YIELD_STEP).any():
            worst = pd.Timestamp(str(steps.idxmax()))
            raise SourceChanged(f"It moved {steps.max():.2f} pp to {day(worst)}, which a Treasury yield does not do.")
    return merged, remarks
