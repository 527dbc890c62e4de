"""What yields take of equity: the distribution over all banks, and the banks beyond the thresholds."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from analytics.banks import tables as made
from analytics.banks.amounts import Burden, Ratios
from tests.figures_banks.reading import LIGHT, PLAIN, bare, uprights
from ui.figures import banks as figures

STATES = {"as filed": "filed", "published": "today", "slider": "scenario"}


def bins(*burdens: float) -> pd.DataFrame:
    burden = Burden(np.array(burdens), np.array(burdens))
    return made.distribution(Ratios({}, dict.fromkeys(STATES.values(), burden)), np.ones(len(burdens)))


def test_the_steps_are_the_counts_of_the_table(tables):
    table = tables["distribution"]
    figure = figures.distribution(table, True, **PLAIN)
    lines = {trace.name: trace for trace in figure.data}
    assert set(lines) == set(STATES)
    for name, state in STATES.items():
        assert list(lines[name].y) == table[f"{state}_count"].tolist()
        assert sum(lines[name].y) == 4400
        assert lines[name].line.shape == "hvh"
    assert {name: trace.line.color for name, trace in lines.items()} == {
        "as filed": LIGHT.muted, "published": LIGHT.ink, "slider": LIGHT.scenario,
    }  # fmt: skip
    assert figure.layout.yaxis.range[1] > max(max(trace.y) for trace in figure.data)


def test_without_a_scenario_two_lines_are_left_and_its_height_no_more_counts():
    table = bins(1.0, 2.0, 3.0).assign(scenario_count=900)
    figure = figures.distribution(table, False, **PLAIN)
    assert {trace.name for trace in figure.data} == {"as filed", "published"}
    assert figure.layout.yaxis.range[1] == pytest.approx(3 * 1.06)


def test_a_bank_stands_over_its_own_burden():
    """One gains, one loses 52 per cent, one just half, one all and one more than all."""
    figure = figures.distribution(bins(-3.0, 52.0, 50.0, 100.0, 240.0, math.nan), False, **PLAIN)
    today = figure.data[0]
    named = dict(zip(figure.layout.xaxis.tickvals, figure.layout.xaxis.ticktext, strict=True))
    counts = {text: count for text, count in zip(today.text, today.y, strict=True) if count}
    assert {text.replace("\u00a0", " "): count for text, count in counts.items()} == {
        "nothing": 1, "50 to 55 %": 2, "100 % and more": 2,
    }  # fmt: skip
    half = next(place for place, text in named.items() if text == "50")
    assert list(today.x)[list(today.text).index("50 to 55\u00a0%")] == half + 0.5
    assert list(named.values()) == ["0", "25", "50", "75", "100\u00a0%"]
    assert set(uprights(figure)) == {half, next(place for place, text in named.items() if text == "100\u00a0%")}


def beyond_of(table: pd.DataFrame, base: str, state: str, threshold: int) -> pd.Series:
    return table.set_index(["base", "state", "threshold_pct"]).loc[(base, state, threshold)]


@pytest.mark.parametrize("moved", [True, False])
def test_each_threshold_has_its_dots_and_says_its_banks_and_their_assets(tables, moved):
    table = tables["beyond"]
    figure = figures.beyond(table, moved, **PLAIN)
    assert len(figure.data) == 2 + moved
    colours = (LIGHT.muted, LIGHT.ink, LIGHT.scenario)
    rows = [("tangible equity", 50), ("tangible equity", 100), ("CET1", 50), ("CET1", 100)]
    for trace, state, colour in zip(figure.data, STATES.values(), colours, strict=False):
        assert trace.marker.color == colour
        assert list(trace.x) == [beyond_of(table, base, state, part)["banks_count"] for base, part in rows]
        assert list(trace.y) == [0, 1, 2, 3]
    last = "scenario" if moved else "today"
    for note, (base, part) in zip(figure.layout.annotations, rows, strict=True):
        row = beyond_of(table, base, last, part)
        count = int(row["banks_count"])
        assert note.text.startswith(
            f"<b>{count:,} bank{'' if count == 1 else 's'}</b><br>USD\u00a0{row['assets_usd_bn']:,.0f}"
        )
        assert note.font.color == (LIGHT.scenario if moved else LIGHT.ink)
    assert [name.replace("<br>", " ") for name in figure.layout.yaxis.ticktext] == [
        "half of tangible equity", "all of tangible equity", "half of CET1", "all of CET1",
    ]  # fmt: skip


def thresholds(counts: list[int], shares: list[float]) -> pd.DataFrame:
    keys = [
        (base, state, part) for base in ("tangible equity", "CET1") for state in STATES.values() for part in (50, 100)
    ]
    table = pd.DataFrame(keys, columns=["base", "state", "threshold_pct"])
    places = [0 if base == "tangible equity" else 1 for base in table["base"]]
    return table.assign(
        banks_count=[counts[p] for p in places], assets_usd_bn=12.0, assets_share_pct=[shares[p] for p in places]
    )


def test_none_and_one_bank_are_said_in_their_number_and_the_axis_counts_whole_banks():
    figure = figures.beyond(thresholds([1, 0], [0.1, 0.0]), True, **PLAIN)
    assert [note.text.partition("</b>")[0] for note in figure.layout.annotations] == [
        "<b>1 bank", "<b>1 bank", "<b>0 banks", "<b>0 banks",
    ]  # fmt: skip
    assert list(figure.data[2].x) == [1, 1, 0, 0]
    assert list(figure.layout.xaxis.ticktext) == ["0", "1"]


def test_a_capital_that_nobody_files_has_no_dots_and_is_not_nothing():
    figure = figures.beyond(thresholds([7, 0], [0.1, math.nan]), True, **PLAIN)
    for trace in figure.data:
        assert list(trace.x[:2]) == [7, 7]
        assert all(math.isnan(value) for value in trace.x[2:])
    assert [note.text for note in figure.layout.annotations][2:] == ["n/a", "n/a"]
    assert "0 banks" not in bare(figure)
