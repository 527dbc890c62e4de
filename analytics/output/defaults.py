"""What the data set where the reader has set nothing: the as-of date, the yields of the day, the window."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pandas as pd

from analytics import debt_wall, divergence
from analytics.errors import NoData
from analytics.load import World
from analytics.measures import curve as curves
from analytics.model.control import Choice
from analytics.model.scenario import QUARTERS, Scenario, fields
from analytics.model.sections import SECTIONS


def bounds(world: World, scenario: Scenario | None = None, view: str = "divergence") -> tuple[date, date]:
    """The range of the as-of date: the first and the last session of the scenario's pair.

    A view that measures no pair takes any day of the market. Raises `NoData` when a side of the pair is missing on
    Divergence, or nothing at all is stored elsewhere.
    """
    if view == "divergence":
        return divergence.session_range(world.market, (scenario or Scenario()).pair)
    days = next((frame.index for frame in (world.market.close, world.market.rates) if len(frame.index)), None)
    if days is None:
        raise NoData("No day of the market is stored.", remedy="Refresh to fetch prices and yields.")
    return pd.Timestamp(days[0]).date(), pd.Timestamp(days[-1]).date()


def last_day(world: World) -> date | None:
    """The newest day of the market; None where nothing of it is stored."""
    with suppress(NoData):
        return bounds(world, view="overview")[1]
    return None


def unbounded(world: World, scenario: Scenario) -> Scenario:
    """The scenario without its as-of date where that is the newest session, as a control at rest says it.

    Yields are published on days of their own: nothing held is too new for a reader who has set no date.
    """
    if scenario.as_of is None:
        return scenario
    with suppress(NoData):
        if scenario.as_of >= bounds(world, scenario)[1]:
            return scenario.changes(as_of=None)
    return scenario


def defaults(name: str, world: World, scenario: Scenario) -> dict[str, Choice]:
    """The values of a view's fields that follow the data: the last session, the day's yields, the window.

    All views of a world have one curve: the newest held, up to the as-of date where one is set. A field is left out
    where the world has nothing to take it from.
    """
    wanted = fields(name)
    values: dict[str, Choice] = {}
    with suppress(NoData):
        values["as_of"] = bounds(world, scenario, name)[1]
    with suppress(NoData):
        curve = curves.for_day(world.market, scenario.as_of)
        first, end = debt_wall.window(curve.as_of, Scenario())
        values |= curve.defaults(scenario) | {"due_from": QUARTERS[first], "due_to": QUARTERS[end]}
    if name in SECTIONS:
        values["section"] = SECTIONS[name][0]
    return {field: value for field, value in values.items() if field in wanted}


def filled(name: str, world: World, scenario: Scenario) -> Scenario:
    """The scenario with every field of a view that the reader left open taken from the data."""
    return scenario.with_defaults(defaults(name, world, scenario))
