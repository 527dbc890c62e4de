"""The views: what a page shows, measured by name, for pages, downloads and the command line alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from analytics import banks, curve, divergence, held, progress
from analytics.errors import BadInput, NoData
from analytics.load import World
from analytics.market import Result
from analytics.scenario import Choice, Scenario
from analytics.sessions import NEW_YORK, check
from analytics.store import Store


@dataclass(frozen=True)
class Asked:
    """What a view is measured from: a world, the reader's scenario, the store behind it, and the time."""

    world: World
    scenario: Scenario
    store: Store
    now: datetime


@dataclass(frozen=True)
class View:
    """A view by `name`, under its page's `title`; `fields` are the controls it answers to."""

    name: str
    title: str
    fields: tuple[str, ...]
    measure: Callable[[Asked], Result]


@dataclass(frozen=True)
class Answer:
    """A view as measured: `scenario` has every field of the view filled in."""

    view: View
    world: World
    scenario: Scenario
    result: Result


def _divergence(asked: Asked) -> Result:
    return divergence.measure(asked.world.market, asked.scenario)


def _overview(asked: Asked) -> Result:
    """The headline figures of each finished page, under this page's own ids."""
    result = _divergence(asked)
    headline = ("ytd_gap", "gap_3y", "gap_3y_percentile", "ratio", "ratio_percentile", "small_ytd", "large_ytd")
    chosen = [m for m in result.metrics if m.id.removeprefix("divergence.") in headline]
    metrics = tuple(m.renamed(m.id.replace("divergence.", "overview.")) for m in chosen)
    return Result(result.as_of, metrics, {}, result.notes)


def _sources(asked: Asked) -> Result:
    return held.measure(asked.world, asked.now, progress.read(asked.store))


def _regional_banks(asked: Asked) -> Result:
    return banks.measure(asked.world.banks, asked.world.market, asked.scenario)


YIELDS = ("ten_year_bp", "short_rate_bp")
BANKS = ("marked", "tax", "run_off", "cre_default", "cre_severity")
VIEWS = {
    view.name: view
    for view in (
        View("overview", "Overview", (), _overview),
        View("divergence", "Divergence", ("as_of", "pair", "span", "basis", "window", *YIELDS), _divergence),
        View("regional_banks", "Regional banks", ("as_of", *YIELDS, *BANKS), _regional_banks),
        View("sources", "Sources", (), _sources),
    )
}


def bounds(world: World, scenario: Scenario | None = None) -> tuple[date, date]:
    """The first and the last session of the scenario's pair: the range of the as-of date.

    Raises `NoData` when a side of the pair is not held.
    """
    return divergence.sessions_held(world.market, (scenario or Scenario()).pair)


def defaults(world: World, scenario: Scenario) -> dict[str, Choice]:
    """The values of the fields that follow the data: the last session, and the yields of the as-of date.

    A field is left out where the world has nothing to take it from.
    """
    found: dict[str, Choice] = {}
    try:
        last = bounds(world, scenario)[1]
        found["as_of"] = last
        found |= curve.on(world.market.rates, min(scenario.as_of or last, last)).defaults()
    except NoData:
        pass
    return found


def answer(name: str, world: World, scenario: Scenario, store: Store, now: datetime | None = None) -> Answer:
    """Measure one view.

    Raises `BadInput` for an unknown view or an as-of date outside the sessions held, `NoData` when
    the world lacks what the view needs.
    """
    if name not in VIEWS:
        raise BadInput(f"There is no view {name[:30]!r}.", remedy=f"Known are: {', '.join(VIEWS)}.")
    view, moment = VIEWS[name], now or datetime.now(UTC)
    if "as_of" in view.fields and scenario.as_of is not None:
        check(scenario.as_of, *bounds(world, scenario), moment.astimezone(NEW_YORK).date())
    result = view.measure(Asked(world, scenario, store, moment))
    filled = defaults(world, scenario)
    return Answer(view, world, scenario.with_defaults({k: v for k, v in filled.items() if k in view.fields}), result)
