"""What is believed of rates, before they are published. Imported by the refresher only."""

from __future__ import annotations

from collections.abc import Mapping
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
APART, SHORT = 0.12, {"DGS3MO": 0.25, "DGS1": 0.2}
"""Percentage points by which a Treasury yield leaves its neighbours on the curve in a day, where it is remarked on.

Since 2010 those of two years and more stayed within 0.10; the one-year went beyond its own limit on two days, the
three-month on five."""
CURVE = ("DGS3MO", "DGS1", "DGS2", "DGS3", "DGS5", "DGS7", "DGS10", "DGS20", "DGS30")
SLOW = ("survey", "quality")
"""Batches of quarterly ratios, of which two in a row are rarely the same to the last digit."""
LATELY = 60
"""Days up to the newest on which a yield is compared with its neighbours."""
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
    if entry.batch in SLOW and len(values) > 1 and values.iloc[-1] == values.iloc[-2]:
        remarks.append(f"its newest value, {values.iloc[-1]:g}, repeats the one before")
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
        if len(gone):
            words = "1 value that was held is" if len(gone) == 1 else f"{len(gone)} values that were held are"
            remarks.append(f"{words} no longer served, the last of {day(gone[-1])}")
        remarks += _changed(entry, values.loc[both], before)
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


def _changed(entry: Entry, now: pd.Series[float], before: pd.Series[float]) -> list[str]:
    """The values that are not those held of the same days, in words; Treasury yields have words of their own."""
    moved = now[(now - before).abs() > 1e-9 + 1e-6 * before.abs()]
    if moved.empty or entry.batch == "treasury":
        return []
    last = moved.index[-1]
    words = "1 value differs" if len(moved) == 1 else f"{len(moved):,} values differ"
    return [
        f"{words} from what was held, the last {day(pd.Timestamp(last))}: {moved.loc[last]:g}, was {before.loc[last]:g}"
    ]


def on_the_curve(kept: Mapping[str, pd.Series[float]], held: Mapping[str, pd.Series[float]]) -> dict[str, str]:
    """What the new values of each Treasury yield do that its neighbours on the curve do not, in words, by series."""
    found = {}
    values = {id: kept[id].dropna() for id in CURVE if id in kept}
    for place, id in enumerate(CURVE):
        near = (*CURVE[max(0, place - 1) : place], *CURVE[place + 1 : place + 2])
        beside = [values[other] for other in near if other in values]
        if id not in values or not beside:
            continue
        since = held[id].index[-1] if id in held else None
        words = (_blank(values[id], beside, since), _apart(id, values[id], beside, since))
        if any(words):
            found[id] = "; ".join(filter(None, words))
    return found


def _blank(mine: pd.Series[float], beside: list[pd.Series[float]], since: pd.Timestamp | None) -> str:
    """A late day on which a yield has no value though every neighbour of it has one."""
    days = pd.concat(beside, axis=1, sort=True).dropna().index[-LATELY:]
    blank = days[(days > since) if since is not None else slice(None)].difference(mine.index)
    return f"no value for {day(blank[-1])}, where its neighbours on the curve have one" if len(blank) else ""


def _apart(id: str, mine: pd.Series[float], beside: list[pd.Series[float]], since: pd.Timestamp | None) -> str:
    """A new value that left the neighbours in a day; of a first fetch nothing is new."""
    if since is None:
        return ""
    step, *others = (values.iloc[-LATELY:].diff().dropna() for values in (mine, *beside))
    new = step[step.index > since]
    apart = (new - pd.concat(others, axis=1, sort=True).mean(axis=1).reindex(new.index)).abs().dropna()
    apart = apart[apart > SHORT.get(id, APART)]
    if apart.empty:
        return ""
    at = apart.index[-1]
    return f"on {day(at)} it moved {new.loc[at]:+.2f} pp, {apart.iloc[-1]:.2f} pp from its neighbours on the curve"
