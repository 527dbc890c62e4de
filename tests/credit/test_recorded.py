"""Credit on the recorded market: what the issue names to its digits."""

from __future__ import annotations

from datetime import date

import pytest

from analytics import credit
from analytics.frames.market import Result
from analytics.model.scenario import Scenario
from tests.credit.markets import named
from tests.recorded import recorded_market

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def result() -> Result:
    return credit.static(recorded_market(), Scenario())


def test_standards_of_larger_firms_end_on_a_zero(result: Result) -> None:
    metric = named(result.metrics, "standards_large")
    assert (metric.value, metric.note) == (0.0, "Q3 2026")


def test_cards_of_2019_q3() -> None:
    then = credit.static(recorded_market(), Scenario(as_of=date(2019, 12, 2)))
    metric, over = (named(then.metrics, f"card_delinquency{end}") for end in ("", "_highest_over"))
    assert (metric.value, metric.note) == (2.60, "Q3 2019")
    assert (over.value, over.since) == (26, date(2013, 1, 1))
    assert named(then.metrics, "card_delinquency_ten_year_high").value == 0


def test_high_yield_has_its_percentile_since_1997(result: Result) -> None:
    rank = named(result.metrics, "spread_hy_percentile")
    assert rank.value is not None
    assert named(result.metrics, "spread_hy").value == pytest.approx(284.0)


def test_retail_inventories_against_2010_to_2019(result: Result) -> None:
    assert named(result.metrics, "inventories_to_sales").value == pytest.approx(1.26)
    low, high = (named(result.metrics, f"inventories_decade_{end}").value for end in ("low", "high"))
    assert 1.2 < low < 1.4 < high < 1.6
    table = result.tables["inventories"].set_index("date")["inventories_to_sales_x"]
    assert table["2020-04-01"] == 1.68


def test_consumer_prices_of_september_2025_rose_by_three_per_cent(result: Result) -> None:
    rows = result.tables["calendar"].set_index("date")
    assert rows.loc["2025-10-24", "cpi_year_pct"] == pytest.approx(3.0, abs=0.05)
    assert rows.loc["2025-12-18", "cpi_year_pct"] == pytest.approx(2.7, abs=0.1)
