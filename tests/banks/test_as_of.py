"""A past as-of day uses no survey published later, and no filing of small caps made later."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.banks.history import published_by, published_maturities
from analytics.load import open_world
from analytics.model.metric import by_id
from analytics.model.scenario import Scenario
from analytics.output.measurements import small_caps_due
from analytics.store import Store, published

CARRIED = published.read().table("cre_maturities")


@given(st.dates(date(2020, 1, 1), date(2028, 1, 1)))
def test_no_published_total_is_later_than_the_day(day: date) -> None:
    rows = published_by(CARRIED, pd.Timestamp(day))
    assert all(text <= day.isoformat() for text in rows["published"].astype(str))
    for metric in published_maturities(rows):
        assert metric.value is None or metric.as_of is None or metric.as_of <= day


@pytest.mark.parametrize(("day", "rows"), [("2025-10-14", 0), ("2025-12-31", 4), ("2026-02-08", 4), ("2026-02-09", 7)])
def test_a_survey_counts_from_its_day_on_and_a_year_from_its_end(day: str, rows: int) -> None:
    assert len(published_by(CARRIED, pd.Timestamp(day))) == rows


@pytest.mark.parametrize("day", [None, date(2023, 3, 10), date(2025, 10, 14)])
def test_what_small_caps_must_refinance_is_of_no_later_filings(day: date | None) -> None:
    due, why = small_caps_due(open_world(Store("unused"), "illustrative", None), Scenario(as_of=day))
    if due is None:
        assert day is not None
        assert "later than this day" in why
    else:
        assert day is None or due.as_of is None or due.as_of <= day
        assert by_id((due,))["due_window"].value is not None
