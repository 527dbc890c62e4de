"""One bank in words: the answer, the sentences under it, the finding of each chart."""

from __future__ import annotations

from analytics.bank import words
from analytics.banks.words import LIMITS
from analytics.frames.market import Result
from analytics.model.metric import by_id
from analytics.model.scenario import Scenario
from analytics.model.text import Text


def text(result: Result, scenario: Scenario) -> Text:
    """What the page of one bank says at a scenario."""
    metrics = by_id(result.metrics)
    findings = {
        "burden": words.burden_title(metrics),
        "ladder": words.ladder_title(metrics),
        "capital": words.capital_title(metrics),
        "balances": words.balances_title(metrics),
        "estate": words.property_title(metrics),
        "funding": words.funding_title(metrics),
        "states": "As filed, at the published yields, at the reader's",
        "quarters": "Every quarter",
        "peers": "Among its peers",
        "charters": "Its charters",
    }
    answer = words.answer(result.name, metrics, scenario, result.illustrative)
    return Text(answer, words.sentences(metrics, scenario), findings, {}, LIMITS)
