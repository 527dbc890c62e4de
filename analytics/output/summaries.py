"""Overview and Sources in words."""

from __future__ import annotations

from analytics.frames.market import Result
from analytics.model.metric import by_id, show
from analytics.model.scenario import Scenario
from analytics.model.text import Text


def overview(result: Result, scenario: Scenario) -> Text:
    """How far small caps lead or trail, and what each finished page adds; a page without figures is left out."""
    metrics = by_id(result.metrics)
    parts = []
    for name, sentence in (
        ("gap_3y", "Over three years the gap between small and large caps is {}."),
        ("unrealised_loss_to_equity", "Banks' losses not yet in equity come to {} of tangible equity."),
        ("wiped_out_share", "Refinancing takes the profit of {} of the profitable small caps."),
    ):
        metric = metrics.get(name)
        if metric is not None and metric.value is not None:
            parts.append(sentence.format(show(metric.value, metric.unit, 1, sign=metric.unit == "pp")))
    year = metrics.get("ytd_gap")
    if year is None or not isinstance(year.value, float):
        return Text("Too little is stored to say how small caps have done.", tuple(parts))
    verb = "lead" if year.value > 0 else "trail"
    return Text(f"Small caps {verb} large caps by {abs(year.value):.1f} points this year.", tuple(parts))


def sources(result: Result, scenario: Scenario) -> Text:
    """How many series are stored of how many, and what the page is for."""
    datasets = result.tables["datasets"]
    stored, expected = int(datasets["held"].sum()), int(datasets["of"].sum())
    answer = "No source has been reached yet." if result.illustrative else f"{stored} of {expected} series are held."
    prose = (
        "Every figure on every page is made from these series by the methods below.",
        "A refresh fetches them from their publishers; nothing is ever filled in.",
    )
    return Text(answer, prose, {"datasets": "Datasets", "series": "Series"})
