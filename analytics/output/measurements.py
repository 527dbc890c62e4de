"""How each view is measured: a function that no slider moves, and one that follows them where there is one."""

from __future__ import annotations

from analytics import bank, banks, coverage, credit, debt_wall, divergence, issuer, issuers, quotes, reconciliation
from analytics.errors import NoData
from analytics.frames.market import Result
from analytics.load import World
from analytics.model.metric import Metric, by_id, day
from analytics.model.scenario import Scenario
from analytics.output.defaults import filled
from analytics.output.view import ViewRequest
from analytics.store import contract, progress


def sources_static(request: ViewRequest) -> Result:
    meeting = contract.read(request.store)
    return coverage.measure(request.world, request.now, progress.read(request.store), meeting)


def divergence_static(request: ViewRequest) -> Result:
    return divergence.history(request.world.market, request.scenario)


def divergence_live(request: ViewRequest, static: Result) -> Result:
    return divergence.scenario_figures(request.world.market, request.scenario, static)


def regional_banks_static(request: ViewRequest) -> Result:
    world = request.world
    return banks.standing(world.banks, world.market, _yields_filled("regional_banks", request))


def small_caps_due(world: World, scenario: Scenario) -> tuple[Metric | None, str]:
    """What small caps must refinance in the window by the Debt wall's own figure, or why that is not known."""
    try:
        book, exposure = debt_wall.under(world.filings, world.market, filled("debt_wall", world, scenario))
    except NoData as missing:
        return None, missing.failed.rstrip(".")
    due = by_id(debt_wall.maturity_metrics.metrics(book, exposure))["due_window"]
    if scenario.as_of is not None and due.as_of is not None and due.as_of > scenario.as_of:
        return None, f"the filings held are of {day(due.as_of)}, later than this day"
    return due, ""


def regional_banks_live(request: ViewRequest, _: Result) -> Result:
    world = request.world
    due, why_not = small_caps_due(world, request.scenario)
    return banks.under_scenario(world.banks, world.market, _yields_filled("regional_banks", request), due, why_not)


def bank_static(request: ViewRequest, _: Result) -> Result:
    world, scenario = request.world, _yields_filled("bank", request)
    return bank.measure(banks.require_panel(world.banks), world.market, scenario, scenario.bank or "")


def debt_wall_static(request: ViewRequest) -> Result:
    return debt_wall.static(request.world.filings, request.world.market, request.scenario)


def debt_wall_live(request: ViewRequest, _: Result) -> Result:
    return debt_wall.live(request.world.filings, request.world.market, request.scenario)


def issuer_static(request: ViewRequest, _: Result) -> Result:
    world, scenario = request.world, request.scenario
    return issuer.measure(world.filings, world.market, scenario, scenario.issuer or "")


def issuers_static(request: ViewRequest) -> Result:
    return issuers.static(request.world.filings, request.world.market, request.scenario)


def issuers_live(request: ViewRequest, _: Result) -> Result:
    return issuers.live(request.world.filings, request.world.market, request.scenario)


def credit_static(request: ViewRequest) -> Result:
    return credit.static(request.world.market, request.scenario)


def credit_live(request: ViewRequest, _: Result) -> Result:
    return credit.live(request.world.market, request.scenario)


def quotes_static(request: ViewRequest) -> Result:
    return quotes.measure(request.world.market, request.scenario)


def checks_static(request: ViewRequest) -> Result:
    return reconciliation.measure(request.world.filings, request.world.market, request.scenario)


def _yields_filled(name: str, request: ViewRequest) -> Scenario:
    """The scenario with what the data set, but for the as-of date: left open, nothing held is too new."""
    return filled(name, request.world, request.scenario).changes(as_of=request.scenario.as_of)


def nothing(_: ViewRequest) -> Result:
    return Result(None, ())
