"""Overview and Sources in words."""

from __future__ import annotations

from analytics.frames.market import Result
from analytics.model.language import INVENTED, capitalised, counted, lowered, number, yields
from analytics.model.metric import by_id, day, show
from analytics.model.scenario import Scenario
from analytics.model.text import Text


def overview(result: Result, scenario: Scenario) -> Text:
    """How far small caps lead or trail, and what each finished page adds; a page without figures is left out."""
    metrics = by_id(result.metrics)
    parts = []
    three = number(metrics, "gap_3y")
    if three is not None:
        parts.append(f"Over three years they {_stand(three)}.")
    for name, sentence, decimals in (
        ("unrealised_loss_to_equity", "Banks' losses not yet in equity come to {} of tangible equity.", 0),
        ("wiped_out_share", "Refinancing takes the profit of {} of the profitable small caps.", 0),
    ):
        metric = metrics.get(name)
        value = number(metrics, name)
        if metric is not None and value is not None and value >= 0:
            told = sentence.format(show(value, metric.unit, decimals))
            parts.append(f"{yields(metrics)}, {lowered(told)}")
    year = number(metrics, "ytd_gap")
    if year is None:
        return Text("Too little is stored to say how small caps have done.", tuple(parts))
    told = f"small caps {_stand(year)} this year."
    return Text(f"{capitalised(INVENTED)}, {told}" if result.illustrative else capitalised(told), tuple(parts))


def _stand(gap: float) -> str:
    """Which side leads by how much, said of small caps."""
    if abs(gap) < 0.05:
        return "are level with large caps"
    return f"{'lead' if gap > 0 else 'trail'} large caps by {abs(gap):.1f} points"


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
