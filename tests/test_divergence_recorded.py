"""The page's figures on the recorded data: what was accepted, what was published, and days worked by hand."""

from __future__ import annotations

from datetime import date

import pytest

from analytics.load import World
from tests.test_divergence import by_hand, measure

pytestmark = pytest.mark.real

ACCEPTED = {
    "small_ytd": "12.19 %",
    "large_ytd": "12.99 %",
    "ytd_gap": "−0.80 pp",
    "small_ytd_total": "13.07 %",
    "large_ytd_total": "13.98 %",
    "ratio": "0.3743 x",
    "ratio_percentile": "5.81",
    "gap_1y": "−0.63 pp",
    "gap_3y": "−35.51 pp",
    "gap_3y_percentile": "2.15",
    "gap_5y": "−39.44 pp",
    "small_drawdown": "0.00 %",
    "large_drawdown": "−1.62 %",
    "relative_drawdown": "−41.45 %",
    "small_max_drawdown_total": "−58.64 %",
    "ten_year": "4.03 %",
}


@pytest.mark.parametrize(("name", "text"), ACCEPTED.items())
def test_the_accepted_figures_of_14_october_2025(real_world: World, name: str, text: str) -> None:
    assert measure(real_world.market, date(2025, 10, 14))[name].text.replace("\u00a0", " ") == text


@pytest.mark.parametrize("text", ["2000-05-26", "2001-01-02", "2008-11-20", "2020-03-18", "2026-07-09", "2026-07-31"])
@pytest.mark.parametrize("suffix", ["", "_total"])
def test_other_recorded_days_are_those_worked_by_hand(real_world: World, text: str, suffix: str) -> None:
    as_of = date.fromisoformat(text)
    market = real_world.market
    worked = by_hand(market.adj_close if suffix else market.close, as_of)
    shown = measure(market, as_of)
    assert shown["ratio"].as_of <= as_of
    for name, value in worked.items():
        assert shown[f"{name}{suffix}"].value == pytest.approx(value, abs=1e-9), name


def test_published_calendar_years_are_met(real_world: World) -> None:
    """Total returns of IWM and the S&P 500 as published for 2021 to 2025, to a tenth of a point."""
    published = {2021: (14.5, 28.7), 2022: (-20.5, -18.1), 2023: (16.8, 26.3), 2024: (11.4, 25.0), 2025: (12.7, 17.9)}
    for year, (small, large) in published.items():
        shown = measure(real_world.market, date(year, 12, 31))
        assert shown["small_ytd_total"].value == pytest.approx(small, abs=0.15)
        assert shown["large_ytd_total"].value == pytest.approx(large, abs=0.25)
