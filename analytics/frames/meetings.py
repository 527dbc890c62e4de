"""FOMC meetings and their outcomes, as the target range for the federal funds rate shows them."""

from __future__ import annotations

import math
from datetime import date

import pandas as pd

from analytics.model.metric import day

LIMIT = "DFEDTARU"
"""The upper limit of the target range, per cent."""
UNKNOWN = "unknown"
"""The carried outcome of a meeting that was not yet held when the list was made."""
WEEK = pd.Timedelta(days=7)


def with_outcomes(calendar: pd.DataFrame, rates: pd.DataFrame) -> pd.DataFrame:
    """The calendar of `Published.events` with what each meeting did to the target range in `what` and `change_bp`.

    The outcome is the change of the range's upper limit across the meeting, in basis points: its value on the day,
    and the next one within a week. Where that is not held the carried outcome stands, "unknown" without one.
    """
    found = calendar.copy()
    found["change_bp"] = calendar["change_bp"].astype("float64") if "change_bp" in calendar else math.nan
    limit = rates[LIMIT].dropna() if LIMIT in rates else pd.Series(dtype="float64")
    if limit.empty:
        return found
    meetings = found["kind"] == "fomc"
    own = pd.Series([_change(limit, when) for when in found.loc[meetings, "date"]], found.index[meetings], "float64")
    known = own.dropna()
    found.loc[known.index, "change_bp"] = known
    found.loc[known.index, "what"] = [_words(change) for change in known]
    return found


def _change(limit: pd.Series[float], when: pd.Timestamp) -> float:
    """Basis points across a meeting; NaN where the limit is not held on both sides of the day."""
    before, after = limit[:when], limit[when + pd.Timedelta(days=1) : when + WEEK]
    if before.empty or after.empty or when - pd.DatetimeIndex(before.index)[-1] > WEEK:
        return math.nan
    return float(round((after.iloc[0] - before.iloc[-1]) * 100))


def _words(change: float) -> str:
    """ "hold", "cut 25 bp" or "raise 50 bp"."""
    return f"{'raise' if change > 0 else 'cut'} {abs(change):.0f} bp" if change else "hold"


def decided(calendar: pd.DataFrame) -> pd.DataFrame:
    """A calendar with outcomes, without the meetings whose outcome is not known: see `undecided`."""
    return calendar[(calendar["kind"] != "fomc") | (calendar["what"] != UNKNOWN)].reset_index(drop=True)


def undecided(calendar: pd.DataFrame, as_of: date) -> list[str]:
    """A sentence that names the meetings of a calendar with outcomes, up to a day, whose outcome is not known."""
    past = (calendar["kind"] == "fomc") & (calendar["date"] <= pd.Timestamp(as_of))
    lost = calendar.loc[past & (calendar["what"] == UNKNOWN), "date"]
    if lost.empty:
        return []
    days = ", ".join(day(when) for when in lost)
    return [f"Not in the event study, as the target range after them is not held: the FOMC decisions of {days}."]
