"""One issuer: its ladder, and its income against its interest by year."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from tests.figures_debt_wall.reading import bare, bars, texts
from ui.figures.issuer import statements as issuer
from ui.style import LIGHT


def test_the_ladder_of_an_issuer_is_drawn_like_the_wall(own):
    table = own["ladder"]
    figure = issuer.ladder(table, LIGHT, True, selected="2028Q4")
    assert list(figure.data[-1].customdata) == [quarter for quarter in table["quarter"] if quarter != "later"]
    assert sum(bars(figure, "filed").values()) == pytest.approx(table["filed_usd_m"].iloc[:-1].sum(), abs=1e-2)
    assert "325" in bare(figure)
    assert "Q4 2028" in " ".join(figure.layout.xaxis.ticktext)


def test_years_run_from_old_to_new_and_say_coverage_over_each_pair(own):
    figure = issuer.years(own["years"], LIGHT, False)
    assert list(figure.layout.xaxis.ticktext) == [str(year) for year in range(2019, 2026)]
    income, interest = figure.data
    assert income.y[-1] == pytest.approx(own["years"]["operating_income_usd_m"].iloc[0], abs=1e-3)
    assert interest.y[0] == pytest.approx(own["years"]["interest_usd_m"].iloc[-1], abs=1e-3)
    assert [text for text in texts(figure) if text[0] == "1"][-1] == "1.03\u00a0x"


def test_a_loss_is_drawn_down_and_an_untagged_year_stays_empty():
    table = pd.DataFrame(
        {
            "year_end": pd.to_datetime(["2025-12-31", "2024-12-31", "2023-12-31"]),
            "operating_income_usd_m": [-20.0, np.nan, 10.0],
            "interest_usd_m": [5.0, 4.0, np.nan],
            "coverage_x": [-4.0, np.nan, np.nan],
        }
    )
    figure = issuer.years(table, LIGHT, False)
    assert list(figure.data[0].y) == [10.0, None, -20.0]
    assert figure.layout.yaxis.range[0] < -20.0
    assert texts(figure)[:3] == ["n/a", "n/a", "−4.00\u00a0x"]
    issuer.years(table.iloc[:0], LIGHT, False)
