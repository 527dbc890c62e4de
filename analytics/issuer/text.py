"""One issuer in words: the answer, the sentences under it, the finding of each chart."""

from __future__ import annotations

from analytics.frames.market import Result
from analytics.issuer import words
from analytics.model.metric import by_id
from analytics.model.scenario import Scenario
from analytics.model.text import Text

FINDINGS = {
    "ladder": "What falls due when",
    "years": "What it earned, and what it paid",
    "arithmetic": "The break-even, step by step",
    "debt": "How its debt was put together",
    "buckets": "Its maturities, filed and counted",
    "sheets": "Debt on its balance sheets",
    "missing": "What is missing, and why",
    "facts": "Facts",
    "as_filed": "Every fact it has filed",
}


def text(result: Result, scenario: Scenario) -> Text:
    """What the page of one issuer says at a scenario."""
    metrics = by_id(result.metrics)
    kind = str(result.facts["break_even_class"])
    answer = words.answer(result.name, metrics, kind, result.illustrative)
    return Text(answer, words.sentences(metrics), FINDINGS)
