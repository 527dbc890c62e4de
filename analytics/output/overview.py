"""Overview: the case in two sentences, how many of its claims hold, and four figures that decide most of it."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from analytics.claims.claim import SUPPORTED, Judged
from analytics.claims.tables import sources
from analytics.errors import NoData
from analytics.frames.market import Result
from analytics.model.language import INVENTED, YIELDS, capitalised, counted, number, percent, yields
from analytics.model.metric import Metric, by_id, of
from analytics.model.scenario import Scenario
from analytics.model.text import Text
from analytics.output.view import View, ViewRequest

HEADLINES = {
    "divergence": (
        "ytd_gap",
        "gap_3y",
        "gap_3y_percentile",
        "ratio",
        "ratio_percentile",
        "relative_drawdown",
        "small_ytd",
        "large_ytd",
    ),
    "regional_banks": (
        "unrealised_loss",
        "unrealised_loss_to_equity",
        "banks_beyond_50",
        "cre_over_300_share",
        "kre_ytd",
    ),
    "debt_wall": (
        "due_q1_2026",
        "due_q1_2026_high",
        "due_window",
        "due_share",
        "wiped_out_share",
        "wiped_out_at_450",
        "extra_interest",
    ),
}
"""What Overview repeats of each finished page, by the last part of the id."""
CASE = (
    "On 15 October 2025 a market commentary said that small caps suffocate under floating-rate debt: over USD 300 bn "
    "to refinance in one quarter, IWM down 12.4 % in the year, the ten-year at 4.82 %.",
    "Each of its claims is held against the figures of its own day; the ten-year in the sidebar moves those below.",
)


@dataclass(frozen=True)
class Block:
    """One of the four figures: `metric` of a view's own, its `chart` with a caption, and the `claim` it answers.

    `decimals` are those of the card on the page it is of.
    """

    view: str
    metric: str
    label: str
    chart: str
    caption: str
    claim: str
    decimals: int
    onward: str


BLOCKS = (
    Block("divergence", "small_ytd", "IWM this year", "ratio", "IWM to SPY, price divided by price, log scale",
          "C17", 1, "Divergence: the whole comparison"),
    Block("debt_wall", "due_q1_2026_high", "Due in Q1 2026, at most", "wall", "Debt falling due a quarter, USD bn",
          "C23", 0, "Debt wall: quarter by quarter"),
    Block("debt_wall", "wiped_out_share", "Profits wiped out", "by_yield",
          "Profitable issuers left without profit, %, by ten-year yield", "C24", 1, "Debt wall: issuer by issuer"),
    Block("regional_banks", "unrealised_loss_to_equity", "Banks' losses to equity", "beyond",
          "Banks whose loss is half or all of their capital, count", "C21", 1, "Regional banks: bank by bank"),
)  # fmt: skip


def standing(judged: tuple[Judged, ...], last: date | None, request: ViewRequest) -> Result:
    """How many claims there are and how many hold on their day; not counted where nothing is judged.

    `last` is the newest day stored.
    """
    invented = request.world.publication is None
    why = "nothing is judged in the illustrative market" if invented else ""
    holds = None if invented else sum(one.verdict == SUPPORTED for one in judged)
    behind = sources(judged)
    metrics = (
        of("overview.claims_count", "Claims of the commentary", len(judged), "count", "M-CLAIM", behind, last),
        of("overview.claims_supported", "Claims supported on their day", holds, "count", "M-CLAIM", behind, last,
           f"of {len(judged)}", why),
    )  # fmt: skip
    return Result(None, metrics)


def figures(request: ViewRequest, views: Mapping[str, View]) -> Result:
    """The headline figures of each finished page under this page's own ids; what a page lacks is a note."""
    metrics: list[Metric] = []
    notes: list[str] = []
    dates = []
    for name, ids in HEADLINES.items():
        try:
            result = views[name].measure(request)
        except NoData as missing:
            notes.append(f"{views[name].title}: {missing}")
            continue
        by_name = by_id(result.metrics)
        stated = {metric.id for metric in metrics}
        wanted = [id for id in (*ids, *itertools.chain(*YIELDS)) if id in by_name]
        metrics += [by_name[id].renamed(f"overview.{id}") for id in wanted if f"overview.{id}" not in stated]
        notes += [f"{views[name].title}: {' '.join(result.absent)}"] if not set(ids) <= set(by_name) else []
        dates.append(result.as_of)
    return Result(max((day for day in dates if day), default=None), tuple(metrics), {}, tuple(notes))


def text(result: Result, scenario: Scenario) -> Text:
    """How many claims hold, the case in two sentences, and what each finished page adds.

    In the illustrative market nothing is judged: there the answer is how small caps stand.
    """
    metrics = by_id(result.metrics)
    findings = {"small_caps": _small_caps(metrics, result.illustrative), **_effects(metrics)}
    count, holds = number(metrics, "claims_count"), number(metrics, "claims_supported")
    if holds is None or not count:
        told = findings.pop("small_caps")
        return Text(told, (*CASE[:1], "Claims are not judged in the illustrative market."), findings)
    verb = "holds on its" if holds == 1 else "hold on their"
    many = "None" if not holds else f"{holds:,.0f}"
    return Text(f"{many} of {counted(count, 'claim')} against small caps {verb} own day.", CASE, findings)


def _small_caps(metrics: Mapping[str, Metric], invented: bool) -> str:
    """Where small caps stand this year."""
    year = number(metrics, "ytd_gap")
    if year is None:
        return "Too little is stored to say how small caps have done."
    told = f"small caps {_stand(year)} this year."
    return f"{capitalised(INVENTED)}, {told}" if invented else capitalised(told)


def _stand(gap: float) -> str:
    """Which side leads by how much, said of small caps."""
    if abs(gap) < 0.05:
        return "are level with large caps"
    return f"{'lead' if gap > 0 else 'trail'} large caps by {abs(gap):.1f} points"


def _effects(metrics: Mapping[str, Metric]) -> dict[str, str]:
    """What the reader's yields do to banks and borrowers; one that is not measured is left out."""
    told = {}
    loss, lost = number(metrics, "unrealised_loss_to_equity"), number(metrics, "wiped_out_share")
    if loss is not None:
        kind = "gains" if loss < 0 else "losses"
        told["banks"] = f"banks' {kind} not yet in equity come to {percent(abs(loss))} of tangible equity."
    if lost is not None:
        many = percent(lost) if lost else "none"
        told["refinancing"] = f"refinancing takes the profit of {many} of the profitable small caps."
    return {key: f"{yields(metrics)}, {sentence}" for key, sentence in told.items()}
