"""KRE: this year, betas and sensitivities, on lines with a known answer and on the recorded funds."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

from analytics.banks import fund
from analytics.errors import NoData
from analytics.frames.market import Market
from analytics.model.metric import by_id
from analytics.sessions import sessions as trading_days
from analytics.store import published
from tests.recorded import recorded_market

FACTS = published.read()


def made(sessions: int = 400, noise: float = 0.0) -> Market:
    """KRE moves 1.2 times with SPY and loses 3 % for a percentage point of the ten-year."""
    random = np.random.default_rng(4)
    days = trading_days(date(2023, 1, 3), date(2025, 10, 14))[-sessions:]
    large, change = random.normal(0, 0.01, sessions), random.normal(0, 0.0005, sessions)
    small = large + random.normal(0, 0.004, sessions)
    bank = 1.2 * large - 3.0 * change + noise * random.normal(0, 1, sessions)
    close = pd.DataFrame({"KRE": bank, "SPY": large, "IWM": small}, index=days)
    close = 100 * (1 + close).cumprod()
    rates = pd.DataFrame({"DGS10": 4.0 + 100 * np.cumsum(change)}, index=days)
    return Market(close.rename_axis("date"), close.rename_axis("date"), rates.rename_axis("date"), published=FACTS)


def figures(market: Market, as_of: date | None = None):
    return by_id(tuple(fund.metrics(market, *fund.closes(market, as_of))))


def test_the_two_factor_line_is_found():
    found = figures(made())
    assert found["kre_rate_duration"].value == pytest.approx(-3.0, abs=1e-6)
    assert found["kre_rate_duration"].unit == "% per pp"
    market = made()
    tables = fund.tables(market, *fund.closes(market, None))
    assert tables["fund_rates"]["market_x"].iloc[-1] == pytest.approx(1.2)
    assert tables["fund_rates"]["duration_pct_per_pp"].iloc[-1] == pytest.approx(-3.0, abs=1e-6)
    assert len(tables["fund_beta"]) == 400 - 1 - 252 + 1


def test_beta_alone_is_not_that_of_the_two_factor_line():
    assert figures(made())["kre_beta_1y"].value == pytest.approx(1.2, abs=0.05)


def test_bounds_hold_the_value_between_them():
    found = figures(made(noise=0.005))
    low, value, high = (found[f"kre_rate_duration{end}"].value for end in ("_low", "", "_high"))
    assert low < value < high


def test_a_short_history_says_what_it_needs():
    found = figures(made(100))
    for name in ("kre_beta_1y", "kre_rate_duration"):
        assert found[name].value is None
        assert "252" in found[name].note


def test_a_fund_that_is_not_held_is_named():
    market = made()
    with pytest.raises(NoData, match="KRE"):
        fund.closes(Market(market.close[["SPY"]], market.adj_close[["SPY"]], market.rates, published=FACTS), None)


class TestRecorded:
    pytestmark = pytest.mark.real

    def test_kre_had_gained_five_per_cent_by_mid_october_2025(self):
        found = figures(recorded_market(), date(2025, 10, 14))
        assert found["kre_ytd"].value == pytest.approx((63.41 / 60.35 - 1) * 100, abs=0.01)
        assert found["kre_ytd"].as_of == date(2025, 10, 14)

    def test_and_lost_it_two_days_later(self):
        found = figures(recorded_market(), date(2025, 10, 16))
        assert found["kre_ytd"].value == pytest.approx((58.14 / 60.35 - 1) * 100, abs=0.01)
