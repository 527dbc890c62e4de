"""The ladder: fiscal buckets on the calendar, the same money in a 10-K and the next 10-Q, and the parts' sum."""

from __future__ import annotations

import gzip
import json
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.measures.filer import ladder
from analytics.model.choices import QUARTERS
from tests.loopback import REAL

TAG = "LongTermDebtMaturitiesRepaymentsOfPrincipal"
SUFFIX = ("RemainderOfFiscalYear", "InNextTwelveMonths", "InYearTwo", "InYearThree", "InYearFour", "InYearFive",
          "AfterYearFive")  # fmt: skip


def one(end: str, year_end_month: int, *values: float | None) -> ladder.Schedule:
    buckets = np.array([[np.nan if value is None else value for value in values]], dtype=float)
    period = ladder.month_end(np.array([end], dtype="datetime64[D]"))
    return ladder.schedule(buckets, period, np.array([year_end_month]))


def by_quarter(schedule: ladder.Schedule) -> dict[str, float]:
    quarters, _ = schedule.by_quarter()
    return {name: round(value, 1) for name, value in zip(QUARTERS, quarters[0], strict=True) if value}


def test_year_ends_snap_to_the_nearest_month_end() -> None:
    days = np.array(["2025-02-01", "2025-01-31", "2025-05-03", "2024-12-28", "2025-01-16", "2025-01-15"])
    months = ladder.month_end(days.astype("datetime64[D]"))
    names = [f"{month // 12}-{month % 12 + 1:02d}" for month in months]
    assert names == ["2025-01", "2025-01", "2025-04", "2024-12", "2025-01", "2024-12"]


def test_a_bucket_spreads_over_the_calendar_quarters_of_its_fiscal_year() -> None:
    """Marvell, 10-K of 1 February 2025: USD 131.2 m in the next fiscal year."""
    schedule = one("2025-02-01", 0, None, 131.2, 959.4, 0.0, 750.0, 500.0, 1250.0)
    quarters = by_quarter(schedule)
    first_year = {"2025Q1": 21.9, "2025Q2": 32.8, "2025Q3": 32.8, "2025Q4": 32.8}
    assert {name: quarters[name] for name in first_year} == first_year
    alone = by_quarter(one("2025-02-01", 0, None, 131.2, None, None, None, None, None))
    assert alone == first_year | {"2026Q1": 10.9}
    assert schedule.after[0] == 1250.0


def test_a_quarterly_report_counts_from_the_year_in_progress() -> None:
    """AMC's USD 2,885.2 m of 2029: year five of the 10-K, year four of the next 10-Q."""
    annual = one("2024-12-31", 11, None, 64.2, 192.9, 545.1, 19.5, 2885.2, 427.6)
    interim = one("2025-03-31", 11, 57.8, 193.0, 545.1, 19.5, 2885.2, 427.6, None)
    same = {f"2029Q{quarter}": 721.3 for quarter in (1, 2, 3, 4)}
    for schedule in (annual, interim):
        assert {name: value for name, value in by_quarter(schedule).items() if name.startswith("2029")} == same
    assert by_quarter(interim)["2025Q2"] == round(57.8 / 3, 1)
    assert "2025Q1" not in by_quarter(interim)


def test_a_quarterly_report_without_a_remainder_starts_with_the_year_in_progress() -> None:
    quarters = by_quarter(one("2025-06-30", 11, None, 60.0, 120.0, None, None, None, None))
    assert quarters == {"2025Q3": 30.0, "2025Q4": 30.0} | {f"2026Q{quarter}": 30.0 for quarter in (1, 2, 3, 4)}


def test_a_quarter_has_a_range_and_a_point_between() -> None:
    schedule = one("2025-09-30", 11, 12.0, 120.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    first, last = ladder.month_start("2026-01-01"), ladder.month_start("2026-03-31")
    low, high = schedule.bounds(first, last)
    assert (low[0], high[0], by_quarter(schedule)["2026Q1"]) == (0.0, 120.0, 30.0)
    low, high = schedule.bounds(ladder.month_start("2025-10-01"), ladder.month_start("2025-12-31"))
    assert (low[0], high[0]) == (12.0, 12.0)


def test_current_debt_falls_due_within_twelve_months() -> None:
    due = ladder.current(np.array([12.0]), ladder.month_end(np.array(["2025-12-31"], dtype="datetime64[D]")))
    assert by_quarter(due) == {f"2026Q{quarter}": 3.0 for quarter in (1, 2, 3, 4)}


def rows(*listed: tuple[Any, ...]) -> pd.DataFrame:
    frame = pd.DataFrame(listed, columns=["cik", "end", "year_end_month", "debt", *ladder.BUCKETS])
    numbers = ["debt", *ladder.BUCKETS]
    return frame.assign(end=pd.to_datetime(frame["end"]), **{name: frame[name].astype(float) for name in numbers})


def test_later_years_come_from_an_older_ladder_where_the_newest_leaves_them_out() -> None:
    chosen = ladder.merge(
        rows(
            (1, "2025-12-31", 11, 100, None, 10, 10, 10, 10, 10, 50),
            (1, "2026-03-31", 11, 95, 8, 10, 10, 10, 10, None, None),
            (2, "2025-12-31", 11, 100, None, 10, 10, 10, 10, 10, 50),
            (2, "2026-03-31", 11, 95, 8, 10, 10, 10, 10, 10, 40),
            (3, "2025-12-31", 11, 100, None, 10, 10, 10, 10, 10, 50),
            (3, "2026-03-31", 11, 95, None, 10, 10, 10, 10, 10, 45),
            (4, "2026-03-31", 11, 95, 8, 10, None, None, None, None, None),
            (5, "2026-03-31", 11, 95, None, None, None, None, None, None, None),
            (6, "2026-03-31", 11, None, 8, 10, None, None, None, None, None),
        )
    )
    assert chosen.index.tolist() == [1, 2, 3, 4, 6]
    assert chosen["which"].tolist() == [ladder.FILLED, ladder.NEWEST, ladder.OLDER, ladder.NEWEST, ladder.NEWEST]
    assert chosen["end"].dt.year.tolist() == [2026, 2026, 2025, 2026, 2026]
    filled = chosen.loc[1, list(ladder.BUCKETS)].tolist()
    assert filled[:6] == [8, 10, 10, 10, 10, pytest.approx(np.nan, nan_ok=True)]
    assert filled[6] == 50


def test_the_rest_of_the_year_in_place_of_year_one() -> None:
    """Year two without a year one is the next fiscal year, unless the annual ladder before says otherwise."""
    chosen = ladder.merge(
        rows(
            (1, "2026-09-30", 11, 360, 5, None, 200, 50, 50, 55, None),
            (2, "2025-12-31", 11, 370, None, 15, 200, 50, 50, 55, None),
            (2, "2026-09-30", 11, 360, 5, None, 200, 50, 50, 55, None),
            (3, "2025-12-31", 11, 370, None, 15, 0, 200, 50, 50, 55),
            (3, "2026-09-30", 11, 360, 5, None, 200, 50, 50, 55, None),
            (4, "2026-09-30", 11, 360, 5, 0, 200, 50, 50, 55, None),
        )
    )
    years = {
        cik: np.nan_to_num(chosen.loc[cik, list(ladder.BUCKETS)].to_numpy(dtype=float)).tolist() for cik in chosen.index
    }
    assert years[1] == years[2] == [5, 200, 50, 50, 55, 0, 0]
    assert years[3] == years[4] == [5, 0, 200, 50, 50, 55, 0]


def test_marvells_later_years_are_matched_by_date_not_by_tag() -> None:
    """Year five of the 10-K is fiscal 2031, which the next 10-Q calls year four; what it places is not placed again."""
    chosen = ladder.merge(
        rows(
            (1, "2026-01-31", 0, 4470.6, None, 499.9, 0, 1249.9, 500, 500, 1750),
            (1, "2026-05-02", 0, 4961.3, 0, 0, 1249.9, 500, None, None, None),
            (2, "2026-01-31", 0, 1000, None, 100, 100, 100, 100, 100, 500),
            (2, "2026-05-02", 0, 900, 0, 100, 100, 100, 100, 300, None),
            (3, "2024-01-31", 0, 1000, None, 100, 100, 100, 100, 100, 500),
            (3, "2026-05-02", 0, 900, 0, 100, 100, 100, None, None, None),
        )
    )
    assert chosen.loc[1, list(ladder.BUCKETS)].tolist()[:5] == [0, 0, 1249.9, 500, 500]
    assert np.isnan(chosen.loc[1, "ladder_5"])
    assert chosen.loc[1, "ladder_after"] == 1750
    assert chosen.loc[2, "ladder_after"] == 200, "of an open bucket of 500, 300 are placed by year now"
    assert chosen.loc[3, "which"] == ladder.NEWEST, "an older ladder of over fifteen months fills nothing"
    assert np.isnan(chosen.loc[3, "ladder_after"])


def test_a_rolling_ladder_counts_from_the_balance_sheet() -> None:
    buckets = np.array([[np.nan, 12.0, 24.0, np.nan, np.nan, np.nan, np.nan]])
    period = ladder.month_end(np.array(["2026-06-30"], dtype="datetime64[D]"))
    fiscal, rolling = (ladder.schedule(buckets, period, np.array([11]), np.array([flag])) for flag in (False, True))
    assert by_quarter(rolling)["2026Q3"] == 3.0
    assert by_quarter(rolling)["2027Q3"] == 6.0
    assert by_quarter(fiscal)["2026Q3"] == 6.0


amounts = st.lists(st.one_of(st.none(), st.integers(0, 10**10)), min_size=7, max_size=7)


@given(amounts, st.dates(min_value=pd.Timestamp("2025-01-15").date(), max_value=pd.Timestamp("2027-12-31").date()),
       st.integers(0, 11))  # fmt: skip
def test_the_parts_sum_to_the_whole(values: list[int | None], end: Any, year_end_month: int) -> None:
    schedule = one(end.isoformat(), year_end_month, *values)
    quarters, outside = schedule.by_quarter()
    whole = sum(value or 0 for value in values)
    assert quarters.sum() + outside[0] + schedule.after[0] == pytest.approx(whole, rel=1e-9, abs=1e-3)
    assert quarters.min() >= 0.0
    for place in range(0, 12):
        first = ladder.FIRST_MONTH + 3 * place
        low, high = schedule.bounds(first, first + 2)
        assert low[0] - 1e-3 <= quarters[0, place] <= high[0] + 1e-3


@pytest.mark.real
def test_the_recorded_ladders() -> None:
    marvell = _recorded("companyfacts_CIK0001835632_MRVL.json.gz", "2025-02-01", 0)
    assert {name: by_quarter(marvell)[name] for name in ("2025Q1", "2025Q2")} == {"2025Q1": 21.9, "2025Q2": 32.8}
    annual, interim = (_recorded("companyfacts_AMC_CIK0001411579_excerpt.json", day, 11)
                       for day in ("2024-12-31", "2025-03-31"))  # fmt: skip
    due_2029 = [sum(v for n, v in by_quarter(s).items() if n.startswith("2029")) for s in (annual, interim)]
    assert due_2029 == [pytest.approx(2885.2, abs=0.1)] * 2
    assert annual.total[0] == pytest.approx(4134.5, abs=0.05)


def _recorded(name: str, end: str, year_end_month: int) -> ladder.Schedule:
    raw = (REAL / "sec" / name).read_bytes()
    content = json.loads(gzip.decompress(raw) if name.endswith("gz") else raw)["facts"]["us-gaap"]
    values: list[float | None] = []
    for suffix in SUFFIX:
        found = [row["val"] / 1e6 for row in content[TAG + suffix]["units"]["USD"] if row["end"] == end]
        values.append(found[-1] if found else None)
    return one(end, year_end_month, *values)
