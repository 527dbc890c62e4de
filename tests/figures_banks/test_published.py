"""What others have published: a row a source with its scope, ours over theirs, never one number."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from tests.figures_banks.reading import LIGHT, PLAIN, bare, noted
from ui.figures import banks as figures

OURS = [
    ("Measured here, as filed", "4,400 of 4,400 banks; securities", 368.5, "filed"),
    ("Measured here, at today's yields", "4,400 of 4,400 banks; securities", 459.4, "today"),
    ("Measured here, at the slider", "4,400 of 4,400 banks; securities", 548.1, "scenario"),
]


def test_each_published_maturity_has_its_row_by_year_the_largest_first(tables):
    table = tables["cre_maturities"].sort_values(["due", "amount_usd_bn"], ascending=[True, False])
    figure = figures.maturities(tables["cre_maturities"], LIGHT)
    (dots,) = figure.data
    assert list(dots.x) == table["amount_usd_bn"].tolist()
    assert list(dots.y) == sorted(dots.y)
    assert len(set(dots.y)) == len(table)
    told = bare(figure)
    for row in table.itertuples(index=False):
        assert f"{row.due}  {row.publisher}, " in told
        assert " ".join(str(row.scope).split()[:3]) in told
        assert f" {row.amount_usd_bn:,.0f} " in f"{told} "
    assert figure.layout.xaxis.range[0] == 0
    assert figure.layout.xaxis.range[1] > table["amount_usd_bn"].max()
    assert "MBA, 9 Feb 2026" in told


def test_our_losses_stand_over_the_published_ones_each_in_its_colour(tables):
    table = tables["loss_estimates"]
    figure = figures.losses(table, OURS, **PLAIN)
    (dots,) = figure.data
    assert list(dots.x) == [368.5, 459.4, 548.1, *table["value"]]
    assert list(dots.marker.color) == [LIGHT.muted, LIGHT.ink, LIGHT.scenario, *[LIGHT.large] * len(table)]
    assert list(dots.y) == sorted(dots.y)
    told = bare(figure)
    for words in ("USD 368 bn", "USD 459 bn", "USD 548 bn", "USD 337 bn", "USD 2,200 bn", "FDIC , 30 Sep 2025"):
        assert words in told, words
    heights = noted(figure)
    assert heights["Measured here, as filed"] < heights["Measured here, at the slider"] < heights["FDIC , 30 Sep 2025"]
    assert figure.layout.xaxis.range == pytest.approx((0, 2200 * 1.05))


def test_a_loss_of_ours_that_is_not_known_is_told_and_not_drawn(tables):
    missing = [(*OURS[0][:2], math.nan, "filed"), OURS[1]]
    figure = figures.losses(tables["loss_estimates"], missing, **PLAIN)
    (dots,) = figure.data
    assert list(dots.x) == [459.4, *tables["loss_estimates"]["value"]]
    assert dots.marker.color[0] == LIGHT.ink
    assert "n/a" in bare(figure)
    rails = [shape.y0 for shape in figure.layout.shapes]
    assert len(rails) == 4
    assert list(dots.y) == rails[1:], "the rail of what is not known stays empty"


def test_a_gain_stands_left_of_zero_on_an_axis_that_reaches_to_it(tables):
    gain = [*OURS[:2], (*OURS[2][:2], -111.5, "scenario")]
    figure = figures.losses(tables["loss_estimates"], gain, **PLAIN)
    low, high = figure.layout.xaxis.range
    assert low < -111.5 < 0 < high
    assert min(figure.data[0].x) == -111.5
    assert {shape.x0 for shape in figure.layout.shapes} == {low}
    assert "−USD 112 bn" in bare(figure)
    assert "0" in figure.layout.xaxis.ticktext


def test_without_ours_and_without_theirs_there_is_still_a_figure(tables):
    table: pd.DataFrame = tables["loss_estimates"]
    assert len(figures.losses(table, [], **PLAIN).data[0].x) == len(table)
    alone = figures.losses(table.iloc[:0], OURS, **PLAIN)
    assert list(alone.data[0].x) == [368.5, 459.4, 548.1]
    assert alone.layout.xaxis.range[1] > 548.1
    assert not len(figures.losses(table.iloc[:0], [], **PLAIN).data[0].x)
