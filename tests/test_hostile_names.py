"""Names and notes of others in every file that is taken away: no tag, no formula, no control sign."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import replace
from xml.etree import ElementTree

import pandas as pd
import pytest

from analytics import load
from analytics.load import World
from analytics.model.scenario import Scenario
from analytics.output import explorable, export, printed, views, workbook
from analytics.output.view import Answer
from analytics.store import Store
from tests.sampling import sample

NAMES = (
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    "**bold** [x](javascript:alert(1)) :red[red] $x^2$ `code`",
    "\u202egnp.exe\u202c \u2066abc\u2069 \u200f\u061c",
    "bell\x07 null\x00 escape\x1b[31m tab\x0b form\x0c delete\x7f \x85",
    '=HYPERLINK("http://evil.example")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\ufeff=1+1",
    "\u2028line\u2029 &lt; &amp; \"quoted\" 'too'",
)
VIEWS = ("divergence", "regional_banks", "debt_wall", "issuers", "credit")
RUN = ("=", "+", "-", "@", "\t", "\r")
BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> tuple[World, Store]:
    store = Store(str(tmp_path_factory.mktemp("away") / "store"))
    return load.open_world(store, "illustrative", None), store


def spoiled(world: tuple[World, Store], view: str, name: str) -> Answer:
    """A page whose every text column of every table, first note and first label are of somebody else."""
    answer = views.answer(view, world[0], Scenario(), world[1])
    tables = {}
    for key, frame in answer.result.tables.items():
        frame = frame.copy()
        for column in frame.columns:
            if pd.api.types.is_string_dtype(frame[column]) and len(frame):
                frame[column] = frame[column].astype(object)
                frame.iloc[0, frame.columns.get_loc(column)] = name
        tables[key] = frame
    metrics = (replace(answer.result.metrics[0], note=name, label=name, subject=name), *answer.result.metrics[1:])
    return replace(answer, result=replace(answer.result, tables=tables, metrics=metrics, notes=(name,)))


CASES = [(VIEWS[(place + turn) % len(VIEWS)], name) for place, name in enumerate(NAMES) for turn in (0, 2)]


@pytest.mark.parametrize(("view", "name"), sample(CASES, 3))
def test_a_hostile_name_is_a_text_in_every_file(world: tuple[World, Store], view: str, name: str) -> None:
    answer = spoiled(world, view, name)
    pages = [printed.of(answer)]
    if view in ("debt_wall", "regional_banks"):
        pages.append(explorable.of(answer))
    for page in pages:
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert 'href="javascript:' not in page
        assert not set(page) & set(BIDI)
        assert not [sign for sign in page if ord(sign) < 32 and sign not in "\t\n\r"]
    said = json.loads(export.as_json(answer))
    assert said["metrics"][0]["label"] == name, "JSON is data: a text in it is as it was"
    for frame in answer.result.tables.values():
        for row in csv.reader(io.StringIO(export.csv(frame, world[0]).replace("\0", ""))):
            assert not [cell for cell in row if cell.lstrip("\ufeff ").startswith(("=", "@", "\t"))], row
    content = zipfile.ZipFile(io.BytesIO(workbook.of(answer)))
    for member in content.namelist():
        if member.endswith(".xml"):
            for element in ElementTree.fromstring(content.read(member)).iter():
                assert not element.tag.endswith("}f"), "no cell is a formula"
