"""One bank: its quarters, its burden as filed, today and in the scenario, its maturities."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from tests.figures_banks.reading import LIGHT, PLAIN, bare, drawn_of, noted, texts
from ui.figures.bank import quarters as one
from ui.style import HALF

OF = {
    "balances": {"deposits": "deposits_usd_mn", "loans": "loans_usd_mn"},
    "capital": {"tangible equity": "tangible_usd_mn", "CET1": "cet1_usd_mn"},
    "estate": {"all": "cre_to_capital_pct", "construction": "construction_to_capital_pct"},
    "funding": {"uninsured": "uninsured_pct"},
}


@pytest.mark.parametrize("name", OF)
def test_the_quarters_are_lines_of_their_columns_from_zero(own, name):
    table = own["quarters"]
    figure = getattr(one, name)(table, **PLAIN)
    lines = {trace.name: trace for trace in figure.data if trace.mode == "lines"}
    assert set(lines) == set(OF[name]) == {" ".join(text.split()) for text in noted(figure)}
    for told, column in OF[name].items():
        assert drawn_of(lines[told], table, column)
    assert figure.layout.yaxis.range[0] == 0.0
    assert figure.layout.yaxis.range[1] > table[list(OF[name].values())].max().max()
    unit = figure.layout.yaxis.ticktext[-1].endswith("%")
    assert unit is (name in ("estate", "funding"))


@pytest.mark.parametrize("name", OF)
def test_a_field_that_a_bank_does_not_file_is_neither_drawn_nor_named(own, name):
    column = next(iter(OF[name].values()))
    figure = getattr(one, name)(own["quarters"].assign(**{column: np.nan}), **PLAIN)
    kept = [told for told, other in OF[name].items() if other != column]
    assert [trace.name for trace in figure.data if trace.mode == "lines"] == kept


def test_the_supervisors_line_is_on_the_axis_of_a_bank_far_below_it(own):
    figure = one.estate(own["quarters"].assign(cre_to_capital_pct=40.0, construction_to_capital_pct=5.0), **PLAIN)
    assert {shape.y0: shape.line.dash for shape in figure.layout.shapes}[300.0] == "dot"
    assert figure.layout.yaxis.range[1] > 300.0


def states(today: float, scenario: float) -> pd.DataFrame:
    return pd.DataFrame({"state": ["filed", "today", "scenario"], "burden_pct": [8.0, today, scenario]})


def filings(*burdens: float) -> pd.DataFrame:
    ends = pd.date_range("2023-12-31", periods=len(burdens), freq="QE")
    return pd.DataFrame({"date": ends, "burden_filed_pct": burdens})


@pytest.mark.parametrize("moved", [True, False])
def test_the_burden_by_filing_is_followed_by_today_and_by_the_slider_once_it_has_moved(own, moved):
    figure = one.burden(own["quarters"], own["states"], moved, **PLAIN)
    filed, marks = figure.data
    table = own["states"].set_index("state")["burden_pct"]
    assert list(filed.y) == pytest.approx(own["quarters"]["burden_filed_pct"].tolist(), abs=1e-3)
    assert list(filed.customdata)[-1] == f"{own['quarters']['date'].iloc[-1]:%b %Y}"
    names = ["today", "scenario"][: 1 + moved]
    assert list(marks.y) == table[names].tolist()
    assert list(marks.marker.color) == [LIGHT.ink, LIGHT.scenario][: 1 + moved]
    assert set(marks.x) == {figure.layout.xaxis.range[1]}
    assert min(marks.x) > max(filed.x)
    told = bare(figure)
    assert f"published {table['today']:.1f} %" in told
    assert (f"slider {table['scenario']:.1f} %" in told) is moved
    assert figure.layout.yaxis.range[1] > max(*marks.y, *filed.y)


def test_labels_that_touch_are_pushed_apart_the_lower_below():
    for today, slider in ((10.0, 10.1), (10.1, 10.0)):
        heights = noted(one.burden(filings(8.0, 9.0), states(today, slider), True, **PLAIN))
        first, second = sorted(heights, key=lambda name: float(name.split()[1]))
        assert heights[first] == 10.0
        assert heights[second] > heights[first] + 0.5


def test_a_burden_that_is_not_filed_or_not_known_is_left_out_and_never_zero():
    figure = one.burden(filings(8.0, np.nan, 9.0), states(np.nan, 12.0), True, **PLAIN)
    assert list(figure.data[0].y) == [8.0, None, 9.0]
    assert list(figure.data[1].y) == [12.0]
    assert "published" not in bare(figure)
    nothing = one.burden(filings(np.nan), states(np.nan, np.nan).iloc[:0], True, **PLAIN)
    assert list(nothing.data[0].y) == [None]
    assert not len(nothing.data[1].y)
    assert texts(nothing) == []


@pytest.mark.parametrize(("top", "marked"), [(20.0, set()), (70.0, {50}), (140.0, {50, 100})])
def test_half_and_all_of_equity_are_marked_where_the_axis_reaches(top, marked):
    figure = one.burden(filings(8.0, 9.0), states(10.0, top), True, **PLAIN)
    assert {shape.y0 for shape in figure.layout.shapes} == {0, *marked}


def test_a_gain_reaches_below_zero_and_carries_true_signs():
    figure = one.burden(filings(8.0, 9.0), states(10.0, -58.2), True, **PLAIN)
    assert figure.layout.yaxis.range[0] < -58.2
    assert "slider −58.2 %" in bare(figure)
    assert any(text.startswith("−") for text in figure.layout.yaxis.ticktext)
    assert one.burden(filings(8.0), states(10.0, 12.0), True, **PLAIN).layout.yaxis.range[0] == 0.0


def test_years_are_named_at_their_first_quarter():
    figure = one.burden(filings(*[8.0] * 10), states(10.0, 12.0), False, **PLAIN)
    named = dict(zip(figure.layout.xaxis.tickvals, figure.layout.xaxis.ticktext, strict=True))
    assert named == {1: "2024", 5: "2025", 9: "2026"}
    assert dict(zip(*(one.burden(filings(8.0), states(1, 2), False, **PLAIN).layout.xaxis[n]
                      for n in ("tickvals", "ticktext")), strict=True)) == {0: "2023"}  # fmt: skip


def test_the_ladder_stacks_its_assets_by_span(own):
    table = own["ladder"]
    figure = one.ladder(table, **PLAIN)
    assert [trace.name for trace in figure.data] == list(one.KINDS)
    assert figure.layout.barmode == "stack"
    for trace in figure.data:
        sums = table[table["kind"] == trace.name].groupby("span")["amount_usd_mn"].sum()
        assert dict(zip(trace.customdata, trace.y, strict=True)) == pytest.approx(
            {span: sums.get(span, 0.0) for span in one.SPANS}, abs=1e-3
        )
    stacked = np.sum([trace.y for trace in figure.data], axis=0)
    assert stacked.sum() == pytest.approx(table["amount_usd_mn"].sum(), abs=0.1)
    assert figure.layout.yaxis.range[1] > stacked.max()
    assert len(figure.layout.xaxis.ticktext) == len(one.SPANS)


def test_every_span_of_the_table_has_its_column(own):
    assert set(own["ladder"]["span"]) <= set(one.SPANS)
    assert set(own["ladder"]["kind"]) == set(one.KINDS)


def test_what_is_assumed_is_hatched_and_what_is_filed_is_not():
    rows = [("securities", "3 months", 5.0, "filed"), ("home loans", "over 15 years", 9.0, "assumed")]
    figure = one.ladder(pd.DataFrame(rows, columns=["kind", "span", "amount_usd_mn", "basis"]), **PLAIN)
    assert [trace.marker.pattern.shape for trace in figure.data] == [None, "/", None]
    assert [trace.marker.color for trace in figure.data] == [LIGHT.banks, LIGHT.page, LIGHT.axis]


@pytest.mark.parametrize("amounts", [(1.0, 0.01, 0.01), (500.0, 1.0, 900.0), (0.0, 3.0, 3.0)])
def test_names_of_kinds_stand_apart_however_thin_the_last_column(amounts):
    rows = [(kind, "over 15 years", amount, "filed") for kind, amount in zip(one.KINDS, amounts, strict=True)]
    figure = one.ladder(pd.DataFrame(rows, columns=["kind", "span", "amount_usd_mn", "basis"]), **PLAIN)
    held = [kind for kind, amount in zip(one.KINDS, amounts, strict=True) if amount]
    assert list(noted(figure)) == held
    heights = [noted(figure)[kind] for kind in held]
    pixels = (HALF - 52) / figure.layout.yaxis.range[1]
    assert all((b - a) * pixels >= 14 for a, b in pairwise(heights))
    assert figure.layout.yaxis.range[1] > sum(amounts)
