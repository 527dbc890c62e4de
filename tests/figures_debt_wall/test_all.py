"""What holds for every figure of the debt wall: the mark, the colours, the size, and tables of next to nothing."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from itertools import product

import pandas as pd
import plotly.graph_objects as go
import pytest

from tests.figures_debt_wall.reading import MARKS, bare, texts
from ui.figures import debt_wall as figures
from ui.style import DARK, LIGHT, Palette

LIVE = ("by_yield", "break_evens", "coverage", "heat", "sectors")


def drawn(tables: dict[str, pd.DataFrame], palette: Palette, invented: bool) -> dict[str, go.Figure]:
    hand = {"palette": palette, "illustrative": invented}
    return {
        "wall": figures.wall(tables["wall"], **hand),
        "by_yield": figures.by_yield(tables["by_yield"], MARKS, **hand),
        "break_evens": figures.break_evens(tables["break_evens"], 4.75, 5.25, 623, **hand),
        "coverage": figures.coverage(tables["coverage"], **hand),
        "heat": figures.heat(tables["heat"], 4.75, 5.25, 0, **hand),
        "sectors": figures.sectors(tables["sectors"], **hand),
        "fan": figures.fan(tables["fan"], **hand),
        "share_fan": figures.share_fan(tables["share_fan"], **hand),
        "by_end": figures.by_end(tables["by_end"], **hand),
        "reconciliation": figures.reconciliation(tables["estimates"], "due_2026", **hand),
    }


@pytest.mark.parametrize(("palette", "invented"), [*product((LIGHT, DARK), (True, False))])
def test_every_figure_is_marked_where_it_is_invented_and_has_no_colour_of_its_own(tables, palette, invented):
    known = {str(getattr(palette, field.name)) for field in fields(palette)} | set(palette.sequential)
    for name, figure in drawn(tables, palette, invented).items():
        assert ("<b>ILLUSTRATIVE</b>" in texts(figure)) is invented, name
        assert figure.layout.showlegend is False
        assert figure.layout.title.text is None
        assert set(re.findall(r"#[0-9A-Fa-f]{6}", figure.to_json())) <= known, name
        assert not re.search(r"-\d", bare(figure)), name


def test_a_slider_move_is_small(tables):
    sizes = {name: len(figure.to_json()) for name, figure in drawn(tables, LIGHT, True).items() if name in LIVE}
    assert sizes["coverage"] < 40_000
    assert sum(sizes.values()) < 60_000


VALUES = re.compile(r"share|count|_usd_|wiped|due_pct|before_x|after_x|p\d\d_pct|total")


@pytest.mark.parametrize("kind", ["empty", "zero", "one"])
@pytest.mark.parametrize("name", [*LIVE, "wall", "fan", "share_fan", "by_end", "reconciliation"])
def test_tables_without_rows_of_zeros_and_of_one_row_are_drawn(tables, name, kind):
    def lessened(table: pd.DataFrame) -> pd.DataFrame:
        if kind == "zero":
            numbers = table.select_dtypes("number").columns
            return table.assign(**{column: table[column] * 0 for column in numbers if VALUES.search(column)})
        return table.iloc[: int(kind == "one")]

    figure = drawn({key: lessened(table) for key, table in tables.items()}, LIGHT, True)[name]
    for axis in (figure.layout.xaxis, figure.layout.yaxis):
        assert axis.range is None or axis.range[0] != axis.range[1]
    json.loads(figure.to_json())
