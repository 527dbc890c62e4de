"""Divergence in words: the answer, the sentences under it, the finding of each chart, what captions leave open."""

from __future__ import annotations

from analytics.divergence import levels, titles, words
from analytics.divergence.metric_parts import shown_basis
from analytics.divergence.names import TICKERS
from analytics.frames.market import Result
from analytics.model.metric import by_id, show
from analytics.model.scenario import Scenario
from analytics.model.text import Text


def text(result: Result, scenario: Scenario) -> Text:
    """What Divergence says at a scenario; `result` holds its figures at the same one."""
    found = by_id(result.metrics)
    sentences = (*words.sentences(found, scenario), words.yields(found, scenario))
    findings = {
        **titles.titles(found, scenario, result.tables.get("ratio")),
        "standing": "Each window, and how unusual it is",
    }
    return Text(words.answer(found, scenario, result.illustrative), sentences, findings, _captions(result, scenario))


def _captions(result: Result, scenario: Scenario) -> dict[str, str]:
    found = by_id(result.metrics)
    small, large = scenario.pair.split("/")
    total = shown_basis(scenario) == "Total return"
    rank = found[f"ratio_percentile{'_total' if total else ''}"]
    return {
        "small": small,
        "large": large,
        "end": "_total" if total else "",
        "scale": "both at 1 on the first day" if total else "price divided by price",
        "dividends": "dividends reinvested" if total else "before dividends",
        "day": f"{result.as_of.day} {result.as_of:%B}" if result.as_of else "",
        "span": levels.WORDS[scenario.window],
        "window_gap": levels.prefix(scenario.window),
        "names": " ".join(TICKERS),
        "events": words.events(found),
        "width": words.width(found, scenario),
        "place": "" if rank.value is None else f"Now: percentile {show(rank.value, 'percentile', 0)}",
    }
