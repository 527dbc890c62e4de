"""Quotes: every ticker and series on a day, held against the published closes and yields."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

from analytics import quotes
from analytics.errors import NoData
from analytics.frames.market import Market
from analytics.model.metric import Metric, by_id
from analytics.model.scenario import Scenario
from analytics.sessions import sessions

DAYS = sessions(date(2024, 12, 2), date(2025, 10, 17))


def market(**series: float) -> Market:
    closes = pd.DataFrame({"IWM": np.linspace(200.0, 250.0, len(DAYS)), "SPY": 500.0}, index=DAYS)
    rates = pd.DataFrame({"DGS10": 4.4, **series}, index=DAYS)
    return Market(closes, closes, rates)


def measured(data: Market, as_of: date | None) -> dict[str, Metric]:
    return by_id(quotes.measure(data, Scenario(as_of=as_of)).metrics)


def test_a_day_without_a_session_has_the_close_before_and_a_longer_hole_none():
    data = market()
    assert measured(data, date(2025, 10, 12))["close_iwm"].as_of == date(2025, 10, 10)
    data.close.loc["2025-09-25":, "IWM"] = np.nan
    hole = measured(data, date(2025, 10, 14))["close_iwm"]
    assert hole.value is None
    assert "24 Sep 2025" in hole.note


def test_nothing_after_the_day_is_used():
    data = market()
    early = measured(data, date(2025, 6, 30))
    data.close.loc["2025-07-01":] = 1.0
    assert {id: metric.value for id, metric in measured(market(), date(2025, 6, 30)).items()} == {
        id: metric.value for id, metric in early.items()
    }


def test_days_at_or_over_a_yield_are_counted_within_the_year():
    data = market()
    data.rates.loc["2025-09-02":"2025-09-05", "DGS10"] = 4.50
    data.rates.loc["2025-09-03", "DGS10"] = 4.49
    found = measured(data, date(2025, 9, 30))
    assert found["ten_year_450_days"].value == 3
    assert found["ten_year_450_since"].value == date(2025, 9, 2)
    assert found["ten_year_450_last"].value == date(2025, 9, 5)
    assert found["ten_year_482_days"].value == 0
    assert found["ten_year_482_last"].value is None
    assert found["small_482_since"].value is None


def test_nothing_stored_is_no_quote():
    empty = pd.DataFrame(index=pd.DatetimeIndex([]).as_unit("us"))
    with pytest.raises(NoData):
        quotes.measure(Market(empty, empty, empty), Scenario())
    with pytest.raises(NoData):
        quotes.measure(market(), Scenario(as_of=date(1999, 1, 4)))


@pytest.mark.real
@pytest.mark.parametrize(
    ("name", "day", "value"),
    [
        ("close_iwm", date(2025, 10, 14), 247.90),
        ("close_rut", date(2025, 10, 14), 2495.50),
        ("day_iwm", date(2025, 10, 14), 1.43),
        ("ytd_kre", date(2025, 10, 14), 5.07),
        ("ytd_upst", date(2025, 10, 17), -24.48),
        ("ytd_clsk", date(2025, 10, 14), 138.65),
        ("change_6m_iwm", date(2025, 10, 14), 32.90),
        ("level_dgs10", date(2025, 10, 13), 4.05),
        ("ten_year_450_days", date(2026, 8, 4), 34),
    ],
)
def test_the_recorded_days(real_world, name, day, value):
    assert measured(real_world.market, day)[name].value == pytest.approx(value, abs=0.005)
