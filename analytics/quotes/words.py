"""The quotes in words."""

from __future__ import annotations

from analytics.frames.market import Result
from analytics.model.language import counted
from analytics.model.metric import day
from analytics.model.scenario import Scenario
from analytics.model.text import Text


def text(result: Result, scenario: Scenario) -> Text:
    """How many tickers and series have a value on which day."""
    tickers, series = (len(result.tables[name]) for name in ("quotes", "levels"))
    on = f" up to {day(result.as_of)}" if result.as_of else ""
    answer = f"{counted(tickers, 'ticker')} and {counted(series, 'series', 'series')} have a value{on}."
    prose = (
        "These are the measures that a dated statement can be held against, beside the figures of the other pages.",
        "A closed day has the value of the session before; each row says of which day it is.",
    )
    return Text(answer[:1].upper() + answer[1:], prose, {"quotes": "Prices", "levels": "Rates and other series"})
