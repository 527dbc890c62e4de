"""What others have published, beside what is measured."""

from __future__ import annotations

import numpy as np
import pytest

from tests.figures_debt_wall.reading import bare
from ui.figures import debt_wall as figures
from ui.style import LIGHT


def test_a_live_store_writes_the_difference_and_the_illustrative_world_does_not(tables):
    invented = figures.reconciliation(tables["estimates"], "due_q1_2026", LIGHT, True)
    assert "ours" not in bare(invented)
    assert "In this illustrative world" in bare(invented)
    assert "no check" in bare(invented)
    table = tables["estimates"].assign(difference=lambda t: t["measured"] - t["value"])
    assert "ours" not in bare(figures.reconciliation(table, "due_q1_2026", LIGHT, True))
    live = figures.reconciliation(table, "due_q1_2026", LIGHT, False)
    ours = float(table.loc[table["subject"] == "due_q1_2026", "difference"].iloc[0])
    assert f"ours −{abs(ours):.1f}" in bare(live)
    assert bare(live).count("15 Oct 2025") == 1
    under = figures.reconciliation(table.assign(difference=4.96), "unprofitable_share", LIGHT, False)
    assert "ours +5.0 pp" in bare(under)
    assert "Yardeni , 1 Oct 2025" in bare(under)
    assert "Measured here" in bare(live)


def test_each_source_has_its_row_and_its_dot_beside_ours(tables):
    table = tables["estimates"]
    rows = table[table["subject"] == "unprofitable_share"]
    figure = figures.reconciliation(table, "unprofitable_share", LIGHT, False)
    theirs, beside, ours = figure.data
    assert list(theirs.x) == rows["value"].tolist()
    assert set(beside.x) == set(ours.x) == {rows["measured"].iloc[0]}
    assert list(theirs.y) == list(beside.y) == sorted(theirs.y)
    assert figure.layout.xaxis.range[0] == 0
    assert figure.layout.xaxis.range[1] > rows["value"].max()
    height = figure.layout.height - figure.layout.margin.t - figure.layout.margin.b
    assert height == pytest.approx(figure.layout.yaxis.range[0], abs=1.0)


def test_what_is_not_measured_is_not_drawn(tables):
    table = tables["estimates"].assign(measured=np.nan, difference=np.nan)
    figure = figures.reconciliation(table, "total_debt", LIGHT, False)
    assert len(figure.data) == 1
    assert "n/a" in bare(figure)
