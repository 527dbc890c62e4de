"""Constants of a year are renewed before they end, and say what they are where they are used."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from analytics.debt_wall.exposure import WINDOW
from analytics.model import dated
from analytics.model.choices import QUARTERS
from analytics.model.dated import DATED, Dated
from analytics.refinancing.tax import EXEMPT_RECEIPTS
from analytics.refresh import periods
from analytics.store import published

NOTICE = timedelta(days=90)


def ending(day: date) -> list[str]:
    return [each.name for each in DATED if each.until - day < NOTICE]


def test_no_constant_ends_within_ninety_days() -> None:
    today = datetime.now(UTC).date()
    assert not ending(today), [f"{each.name}: {each.then}" for each in DATED if each.name in ending(today)]


@pytest.mark.parametrize("each", DATED, ids=lambda each: each.name)
def test_the_guard_speaks_ninety_days_before_an_end_and_not_sooner(each: Dated) -> None:
    assert each.name in ending(each.until - NOTICE + timedelta(days=1))
    assert each.name not in ending(each.until - NOTICE)


def test_the_constants_fit_what_they_are_used_for() -> None:
    assert dated.TAX_YEAR in EXEMPT_RECEIPTS
    assert QUARTERS[0] == f"{dated.FIRST_YEAR}Q1"
    assert QUARTERS[-1] == f"{dated.LAST_YEAR}Q4"
    end = next(each.until for each in DATED if each.name == "LAST_YEAR")
    assert len(QUARTERS) - 1 - QUARTERS.index(f"{end.year}Q4") >= WINDOW


def test_balance_sheets_from_before_the_claimed_quarter_are_asked_for_until_the_claim_ends() -> None:
    end = next(each.until for each in DATED if each.name == "CLAIM_QUARTER")
    assert any(period.startswith("CY2025Q4") for period in periods.instants(end))


def test_the_calendar_of_meetings_reaches_as_far_as_it_says() -> None:
    meetings = published.read().events
    listed = meetings.loc[meetings["kind"] == "fomc", "date"]
    assert listed.max().date() == dated.LAST_MEETING
    assert listed.is_monotonic_increasing
    assert listed.diff().dt.days.dropna().between(21, 63).all()
