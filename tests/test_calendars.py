"""The days of CPI releases by their publisher's calendar, and the outcomes of FOMC meetings by the target range."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pandas as pd
import pytest

from analytics.errors import SourceChanged, SourceUnavailable
from analytics.frames import meetings
from analytics.sources import bls
from analytics.sources.http import Retryable
from tests.conftest import House
from tests.loopback import Fault

RELEASE = """BEGIN:VCALENDAR\r
BEGIN:VEVENT\r
DTSTART;TZID=US-Eastern:20261014T083000\r
SUMMARY:Consumer Pr\r
 ice Index\r
END:VEVENT\r
BEGIN:VEVENT\r
DTSTART;TZID=US-Eastern:20261015T083000\r
SUMMARY:Producer Price Index\r
END:VEVENT\r
END:VCALENDAR\r
"""


def test_a_calendar_of_folded_lines_names_the_releases_of_one_index() -> None:
    assert bls.parse(RELEASE) == [date(2026, 10, 14)]
    assert bls.parse(RELEASE.replace("\r\n", "\n")) == [date(2026, 10, 14)]
    assert bls.parse(RELEASE.replace("20261014T083000", "20261014")) == [date(2026, 10, 14)]


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", SourceUnavailable),
        ("<html>Access Denied</html>", SourceUnavailable),
        ("BEGIN:VCALENDAR", Retryable),
        ("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", SourceChanged),
        (RELEASE.replace("20261014", "20261399"), SourceChanged),
    ],
)
def test_a_calendar_that_is_none_is_said(text: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        bls.parse(text)


def test_a_refresh_asks_once_a_day_and_the_world_lists_what_came(house: House) -> None:
    now = datetime.now(UTC)
    assert house.refresh("rates", now=now)["rates"].missing == {}
    events = house.world().market.published.events
    listed = events[events["kind"] == "cpi"]
    assert listed["date"].max() == pd.Timestamp(now.year + 1, 12, 12)
    assert set(listed.loc[listed["date"] > pd.Timestamp(2026, 1, 1), "date"].dt.day) == {12}
    house.refresh("rates", now=now + timedelta(hours=1))
    house.refresh("rates", now=now + timedelta(hours=21))
    assert sum("bls.ics" in path for path in house.loopback.asked) == 2


def test_a_calendar_that_cannot_be_had_is_named_and_the_last_one_stands(house: House) -> None:
    now = datetime.now(UTC)
    house.misbehave(Fault("403", "bls.ics"))
    outcome = house.refresh("rates", now=now)["rates"]
    assert outcome.error == ""
    assert (
        outcome.missing["CPI calendar"].endswith("(403); the carried list stands alone")
        or "403" in (outcome.missing["CPI calendar"])
    )
    carried = house.world().market.published.events
    assert carried.loc[carried["kind"] == "cpi", "date"].max() == pd.Timestamp(2025, 12, 18)
    house.misbehave()
    house.refresh("rates", now=now)
    house.misbehave(Fault("html", "bls.ics"))
    outcome = house.refresh("rates", now=now + timedelta(days=2))["rates"]
    assert f"those up to {now.year + 1}-12-12 are known" in outcome.missing["CPI calendar"]
    events = house.world().market.published.events
    assert events.loc[events["kind"] == "cpi", "date"].max() == pd.Timestamp(now.year + 1, 12, 12)


def test_with_a_key_freds_release_dates_serve_where_the_calendar_cannot_be_had(keyed: House) -> None:
    now = datetime.now(UTC)
    keyed.misbehave(Fault("403", "bls.ics"))
    outcome = keyed.refresh("rates", now=now)["rates"]
    assert outcome.missing == {}
    assert "FRED's release dates serve" in outcome.remarks["CPI calendar"]
    events = keyed.world().market.published.events
    assert events.loc[events["kind"] == "cpi", "date"].max() == pd.Timestamp(now.year + 1, 12, 11)
    keyed.misbehave(Fault("403", "bls.ics"), Fault("missing", "/release/dates"))
    outcome = keyed.refresh("rates", now=now + timedelta(days=2))["rates"]
    assert f"those up to {now.year + 1}-12-11 are known" in outcome.missing["CPI calendar"]


def limits(values: dict[str, float]) -> pd.DataFrame:
    """Rates with the upper limit of the target range alone."""
    days = pd.DatetimeIndex(list(values), name="date").as_unit("us")
    return pd.DataFrame({meetings.LIMIT: list(values.values())}, index=days)


def held(*days: str, what: str = meetings.UNKNOWN) -> pd.DataFrame:
    frame = pd.DataFrame({"kind": "fomc", "date": list(days), "what": what, "status": "scheduled", "source": ""})
    return frame.assign(date=pd.to_datetime(frame["date"]).dt.as_unit("us"))


@pytest.mark.parametrize(
    ("before", "after", "words"), [(5.5, 5.0, "cut 50 bp"), (0.25, 0.5, "raise 25 bp"), (4.5, 4.5, "hold")]
)
def test_the_outcome_of_a_meeting_is_the_change_of_the_target_range(before: float, after: float, words: str) -> None:
    rates = limits({"2024-09-17": before, "2024-09-18": before, "2024-09-19": after})
    assert list(meetings.with_outcomes(held("2024-09-18", what="typed in"), rates)["what"]) == [words]


def test_a_meeting_without_an_outcome_is_not_studied_and_is_named() -> None:
    rates = limits({"2026-09-15": 3.5, "2026-09-16": 3.5})
    listed = meetings.with_outcomes(held("2026-07-29", "2026-09-16", "2026-10-28"), rates)
    assert meetings.decided(listed).empty
    said = meetings.undecided(listed, date(2026, 9, 30))
    assert len(said) == 1
    assert "29 Jul 2026, 16 Sep 2026" in said[0].replace("\u00a0", " ")
    assert "Oct" not in said[0], "it is still to come"
    carried = meetings.with_outcomes(held("2026-07-29", what="hold"), rates)
    assert list(meetings.decided(carried)["what"]) == ["hold"]
    assert meetings.undecided(carried, date(2026, 9, 30)) == []
