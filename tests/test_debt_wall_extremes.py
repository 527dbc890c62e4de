"""The extremes that titles speak of: each is the one in its table, and none is made up where there is none."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from analytics import debt_wall, illustrative
from analytics.debt_wall import extremes
from analytics.debt_wall.repricing import MaturityParts, RepricingParts
from analytics.model.metric import by_id
from analytics.model.scenario import Scenario


@pytest.fixture(scope="module")
def parts() -> RepricingParts:
    scenario = Scenario(ten_year_bp=475)
    filings, market = illustrative.filings(), illustrative.market()
    book, exposure = debt_wall.under(filings, market, scenario)
    outcome = debt_wall.reprice(exposure, scenario)
    return RepricingParts(book, exposure, outcome, debt_wall.outlook(exposure, market, outcome))


def wall(*rows: tuple[str, float, bool]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["quarter", "total_usd_bn", "in_window"])


@pytest.mark.parametrize(
    ("rows", "value", "quarter"),
    [
        ((("2026Q4", 9.0, False), ("2027Q1", 4.0, True), ("2027Q2", 7.0, True), ("later", 99.0, False)), 7.0, "2027Q2"),
        ((("2027Q1", 0.0, True),), 0.0, ""),
        ((("later", 99.0, False),), 0.0, ""),
    ],
)
def test_the_largest_quarter_is_one_of_the_window(
    parts: MaturityParts, rows: tuple[tuple[str, float, bool], ...], value: float, quarter: str
) -> None:
    largest = extremes.largest_quarter(parts, wall(*rows))
    assert (largest.value, largest.subject) == (value, quarter)


def test_a_sector_of_few_issuers_is_not_the_hardest_hit(parts: RepricingParts) -> None:
    columns = ["sector", "profitable_count", "wiped_out_pct"]
    rows = pd.DataFrame([("Few", 9, 80.0), ("Many", 10, 20.0), ("None", 40, float("nan"))], columns=columns)
    hardest = extremes.hardest_hit(parts, rows)
    assert (hardest.value, hardest.subject) == (20.0, "Many")
    assert extremes.hardest_hit(parts, rows.iloc[[0]]).value is None


def test_a_point_beyond_the_map_is_not_known(parts: RepricingParts) -> None:
    cells = pd.DataFrame({"ten_year_pct": [9.5, 10.0, 10.0], "spread_bp": [0, 0, 100], "share_pct": [50.0, 60.0, 70.0]})
    high = replace(parts, outcome=replace(parts.outcome, ten_year=0.099))
    by_yield, by_spread = extremes.points(high, cells)
    assert by_yield.value is None
    assert "ends" in by_yield.note
    assert by_spread.value == 70.0


@pytest.mark.parametrize("ten_year", [0, 300, 475, 620, 1000])
def test_every_extreme_is_that_of_its_table(ten_year: int) -> None:
    result = debt_wall.measure(illustrative.filings(), illustrative.market(), Scenario(ten_year_bp=ten_year))
    metrics, tables = by_id(result.metrics), result.tables
    window = tables["wall"][tables["wall"]["in_window"]]
    largest = metrics["due_quarter_largest"]
    assert largest.value == window["total_usd_bn"].max()
    assert window.set_index("quarter")["total_usd_bn"][largest.subject] == largest.value
    many = tables["sectors"][tables["sectors"]["profitable_count"] >= 10]
    assert metrics["sector_wiped_out_highest"].value == many["wiped_out_pct"].max()


@pytest.mark.parametrize("ten_year", range(0, 901, 25))
def test_every_yield_on_the_map_has_a_point_above_it(parts: RepricingParts, ten_year: int) -> None:
    """Cells are found by whole basis points: 2.5 + 1 is not 3.5 to the last digit of the map's own axis."""
    heat = debt_wall.live(illustrative.filings(), illustrative.market(), Scenario(ten_year_bp=475)).tables["heat"]
    at = replace(parts, outcome=replace(parts.outcome, ten_year=ten_year / 1e4))
    assert all(metric.value is not None for metric in extremes.points(at, heat))
