"""How a ledger of claims is measured: each figure by its id, from the view that computes it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from difflib import get_close_matches

from analytics import claims
from analytics.claims import ledger as ledgers
from analytics.claims.claim import Judged, Ledger, Lookup
from analytics.claims.engine import UNRANKED
from analytics.errors import BadInput, NoData
from analytics.frames.market import Result
from analytics.model.metric import Metric
from analytics.model.scenario import Scenario
from analytics.output.view import View, ViewRequest

MEASURED = ("quotes", "divergence", "regional_banks", "debt_wall", "issuers", "credit")
"""The views whose figures a claim can be held against."""
SPELLINGS = 200
"""Measures that are none of which the likeliest is kept: those of a whole ledger."""
WHOLE = {"band_low": 1, "band_high": 4500}


def measure(request: ViewRequest, views: Mapping[str, View], last: date | None) -> Result:
    """The ledger of the request's link, the commentary's where it names none, as a view."""
    ledger = of_scenario(request.scenario)
    judged = judge(request, views, last, ledger)
    illustrative = request.world.publication is None
    return claims.result(ledger, judged, last, request.world.market.published, illustrative)


def of_scenario(scenario: Scenario) -> Ledger:
    """The ledger of a link; one that cannot be read is said, and the commentary's stands."""
    if not scenario.ledger:
        return claims.LEDGER
    try:
        return ledgers.unpack(scenario.ledger)
    except BadInput as error:
        return Ledger(claims.LEDGER.claims, (f"{error} The commentary's ledger is shown.",))


def judge(request: ViewRequest, views: Mapping[str, View], last: date | None, ledger: Ledger) -> tuple[Judged, ...]:
    """Every claim of a ledger in a world; the commentary's are kept with the world."""
    world = request.world

    def build() -> tuple[Judged, ...]:
        return claims.judge(ledger, lookup(request, views), last, world.publication is None)

    return world.memo.get("judged", ledger.claims, build)


def lookup(request: ViewRequest, views: Mapping[str, View]) -> Lookup:
    """A figure by its id as of a day, at published yields and each view's own defaults.

    What no slider moves is looked through first: it is the cheaper part, and most claims rest on it.
    """

    def find(id: str, as_of: date | None) -> Metric:
        name = id.partition(".")[0]
        if name not in MEASURED:
            raise _unknown(request, views, id)
        for is_whole in (False, True):
            figures = _figures(request, views[name], as_of, is_whole)
            if id in figures:
                return figures[id]
        raise _unknown(request, views, id)

    return find


def all_metrics(request: ViewRequest, views: Mapping[str, View]) -> list[Metric]:
    """Every figure that a claim can be held against in this world, as of now."""
    found: list[Metric] = []
    for name in MEASURED:
        try:
            found += _figures(request, views[name], None, is_whole=True).values()
        except NoData:
            continue
    return found


def _figures(request: ViewRequest, view: View, as_of: date | None, is_whole: bool) -> Mapping[str, Metric]:
    """A view's figures by their id, with those that follow the yields or without. Raises `NoData` as the view does."""
    dated = Scenario(as_of=as_of) if "as_of" in view.fields else Scenario()
    measure = view.measure if is_whole else view.measure_static

    def build() -> Mapping[str, Metric]:
        try:
            metrics: Iterable[Metric] = measure(replace(request, scenario=dated)).metrics
        except NoData:
            if "band_low" not in view.fields:
                raise
            whole = measure(replace(request, scenario=dated.changes(**WHOLE)))
            metrics = (replace(metric, coverage=f"{UNRANKED} issuers stored, as none has the claim's ranks")
                       for metric in whole.metrics)  # fmt: skip
        return {metric.id: metric for metric in metrics}

    return request.world.memo.get(("measures", view.name, is_whole), dated, build)


def _unknown(request: ViewRequest, views: Mapping[str, View], id: str) -> BadInput:
    """That there is no such measure, with the one most like it; looked for once an id, among its own view's first."""
    shown = "".join(sign if sign.isalnum() or sign in "._-" else "?" for sign in id[:60])

    def like() -> list[str]:
        every = [metric.id for metric in all_metrics(request, views)]
        own = [one for one in every if one.partition(".")[0] == id.partition(".")[0]]
        return get_close_matches(id[:60], own or every, 1, 0.6)

    found = request.world.memo.get("unknown measure", id, like, SPELLINGS)
    return BadInput(
        f"There is no measure {shown!r}" + (f"; is it {found[0]}?" if found else "."),
        remedy="The measures are the metrics of 'show quotes', 'show divergence' and the other pages.",
    )
