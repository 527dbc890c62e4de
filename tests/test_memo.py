"""The memo: one computation for all who ask, nothing kept beyond its bound or its data."""

from __future__ import annotations

import gc
import threading
import weakref
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from analytics.load import World, choose, open_world
from analytics.memo import Memo, memoised
from analytics.model.scenario import Scenario
from analytics.output import views
from analytics.output.views import ViewRequest
from analytics.store import Store
from tests.baseline.figures import NOW


def test_two_that_ask_at_once_wait_for_one_computation() -> None:
    memo, running, go, count = Memo(), threading.Event(), threading.Event(), []

    def build() -> str:
        count.append(1)
        running.set()
        go.wait(30)
        return "result"

    results: list[str] = []
    threads = [threading.Thread(target=lambda: results.append(memo.get("kind", 1, build))) for _ in range(2)]
    threads[0].start()
    assert running.wait(30)
    threads[1].start()
    assert memo.get("kind", 2, lambda: "other") == "other", "another key is not held up"
    go.set()
    for thread in threads:
        thread.join(30)
    assert results == ["result", "result"]
    assert len(count) == 1


def test_a_failure_leaves_nothing_behind() -> None:
    memo = Memo()
    with pytest.raises(ZeroDivisionError):
        memo.get("kind", 1, lambda: 1 // 0)
    assert memo.get("kind", 1, lambda: 2) == 2


def test_the_one_longest_unused_goes_first() -> None:
    memo = Memo()
    for key in (1, 2):
        memo.get("kind", key, lambda: "old", entries=2)
    memo.get("kind", 1, lambda: "new", entries=2)
    memo.get("kind", 3, lambda: "old", entries=2)
    assert memo.count("kind") == 2
    assert memo.get("kind", 1, lambda: "new", entries=2) == "old"
    assert memo.get("kind", 2, lambda: "new", entries=2) == "new"


@dataclass(frozen=True, eq=False)
class Data:
    memo: Memo = field(default_factory=Memo)


@memoised
def measured(data: Data, times: int) -> tuple[Data, int]:
    return data, times


def test_what_was_measured_goes_with_its_data() -> None:
    data = Data()
    assert measured(data, 2) is measured(data, 2)
    assert measured(data, 3)[1] == 3
    gone = weakref.ref(data)
    del data
    gc.collect()
    assert gone() is None


@pytest.fixture
def world(tmp_path: Path) -> World:
    store = Store(str(tmp_path))
    return open_world(store, *choose(store, "illustrative"))


def test_choices_that_move_no_figure_measure_nothing_anew(world: World, tmp_path: Path) -> None:
    """Issuers shown, a quarter, an estimate and a section are choices of what is shown."""
    view, store = views.VIEWS["debt_wall"], Store(str(tmp_path))
    first = view.measure(ViewRequest(world, Scenario(), store, NOW))
    counts = [world.memo.count((part, "debt_wall")) for part in ("static", "live")]
    for changes in (
        {"listing": "All"},
        {"quarter": "2027Q1"},
        {"estimate": "All debt"},
        {"section": "Paths"},
        {"bank_list": "All", "window": "1Y", "pair": "KRE/SPY"},
    ):
        again = view.measure(ViewRequest(world, Scenario(**changes), store, NOW))
        assert [world.memo.count((part, "debt_wall")) for part in ("static", "live")] == counts
        assert again.metrics == first.metrics
    moved = view.measure(ViewRequest(world, Scenario(ten_year_bp=600), store, NOW))
    assert moved.metrics != first.metrics
    assert [world.memo.count((part, "debt_wall")) for part in ("static", "live")] == [counts[0], counts[1] + 1]
