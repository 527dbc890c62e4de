"""Sources in words."""

from __future__ import annotations

from analytics.frames.market import Result
from analytics.model.language import capitalised, counted
from analytics.model.metric import by_id, day
from analytics.model.scenario import Scenario
from analytics.model.text import Text


def sources(result: Result, scenario: Scenario) -> Text:
    """How many series are stored of how many, and what the page is for."""
    datasets = result.tables["datasets"]
    stored, expected = int(datasets["held"].sum()), int(datasets["of"].sum())
    answer = "No source has been reached yet." if result.illustrative else f"{stored} of {expected} series are held."
    prose = (
        "Every figure on every page is made from these series by the methods below.",
        "A refresh fetches them from their publishers; nothing is ever filled in.",
    )
    met = by_id(result.metrics)["contract_differences"]
    contract = "The services were never met"
    if isinstance(met.value, int) and met.as_of is not None:
        of = f" by {met.coverage}" if met.coverage else ""
        contract = f"Contract last met{of} {day(met.as_of)}"
        if met.value:
            contract = f"{capitalised(counted(met.value, 'answer'))} differed from the contract on {day(met.as_of)}"
    return Text(answer, prose, {"datasets": "Datasets", "contract": contract, "series": "Series"})
