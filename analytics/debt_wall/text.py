"""The debt wall in words: the answer, the sentences under it, the finding of each chart."""

from __future__ import annotations

from analytics.debt_wall import words
from analytics.frames.market import Result
from analytics.model.language import moved
from analytics.model.metric import by_id, show
from analytics.model.scenario import Scenario
from analytics.model.text import Text


def text(result: Result, scenario: Scenario) -> Text:
    """What Debt wall says at a scenario."""
    metrics = by_id(result.metrics)
    findings = {
        **words.titles(metrics, result.tables, scenario, result.illustrative),
        "issuers": "The issuers",
        "uncovered": "Whose maturities are not filed",
    }
    count, dollars = metrics["coverage_count"], metrics["coverage_debt"]
    captions = {
        "past": "Wiped out" if moved(metrics) else "Past it at published yields",
        "estimates": "invented to these totals, so no check" if result.illustrative else "each with its own scope",
        "filed_count": show(count.value, count.unit, 0),
        "filed_debt": show(dollars.value, dollars.unit, 0),
    }
    prose = words.sentences(metrics, scenario, result.illustrative)
    return Text(words.answer(metrics, result.illustrative), prose, findings, captions)
