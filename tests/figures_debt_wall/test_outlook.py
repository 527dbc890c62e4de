"""The fans and the end of the paths."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from tests.figures_debt_wall.reading import PLAIN, bare
from ui.figures import debt_wall as figures


def paths(last: tuple[float, ...], months: int = 23) -> pd.DataFrame:
    part = np.linspace(0, 1, months + 1)
    columns = {f"p{q:02d}_pct": 4.75 + (end - 4.75) * part for q, end in zip((5, 25, 50, 75, 95), last, strict=True)}
    return pd.DataFrame({"month": np.arange(months + 1), **columns})


@pytest.mark.parametrize(
    ("last", "words"),
    [
        ((4.6, 4.7, 4.8, 4.9, 5.0), "Over 95 % of paths end above 4.50 %"),
        ((3.0, 4.6, 4.8, 4.9, 5.0), "75 to 95 % of paths end above 4.50 %"),
        ((3.0, 4.0, 4.2, 4.4, 5.0), "5 to 25 % of paths end above 4.50 %"),
        ((3.0, 3.5, 3.7, 3.9, 4.5), "Under 5 % of paths end above 4.50 %"),
    ],
)
def test_the_fan_says_which_share_ends_above_the_reference(last, words):
    assert words in bare(figures.fan(paths(last), **PLAIN))
    assert "61 % of paths end above 4.50 %" in bare(figures.fan(paths(last), above=61.2, **PLAIN))


def test_the_fan_holds_its_reference_and_its_labels_apart():
    figure = figures.fan(paths((4.74, 4.745, 4.75, 4.755, 4.76)), **PLAIN)
    low, high = figure.layout.yaxis.range
    assert low < 4.5 < high
    assert figure.layout.shapes[0].y0 == 4.5
    ends = [note.y for note in figure.layout.annotations if "th " in note.text or "median" in note.text]
    assert len(ends) == 3
    assert all((b - a) / (high - low) * 282 >= 15 for a, b in pairwise(sorted(ends)))


@pytest.mark.parametrize(("months", "told"), [(1, "1\u00a0month"), (7, "6\u00a0months"), (24, "24\u00a0months")])
def test_the_months_end_with_their_unit(months, told):
    figure = figures.share_fan(paths((5, 6, 7, 8, 9), months), **PLAIN)
    assert figure.layout.xaxis.ticktext[-1] == told
    assert 2 <= len(figure.layout.xaxis.tickvals) <= 8
    assert figure.layout.yaxis.range[0] == 0


def test_the_end_holds_every_path(tables):
    figure = figures.by_end(tables["by_end"], **PLAIN)
    assert sum(figure.data[0].y) == 10_000
    assert figure.layout.yaxis.range[1] > max(figure.data[0].y)
