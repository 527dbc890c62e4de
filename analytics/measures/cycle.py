"""The business cycle: recessions as spans of dates."""

from __future__ import annotations

import pandas as pd

RECESSION = "USREC"


def recessions(rates: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    """Recessions that touch a span of dates: `first` and `last` day of each, cut to the span.

    From NBER's monthly indicator, 1 from the month after the peak through the trough; the last day is that
    of the month. No rows where the indicator is not held.
    """
    spans = []
    if RECESSION in rates:
        flags = rates[RECESSION].dropna()
        months = flags.groupby(pd.DatetimeIndex(flags.index).to_period("M")).max()
        run = (months.diff() != 0).cumsum()[months > 0]
        for _, part in months[months > 0].groupby(run):
            span = max(part.index[0].start_time, first), min(part.index[-1].end_time.normalize(), last)
            if span[0] <= span[1]:
                spans.append(span)
    return pd.DataFrame(spans, columns=pd.Index(["first", "last"]))
