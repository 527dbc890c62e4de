"""The one signature of every source: what the provenance of a dataset says, and what it leaves standing."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.errors import SourceChanged
from analytics.refresh import FETCH
from analytics.refresh.source import Checked, Series, Source
from analytics.refresh.task import Outcome, Previous, Task
from analytics.settings import read
from analytics.store import Store

NOW, BEFORE = datetime(2026, 8, 5, 12, tzinfo=UTC), "2026-08-01T12:00:00+00:00"
TABLE = pa.table({"value": [1.0, 2.0]})


def task(place: Path) -> Task:
    provenance = {"series": {"DGS10": {"fetched_at": BEFORE}}}
    report = SimpleNamespace(__call__=lambda done, of=None: None)
    outcome = Outcome("rates", missing={"DGS10": "not served"}, remarks={"DGS3MO": "3 values revised"})
    return Task(read({}), Store(str(place)), Previous({}, provenance), (), None, report, outcome, NOW)


def source(request: object = 1, answer: object = 2) -> Source[object, object]:
    series = {
        "DGS10": Series("1962-01-02", "2026-08-03", 16_000, is_fresh=False),
        "DGS3MO": Series("1981-09-01", "2026-08-04", 11_000),
        "DFEDTARU": Series("2008-12-16", "2026-08-04", 6_000, note="by hand"),
    }
    checked = Checked(TABLE, series, {"fetched_whole": "x"})
    return Source("rates", "address", lambda _: request, lambda *_: answer, lambda *_: checked)


def test_provenance_spans_its_series_and_keeps_the_stamp_of_one_that_did_not_come(tmp_path: Path) -> None:
    work = task(tmp_path)
    table, provenance = source().read(work)
    stamp = NOW.isoformat(timespec="seconds")
    assert table is TABLE
    assert work.outcome.n_stored == 3
    assert {name: value for name, value in provenance.items() if name != "series"} == {
        "source": "FRED", "address": "address", "fetched_at": stamp, "first": "1962-01-02", "last": "2026-08-04",
        "missing": {"DGS10": "not served"}, "fetched_whole": "x",
    }  # fmt: skip
    assert [entry["fetched_at"] for entry in provenance["series"].values()] == [BEFORE, stamp, stamp]
    assert [entry["note"] for entry in provenance["series"].values()] == ["", "3 values revised", "by hand"]


def signed(table: pa.Table, *parts: Series) -> object:
    checked = Checked(table, {f"S{number}": part for number, part in enumerate(parts)})
    return Source("rates", "address", lambda _: 1, lambda *_: 2, lambda *_: checked).read(task(Path("unused")))


def test_a_table_without_rows_or_series_is_refused() -> None:
    part = Series("2025-01-02", "2026-08-03", 2)
    assert signed(TABLE, part)
    for table, parts in ((TABLE.slice(0, 0), (part,)), (TABLE, ())):
        with pytest.raises(SourceChanged, match="The rates that came have no rows"):
            signed(table, *parts)


@given(st.one_of(st.text(max_size=12), st.sampled_from(["NaT", "nan", "None", "2026-13-01", "2026-08-04"])))
def test_a_span_that_is_no_day_is_refused(text: str) -> None:
    for part in (Series(text, "2026-08-03", 2), Series("2026-08-05", text, 2)):
        with pytest.raises(SourceChanged, match="have no readable days: S1"):
            signed(TABLE, Series("2025-01-02", "2026-08-03", 2), part)


def test_nothing_to_ask_or_nothing_that_came_publishes_nothing(tmp_path: Path) -> None:
    assert source(request=None).read(task(tmp_path)) is None
    assert source(answer=None).read(task(tmp_path)) is None


def test_every_source_signs_for_the_dataset_it_is_listed_under() -> None:
    assert all(name == each.dataset and each.address.startswith("http") for name, each in FETCH.items())
