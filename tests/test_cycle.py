"""Recessions as spans."""

import pandas as pd
import pytest

from analytics.measures.cycle import recessions
from tests.recorded import recorded_market


def spans(values: dict[str, float], first: str, last: str) -> list[tuple[str, str]]:
    index = pd.DatetimeIndex(pd.to_datetime(list(values)), name="date").as_unit("us")
    frame = pd.DataFrame({"USREC": list(values.values())}, index=index)
    found = recessions(frame, pd.Timestamp(first), pd.Timestamp(last))
    return [(f"{a:%Y-%m-%d}", f"{b:%Y-%m-%d}") for a, b in found.itertuples(index=False)]


MONTHS = {"2007-12-01": 0, "2008-01-01": 1, "2008-02-01": 1, "2008-03-01": 0, "2020-03-01": 1, "2020-04-01": 1}


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2000-01-03", "2025-10-14", [("2008-01-01", "2008-02-29"), ("2020-03-01", "2020-04-30")]),
        ("2008-02-04", "2020-03-20", [("2008-02-04", "2008-02-29"), ("2020-03-01", "2020-03-20")]),
        ("2009-01-02", "2019-12-31", []),
    ],
)
def test_spans_are_whole_months_cut_to_the_figure(first, last, expected):
    assert spans(MONTHS, first, last) == expected


def test_daily_flags_make_the_same_spans():
    days = pd.bdate_range("2019-12-02", "2020-06-30")
    flags = {f"{day:%Y-%m-%d}": float(day.year == 2020 and day.month in (3, 4)) for day in days}
    assert spans(flags, "2000-01-03", "2025-10-14") == [("2020-03-01", "2020-04-30")]


def test_without_the_indicator_there_is_none():
    assert recessions(pd.DataFrame(), pd.Timestamp("2000-01-03"), pd.Timestamp("2025-10-14")).empty


class TestRecorded:
    pytestmark = pytest.mark.real

    def test_three_recessions_since_2000(self):
        found = recessions(recorded_market().rates, pd.Timestamp("2000-05-26"), pd.Timestamp("2025-10-14"))
        assert [f"{day:%b %Y}" for day in found["first"]] == ["Apr 2001", "Jan 2008", "Mar 2020"]
        assert [f"{day:%b %Y}" for day in found["last"]] == ["Nov 2001", "Jun 2009", "Apr 2020"]
