"""The views: what a page shows, measured by name, for pages, downloads and the command line alike."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime

from analytics import bank, banks, coverage, debt_wall, divergence, issuer
from analytics.errors import BadInput, NoData
from analytics.frames.market import Result
from analytics.load import World
from analytics.measures import curve as curves
from analytics.model.control import Choice
from analytics.model.metric import Metric, by_id
from analytics.model.scenario import QUARTERS, Scenario, fields
from analytics.sessions import NEW_YORK, check
from analytics.store import Store, progress


@dataclass(frozen=True)
class ViewRequest:
    """What a view is measured from: a world, the reader's scenario, the store behind it, and the time."""

    world: World
    scenario: Scenario
    store: Store
    now: datetime


@dataclass(frozen=True)
class View:
    """A view by `name`, under its page's `title`; `of` is the field that names the one it is of, if of one."""

    name: str
    title: str
    measure: Callable[[ViewRequest], Result]
    of: str = ""

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the controls it answers to."""
        return fields(self.name)


@dataclass(frozen=True)
class Answer:
    """A view as measured: `scenario` has every field of the view filled in."""

    view: View
    world: World
    scenario: Scenario
    result: Result


def _divergence(request: ViewRequest) -> Result:
    return divergence.measure(request.world.market, request.scenario)


def _debt_wall(request: ViewRequest) -> Result:
    return debt_wall.measure(request.world.filings, request.world.market, request.scenario)


def _issuer(request: ViewRequest) -> Result:
    return issuer.measure(request.world.filings, request.world.market, request.scenario, request.scenario.issuer or "")


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
    "debt_wall": ("due_window", "due_share", "wiped_out_share", "wiped_out_at_450", "extra_interest"),
}
"""What Overview repeats of each finished page, by the last part of the id."""


def _overview(request: ViewRequest) -> Result:
    """The headline figures of each finished page under this page's own ids; what a page lacks is a note."""
    metrics: list[Metric] = []
    notes: list[str] = []
    dates = []
    for name, ids in HEADLINES.items():
        try:
            result = VIEWS[name].measure(request)
        except NoData as missing:
            notes.append(f"{VIEWS[name].title}: {missing}")
            continue
        by_name = by_id(result.metrics)
        metrics += [by_name[id].renamed(f"overview.{id}") for id in ids if id in by_name]
        notes += [f"{VIEWS[name].title}: {result.notes[-1]}"] if not set(ids) <= set(by_name) else []
        dates.append(result.as_of)
    return Result(max((day for day in dates if day), default=None), tuple(metrics), {}, tuple(notes))


def _sources(request: ViewRequest) -> Result:
    return coverage.measure(request.world, request.now, progress.read(request.store))


def _regional_banks(request: ViewRequest) -> Result:
    due, why_not = small_caps_due(request.world, request.scenario)
    scenario = filled("regional_banks", request.world, request.scenario)
    return banks.measure(request.world.banks, request.world.market, scenario, due, why_not)


def small_caps_due(world: World, scenario: Scenario) -> tuple[Metric | None, str]:
    """What small caps must refinance in the window by the Debt wall's own figure, or why that is not known."""
    try:
        book, exposure = debt_wall.under(world.filings, world.market, filled("debt_wall", world, scenario))
    except NoData as missing:
        return None, missing.failed.rstrip(".")
    return by_id(debt_wall.maturity_metrics.metrics(book, exposure))["due_window"], ""


def _bank(request: ViewRequest) -> Result:
    scenario = filled("bank", request.world, request.scenario)
    return bank.measure(banks.require_panel(request.world.banks), request.world.market, scenario, scenario.bank or "")


VIEWS = {
    view.name: view
    for view in (
        View("overview", "Overview", _overview),
        View("divergence", "Divergence", _divergence),
        View("regional_banks", "Regional banks", _regional_banks),
        View("bank", "Bank", _bank, of="bank"),
        View("debt_wall", "Debt wall", _debt_wall),
        View("issuer", "Issuer", _issuer, of="issuer"),
        View("sources", "Sources", _sources),
    )
}


def bounds(world: World, scenario: Scenario | None = None) -> tuple[date, date]:
    """The first and the last session of the scenario's pair: the range of the as-of date.

    Raises `NoData` when a side of the pair is not held.
    """
    return divergence.session_range(world.market, (scenario or Scenario()).pair)


def defaults(name: str, world: World, scenario: Scenario) -> dict[str, Choice]:
    """The values of a view's fields that follow the data: the last session, the day's yields, the window.

    A view without an as-of date follows the newest curve. A field is left out where the world has nothing to
    take it from.
    """
    wanted = VIEWS[name].fields
    values: dict[str, Choice] = {}
    with suppress(NoData):
        if "as_of" in wanted:
            last = bounds(world, scenario)[1]
            values["as_of"] = last
            curve = curves.on(world.market.rates, min(scenario.as_of or last, last))
        else:
            curve = curves.newest(world.market.rates)
        first, end = debt_wall.window(curve.as_of, Scenario())
        values |= curve.defaults() | {"due_from": QUARTERS[first], "due_to": QUARTERS[end]}
    return {field: value for field, value in values.items() if field in wanted}


def filled(name: str, world: World, scenario: Scenario) -> Scenario:
    """The scenario with every field of a view that the reader left open taken from the data."""
    return scenario.with_defaults(defaults(name, world, scenario))


def answer(name: str, world: World, scenario: Scenario, store: Store, now: datetime | None = None) -> Answer:
    """Measure one view.

    Raises `BadInput` for an unknown view, a view of one without a name for it, or an as-of date outside the
    sessions held, `NoData` when the world lacks what the view needs.
    """
    if name not in VIEWS:
        raise BadInput(f"There is no view {name[:30]!r}.", remedy=f"Known are: {', '.join(VIEWS)}.")
    view, moment = VIEWS[name], now or datetime.now(UTC)
    if view.of and not getattr(scenario, view.of):
        raise BadInput(f"The view {name} is of one {view.of}.", remedy=f"Ask for 'show {name} TICKER'.")
    if scenario.as_of is not None:
        check(scenario.as_of, *bounds(world, scenario), moment.astimezone(NEW_YORK).date())
    result = view.measure(ViewRequest(world, scenario, store, moment))
    return Answer(view, world, filled(view.name, world, scenario), result)
