"""Figures: every mark in its place, whatever the data do."""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd
import pytest

from analytics import illustrative
from analytics.measures import curve
from analytics.model.scenario import Scenario
from ui.figures import curve as curve_figure
from ui.figures import divergence as figures
from ui.style import DARK, LIGHT, signed_ticks, ticks

DAYS = pd.Series(pd.bdate_range("2020-01-02", "2025-10-14").as_unit("us"))
BANDS = pd.DataFrame({"first": [pd.Timestamp("2020-03-01")], "last": [pd.Timestamp("2020-04-30")]})


def ratio(values: np.ndarray) -> pd.DataFrame:
    return pd.DataFrame({"date": DAYS, "ratio_x": values})


def gap(values: np.ndarray) -> pd.DataFrame:
    return pd.DataFrame({"date": DAYS, "gap_3y_pp": values})


@pytest.mark.parametrize(("palette", "invented"), [*product((LIGHT, DARK), (True, False))])
def test_the_ratio_ends_on_the_last_day_with_its_value_in_the_margin(palette, invented):
    drawn = figures.relative_strength(ratio(np.linspace(0.6, 0.37, len(DAYS))), BANDS, palette, invented)
    assert drawn.layout.xaxis.range[1] == DAYS.iloc[-1].isoformat()
    texts = [note.text for note in drawn.layout.annotations]
    assert "<b>0.370</b>" in texts
    assert any(text.startswith("High 0.600") for text in texts)
    assert ("<b>ILLUSTRATIVE</b>" in texts) is invented
    assert len(drawn.layout.shapes) == 1


def test_a_flat_ratio_is_still_drawn():
    drawn = figures.relative_strength(ratio(np.full(len(DAYS), 0.5)), BANDS, LIGHT, False)
    low, high = drawn.layout.yaxis.range
    assert low < np.log10(0.5) < high


@pytest.mark.parametrize("last", [-35.5, 0.0, 12.0])
def test_the_gap_says_its_last_value_with_a_sign(last):
    values = np.linspace(10, last, len(DAYS))
    drawn = figures.rolling_gap(gap(values), "gap_3y_pp", BANDS, "As wide or wider on 2 % of days", LIGHT, False)
    texts = [note.text for note in drawn.layout.annotations]
    written = {-35.5: "−35.5\u00a0pp", 0.0: "0.0\u00a0pp", 12.0: "+12.0\u00a0pp"}[last]
    assert f"<b>{written}</b>" in texts
    tints = [trace for trace in drawn.data if trace.fill == "tozeroy"]
    assert len(tints) == 2
    assert min(np.nanmin(trace.y) for trace in drawn.data) >= drawn.layout.yaxis.range[0]


def test_the_strip_keeps_its_words_inside():
    strip = pd.DataFrame({"ratio_x": [0.3, 0.35, 0.4, 0.5, 0.55, 0.6, 0.64]})
    for now, anchor in ((0.31, "left"), (0.63, "right")):
        drawn = figures.percentile_strip(strip, now, "Now", LIGHT)
        assert drawn.layout.annotations[0].xanchor == anchor


def test_the_sidebar_curve_shows_a_scenario_only_when_there_is_one():
    market = illustrative.market()
    day = market.rates["DGS10"].dropna().index[-1].date()
    today = curve.on(market.rates, day)
    still = curve_figure.sidebar(curve.by_maturity(today, Scenario()), LIGHT)
    assert {trace.name for trace in still.data if trace.mode == "lines"} == {"published"}
    moved = Scenario(ten_year_bp=today.ten_year_bp + 100)
    drawn = curve_figure.sidebar(curve.by_maturity(today, moved), LIGHT)
    lines = {trace.name: trace.y for trace in drawn.data if trace.mode == "lines"}
    assert lines["scenario"][0] == pytest.approx(lines["published"][0] + 1)
    assert lines["scenario"][-1] == pytest.approx(lines["published"][-1] + 1)


@pytest.mark.parametrize(("low", "high"), [(-60, 60), (-0.4, 0.3), (-3, 0), (0, 1234)])
def test_ticks_are_round_few_and_signed(low, high):
    ticks = signed_ticks(low, high, " pp")
    assert 3 <= len(ticks["tickvals"]) <= 8
    assert all(low <= value <= high for value in ticks["tickvals"])
    assert "0" in [text.removesuffix(" pp") for text in ticks["ticktext"]]
    assert sum(text.endswith(" pp") for text in ticks["ticktext"]) == 1


@pytest.mark.parametrize(("low", "high"), [(0, 40), (0, 0.3), (-7, 12), (0, 4768), (3.2, 6.1), (0, 1)])
def test_plain_ticks_are_round_few_and_within(low, high):
    found = ticks(low, high, "%")
    assert 2 <= len(found["tickvals"]) <= 6
    assert all(low - 1e-9 <= value <= high + 1e-9 for value in found["tickvals"])
    assert sum(text.endswith("\u00a0%") for text in found["ticktext"]) == 1
    assert not any("-" in text or "e" in text for text in found["ticktext"])


def test_ticks_of_counts_are_whole():
    assert ticks(0, 2.4, whole=True)["ticktext"] == ["0", "1", "2"]
