"""Five checks that the commentary fails by itself: its own figures against each other and against the calendar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pandas as pd

from analytics.claims.claim import Claim, written
from analytics.claims.commentary import CLAIMS
from analytics.frames.published import Published
from analytics.model.metric import day, show

_CLAIMS = {claim.id: claim for claim in CLAIMS}
DAY, BEFORE, FRIDAY = date(2025, 10, 14), date(2025, 10, 10), date(2025, 10, 17)
YEAR_END = date(2024, 12, 31)
UPST_YEAR_END, UPST_FRIDAY = 61.57, 46.50
"""Closes of UPST on 31 December 2024 and 17 October 2025, USD: exchange closes, unadjusted."""
CONSISTENT, INCONSISTENT, UNKNOWN = "consistent", "contradicts itself", "not known"


@dataclass(frozen=True)
class Check:
    """One check: the claims it sets against each other, what each implies, and whether they agree."""

    claims: str
    what: str
    stated: str
    implied: str
    verdict: str


def checks(published: Published) -> pd.DataFrame:
    """The five checks as a table; they need the published closes and calendar that the project carries, no prices."""
    rows = [vars(check) for check in _checks(published)]
    return pd.DataFrame(rows, columns=["claims", "what", "stated", "implied", "verdict"])


def _checks(published: Published) -> Iterator[Check]:
    closes = _closes(published)
    level, fall = _stated("C01"), _stated("C02")
    fund, index = closes.get(("IWM", DAY)), closes.get(("^RUT", DAY))
    yield _check(
        "C01",
        "Is the stated price of IWM a price of IWM?",
        written(level, "USD"),
        f"{level / fund:.1f} times the fund's close, where the index stands at {index / fund:.1f} times: "
        "an index level quoted as a fund price" if fund and index else "",
        not (fund and level / fund > 3),
        bool(fund and index),
    )  # fmt: skip
    start = closes.get(("^RUT", YEAR_END))
    implied = (level / start - 1) * 100 if start else 0.0
    ytd = _stated("C17")
    yield _check(
        "C01 and C17", "Does the stated level give the stated return of the year?", show(ytd, "%", 1, sign=True),
        f"{show(implied, '%', 1, sign=True)} from the index's {written(start, 'index')} at the end of 2024",
        abs(implied - ytd) <= 1, bool(start),
    )  # fmt: skip
    friday = closes.get(("^RUT", BEFORE))
    base = level / (1 + fall / 100)
    yield _check(
        "C01 and C02", "Was the index where the stated fall starts?", written(base, "index"),
        f"{written(friday, 'index')} on {day(BEFORE)}, the last close stored before", abs(base / (friday or base) - 1)
        <= 0.03, bool(friday),
    )  # fmt: skip
    yield _calendar(published)
    later = (UPST_FRIDAY / UPST_YEAR_END - 1) * 100
    stated = _stated("C19")
    yield _check(
        "C19", "Is the return of UPST one of the text's own day?", show(stated, "%", 1, sign=True),
        f"{show(later, '%', 1, sign=True)} is its return to {day(FRIDAY)}, two days after the text",
        abs(later - stated) > 0.1, True,
    )  # fmt: skip


def _calendar(published: Published) -> Check:
    """The three dated events that the text names, against the calendar."""
    events = published.events
    wanted = {
        "a CPI release on 14 Oct 2025": ("cpi", date(2025, 10, 14), date(2025, 10, 14)),
        "an FOMC decision in November 2025": ("fomc", date(2025, 11, 1), date(2025, 11, 30)),
        "minutes on 15 Jan 2026": ("minutes", date(2026, 1, 15), date(2026, 1, 15)),
    }
    lacking = [
        words
        for words, (kind, first, last) in wanted.items()
        if not ((events["kind"] == kind) & events["date"].between(pd.Timestamp(first), pd.Timestamp(last))).any()
    ]
    return _check(
        "C03 and C25", "Are the dated events in the calendar?", "; ".join(wanted),
        f"not in the calendar: {'; '.join(lacking)}" if lacking else "all of them", not lacking, len(events) > 0,
    )  # fmt: skip


def _check(claims: str, what: str, stated: str, implied: str, agrees: bool, known: bool) -> Check:
    if not known:
        return Check(claims, what, stated, "n/a: the published figure is not carried", UNKNOWN)
    return Check(claims, what, stated, implied, CONSISTENT if agrees else INCONSISTENT)


def _closes(published: Published) -> dict[tuple[str, date], float]:
    if "closes" not in published.tables:
        return {}
    table = published.table("closes")
    days = pd.to_datetime(table["date"]).dt.date
    return dict(zip(zip(table["ticker"], days, strict=True), table["close"].astype(float), strict=True))


def _stated(id: str) -> float:
    """The figure that a claim of the commentary states."""
    claim: Claim = _CLAIMS[id]
    value = claim.parts[0].stated
    assert isinstance(value, float)
    return value
