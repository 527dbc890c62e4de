"""The session's world and what is measured on it, each loaded once for all sessions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import plotly.graph_objects as go
import streamlit as st

from analytics import banks, divergence, load
from analytics import settings as environment
from analytics.frames.market import Result
from analytics.load import World
from analytics.model.scenario import Scenario
from analytics.output import views
from analytics.output.views import ViewRequest
from analytics.settings import Settings
from analytics.store import Publication, Store

ILLUSTRATIVE = "illustrative"


def settings() -> Settings:
    """What the environment says, secrets included. Raises `BadInput` for a setting that cannot be."""
    return environment.read()


@st.cache_resource(show_spinner=False)
def _store(address: str) -> Store:
    return Store(address)


def store() -> Store:
    """The store the settings name. Raises `StoreUnusable` for an address that cannot be opened."""
    return _store(settings().store)


def choose(asked: str | None) -> World:
    """The world of this run: what the link's `data=` asks for (a snapshot, or the illustrative world), else live.

    Raises `NoData` when the snapshot is gone, `StoreUnusable` when the store cannot be read.
    """
    world = ILLUSTRATIVE if asked == ILLUSTRATIVE else None
    kind, publication = load.choose(store(), world, None if world else asked)
    return _open(store().address, kind, publication.id if publication else ILLUSTRATIVE, publication)


@st.cache_resource(show_spinner=False, max_entries=6)
def _open(address: str, kind: str, id: str, _publication: Publication | None) -> World:
    return load.open_world(_store(address), kind, _publication)


def history(world: World, scenario: Scenario) -> Result:
    """Divergence as no slider moves it, kept for every session that asks the same. Raises `NoData`."""
    key = tuple(str(getattr(scenario, name)) for name in divergence.FIXED_FIELDS)
    return _history(world.id, key, world, scenario)


@st.cache_resource(show_spinner=False, max_entries=100)
def _history(id: str, key: tuple[str, ...], _world: World, _scenario: Scenario) -> Result:
    return divergence.history(_world.market, _scenario)


def standing(world: World, scenario: Scenario) -> Result:
    """Regional banks as no slider moves it, kept for every session that asks the same. Raises `NoData`."""
    key = tuple(str(getattr(scenario, name)) for name in banks.FIXED_FIELDS)
    return _standing(world.id, key, world, scenario)


@st.cache_resource(show_spinner=False, max_entries=40)
def _standing(id: str, key: tuple[str, ...], _world: World, _scenario: Scenario) -> Result:
    return banks.standing(_world.banks, _world.market, _scenario)


def filled(world: World, view: str) -> Scenario:
    """A view's own defaults in a world."""
    return views.filled(view, world, Scenario())


def measured(world: World, view: str) -> Result:
    """A view at its defaults, kept for every session. Raises `NoData`."""
    return _measured(world.id, view, world)


@st.cache_resource(show_spinner=False, max_entries=20)
def _measured(id: str, view: str, _world: World) -> Result:
    return views.VIEWS[view].measure(ViewRequest(_world, filled(_world, view), store(), datetime.now(UTC)))


def cached_figure(key: tuple[str, ...], build: Callable[[], go.Figure]) -> go.Figure:
    """A figure that no slider moves, built once for all that `key` stands for: world, controls, theme, range."""
    return _figure(key, build)


@st.cache_resource(show_spinner=False, max_entries=400)
def _figure(key: tuple[str, ...], _build: Callable[[], go.Figure]) -> go.Figure:
    return _build()
