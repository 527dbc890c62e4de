"""A market without one maturity of the Treasury curve: what does not rest on it stays as it was."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from analytics.catalogue.rates import TENORS
from analytics.errors import NoData
from analytics.load import World, choose, open_world
from analytics.memo import Memo
from analytics.model.metric import Metric
from analytics.model.scenario import Scenario
from analytics.output.views import VIEWS, ViewRequest, filled
from analytics.store import Store

NOW = datetime(2026, 8, 5, 12, tzinfo=UTC)
MEASURED = ("divergence", "regional_banks", "debt_wall")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return Store(str(Path(tmp_path_factory.mktemp("empty"))))


@pytest.fixture(scope="module")
def world(store: Store) -> World:
    return open_world(store, *choose(store, "illustrative"))


@pytest.fixture(scope="module")
def whole(world: World, store: Store) -> dict[str, Metric]:
    return measured(world, store)


def measured(world: World, store: Store) -> dict[str, Metric]:
    """The metrics of the views that can be measured, by id."""
    found: dict[str, Metric] = {}
    for name in MEASURED:
        with suppress(NoData):
            request = ViewRequest(world, filled(name, world, Scenario()), store, NOW)
            found |= {metric.id: metric for metric in VIEWS[name].measure(request).metrics}
    return found


def without(world: World, tenor: str) -> World:
    market = replace(world.market, rates=world.market.rates.drop(columns=tenor), memo=Memo())
    fewer = replace(world, memo=Memo())
    vars(fewer)["market"] = market
    return fewer


def rests_on(metric: Metric, tenor: str) -> bool:
    """Whether a metric may move: it rests on the tenor, or on a curve, which is drawn through all of them."""
    treasury = set(metric.sources) & set(TENORS)
    return tenor in treasury or len(treasury) > 1


@pytest.mark.parametrize("tenor", TENORS)
def test_a_tenor_taken_out_changes_no_figure_that_does_not_rest_on_it(
    tenor: str, world: World, store: Store, whole: dict[str, Metric]
) -> None:
    fewer = measured(without(world, tenor), store)
    kept = [metric for metric in whole.values() if not rests_on(metric, tenor)]
    ends = ("DGS3MO", "DGS10")
    for metric in kept:
        if tenor in ends and (metric.id not in fewer or fewer[metric.id].value is None):
            continue  # a curve needs both of its ends: without one the other says nothing, with its reason
        assert fewer[metric.id].value == metric.value, metric.id
