"""Issuers in words: the answer, the sentences under it, the finding of each chart."""

from __future__ import annotations

from analytics.frames.market import Result
from analytics.issuers import breadth_words, cash_words, warehouse_words, words
from analytics.issuers.specification import universe
from analytics.model.metric import by_id
from analytics.model.scenario import Scenario
from analytics.model.text import Text


def text(result: Result, scenario: Scenario) -> Text:
    """What Issuers says at a scenario."""
    metrics = by_id(result.metrics)
    inside = universe(*(value == "On" for value in (scenario.biotech, scenario.real_estate, scenario.financials)))
    captions = {
        "weighting": scenario.weighting.lower(),
        "universe": inside,
        "published": "invented to some of them, so no check" if result.illustrative else "each with its own scope",
        "breadth_gaps": breadth_words.gaps(result),
        "watchlist_missing": cash_words.missing(result),
        "breadth_said": " ".join(breadth_words.sentences(metrics)),
        "warehouse_said": " ".join(warehouse_words.sentences(metrics)),
        "warehouse_missing": warehouse_words.missing(result),
    }
    return Text(
        words.answer(metrics, scenario, result.illustrative),
        words.sentences(metrics, scenario, result.illustrative),
        words.findings(result, metrics, scenario),
        captions,
    )
