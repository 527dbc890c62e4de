"""What the server does before the first visitor, and what it tells those who watch it."""

from __future__ import annotations

import importlib
import inspect
import logging
import pkgutil
from collections.abc import Mapping
from datetime import datetime, timedelta

import plotly.io

import ui
from analytics.catalogue import DATASETS
from analytics.errors import DashboardError
from analytics.freshness import State
from analytics.load import World
from analytics.measures import curve
from analytics.model.scenario import Scenario
from analytics.output import views
from ui import data
from ui.figures import curve as figures
from ui.figures.drawings import DRAWINGS
from ui.grid import absence, drawing
from ui.style import LIGHT

EMOJI = "streamlit.emojis"
"""A tenth of a second of Streamlit's own, which it takes when the first button is drawn."""


def up() -> None:
    """Import every module of the pages, load the world, measure it and draw a page's figures, so that nobody waits for
    the first use of anything. What fails in it fails again before a reader's eyes: here it holds up no start."""
    for module in (*(found.name for found in pkgutil.walk_packages(ui.__path__, "ui.")), EMOJI):
        importlib.import_module(module)
    inspect.stack()  # Streamlit looks at it once; Python then files where each module's source lies.
    for ready in (_curve, _divergence, _overview):
        try:
            ready(data.choose(None))
        except DashboardError:
            continue
        except Exception:
            logging.getLogger(__name__).exception("What the first visitor needs could not be made ready beforehand.")


def _curve(world: World) -> None:
    published = curve.for_day(world.market, views.bounds(world)[1])
    plotly.io.to_json(figures.sidebar(curve.by_maturity(published, Scenario()), LIGHT), validate=False)


def _divergence(world: World) -> None:
    answer = data.answer(world, "divergence", data.filled(world, "divergence"))
    for chart in answer.view.charts:
        if chart.key in DRAWINGS["divergence"] and not absence(chart, answer):
            plotly.io.to_json(drawing(chart.key, answer, chart.rows, LIGHT), validate=False)


def _overview(world: World) -> None:
    data.answer(world, "overview", data.filled(world, "overview"))


def _world() -> World | None:
    try:
        return data.choose(None)
    except DashboardError:
        return None


OLDEST = timedelta(days=7)
"""How old the newest session may be: a week without a refresh, holidays included."""
ROUNDS = 2
"""How many times its own interval a dataset of filings may be old."""


def is_healthy(told: Mapping[str, object]) -> bool:
    """Whether `states` tells of a store that can be read and is no older than its limits."""
    return told["status"] == "ok"


def _is_old(state: State, now: datetime) -> bool:
    dataset = DATASETS[state.dataset]
    if state.fetched_at is None or dataset.on_request:
        return False
    if dataset.anchor:
        return state.state == "stale" and (state.age is None or state.age > OLDEST.days)
    return now - state.fetched_at > ROUNDS * timedelta(days=dataset.refetch_days)


def states(now: datetime) -> dict[str, object]:
    """The world and each dataset's state, last day and age, for a health check: `status` is "ok", "too old: ..."
    naming the datasets, or "store unreadable"."""
    world = _world()
    if world is None:
        return {"status": "store unreadable"}
    every = world.states(now).values()
    old = [state.dataset for state in every if _is_old(state, now)]
    held = {s.dataset: {"state": s.state, "last": str(s.last or ""), "age_days": s.age} for s in every}
    return {"status": f"too old: {', '.join(old)}" if old else "ok", "world": world.kind, "datasets": held}


def exposition(now: datetime) -> str:
    """The same for a collector: one gauge for a dataset's age in days, absent where nothing is held."""
    world = _world()
    held = [state for state in world.states(now).values() if state.age is not None] if world else []
    name = "smallcap_dataset_age_days"
    lines = [f"# HELP {name} Calendar days since the newest observation held.", f"# TYPE {name} gauge"]
    lines += [f'{name}{{dataset="{state.dataset}"}} {state.age}' for state in held]
    return "\n".join(lines) + "\n"
