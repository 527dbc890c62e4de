"""What holds for every figure of the banks: the mark, the colours, the size, and tables of next to nothing."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from itertools import product

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from tests.figures_banks.reading import bare, texts
from ui.figures import banks as figures
from ui.figures.bank import quarters as one
from ui.style import DARK, LIGHT, Palette

LIVE = ("distribution", "beyond", "listed", "run", "defaults", "losses", "burden")
OURS = [("Measured here, as filed", "securities", 368.5, "filed"), ("Measured here, today", "x", 459.4, "today")]


def drawn(
    tables: dict[str, pd.DataFrame], own: dict[str, pd.DataFrame], palette: Palette, invented: bool, moved: bool = True
) -> dict[str, go.Figure]:
    hand, bands, quarters = {"palette": palette, "illustrative": invented}, tables["recessions"], own["quarters"]
    slider = [("Measured here, at the slider", "x", 548.1, "scenario")] if moved else []
    return {
        "distribution": figures.distribution(tables["distribution"], moved, **hand),
        "beyond": figures.beyond(tables["beyond"], moved, **hand),
        "listed": figures.listed(tables["listed"], moved, **hand),
        "run": figures.run(tables["run"], 50.0, **hand),
        "defaults": figures.defaults(tables["defaults"], 10.0, 88.0, **hand),
        "scatter": figures.scatter(tables["banks"], tables["listed"], **hand),
        "year": figures.year(tables["fund_year"], **hand),
        "ratio": figures.ratio(tables["fund_ratio"], bands, **hand),
        "drawdowns": figures.drawdowns(tables["fund_drawdown"], bands, **hand),
        "beta": figures.beta(tables["fund_beta"], bands, **hand),
        "rates": figures.rates(tables["fund_rates"], bands, **hand),
        "growth": figures.growth(tables["growth"], bands, **hand),
        "listed_growth": figures.listed_growth(tables["growth_banks"], **hand),
        "standards": figures.standards(tables["standards"], bands, **hand),
        "cost": figures.cost(tables["deposit_cost"], **hand),
        "quality": figures.quality(tables["quality"], bands, **hand),
        "losses": figures.losses(tables["loss_estimates"], [*OURS, *slider], **hand),
        "burden": one.burden(quarters, own["states"], moved, **hand),
        "ladder": one.ladder(own["ladder"], **hand),
        **{name: getattr(one, name)(quarters, **hand) for name in ("balances", "capital", "estate", "funding")},
    }


@pytest.mark.parametrize(("palette", "invented"), [*product((LIGHT, DARK), (True, False))])
def test_every_figure_is_marked_where_it_is_invented_and_has_no_colour_of_its_own(tables, own, palette, invented):
    known = {str(getattr(palette, field.name)) for field in fields(palette)} | set(palette.sequential)
    for name, figure in drawn(tables, own, palette, invented).items():
        assert ("<b>ILLUSTRATIVE</b>" in texts(figure)) is invented, name
        assert figure.layout.showlegend is False
        assert figure.layout.title.text is None
        assert set(re.findall(r"#[0-9A-Fa-f]{6}", figure.to_json())) <= known, name
        assert not re.search(r"-\d|nan", bare(figure)), name


def test_published_maturities_are_quoted_so_that_no_world_marks_them(tables):
    figure = figures.maturities(tables["cre_maturities"], LIGHT)
    assert "<b>ILLUSTRATIVE</b>" not in texts(figure)
    assert LIGHT.scenario not in figure.to_json()


def test_nothing_is_in_the_scenarios_colour_while_the_slider_is_at_todays_yields(tables, own):
    moved, rest = (drawn(tables, own, LIGHT, False, state) for state in (True, False))
    for name in ("distribution", "beyond", "listed", "losses", "burden"):
        assert LIGHT.scenario in moved[name].to_json(), name
        assert LIGHT.scenario not in rest[name].to_json(), name
        assert "slider" not in bare(rest[name]), name
        assert not [trace for trace in rest[name].data if trace.name == "slider"], name


def test_a_slider_move_is_small(tables, own):
    figures_ = drawn(tables, own, LIGHT, True)
    sizes = {name: len(figures_[name].to_json()) for name in LIVE}
    assert sum(sizes.values()) < 80_000, sizes


def lessened(table: pd.DataFrame, kind: str) -> pd.DataFrame:
    """A table without rows, with its first row only, or with none of its ratios, amounts and growths known."""
    if kind == "nothing":
        kept = ("from_pct", "to_pct", "run_off_pct", "default_pct", "threshold_pct", "value")
        unknown = [c for c in table.select_dtypes("float").columns if c not in kept]
        return table.assign(**dict.fromkeys(unknown, np.nan), **({"known_count": 0} if "known_count" in table else {}))
    return table.iloc[: int(kind == "one")]


@pytest.mark.parametrize("moved", [True, False])
@pytest.mark.parametrize("kind", ["empty", "one", "nothing"])
def test_tables_without_rows_of_one_row_and_of_nothing_known_are_drawn(tables, own, kind, moved):
    bands = {"recessions": tables["recessions"]}
    less = {name: lessened(table, kind) for name, table in tables.items()} | bands
    for name, figure in drawn(
        less, {key: lessened(table, kind) for key, table in own.items()}, LIGHT, True, moved
    ).items():
        for axis in (figure.layout.xaxis, figure.layout.yaxis):
            ends = axis.range if axis.type != "date" else None
            assert ends is None or (ends[0] != ends[1] and ends[0] == ends[0]), name
        assert not re.search(r"nan", bare(figure)), name
        json.loads(figure.to_json())


def test_what_is_not_known_at_all_is_not_drawn_as_zero(tables, own):
    less, mine = ({name: lessened(table, "nothing") for name, table in group.items()} for group in (tables, own))
    for name, figure in drawn(less | {"recessions": tables["recessions"]}, mine, LIGHT, False).items():
        if name in ("distribution", "losses", "ladder"):
            continue
        for trace in figure.data:
            pairs = zip([] if trace.x is None else trace.x, [] if trace.y is None else trace.y, strict=True)
            assert not [pair for pair in pairs if all(value is not None and value == value for value in pair)], name
    empty = figures.maturities(tables["cre_maturities"].iloc[:0], LIGHT)
    assert not len(empty.data[0].x)
