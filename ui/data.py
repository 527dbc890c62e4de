"""The session's world and what is measured on it; what is measured is kept with the world, for all sessions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from threading import Lock
from weakref import WeakValueDictionary

import streamlit as st

from analytics import load
from analytics import settings as environment
from analytics.claims import Judged
from analytics.load import World
from analytics.model.control import Choice
from analytics.model.scenario import Scenario
from analytics.output import views
from analytics.output.views import Answer, ViewRequest
from analytics.settings import Settings
from analytics.store import Publication, Store

ILLUSTRATIVE, WORLD = "illustrative", "_world"
_worlds: WeakValueDictionary[tuple[str, str, str], World] = WeakValueDictionary()
_opening = Lock()


def settings() -> Settings:
    """What the environment says, secrets included. Raises `BadInput` for a setting that cannot be."""
    return environment.read()


@st.cache_resource(show_spinner=False)
def _store(address: str) -> Store:
    return Store(address)


def store() -> Store:
    """The store the settings name. Raises `StoreUnusable` for an address that cannot be opened."""
    return _store(settings().store)


@st.cache_resource(show_spinner=False)
def _newest() -> dict[str, World]:
    """The world shown last on each store, so that a server without a session keeps one at hand."""
    return {}


def choose(asked: str | None) -> World:
    """The world of this run: what the link's `data=` asks for (a snapshot, or the illustrative world), else live.

    A world is opened once and let go when no session shows it any more. Raises `NoData` when the snapshot is gone,
    `StoreUnusable` when the store cannot be read.
    """
    world = ILLUSTRATIVE if asked == ILLUSTRATIVE else None
    kind, publication = load.choose(store(), world, None if world else asked)
    opened = _open(store().address, kind, publication)
    st.session_state[WORLD] = opened
    if kind != "pinned":
        _newest()[store().address] = opened
    return opened


def _open(address: str, kind: str, publication: Publication | None) -> World:
    key = (address, kind, publication.id if publication else ILLUSTRATIVE)
    with _opening:
        world = _worlds.get(key)
        if world is None:
            world = _worlds[key] = load.open_world(_store(address), kind, publication)
        return world


def current() -> World | None:
    """The live world beside a pinned one; None where nothing is published."""
    kind, publication = load.choose(store())
    return None if publication is None else _open(store().address, kind, publication)


def filled(world: World, view: str) -> Scenario:
    """A view's own defaults in a world."""
    return views.filled(view, world, Scenario())


def answer(world: World, view: str, scenario: Scenario) -> Answer:
    """A view as measured at a scenario. Raises `NoData` when the world lacks what it needs, `BadInput` as it does."""
    found, scenario = views.VIEWS[view], views.unbounded(world, scenario)
    moment = datetime.now(UTC)
    result = views.with_window(found, found.measure(ViewRequest(world, scenario, store(), moment)), scenario, moment)
    return Answer(found, world, scenario, result, found.tell(result, scenario))


def retold(answer: Answer, values: Mapping[str, Choice]) -> Answer:
    """The same view under other choices that move no figure, in words and captions that follow them."""
    scenario = answer.scenario.changes(**values)
    if scenario == answer.scenario:
        return answer
    return Answer(answer.view, answer.world, scenario, answer.result, answer.view.tell(answer.result, scenario))


def judged(world: World, packed: str = "") -> tuple[Judged, ...]:
    """The claims of a ledger as a link holds it, the commentary's where it is empty, as judged in a world."""
    return views.judged(world, store(), datetime.now(UTC), packed)


def measures(world: World) -> list[str]:
    """The id of every figure that a claim can be held against."""
    return [metric.id for metric in views.measures(world, store(), datetime.now(UTC))]
