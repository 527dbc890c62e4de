"""The debt wall in words: the answer, the sentences under it, the finding of each chart."""

from __future__ import annotations

import pandas as pd

from analytics.debt_wall import words
from analytics.debt_wall.listing import NEXT, listed
from analytics.frames.market import Result
from analytics.model.language import Metrics, moved, number
from analytics.model.metric import by_id, show
from analytics.model.scenario import Scenario
from analytics.model.text import Text

FIRST = 3
"""Issuers named as the next to break."""


def text(result: Result, scenario: Scenario) -> Text:
    """What Debt wall says at a scenario."""
    metrics = by_id(result.metrics)
    findings = {
        **words.titles(metrics, scenario, result.illustrative),
        "issuers": "The issuers",
        "uncovered": "Whose maturities are not filed",
    }
    count, dollars = metrics["coverage_count"], metrics["coverage_debt"]
    captions = {
        "first": _first_to_break(result.tables["issuers"], metrics),
        "past": "Wiped out" if moved(metrics) else "Past it at published yields",
        "estimates": "invented to these totals, so no check" if result.illustrative else "each with its own scope",
        "filed_count": show(count.value, count.unit, 0),
        "filed_debt": show(dollars.value, dollars.unit, 0),
    }
    prose = words.sentences(metrics, scenario, result.illustrative)
    return Text(words.answer(metrics, result.illustrative), prose, findings, captions)


def _first_to_break(issuers: pd.DataFrame, metrics: Metrics) -> str:
    """The profitable issuers whose break-even lies just above the reader's ten-year, by name."""
    level = number(metrics, "ten_year_scenario")
    rows = listed(issuers[["name", "class", "break_even_pct"]], NEXT, level or 0.0).head(FIRST)
    if level is None or rows.empty:
        return "Nobody is next to break"
    even = zip(rows["name"].astype(str), rows["break_even_pct"].tolist(), strict=True)
    return f"Next to break: {'; '.join(_at(name, value) for name, value in even)}"


def _at(name: str, even: float) -> str:
    return f"{name} at {show(even, '%')}"
