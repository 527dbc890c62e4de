"""Exports: every row says its world, no cell runs in a spreadsheet, missing is null."""

from __future__ import annotations

import csv
import io

import orjson
import pandas as pd

from analytics import load
from analytics.model.scenario import Scenario
from analytics.output import export, views
from analytics.store import Store


def world(tmp_path):
    return load.open_world(Store(str(tmp_path)), "illustrative", None)


def test_text_that_a_spreadsheet_would_run_is_quoted(tmp_path):
    frame = pd.DataFrame({"name": ["=1+1", "+cmd", "-x", "@y", "plain", None], "value": [-1.5, 2, 3, 4, 5, 6]})
    rows = list(csv.DictReader(io.StringIO(export.csv(frame, world(tmp_path)))))
    assert [row["name"] for row in rows] == ["'=1+1", "'+cmd", "'-x", "'@y", "plain", ""]
    assert rows[0]["value"] == "-1.5"
    assert {row["world"] for row in rows} == {"illustrative"}


def test_missing_values_are_null_and_dates_iso(tmp_path):
    answer = views.answer("divergence", world(tmp_path), Scenario(), Store(str(tmp_path)))
    content = orjson.loads(export.as_json(answer))
    gaps = content["tables"]["gap"]
    assert gaps[0]["gap_5y_pp"] is None
    assert len(gaps[0]["date"]) == 10
    assert content["world"] == "illustrative"
    assert content["scenario"]["as_of"] == content["as_of"]


def test_the_metrics_table_shows_what_the_page_shows(tmp_path):
    answer = views.answer("divergence", world(tmp_path), Scenario(), Store(str(tmp_path)))
    table = export.metrics_table(answer.result).set_index("id")
    for metric in answer.result.metrics:
        assert table.loc[metric.id, "shown"] == metric.text
