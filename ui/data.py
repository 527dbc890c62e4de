"""The session's world and what is measured on it, each loaded once for all sessions."""

from __future__ import annotations

from datetime import date

import streamlit as st

from analytics import curve, load, views
from analytics import settings as environment
from analytics.load import World
from analytics.metric import Metric, by_id
from analytics.scenario import SPECS, Scenario
from analytics.settings import Settings
from analytics.store import Publication, Store
from analytics.views import Answer

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


def answer(view: str, world: World, scenario: Scenario) -> Answer:
    """A view measured on a world, kept for every session that asks the same.

    The yields are left at the day's own: what follows the sliders is measured apart from this.
    Raises as `views.answer` does.
    """
    at_rest = scenario.changes(**{name: None for name, spec in SPECS.items() if spec.place == "sidebar"})
    return _answer(view, world.id, at_rest.as_json(), world, at_rest)


@st.cache_resource(show_spinner=False, max_entries=200)
def _answer(view: str, id: str, fields: dict[str, object], _world: World, _scenario: Scenario) -> Answer:
    return views.answer(view, _world, _scenario, store())


def yields(view: str, world: World, scenario: Scenario, as_of: date) -> dict[str, Metric]:
    """The day's yields and the scenario's, by the last part of their id; cheap enough for every slider move."""
    return by_id(tuple(curve.figures(view, world.market, scenario, as_of)))
