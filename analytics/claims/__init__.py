"""Claims: what someone said, held against the figures of its day by a rule written down before.

- `claim`: a claim, its parts, a reading, a verdict
- `commentary/`: the twenty-five of the commentary of October 2025, the first ledger
- `ledger`: a reader's own, out of a table, a file or a link
- `rules`, `engine`: tolerances and comparisons; every claim judged on its day and now
- `checks`: five that need no data; `tables`, `text`: what the page and the command line show
"""

from __future__ import annotations

from datetime import date

import pandas as pd

from analytics.claims import engine, tables
from analytics.claims.checks import checks
from analytics.claims.claim import UNMEASURABLE, Claim, Judged, Ledger, Lookup, Reading
from analytics.claims.commentary import LEDGER
from analytics.claims.text import NOT_JUDGED
from analytics.frames.market import Result
from analytics.frames.published import Published

__all__ = ["LEDGER", "Claim", "Judged", "Ledger", "judge", "result"]


def judge(ledger: Ledger, lookup: Lookup, last: date | None, illustrative: bool = False) -> tuple[Judged, ...]:
    """Every claim of a ledger on its day and now; in the illustrative market none is judged."""
    if not illustrative:
        return engine.judge(ledger.claims, lookup, last)
    nothing = Reading(None, None, UNMEASURABLE, NOT_JUDGED.rstrip("."))
    return tuple(
        Judged(claim, (nothing,) * len(claim.parts), (nothing,) * len(claim.parts), UNMEASURABLE, UNMEASURABLE,
               NOT_JUDGED, NOT_JUDGED)
        for claim in ledger.claims
    )  # fmt: skip


def result(
    ledger: Ledger, judged: tuple[Judged, ...], last: date | None, published: Published, illustrative: bool
) -> Result:
    """The ledger as a view: the counts, and tables `claims`, `parts`, `checks` and `corrections`."""
    shown = {
        "claims": tables.claims(judged),
        "parts": tables.parts(judged),
        "checks": checks(published),
        "corrections": _corrections(published),
    }
    return Result(last, tuple(tables.metrics(judged, last, illustrative)), shown, ledger.problems)


def _corrections(published: Published) -> pd.DataFrame:
    """What was corrected in the ledger, by day; no row where the project carries none."""
    table = published.tables.get("corrections", pd.DataFrame(columns=["date", "claim", "what", "why"]))
    return table.assign(date=pd.to_datetime(table["date"]).astype("datetime64[us]"))
