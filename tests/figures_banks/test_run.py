"""The run on deposits and the defaults on real estate: their curves, the reader's line, what stands in words."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from tests.figures_banks.reading import LIGHT, PLAIN, bare, line, noted, uprights
from ui.figures import banks as figures
from ui.style import HALF


def run_of(count: int = 0, last: tuple[float, ...] = (-5.0, 10.0, 20.0, 30.0, 40.0)) -> pd.DataFrame:
    shares = np.arange(0, 101, 10)
    quantiles = {
        f"p{q:02d}_pct": np.linspace(60 + q, end, 11) for q, end in zip((5, 25, 50, 75, 95), last, strict=True)
    }
    table = pd.DataFrame({"run_off_pct": shares, "banks_count": 0, "assets_usd_bn": 0.0, "shortfall_usd_bn": 0.0})
    table.loc[table.index[-1], ["banks_count", "assets_usd_bn", "shortfall_usd_bn"]] = [count, 120.4, 3.25]
    return table.assign(**quantiles)


def test_the_median_and_the_bands_are_those_of_the_table(tables):
    table = tables["run"]
    figure = figures.run(table, 50.0, **PLAIN)
    median = line(figure, LIGHT.banks)
    assert list(median.x) == list(range(0, 101, 10))
    assert list(median.y) == pytest.approx(table["p50_pct"].tolist(), abs=0.01)
    assert [row[0] for row in median.customdata] == table["banks_count"].tolist()
    edges = [trace for trace in figure.data if trace is not median]
    for trace, name in zip(edges, ("p05", "p95", "p25", "p75"), strict=True):
        assert list(trace.y) == pytest.approx(table[f"{name}_pct"].tolist(), abs=0.01)
    assert [trace.fill for trace in edges] == [None, "tonexty", None, "tonexty"]
    low, high = figure.layout.yaxis.range
    assert low <= min(0.0, table["p05_pct"].min())
    assert high >= table["p95_pct"].max()


def test_the_ends_are_named_with_their_values_in_order_and_apart():
    for last in ((-5.0, 10.0, 20.0, 30.0, 40.0), (19.0, 19.5, 20.0, 20.5, 21.0)):
        figure = figures.run(run_of(last=last), 50.0, **PLAIN)
        told = noted(figure)
        named = [f"95th {last[4]:.0f} %", f"median {last[2]:.0f} %", f"5th {last[0]:.0f} %".replace("-", "−")]
        heights = [told[name] for name in named]
        low, high = figure.layout.yaxis.range
        assert heights[0] == last[4]
        assert all((a - b) / (high - low) * (HALF - 38) >= 15 for a, b in pairwise(heights))


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "If all ran: no bank below zero"),
        (1, "If all ran: 1 bank below zero USD 120 bn, USD 3.2 bn short"),
        (1206, "If all ran: 1,206 banks below zero USD 120 bn, USD 3.2 bn short"),
    ],
)
def test_the_corner_says_what_a_whole_run_would_leave(count, said):
    text = " ".join(bare(figures.run(run_of(count), 50.0, **PLAIN)).split())
    assert text.endswith(said)


@pytest.mark.parametrize(("share", "side"), [(0.0, "left"), (45.0, "left"), (50.0, "right"), (100.0, "right")])
def test_the_readers_share_stands_on_its_line_and_within_the_plot(share, side):
    figure = figures.run(run_of(), share, **PLAIN)
    assert uprights(figure)[share] == LIGHT.scenario
    (note,) = (note for note in figure.layout.annotations if note.font.color == LIGHT.scenario)
    assert (note.x, note.xanchor, note.text) == (share, side, f"<b>{share:.0f}\u00a0% run</b>")
    assert [shape.y0 for shape in figure.layout.shapes if shape.y0 == shape.y1] == [0.0]


def test_where_no_banks_coverage_is_known_only_the_readers_line_is_left():
    unknown = run_of().assign(**{f"p{q:02d}_pct": np.nan for q in (5, 25, 50, 75, 95)})
    for table in (unknown, unknown.iloc[:0]):
        figure = figures.run(table, 50.0, **PLAIN)
        assert bare(figure).strip() == "50 % run"
        assert not [value for trace in figure.data for value in trace.y if value == value]


def test_the_banks_brought_to_half_and_to_all_are_those_of_the_table(tables):
    table = tables["defaults"]
    figure = figures.defaults(table, 10.0, 88.4, **PLAIN)
    half, whole = figure.data
    assert list(half.x) == list(whole.x) == list(range(0, 51, 5))
    assert list(half.y) == table["half_count"].tolist()
    assert list(whole.y) == table["all_count"].tolist()
    assert whole.line.width > half.line.width
    assert figure.layout.yaxis.range[1] > table["half_count"].max()
    assert "10 % in default USD 88 bn lost" in " ".join(bare(figure).split())


def defaults_of(half: list[int], whole: list[int], known: int = 100) -> pd.DataFrame:
    return pd.DataFrame({"default_pct": [0, 25, 50], "half_count": half, "all_count": whole, "known_count": known})


@pytest.mark.parametrize(("rate", "side"), [(0.0, "left"), (24.0, "left"), (25.0, "right"), (50.0, "right")])
def test_the_readers_rate_stands_on_its_line_with_its_cost(rate, side):
    figure = figures.defaults(defaults_of([0, 5, 9], [0, 1, 2]), rate, 1302.4, **PLAIN)
    assert uprights(figure) == {rate: LIGHT.scenario}
    (note,) = (note for note in figure.layout.annotations if note.font.color == LIGHT.scenario)
    assert (note.x, note.xanchor) == (rate, side)
    assert note.text == f"<b>{rate:.0f}\u00a0% in default</b><br>USD\u00a01,302\u00a0bn lost"


def test_names_at_the_ends_stand_apart_and_small_counts_have_whole_ticks():
    figure = figures.defaults(defaults_of([0, 1, 2], [0, 1, 2]), 10.0, 1.0, **PLAIN)
    heights = noted(figure)
    assert heights["half"] == 2
    assert (heights["half"] - heights["all"]) / figure.layout.yaxis.range[1] * (HALF - 38) >= 15
    assert list(figure.layout.yaxis.ticktext) == ["0", "1", "2"]


def test_a_cost_that_is_not_known_is_not_written():
    assert bare(figures.defaults(defaults_of([0, 5, 9], [0, 1, 2]), 10.0, float("nan"), **PLAIN)).count("lost") == 0


def test_counts_of_banks_whose_losses_are_not_known_are_not_drawn_as_zero():
    figure = figures.defaults(defaults_of([0, 0, 0], [0, 0, 0], known=0), 10.0, 88.0, **PLAIN)
    assert [list(trace.y) for trace in figure.data] == [[], []]
    assert bare(figure).split() == ["10", "%", "in", "default", "USD", "88", "bn", "lost"]
