"""Growth, standards, loan quality and the cost of deposits: lines of their columns, named where they end."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from tests.figures_banks.reading import LIGHT, NO_BANDS, PLAIN, bare, days, dots, drawn_of, line, noted
from ui.figures import banks as figures
from ui.figures.banks.lines import Line, line_chart
from ui.style import HALF

OF = {
    "growth": ("growth", {"deposits": "DPSSCBW027SBOG_pct", "loans": "LLBSCBW027SBOG_pct"}),
    "listed_growth": ("growth_banks", {"deposits": "listed_deposits_pct", "loans": "listed_loans_pct"}),
    "standards": ("standards", {"small firms": "DRTSCIS_net_pct", "larger firms": "DRTSCILM_net_pct"}),
    "quality": ("quality", {"late": "DRCRELEXFACBS_pct", "charged off": "CORCREXFACBS_pct"}),
    "cost": ("deposit_cost", {"deposits": "cost_pct", "funds rate": "funds_pct"}),
}
BANDED = ("growth", "standards", "quality")


def made(name: str, table: pd.DataFrame, bands: pd.DataFrame = NO_BANDS):
    return getattr(figures, name)(table, *((bands,) if name in BANDED else ()), **PLAIN)


@pytest.mark.parametrize("name", OF)
def test_each_line_is_its_column_and_is_named_at_its_end(tables, name):
    key, columns = OF[name]
    figure = made(name, tables[key], tables["recessions"])
    lines = {trace.name: trace for trace in figure.data if trace.mode == "lines"}
    assert set(lines) == set(columns) == set(noted(figure))
    for told, column in columns.items():
        known = tables[key].dropna(subset=[column])
        assert drawn_of(lines[told], tables[key], column)
        (end,) = (t for t in figure.data if t.mode == "markers" and t.marker.color == lines[told].line.color)
        assert end.y[0] == pytest.approx(known[column].iloc[-1])
        assert days(end) == [known["date"].iloc[-1]]
    low, high = figure.layout.yaxis.range
    values = tables[key][list(columns.values())]
    assert low <= min(0.0, values.min().min())
    assert high > values.max().max()
    heights = sorted(noted(figure).values())
    assert all((b - a) / (high - low) * (HALF - 38) >= 14 for a, b in pairwise(heights))


def test_only_figures_of_growth_and_of_net_shares_have_signs(tables):
    for name, (key, _) in OF.items():
        signed = any(text.startswith("+") for text in made(name, tables[key]).layout.yaxis.ticktext)
        assert signed is (name in ("growth", "listed_growth", "standards")), name
        assert made(name, tables[key]).layout.yaxis.ticktext[-1].endswith("\u00a0%")


def test_growth_is_of_small_banks_where_they_are_held_and_else_of_all(tables):
    table = tables["growth"]
    every = table.drop(columns=["DPSSCBW027SBOG_pct", "LLBSCBW027SBOG_pct"])
    assert drawn_of(line(made("growth", every), LIGHT.banks), table, "DPSACBW027SBOG_pct")
    assert drawn_of(line(made("growth", every), LIGHT.ink), table, "TOTLL_pct")
    alone = table.drop(columns="DPSSCBW027SBOG_pct")
    assert list(noted(made("growth", alone))) == ["loans"]


def test_the_mark_of_a_freeze_is_on_the_axis_and_dotted_however_calm_it_is():
    days_ = pd.date_range("2024-01-01", periods=4, freq="QS")
    calm = pd.DataFrame({"date": days_, "DRTSCIS_net_pct": [1.0, 2.0, 0.0, -3.0], "DRTSCILM_net_pct": 1.0})
    figure = made("standards", calm)
    levels = {shape.y0: shape.line.dash for shape in figure.layout.shapes}
    assert levels == {0.0: "solid", 40.0: "dot"}
    assert figure.layout.yaxis.range[1] > 40.0


def test_the_funds_rate_is_dotted_and_deposits_are_drawn_over_it(tables):
    figure = made("cost", tables["deposit_cost"])
    lines = [trace for trace in figure.data if trace.mode == "lines"]
    assert [trace.line.dash for trace in lines] == ["dot", "solid"]
    assert figure.layout.yaxis.range[0] == 0.0


def quarters(**columns: list[float]) -> pd.DataFrame:
    count = len(next(iter(columns.values())))
    return pd.DataFrame({"date": pd.date_range("2024-03-31", periods=count, freq="QE"), **columns})


def test_a_line_ends_where_its_values_do_and_so_does_its_dot():
    table = quarters(listed_deposits_pct=[1.0, 2.0, 3.0, np.nan], listed_loans_pct=[np.nan, 5.0, 4.0, 6.0])
    figure = made("listed_growth", table)
    assert days(dots(figure, LIGHT.banks)) == [pd.Timestamp("2024-09-30")]
    assert list(dots(figure, LIGHT.banks).y) == [3.0]
    assert days(dots(figure, LIGHT.ink)) == [pd.Timestamp("2024-12-31")]
    assert pd.Timestamp(figure.layout.xaxis.range[1]) == pd.Timestamp("2024-12-31")


def test_quarters_before_any_value_are_left_out_and_a_gap_stays_a_gap():
    nan = np.nan
    table = quarters(listed_deposits_pct=[nan, nan, 2.0, nan, 3.0], listed_loans_pct=[nan, 1.0, nan, nan, 4.0])
    figure = made("listed_growth", table)
    assert pd.Timestamp(figure.layout.xaxis.range[0]) == pd.Timestamp("2024-06-30")
    deposits = line(figure, LIGHT.banks)
    assert deposits.connectgaps is False
    assert 0.0 not in [value for value in deposits.y if value == value]
    assert [value for value in deposits.y if value == value] == [2.0, 3.0]


@pytest.mark.parametrize("name", OF)
def test_a_line_of_which_nothing_is_known_is_neither_drawn_nor_named(tables, name):
    key, columns = OF[name]
    gone, kept = columns
    figure = made(name, tables[key].assign(**{columns[gone]: np.nan}))
    assert set(noted(figure)) == {kept}
    assert [trace.name for trace in figure.data if trace.mode == "lines"] == [kept]
    nothing = made(name, tables[key].assign(**dict.fromkeys(columns.values(), np.nan)))
    assert not nothing.data
    assert not made(name, tables[key].iloc[:0]).data


@pytest.mark.parametrize(
    ("values", "ends"),
    [([0.0, 0.0], (-1.0, 1.0)), ([2.0, 2.0], (0.0, 2.12)), ([-2.0, -1.0], (-2.12, 0.0)), ([-1.0, 1.0], (-1.12, 1.12))],
)
def test_the_value_axis_has_room_and_ends_at_zero_where_all_lies_on_one_side(values, ends):
    figure = line_chart(quarters(x=values), (Line("x", "a<br>name", LIGHT.banks),), LIGHT, False, from_zero=True)
    assert figure.layout.yaxis.range == pytest.approx(ends)
    assert figure.data[0].name == "a name"
    assert bare(figure).split() == ["a", "name"]
