"""The figures of the illustrative world are those on record; see `figures.py` for how to record them anew."""

from __future__ import annotations

from pathlib import Path

from analytics.load import choose, open_world
from analytics.store import Store
from tests.baseline import figures
from tests.sampling import sample

SAMPLE = 48
"""The answers that `make test` measures; all of them where FULL=1."""


def test_figures_are_those_on_record(tmp_path: Path) -> None:
    store = Store(str(tmp_path))
    world = open_world(store, *choose(store, "illustrative"))
    recorded = figures.load()
    keys = sample(sorted(recorded), SAMPLE)
    measured = figures.record(world, store, keys=set(keys))
    assert list(figures.differences({key: recorded[key] for key in keys}, measured)) == []


def test_a_difference_is_told() -> None:
    old = {"a": {"metrics": {"x": [1.0, "%"]}}}
    assert list(figures.differences(old, {"a": {"metrics": {"x": [1.1, "%"]}}})) == ["/a/metrics/x[0]: 1.0 -> 1.1"]
    assert list(figures.differences(old, {"a": {"metrics": {}}})) == ["/a/metrics/x: gone"]
    assert list(figures.differences(old, {"a": {"metrics": {"x": [1.0 + 1e-13, "%"]}}})) == []
