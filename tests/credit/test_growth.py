"""Growth from date to date: what is missing shifts nothing."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.credit import growth
from analytics.credit.indicators import BREAKS
from tests.credit.markets import series
from tests.loopback import REAL


def prices() -> pd.Series[float]:
    """An index that rises by one a month, without its October of 2025."""
    months = pd.date_range("2024-01-01", "2026-12-01", freq="MS")
    return pd.Series(range(100, 100 + len(months)), index=months, dtype="float64").drop(pd.Timestamp("2025-10-01"))


@pytest.mark.parametrize("is_blank", [True, False], ids=["blank", "absent"])
def test_the_hole_of_october_2025_shifts_no_other_month(is_blank: bool) -> None:
    level = prices()
    if is_blank:
        level.loc[pd.Timestamp("2025-10-01")] = float("nan")
        level = level.sort_index()
    year = growth.over_a_year(level, "month")
    assert year["2025-09-01"] == pytest.approx((120 / 108 - 1) * 100)
    assert year["2025-11-01"] == pytest.approx((122 / 110 - 1) * 100)
    assert year["2026-09-01"] == pytest.approx((132 / 120 - 1) * 100)
    assert pd.Timestamp("2025-10-01") not in year.index
    assert pd.Timestamp("2026-10-01") not in year.index
    assert year["2026-11-01"] == pytest.approx((134 / 122 - 1) * 100)


@pytest.mark.real
@pytest.mark.parametrize("name", ["CPIAUCSL.csv", "vintages/CPIAUCSL__2026-01.csv"])
def test_both_recorded_vintages_agree_on_november_2025(name: str) -> None:
    level = pd.to_numeric(pd.read_csv(REAL / "fred" / name, index_col=0, parse_dates=True).iloc[:, 0], errors="coerce")
    year = growth.over_a_year(level, "month")
    assert year["2025-11-01"] == pytest.approx((level["2025-11-01"] / level["2024-11-01"] - 1) * 100)
    assert year["2025-09-01"] == pytest.approx(3.0, abs=0.05)
    assert pd.Timestamp("2025-10-01") not in year.index


def test_a_week_without_its_counterpart_has_no_growth() -> None:
    weekly = pd.Series(range(100, 160), index=pd.date_range("2024-01-03", periods=60, freq="W-WED"), dtype="float64")
    year = growth.over_a_year(weekly.drop(weekly.index[1]), "week")
    assert year.index.tolist() == [*weekly.index[52:53], *weekly.index[54:]]
    assert year.iloc[0] == pytest.approx(52.0)


def test_three_months_at_an_annual_rate() -> None:
    level = series({"2025-01-01": 100.0, "2025-02-01": 100.5, "2025-03-01": 101.0, "2025-04-01": 101.0})
    assert growth.over_three_months(level).tolist() == [pytest.approx((1.01**4 - 1) * 100)]


@pytest.mark.real
def test_cards_that_were_consolidated_in_2010_are_no_growth() -> None:
    level = pd.read_csv(REAL / "fred" / "CCLACBW027SBOG.csv", index_col=0, parse_dates=True).iloc[:, 0]
    year = growth.over_a_year(level, "week")
    assert year["2010-03-31"] > 70
    told = growth.without(year, BREAKS["CCLACBW027SBOG"])
    assert told.max() < 30
    out = year.index.difference(told.index)
    assert (out[0], out[-1]) == (pd.Timestamp("2010-03-31"), pd.Timestamp("2011-03-23"))
    assert pd.Timestamp("2011-03-30") in told.index
