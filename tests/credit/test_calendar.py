"""The calendar at any day: what came last and comes next only where the list of a kind spans the day."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics import credit
from analytics.credit import releases, text
from analytics.credit.releases import KINDS, UNREACHED
from analytics.frames.market import Market, Result
from analytics.frames.published import Published
from analytics.model.scenario import Scenario
from analytics.store import published
from tests.credit.markets import market, named

CARRIED = published.read().events
DAYS = pd.bdate_range("2008-01-01", "2026-08-06").as_unit("us")


def on(day: date, events: pd.DataFrame = CARRIED) -> Result:
    """Credit as of a day, with a ten-year on every working day from 2008 on."""
    return credit.static(_market(events), Scenario(as_of=day))


def _market(events: pd.DataFrame) -> Market:
    return market(Published({"events": events}), DGS10=pd.Series(range(len(DAYS)), index=DAYS, dtype="float64") / 1e3)


def test_a_list_that_begins_years_later_has_no_next_meeting() -> None:
    """The list of decisions begins on 16 Mar 2022: on 10 Oct 2008 that is not the next one."""
    result = on(date(2008, 10, 10))
    for kind in KINDS:
        for name in ("next", "nearest", "ten_year"):
            metric = named(result.metrics, f"calendar_{kind}_{name}")
            assert (metric.value, metric.note) == (None, UNREACHED)
    assert named(result.metrics, "calendar_fomc_change").note == UNREACHED
    assert result.tables["calendar"].empty
    assert text.text(result, Scenario()).findings["calendar"] == "What moved on each FOMC, minutes and CPI day"
    said = "The list of dates does not reach 10 Oct 2008 for: CPI release, FOMC decision, FOMC minutes."
    assert said in result.notes


def test_one_list_may_reach_a_day_and_another_not() -> None:
    """The list of minutes begins on 8 Oct 2025: it says nothing of March 2023, that of decisions does."""
    result = on(date(2023, 3, 10))
    assert named(result.metrics, "calendar_minutes_next").value is None
    assert named(result.metrics, "calendar_fomc_next").value == date(2023, 3, 22)
    assert named(result.metrics, "calendar_fomc_ten_year").since == date(2023, 2, 1)
    assert set(result.tables["calendar"]["release"]) == {KINDS["fomc"], KINDS["cpi"]}


def test_a_list_that_has_ended_knows_neither_the_last_nor_the_next() -> None:
    result = on(date(2026, 8, 6))
    for name in ("next", "nearest", "ten_year"):
        assert named(result.metrics, f"calendar_minutes_{name}").value is None
    past = result.tables["calendar"].query("release == 'FOMC minutes'")
    assert set(past["state"]) == {"past"}, "the listed days stay in the table"


def test_on_its_last_day_a_list_has_no_next_and_says_that() -> None:
    metric = named(on(date(2026, 2, 18)).metrics, "calendar_minutes_next")
    assert (metric.value, metric.note) == (None, "none is listed after this day")


def test_a_day_without_a_ten_year_is_the_reason_only_where_there_is_such_a_day() -> None:
    events = CARRIED[CARRIED["kind"] == "fomc"]
    bare = credit.static(market(Published({"events": events}), DRTSCIS=pd.Series([1.0], DAYS[-1:])), Scenario())
    assert named(bare.metrics, "calendar_fomc_ten_year").note == "the ten-year has no change on that day"
    assert named(bare.metrics, "calendar_fomc_ten_year").since == date(2026, 7, 29)


@given(st.dates(date(2008, 1, 2), date(2026, 8, 6)), st.lists(st.dates(date(2007, 1, 1), date(2027, 1, 1)), min_size=1))
def test_last_and_next_enclose_the_day_and_nothing_is_scheduled_before_its_list_begins(
    day: date, listed: list[date]
) -> None:
    days = sorted(set(listed))
    events = pd.DataFrame({"kind": "fomc", "date": pd.to_datetime(days).as_unit("us"), "what": "hold", "source": "Fed"})
    found = _market(events)
    rows = releases.table(found, pd.Series(dtype="float64", index=DAYS[:0]), day)
    metrics = tuple(releases.metrics(found, pd.Series(dtype="float64"), rows, day))
    following, last = named(metrics, "calendar_fomc_next"), named(metrics, "calendar_fomc_ten_year")
    if days[0] <= day < days[-1]:
        assert following.value == min(one for one in days if one > day)
        assert last.since == max(one for one in days if one <= day)
    else:
        assert following.value is None
    if not days[0] <= day <= days[-1]:
        assert (following.note, last.note, last.since) == (UNREACHED, UNREACHED, None)
    assert len(rows) == (len(days) if days[0] <= day else 0)


@pytest.mark.parametrize("days", [(-1, 1), (0, 0), (-1, 0), (0, 1)])
def test_a_list_spans_its_own_ends(days: tuple[int, int]) -> None:
    day = date(2025, 6, 2)
    own = pd.DataFrame({"date": pd.to_datetime([day + timedelta(days=step) for step in days])})
    assert releases.reached(own, day)
    assert not releases.reached(own.iloc[:0], day)
