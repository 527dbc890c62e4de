"""What others have published of the same things, beside what is measured here."""

from __future__ import annotations

import pandas as pd

from analytics.frames.published import Published
from analytics.model.metric import Metric, by_id

COMPARED = {
    "unprofitable_share": "unprofitable_share",
    "floating_share": "floating_share_filed",
    "total_debt": "total_debt",
    "due_through_2029": "due_through_2029",
    "due_2026": "due_2026",
    "due_2027": "due_2027",
    "due_q1_2026": "due_q1_2026_high",
    "due_within_5y": "due_within_5y",
}
"""The published subject and the figure of this page that is set beside it."""
WHY = {
    "unprofitable_share": "by count of filers ranked by public float, not of an index; reported net income",
    "floating_share": "only issuers that tag the split, weighted by debt; the rest is not known from filings",
    "total_debt": "ranks by public float in place of an index; financials left out; carrying amounts",
    "due_through_2029": "from the quarter in progress on, where the published figure starts at its own date",
    "due_2026": "what the newest balance sheets still show of the year; loans and converts included",
    "due_2027": "loans and converts included, financials left out",
    "due_q1_2026": "the most the filings allow: every bucket that touches the quarter",
    "due_within_5y": "of what is placed: ladders, current debt and sector profiles",
}


def estimates(published: Published, metrics: tuple[Metric, ...], illustrative: bool) -> pd.DataFrame:
    """The published estimates of this page's subjects, each with its scope, the measured figure and the difference.

    In the illustrative world the figures were invented to such totals, so nothing is compared there.
    """
    table = published.table("estimates")
    mine = by_id(metrics)
    rows = table[table["subject"].isin(COMPARED)].reset_index(drop=True)
    values = [mine[COMPARED[subject]].value for subject in rows["subject"]]
    measured = pd.Series([float(v) if isinstance(v, (int, float)) else None for v in values], dtype=float)
    why = [WHY[subject] for subject in rows["subject"]]
    difference = measured - rows["value"]
    if illustrative:
        why, difference = ["invented to published totals: no check"] * len(rows), difference * float("nan")
    return rows.assign(
        metric=[f"debt_wall.{COMPARED[subject]}" for subject in rows["subject"]],
        measured=measured,
        difference=difference,
        why=why,
    )
