"""The curve of a day, and what two set yields make of it (M-PAR)."""

from __future__ import annotations

import gc
import weakref
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.catalogue.rates import TENORS
from analytics.frames.market import Market
from analytics.load import World
from analytics.measures import curve
from analytics.measures.curve import Curve
from analytics.model.metric import by_id
from analytics.model.scenario import Scenario
from analytics.store import published

FACTS = published.read()

DAY = date(2025, 10, 14)
YIELDS = [4.20, 4.02, 3.85, 3.65, 3.48, 3.50, 3.62, 3.80, 4.03, 4.58, 4.62]


def rates(rows: dict[str, list[float | None]], columns: list[str] | None = None) -> Market:
    """A market of Treasury yields alone, by day."""
    index = pd.DatetimeIndex(list(rows), name="date").as_unit("us")
    frame = pd.DataFrame(list(rows.values()), index=index, columns=columns or list(TENORS), dtype="float64")
    empty = pd.DataFrame(index=index)
    return Market(empty, empty, frame, published=FACTS)


MARKET = rates({"2025-10-10": [y + 0.1 for y in YIELDS], "2025-10-14": YIELDS, "2025-10-15": [9.0] * 11})


def figures(market: Market, as_of: date = DAY, **chosen: int) -> dict[str, object]:
    return by_id(tuple(curve.metrics("divergence", market, Scenario(**chosen), as_of)))


def test_the_two_yields_and_the_slope() -> None:
    shown = figures(MARKET)
    assert {name: metric.value for name, metric in shown.items()} == {
        "ten_year": 4.03,
        "short_rate": 4.02,
        "slope": 0.01,
        "ten_year_scenario": 4.03,
        "short_rate_scenario": 4.02,
        "slope_scenario": 0.01,
    }
    assert {metric.as_of for metric in shown.values()} == {DAY}
    assert shown["slope"].unit == "pp"
    assert shown["ten_year"].sources == ("DGS10",)


def test_a_set_yield_moves_the_scenario_and_not_the_curve() -> None:
    shown = figures(MARKET, ten_year_bp=485)
    assert shown["ten_year"].value == 4.03
    assert (shown["ten_year_scenario"].value, shown["short_rate_scenario"].value) == (4.85, 4.84)
    assert shown["slope_scenario"].value == 0.01


@pytest.mark.parametrize(
    ("chosen", "meant"),
    [
        ({}, (403, 402)),
        ({"ten_year_bp": 485}, (485, 484)),
        ({"ten_year_bp": 485, "curve_linked": "Off"}, (485, 402)),
        ({"short_rate_bp": 900}, (403, 900)),
        ({"ten_year_bp": 485, "short_rate_bp": 100}, (485, 100)),
        ({"ten_year_bp": 0}, (0, 0)),
        ({"ten_year_bp": 1000}, (1000, 999)),
    ],
)
def test_two_yields_have_one_meaning(chosen: dict[str, object], meant: tuple[int, int]) -> None:
    held = curve.on(MARKET.rates, DAY)
    assert held.under(Scenario(**chosen)) == meant
    assert held.defaults(Scenario(**chosen)) == dict(zip(("ten_year_bp", "short_rate_bp"), meant, strict=True))


def test_a_preset_moves_the_whole_curve_while_it_is_linked() -> None:
    held = curve.on(MARKET.rates, DAY)
    assert held.presets()["As published"] == {"ten_year_bp": 403, "short_rate_bp": 402}
    assert held.presets()["4.50"] == {"ten_year_bp": 450, "short_rate_bp": 449}
    assert held.presets(is_linked=False)["4.50"] == {"ten_year_bp": 450, "short_rate_bp": 402}


def test_a_yield_of_zero_is_set() -> None:
    assert figures(MARKET, ten_year_bp=0)["ten_year_scenario"].value == 0.0


def table(market: Market = MARKET, as_of: date = DAY, **chosen: int) -> pd.DataFrame:
    return curve.table(market, Scenario(**chosen), as_of).set_index("series")


def test_a_parallel_shift_moves_every_maturity_alike() -> None:
    shifted = table(ten_year_bp=403 + 82, short_rate_bp=402 + 82)
    np.testing.assert_allclose(shifted["change_bp"], 82)
    np.testing.assert_allclose(shifted["scenario_pct"] - shifted["published_pct"], 0.82)
    np.testing.assert_allclose(shifted["published_pct"], YIELDS)


def test_an_untouched_scenario_changes_nothing() -> None:
    np.testing.assert_array_equal(table()["change_bp"], 0)
    np.testing.assert_array_equal(table()["scenario_pct"], table()["published_pct"])


def test_between_the_two_the_change_is_linear_in_years_and_flat_outside() -> None:
    change = table(ten_year_bp=503, curve_linked="Off")["change_bp"]
    expected = {"DGS1MO": 0, "DGS3MO": 0, "DGS6MO": 100 * 0.25 / 9.75, "DGS2": 100 * 1.75 / 9.75, "DGS10": 100}
    for id, bp in {**expected, "DGS20": 100, "DGS30": 100}.items():
        assert change[id] == pytest.approx(bp)


@given(st.integers(0, 1000), st.integers(0, 1000))
def test_the_two_set_yields_are_met_exactly(ten_year: int, short: int) -> None:
    held = Curve(DAY, pd.Series(dict(zip(TENORS, YIELDS, strict=True))))
    change = dict(zip(TENORS, held.change_bp(ten_year, short), strict=True))
    assert change["DGS10"] == pytest.approx(ten_year - 403)
    assert change["DGS3MO"] == pytest.approx(short - 402)
    low, high = sorted((ten_year - 403, short - 402))
    assert all(low - 1e-9 <= bp <= high + 1e-9 for bp in change.values())


def test_defaults_are_the_yields_of_the_day_to_the_basis_point() -> None:
    for percent in (4.63, 0.07, 1.15, 2.01, 8.29, 0.57):
        held = Curve(DAY, pd.Series({"DGS3MO": percent, "DGS10": percent}))
        assert held.defaults(Scenario()) == {"ten_year_bp": round(percent * 100), "short_rate_bp": round(percent * 100)}
        assert held.defaults(Scenario())["ten_year_bp"] / 100 == percent


def test_a_day_without_a_value_shows_the_one_before_and_dates_it() -> None:
    """Columbus Day: the bond market is closed, the exchange is open."""
    market = rates({"2025-10-10": YIELDS, "2025-10-13": [None] * 11})
    for asked in (date(2025, 10, 13), date(2025, 10, 12), date(2025, 10, 20)):
        assert figures(market, asked)["ten_year"].as_of == date(2025, 10, 10)


def test_a_day_with_one_of_the_two_yields_is_no_curve() -> None:
    half = [*YIELDS]
    half[8] = None
    assert figures(rates({"2025-10-10": YIELDS, "2025-10-14": half}))["ten_year"].as_of == date(2025, 10, 10)


def test_a_missing_maturity_is_left_out_and_never_invented() -> None:
    without = [*YIELDS]
    without[9] = None
    assert "DGS20" not in table(rates({"2025-10-14": without})).index
    columns = ["DGS3MO", "DGS2", "DGS10"]
    assert list(table(rates({"2025-10-14": [4.0, 3.5, 4.0]}, columns)).index) == columns


@pytest.mark.parametrize(
    ("market", "as_of", "words"),
    [
        (rates({"2025-10-10": [3.5]}, ["DGS2"]), DAY, "No Treasury yields are held"),
        (rates({"2025-10-10": [None] * 11}), DAY, "No Treasury yields are held"),
        (rates({}), DAY, "No Treasury yields are held"),
        (MARKET, date(2025, 10, 9), "No Treasury yields are held for 9 Oct 2025 or before"),
        (MARKET, date(2025, 10, 26), "The newest Treasury yields held are of 15 Oct 2025"),
    ],
)
def test_where_no_curve_is_held_every_figure_says_why(market: Market, as_of: date, words: str) -> None:
    shown = figures(market, as_of)
    assert {metric.value for metric in shown.values()} == {None}
    assert all(words in metric.note for metric in shown.values())
    assert len(table(market, as_of)) == 0
    assert list(table(market, as_of).columns) == ["years", "published_pct", "scenario_pct", "change_bp"]


def test_one_end_alone_is_published_and_makes_no_curve() -> None:
    shown = figures(rates({"2025-10-10": [4.0, 3.5]}, ["DGS3MO", "DGS2"]), DAY)
    assert (shown["short_rate"].value, shown["short_rate"].as_of) == (4.0, date(2025, 10, 10))
    others = [metric for name, metric in shown.items() if name != "short_rate"]
    assert {metric.value for metric in others} == {None}
    assert all("are held of the ten-year" in metric.note for metric in others)


def test_nothing_after_the_day_is_used() -> None:
    assert figures(MARKET)["ten_year"].value == 4.03, "the nines of the fifteenth are not"


@pytest.mark.real
def test_the_recorded_curve(real_world: World) -> None:
    shown = figures(real_world.market, date(2025, 10, 14), ten_year_bp=450)
    assert (shown["ten_year"].value, shown["short_rate"].value) == (4.03, 4.02)
    assert shown["ten_year_scenario"].value == 4.5
    peak = figures(real_world.market, date(2023, 10, 19))
    assert peak["ten_year"].value == 4.98
    newest = figures(real_world.market, date(2026, 8, 4))
    assert newest["ten_year"].value == 4.63


def test_a_market_s_curve_is_found_once_and_goes_with_it() -> None:
    market = rates({"2025-10-10": [y + 0.1 for y in YIELDS], "2025-10-14": YIELDS})
    assert curve.for_day(market) is curve.for_day(market)
    assert curve.for_day(market).as_of == DAY
    assert curve.for_day(market, date(2025, 10, 13)).as_of == date(2025, 10, 10)
    kept = weakref.ref(market)
    del market
    gc.collect()
    assert kept() is None
