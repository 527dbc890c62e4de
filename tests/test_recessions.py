"""Recession bands: whole months, nothing after the as-of date, nothing where the series is absent."""

from __future__ import annotations

from datetime import date

import pandas as pd

from analytics.recessions import bands

MONTHS = pd.date_range("2007-10-01", "2020-12-01", freq="MS").as_unit("us")


def rates() -> pd.DataFrame:
    inside = ((MONTHS >= "2008-01-01") & (MONTHS <= "2009-06-01")) | (
        (MONTHS >= "2020-03-01") & (MONTHS <= "2020-04-01")
    )
    return pd.DataFrame({"USREC": inside.astype(float)}, index=MONTHS.rename("date"))


def test_two_recessions_are_two_bands():
    found = bands(rates(), date(2020, 12, 31))
    assert [str(day.date()) for day in found["first"]] == ["2008-01-01", "2020-03-01"]
    assert [str(day.date()) for day in found["last"]] == ["2009-06-30", "2020-04-30"]


def test_nothing_after_the_as_of_date():
    assert len(bands(rates(), date(2019, 12, 31))) == 1
    assert bands(rates(), date(2007, 12, 31)).empty
    assert str(bands(rates(), date(2008, 6, 15))["last"].iloc[0].date()) == "2008-06-30"


def test_without_the_series_there_are_no_bands():
    assert bands(pd.DataFrame({"DGS10": [4.0]}, index=MONTHS[:1]), date(2020, 1, 1)).empty
