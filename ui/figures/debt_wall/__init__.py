"""The debt wall, drawn: what falls due, what each yield does to profits and coverage, and where yields may go."""

from __future__ import annotations

from collections.abc import Mapping

from analytics.debt_wall.words import SUBJECTS
from ui.figures.debt_wall.cells import heat
from ui.figures.debt_wall.dots import coverage
from ui.figures.debt_wall.maturities import wall
from ui.figures.debt_wall.others import reconciliation
from ui.figures.debt_wall.outlook import by_end, fan, share_fan
from ui.figures.debt_wall.profits import break_evens, sectors
from ui.figures.debt_wall.response import Mark, by_yield, published_mark
from ui.figures.drawing import Drawing
from ui.figures.picture import Draw, Picture

__all__ = [
    "DRAWINGS",
    "break_evens",
    "by_end",
    "by_yield",
    "coverage",
    "fan",
    "heat",
    "reconciliation",
    "sectors",
    "share_fan",
    "wall",
]


def _by_yield(p: Picture) -> Drawing:
    marks: list[Mark] = [
        *published_mark(p, "wiped_out_at_today"),
        ("", 4.50, p.value("wiped_out_at_450")),
        ("", 4.82, p.value("wiped_out_at_482")),
        ("slider", p.number("ten_year_scenario"), p.value("wiped_out_share")),
    ]
    return by_yield(p.rows, marks, p.palette, p.illustrative)


def _break_evens(p: Picture) -> Drawing:
    classes = p.tables["classes"]
    above = int(classes.loc[classes["class"] == "above 15 %", "issuers_count"].sum())
    level = p.number("ten_year_scenario")
    return break_evens(p.rows, p.published_ten_year(), level, above, p.palette, p.illustrative)


def _heat(p: Picture) -> Drawing:
    level = p.number("ten_year_scenario")
    return heat(p.rows, p.published_ten_year(), level, p.scenario.spread_bp, p.palette, p.illustrative)


DRAWINGS: Mapping[str, Draw] = {
    "wall": lambda p: wall(p.rows, p.palette, p.illustrative, selected=p.scenario.quarter or ""),
    "by_yield": _by_yield,
    "break_evens": _break_evens,
    "coverage": lambda p: coverage(p.rows, p.palette, p.illustrative),
    "heat": _heat,
    "sectors": lambda p: sectors(p.rows, p.palette, p.illustrative),
    "fan": lambda p: fan(p.rows, palette=p.palette, illustrative=p.illustrative),
    "share_fan": lambda p: share_fan(p.rows, p.palette, p.illustrative),
    "by_end": lambda p: by_end(p.rows, p.palette, p.illustrative),
    "estimates": lambda p: reconciliation(p.rows, SUBJECTS[p.scenario.estimate], p.palette, p.illustrative),
}
