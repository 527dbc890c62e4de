"""The debt wall in words: the answer, the sentences under it, the finding of each chart."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.debt_wall import words
from analytics.debt_wall.listing import next_to_break
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
    names, even = issuers["name"].array, issuers["break_even_pct"].array
    places = next_to_break(issuers, np.inf if level is None else level, FIRST)
    told = "; ".join(f"{names[place]} at {show(even[place], '%')}" for place in places)
    return f"Next to break: {told}" if told else "Nobody is next to break"
