"""A view: how it is measured and put into words, what it is asked, and what it answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from analytics.frames.market import Result
from analytics.load import World
from analytics.model.chart import Chart
from analytics.model.scenario import Scenario, fields
from analytics.model.text import Text
from analytics.store import Store


@dataclass(frozen=True)
class ViewRequest:
    """What a view is measured from: a world, the reader's scenario, the store behind it, and the time."""

    world: World
    scenario: Scenario
    store: Store
    now: datetime


@dataclass(frozen=True)
class View:
    """A view by `name`, under its page's `title`.

    It is measured in two parts: `static`, which no slider moves and rests on `static_fields` of the scenario, and
    `live`, which is given the static part and rests on `live_fields` as well. Both are kept with the world. `tell`
    puts the whole into words; `charts` are what its page shows. `of` is the field that holds the ticker or number of
    the one issuer or bank it is of, empty for a view of all. A view that is not kept follows the clock.
    """

    name: str
    title: str
    static: Callable[[ViewRequest], Result]
    tell: Callable[[Result, Scenario], Text]
    live: Callable[[ViewRequest, Result], Result] | None = None
    charts: tuple[Chart, ...] = ()
    static_fields: tuple[str, ...] = ()
    live_fields: tuple[str, ...] = ()
    of: str = ""
    is_kept: bool = True

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the controls it answers to."""
        return fields(self.name)

    def measure_static(self, request: ViewRequest) -> Result:
        """What no slider moves. Raises `NoData` when the world lacks what the view needs."""
        if not self.is_kept:
            return self._marked(request, self.static(request))
        request, key = _narrowed(request, self.static_fields)
        measured = request.world.memo.get(("static", self.name), key, lambda: self.static(request))
        return self._marked(request, measured)

    def measure(self, request: ViewRequest) -> Result:
        """Everything. Raises `NoData` when the world lacks what the view needs."""
        static = self.measure_static(request)
        live = self.live
        if live is None:
            return static
        request, key = _narrowed(request, (*self.static_fields, *self.live_fields))
        measured = request.world.memo.get(("live", self.name), key, lambda: live(request, static))
        return self._marked(request, static.joined(measured))

    def _marked(self, request: ViewRequest, result: Result) -> Result:
        """The result, which says whether its world is invented."""
        return replace(result, illustrative=request.world.publication is None)


def _narrowed(request: ViewRequest, names: tuple[str, ...]) -> tuple[ViewRequest, tuple[object, ...]]:
    """A request with the named fields of its scenario alone, the others at rest, and their values.

    What is kept under these values rests on nothing else: a figure that asked for a field its view does not name
    would be that of whoever asked first.
    """
    values = {name: getattr(request.scenario, name) for name in names}
    return replace(request, scenario=Scenario().changes(**values)), tuple(values.values())


@dataclass(frozen=True)
class Answer:
    """A view as measured: `scenario` has every field of the view filled in, `text` is what it says."""

    view: View
    world: World
    scenario: Scenario
    result: Result
    text: Text
