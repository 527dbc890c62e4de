"""Credit in words: the answer, the sentences under it, and the finding of each chart."""

from __future__ import annotations

from analytics.credit import titles, words
from analytics.frames.market import Result
from analytics.model.metric import by_id
from analytics.model.scenario import Scenario
from analytics.model.text import Text


def text(result: Result, _: Scenario) -> Text:
    """What Credit says; `result` holds its figures at the scenario."""
    metrics = by_id(result.metrics)
    return Text(words.answer(metrics, result.illustrative), words.sentences(metrics), titles.titles(metrics))
