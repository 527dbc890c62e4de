"""The fund: this year, its ratios, its falls, its betas, its answer to the ten-year."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from tests.figures_banks.reading import LIGHT, NO_BANDS, PLAIN, bare, days, drawn_of, line, noted
from ui.figures import banks as figures

FUNDS = {"KRE": LIGHT.banks, "SPY": LIGHT.large, "IWM": LIGHT.small}


@pytest.mark.parametrize(("name", "table"), [("year", "fund_year"), ("drawdowns", "fund_drawdown")])
def test_the_three_funds_are_lines_of_their_columns_the_banks_in_front(tables, name, table):
    rows = tables[table]
    bands = () if name == "year" else (tables["recessions"],)
    figure = getattr(figures, name)(rows, *bands, **PLAIN)
    for fund, colour in FUNDS.items():
        assert drawn_of(line(figure, colour), rows, f"{fund}_pct")
        assert line(figure, colour).name == fund
    lines = [trace for trace in figure.data if trace.mode == "lines"]
    assert lines[-1].line.color == LIGHT.banks
    assert lines[-1].line.width == max(trace.line.width for trace in lines)
    assert set(noted(figure)) == set(FUNDS)
    assert 0.0 in [shape.y0 for shape in figure.layout.shapes if shape.y0 == shape.y1]


def test_the_end_of_each_line_has_its_dot_at_its_last_value(tables):
    rows = tables["fund_year"]
    figure = figures.year(rows, **PLAIN)
    ends = {trace.marker.color: trace for trace in figure.data if trace.mode == "markers"}
    for fund, colour in FUNDS.items():
        assert ends[colour].y[0] == pytest.approx(rows[f"{fund}_pct"].iloc[-1])
        assert days(ends[colour]) == [rows["date"].iloc[-1]]


def test_falls_hang_from_zero_and_recessions_are_shaded(tables):
    figure = figures.drawdowns(tables["fund_drawdown"], tables["recessions"], **PLAIN)
    low, high = figure.layout.yaxis.range
    assert low < tables["fund_drawdown"].drop(columns="date").min().min()
    assert high == 0.0
    shaded = [shape for shape in figure.layout.shapes if shape.fillcolor == LIGHT.recession]
    first, last = tables["fund_drawdown"]["date"].iloc[[0, -1]]
    within = [row for row in tables["recessions"].itertuples() if row.last > first and row.first < last]
    assert len(shaded) == len(within) > 0
    assert all(text[0] in "0−" for text in figure.layout.yaxis.ticktext)


def test_a_first_day_at_the_high_is_drawn(tables):
    figure = figures.drawdowns(tables["fund_drawdown"].iloc[:1], NO_BANDS, **PLAIN)
    low, high = figure.layout.yaxis.range
    assert low < 0.0 < high
    assert list(line(figure, LIGHT.banks).y) == [0.0]


def test_ratios_stand_on_one_log_axis_and_end_with_their_values(tables):
    rows = tables["fund_ratio"]
    figure = figures.ratio(rows, tables["recessions"], **PLAIN)
    assert figure.layout.yaxis.type == "log"
    for other, colour in (("SPY", LIGHT.large), ("IWM", LIGHT.small)):
        column = f"KRE_over_{other}_x"
        assert drawn_of(line(figure, colour), rows, column)
        last = rows[column].iloc[-1]
        assert noted(figure)[f"to {other} {last:.3f}"] == pytest.approx(np.log10(last))
    low, high = (10**end for end in figure.layout.yaxis.range)
    values = rows[["KRE_over_SPY_x", "KRE_over_IWM_x"]]
    assert low < values.min().min()
    assert values.max().max() < high
    assert all(low <= tick <= high for tick in figure.layout.yaxis.tickvals)
    assert [float(text) for text in figure.layout.yaxis.ticktext] == list(figure.layout.yaxis.tickvals)


def betas(spy: list[float], iwm: list[float]) -> pd.DataFrame:
    frame = pd.DataFrame({"date": pd.bdate_range("2025-01-01", periods=len(spy)), "SPY_x": spy, "IWM_x": iwm})
    return frame.assign(SPY_low_x=frame["SPY_x"] - 0.2, SPY_high_x=frame["SPY_x"] + 0.2)


def test_betas_stand_with_the_interval_of_the_first_and_a_line_at_one(tables):
    rows = tables["fund_beta"]
    figure = figures.beta(rows, tables["recessions"], **PLAIN)
    for other, colour in (("SPY", LIGHT.large), ("IWM", LIGHT.small)):
        assert drawn_of(line(figure, colour), rows, f"{other}_x")
        assert f"to {other} {rows[f'{other}_x'].iloc[-1]:.2f}" in noted(figure)
    low, high = (trace for trace in figure.data if trace.fillcolor == LIGHT.below)
    assert (low.fill, high.fill) == (None, "tonexty")
    for edge, column in ((low, "SPY_low_x"), (high, "SPY_high_x")):
        known = rows.set_index("date")[column].reindex(days(edge))
        assert np.allclose(edge.y, known, rtol=1e-5)
    assert 1.0 in [shape.y0 for shape in figure.layout.shapes if shape.y0 == shape.y1]


def test_the_axis_of_betas_holds_one_and_the_interval():
    for spy, iwm in (([2.0, 2.1], [1.5, 1.6]), ([0.3, 0.2], [0.1, -0.4])):
        low, high = figures.beta(betas(spy, iwm), NO_BANDS, **PLAIN).layout.yaxis.range
        assert low < min(1.0, *iwm, *(value - 0.2 for value in spy))
        assert high > max(1.0, *iwm, *(value + 0.2 for value in spy))


def test_labels_of_betas_that_touch_are_pushed_apart():
    figure = figures.beta(betas([1.2, 1.21], [1.2, 1.2]), NO_BANDS, **PLAIN)
    heights = noted(figure)
    low, high = figure.layout.yaxis.range
    assert (heights["to SPY 1.21"] - heights["to IWM 1.20"]) / (high - low) > 0.05


def test_the_answer_to_the_ten_year_stands_about_zero_with_its_interval_and_sign(tables):
    rows = tables["fund_rates"]
    figure = figures.rates(rows, tables["recessions"], **PLAIN)
    assert drawn_of(line(figure, LIGHT.banks), rows, "duration_pct_per_pp")
    last = rows["duration_pct_per_pp"].iloc[-1]
    (told,) = noted(figure)
    assert told == f"{'+' if last > 0 else '−'}{abs(last):.1f}"
    low, high = figure.layout.yaxis.range
    assert low < rows["low_pct_per_pp"].min()
    assert high > rows["high_pct_per_pp"].max()
    assert 0.0 in [shape.y0 for shape in figure.layout.shapes if shape.y0 == shape.y1]


@pytest.mark.parametrize("name", ["ratio", "beta", "rates"])
def test_an_end_that_is_not_known_is_no_label_and_the_line_ends_before_it(tables, name):
    rows = tables[f"fund_{name}"].copy()
    rows.loc[rows.index[-3:], rows.columns != "date"] = np.nan
    figure = getattr(figures, name)(rows, NO_BANDS, **PLAIN)
    assert "nan" not in bare(figure)
    last = rows["date"].iloc[-4]
    assert all(max(days(trace)) == last for trace in figure.data)
    assert pd.Timestamp(figure.layout.xaxis.range[1]) == last


@pytest.mark.parametrize("name", ["ratio", "beta", "rates", "drawdowns"])
def test_nothing_known_is_an_empty_figure(tables, name):
    rows = tables["fund_drawdown" if name == "drawdowns" else f"fund_{name}"]
    unknown = rows.assign(**dict.fromkeys(rows.columns.drop("date"), np.nan))
    for table in (rows.iloc[:0], unknown):
        figure = getattr(figures, name)(table, NO_BANDS, **PLAIN)
        assert not figure.data
        assert not figure.layout.annotations


@pytest.mark.parametrize(("last", "said"), [(3.24, "+3.2"), (-3.24, "−3.2"), (0.01, "0.0")])
def test_the_last_answer_carries_its_sign(last, said):
    frame = pd.DataFrame({"date": pd.bdate_range("2025-01-01", periods=2), "duration_pct_per_pp": [1.0, last]})
    frame = frame.assign(low_pct_per_pp=frame["duration_pct_per_pp"] - 1, high_pct_per_pp=5.0)
    assert list(noted(figures.rates(frame, NO_BANDS, **PLAIN))) == [said]
