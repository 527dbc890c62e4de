"""What the data set where the reader has set nothing: the as-of date, the yields of the day, the window."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime

import pandas as pd

from analytics import debt_wall, divergence
from analytics.errors import NoData
from analytics.frames.market import Result
from analytics.load import World
from analytics.measures import curve as curves
from analytics.model.choices import QUARTERS
from analytics.model.control import Choice
from analytics.model.language import quarter
from analytics.model.metric import day
from analytics.model.scenario import Scenario, fields
from analytics.model.sections import SECTIONS
from analytics.output.view import View
from analytics.sessions import NEW_YORK


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


def with_window(view: View, result: Result, scenario: Scenario, moment: datetime) -> Result:
    """The result, which says why its window of maturities starts before the quarter of the clock where it does."""
    if "due_from" not in view.fields or result.as_of is None:
        return result
    clock, own = (_quarter(one) for one in (moment.astimezone(NEW_YORK).date(), result.as_of))
    if own >= clock or (scenario.due_from or own) != own:
        return result
    note = f"The window starts with {quarter(own)}, the quarter of the yields of {day(result.as_of)}."
    return replace(result, notes=(*result.notes, note))


def _quarter(value: date) -> str:
    return f"{value.year}Q{(value.month - 1) // 3 + 1}"
