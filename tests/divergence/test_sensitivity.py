"""Rate sensitivity: the recipe's sessions, its estimator against statsmodels, names, and what sliders make."""

from datetime import date
from itertools import pairwise, product

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm

from analytics import divergence
from analytics.divergence import sensitivity
from analytics.model.metric import by_id
from analytics.model.scenario import Scenario
from analytics.sessions import sessions
from tests.divergence.markets import DAYS, market
from tests.recorded import recorded_market


def oracle(y: pd.Series, x) -> sm.regression.linear_model.RegressionResultsWrapper:
    fit = sm.OLS(y.to_numpy(), sm.add_constant(np.asarray(x)))
    return fit.fit(cov_type="HAC", cov_kwds={"maxlags": 4, "use_correction": False})


def usable(closes: pd.DataFrame, yields: pd.Series, last: date) -> pd.DataFrame:
    """The recipe, session by session: 252 rows of gap and change; none that spans a session without a close."""
    closes = closes.dropna().loc[: pd.Timestamp(last)]
    calendar = sessions(closes.index[0].date(), closes.index[-1].date())
    pairs = pairwise(calendar)
    rows = []
    for before, day in (pair for pair in pairs if pair[0] in closes.index and pair[1] in closes.index):
        two = yields.get(before), yields.get(day)
        if None in two or np.isnan(two).any():
            continue
        small, large = closes.loc[day] / closes.loc[before] - 1
        rows.append((day, small - large, (two[1] - two[0]) / 100))
    return pd.DataFrame(rows, columns=["date", "gap", "change"]).set_index("date").iloc[-252:]


class TestRecorded:
    pytestmark = pytest.mark.real

    @pytest.mark.parametrize(
        ("pair", "day"),
        [
            *product(["IWM/SPY", "KRE/SPY", "^RUT/^GSPC"], ["2025-10-14", "2026-07-31"]),
            *product(["IWM/SPY", "^RUT/^GSPC"], ["2009-03-09"]),
        ],
    )
    def test_durations_by_the_recipe_and_statsmodels(self, pair, day):
        held, last = recorded_market(), date.fromisoformat(day)
        closes = (held.close if pair.startswith("^") else held.adj_close)[pair.split("/")]
        rows = usable(closes.loc[pd.Timestamp(last) - pd.Timedelta(days=900) :], held.rates["DGS10"], last)
        found = by_id(divergence.measure(held, Scenario(as_of=last, pair=pair)).metrics)
        known = oracle(rows["gap"], rows["change"])
        assert found["rate_duration_gap"].value == pytest.approx(known.params[1], rel=1e-9)
        assert found["rate_duration_gap_se"].value == pytest.approx(known.bse[1], rel=1e-9)
        assert found["rate_duration_gap"].as_of == rows.index[-1].date()
        parts = np.column_stack([np.maximum(rows["change"], 0), np.minimum(rows["change"], 0)])
        known = oracle(rows["gap"], parts)
        assert found["rate_duration_up"].value == pytest.approx(known.params[1], rel=1e-9)
        assert found["rate_duration_down"].value == pytest.approx(known.params[2], rel=1e-9)
        assert found["rate_duration_down_se"].value == pytest.approx(known.bse[2], rel=1e-9)
        p = float(known.wald_test([[0, 1, -1]], use_f=False, scalar=True).pvalue)
        assert found["rate_duration_wald_p"].value == pytest.approx(p, rel=1e-8)

    @pytest.mark.parametrize("ticker", ["IWM", "XRT", "UPST", "DNA"])
    def test_names_by_the_recipe_and_statsmodels(self, ticker):
        held, last = recorded_market(), date(2025, 10, 14)
        own = held.adj_close[[ticker, "SPY"]].loc[:"2025-10-14"].dropna().pct_change()
        change = held.rates["DGS10"].reindex(own.index).diff() / 100
        rows = own.assign(change=change).dropna().iloc[-252:]
        found = by_id(divergence.measure(held, Scenario(as_of=last)).metrics)
        known, id = oracle(rows[ticker], rows["change"]), f"rate_duration_{ticker.lower()}"
        assert found[id].value == pytest.approx(known.params[1], rel=1e-9)
        assert found[f"{id}_se"].value == pytest.approx(known.bse[1], rel=1e-9)
        known = oracle(rows[ticker], rows[["change", "SPY"]])
        assert found[f"{id}_beyond"].value == pytest.approx(known.params[1], rel=1e-9)
        assert found[f"{id}_beyond_se"].value == pytest.approx(known.bse[1], rel=1e-9)

    def test_the_newest_rolling_window_is_the_figure(self):
        result = divergence.measure(recorded_market(), Scenario(as_of=date(2025, 10, 14)))
        row, found = result.tables["sensitivity"].iloc[-1], by_id(result.metrics)
        assert row["duration_pct_per_pp"] == pytest.approx(found["rate_duration_gap"].value, rel=1e-9)
        assert row["high_pct_per_pp"] == pytest.approx(found["rate_duration_gap_high"].value, rel=1e-9)
        assert row["date"].date() == date(2025, 10, 10)


def test_a_holiday_of_the_bond_market_costs_two_sessions():
    held = market()
    rates = held.rates.copy()
    rates.loc[DAYS[-5], "DGS10"] = np.nan
    pair = held.pair("IWM", "SPY")
    whole = sensitivity.gap_moves(pair, held)[0].frame
    holed = sensitivity.gap_moves(pair, type(held)(held.close, held.adj_close, rates))[0].frame
    assert set(whole.index) - set(holed.index) == {DAYS[-5], DAYS[-4]}
    assert whole.index[0] == DAYS[1]


def test_known_durations_are_recovered():
    held = market()
    random = np.random.default_rng(1)
    change = held.rates["DGS10"].diff().fillna(0).to_numpy() / 100
    large = random.normal(0, 0.01, len(DAYS))
    gap = -4.0 * np.maximum(change, 0) - 1.5 * np.minimum(change, 0)
    levels = np.cumprod(1 + np.column_stack([large + gap, large]), axis=0)
    adjusted = held.adj_close.assign(IWM=levels[:, 0], SPY=levels[:, 1])
    result = divergence.measure(type(held)(held.close, adjusted, held.rates, published=held.published), Scenario())
    found = by_id(result.metrics)
    assert found["rate_duration_up"].value == pytest.approx(-4.0, rel=1e-9)
    assert found["rate_duration_down"].value == pytest.approx(-1.5, rel=1e-9)
    assert found["rate_duration_wald_p"].value < 1e-12
    table = result.tables["durations"].set_index("moves")
    assert table.loc["up", "sessions"] + table.loc["down", "sessions"] <= table.loc["all", "sessions"] == 252


def test_a_yield_that_does_not_move_tells_nothing():
    held = market()
    still = type(held)(held.close, held.adj_close, held.rates.assign(DGS10=4.0), published=held.published)
    result = divergence.measure(still, Scenario(ten_year_bp=500))
    found = by_id(result.metrics)
    for name in ("rate_duration_gap", "rate_duration_up", "rate_duration_wald_p", "rate_duration_iwm", "gap_effect"):
        assert found[name].value is None
        assert "did not move" in found[name].note
    assert len(result.tables["effect"]) == 0


@pytest.mark.parametrize("bp", [0, 250, 399, 500, 1000])
def test_effect_is_the_slope_times_the_change(bp):
    held = market()
    found = by_id(divergence.measure(held, Scenario(ten_year_bp=bp)).metrics)
    today = round(held.rates["DGS10"].iloc[-1] * 100)
    points = (bp - today) / 100
    assert found["ten_year_change"].value == bp - today
    assert found["gap_effect"].value == pytest.approx(found["rate_duration_gap"].value * points)
    half = 1.959964 * found["rate_duration_gap_se"].value * abs(points)
    assert found["gap_effect_low"].value == pytest.approx(found["gap_effect"].value - half, rel=1e-5, abs=1e-9)
    assert found["gap_effect_high"].value == pytest.approx(found["gap_effect"].value + half, rel=1e-5, abs=1e-9)
    assert found["gap_effect"].note.startswith("Association, not cause")


@pytest.mark.parametrize("short", [None, 0, 900])
def test_untouched_effect_is_zero_whatever_the_short_rate(short):
    found = by_id(divergence.measure(market(), Scenario(short_rate_bp=short)).metrics)
    assert [found[f"gap_effect{end}"].value for end in ("", "_low", "_high")] == [0, 0, 0]
    assert found["gap_effect"].text == "0.00\u00a0pp"


def test_the_drawn_line_passes_through_the_figures():
    held = market()
    result = divergence.measure(held, Scenario())
    line = result.tables["effect"].set_index("change_bp")
    today = round(held.rates["DGS10"].iloc[-1] * 100)
    assert (line.index % 25 == 0).all()
    assert (line["ten_year_pct"] >= 0).all()
    found = by_id(divergence.measure(held, Scenario(ten_year_bp=today + 100)).metrics)
    for column, name in (("effect_pp", ""), ("effect_low_pp", "_low"), ("effect_high_pp", "_high")):
        assert line.loc[100, column] == pytest.approx(found[f"gap_effect{name}"].value)
    assert line.loc[0, ["effect_pp", "effect_low_pp", "effect_high_pp"]].tolist() == [0, 0, 0]
