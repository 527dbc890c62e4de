"""What is taken away: no formula, no tag, no key in it, and the numbers of the JSON."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import parse_qsl

import pandas as pd
import pytest

from analytics import load
from analytics.__main__ import main
from analytics.errors import BadInput
from analytics.load import World
from analytics.model.scenario import SPECS, Scenario, read
from analytics.output import explorable, export, manifest, printed, static, verification, views, workbook
from analytics.store import Store
from tests.fuzzing import fuzzed
from tests.loopback import Loopback, tiny

EVIL = '=HYPERLINK("http://evil.example","x")<script>alert(1)</script>\u202e</script><img src=x onerror=alert(1)>'
CANARY = "canarykey0123456789abcdef"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> tuple[World, Store]:
    store = Store(str(tmp_path_factory.mktemp("away") / "store"))
    return load.open_world(store, "illustrative", None), store


def answered(world, view: str = "debt_wall", **values):
    return views.answer(view, world[0], Scenario().changes(**values), world[1])


def spoiled(answer):
    """The answer with text that is not ours in a name, a note and a cell."""
    result = answer.result
    tables = {name: frame.copy() for name, frame in result.tables.items()}
    tables["issuers"]["name"] = EVIL
    metrics = (replace(result.metrics[0], note=EVIL, label=EVIL), *result.metrics[1:])
    return replace(answer, result=replace(result, tables=tables, metrics=metrics, notes=(EVIL,)))


def test_no_text_of_others_is_a_tag_or_ends_a_script(world):
    answer = spoiled(answered(world))
    for text in (printed.of(answer), explorable.of(answer)):
        assert "<img" not in text
        assert "\u202e" not in text
        assert "alert(1)</script>" not in text
        assert "&lt;script&gt;alert(1)" in text
        assert len(re.findall(r"<script", text)) == (2 if "explorable" in text else 0)


def test_a_workbook_has_no_formula_and_the_numbers_of_the_json(world):
    answer = spoiled(answered(world))
    book = zipfile.ZipFile(io.BytesIO(workbook.of(answer)))
    sheets = [book.read(name).decode() for name in book.namelist() if "worksheets/sheet" in name]
    assert len(sheets) == 2 + len(answer.result.tables)
    assert not any("<f>" in sheet or "<f " in sheet or "<hyperlink" in sheet for sheet in sheets)
    assert "'=HYPERLINK" in book.read("xl/sharedStrings.xml").decode()
    content = json.loads(export.as_json(answer))
    cells = {float(value) for value in re.findall(r"<v>([^<]*)</v>", sheets[1])}
    wanted = [m["value"] for m in content["metrics"] if isinstance(m["value"], int | float)]
    assert wanted
    assert all(any(abs(value - cell) <= 1e-12 * max(1, abs(value)) for cell in cells) for value in wanted)


STARTS = 3
"""LibreOffice falls over now and then while it makes its first profile, whatever it is given to open."""


def test_a_workbook_opens_in_libreoffice(world, tmp_path):
    office = shutil.which("soffice")
    if office is None:
        assert os.environ.get("CI_REQUIRED") != "1", "soffice is missing"
        pytest.skip("no LibreOffice on this machine")
    answer = answered(world)
    file = tmp_path / "page.xlsx"
    file.write_bytes(workbook.of(answer))
    every = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    for attempt in range(STARTS):
        profile = f"-env:UserInstallation={(tmp_path / f'profile{attempt}').as_uri()}"
        command = [office, profile, "--headless", "--convert-to", every, "--outdir", str(tmp_path), str(file)]
        if subprocess.run(command, check=attempt == STARTS - 1, timeout=300).returncode == 0:
            break
    made = {path.stem.removeprefix("page-"): path for path in tmp_path.glob("page-*.csv")}
    assert {"About", "figures", *answer.result.tables} == set(made)
    rows = {row["id"]: row for row in csv.DictReader(made["figures"].open(encoding="utf-8"))}
    for metric in answer.result.metrics:
        if isinstance(metric.value, float):
            assert float(rows[metric.id]["value"]) == pytest.approx(metric.value, rel=1e-12)


def test_a_csv_of_a_chart_says_source_and_day(world):
    frame = pd.DataFrame({"share_pct": [1.0]})
    row = next(csv.DictReader(io.StringIO(export.csv(frame, world[0], "=FRED", date(2025, 10, 14)))))
    assert row == {"share_pct": "1.0", "world": "illustrative", "source": "'=FRED", "as_of": "2025-10-14"}


@pytest.mark.parametrize("view", ["overview", "divergence", "sources", "checks"])
def test_only_two_pages_have_an_explorable(world, view):
    with pytest.raises(BadInput, match="There is no explorable"):
        explorable.of(answered(world, view))


def test_an_explorable_refuses_what_it_does_not_recompute(world):
    with pytest.raises(BadInput, match="re-rate"):
        explorable.of(answered(world, rerating="On"))


def test_no_file_holds_a_key_and_static_pages_name_only_what_is_written(tmp_path, monkeypatch, capsys):
    folder = tmp_path / "store"
    with Loopback(tiny()) as loopback:
        settings = {**loopback.environment(), "SMALLCAP_STORE": str(folder), "FRED_API_KEY": CANARY}
        for name, value in settings.items():
            monkeypatch.setenv(name, value)
        main(["refresh", "prices", "rates", "--pages", "https://example.org"])
        current = Store(str(folder)).current()
        for name in ("page.html", "page.xlsx"):
            assert main(["report", "divergence", "--pin", current.id, str(tmp_path / name)]) == 0
        main(["verify", f"divergence?data={current.id}"])
        main(["snapshot", "export", current.id, str(tmp_path / "snapshot.zip")])
    said = capsys.readouterr()
    assert CANARY not in said.out + said.err
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) > 10
    for path in files:
        assert CANARY.encode() not in path.read_bytes(), path
        if path.suffix in (".xlsx", ".zip"):
            with zipfile.ZipFile(path) as inside:
                assert not any(CANARY.encode() in inside.read(name) for name in inside.namelist())
    index = (folder / "static" / "index.html").read_text(encoding="utf-8")
    linked = set(re.findall(r'href="([^":]+\.(?:html|json))"', index))
    assert linked == {path.name for path in (folder / "static").iterdir()} - {"index.html"}
    assert "divergence.html" in linked
    page = json.loads((folder / "static" / "divergence.json").read_text(encoding="utf-8"))
    assert page["manifest"]["datasets"]["prices"]["version"] == current.versions["prices"]
    assert set(page["manifest"]["datasets"]) == {"prices", "rates"}


def test_hundreds_of_spoiled_links_are_read_or_fall_back_with_a_notice(world):
    for text in fuzzed(400):
        pairs = parse_qsl(text, keep_blank_values=True)
        scenario, problems = read(pair for pair in pairs if pair[0] not in ("data", "v"))
        assert len(problems) <= 6
        for name, spec in SPECS.items():
            value = getattr(scenario, name)
            if value is not None and spec.kind in ("integer", "yield"):
                assert spec.low <= value <= spec.high
            if value is not None and spec.kind == "choice":
                assert value in spec.choices
        for view in ("debt_wall?", "https://example.org/divergence?"):
            try:
                parsed = verification.parse(view + text)
            except BadInput:
                continue
            assert dict(parse_qsl(manifest.query(parsed.view, parsed.scenario, world[0]))).keys() <= set(SPECS)


@pytest.mark.parametrize("text", fuzzed(6))
def test_a_spoiled_link_still_measures_a_page(world, text):
    scenario, _ = read(pair for pair in parse_qsl(text) if pair[0] not in ("data", "v", "as_of"))
    try:
        answer = views.answer("debt_wall", world[0], scenario, world[1])
    except load.NoData:
        return
    assert answer.text.answer


def test_static_pages_of_the_built_in_world_say_so(world):
    names = static.write(world[1])
    assert "static/debt_wall-explorable.html" in names
    for name in names:
        if name.endswith(".html") and "index" not in name:
            assert b"Illustrative: invented" in world[1].files.read(name)


def test_every_page_of_the_command_line_is_written(world, tmp_path: Path, monkeypatch, capsys):
    monkeypatch.setenv("SMALLCAP_STORE", str(tmp_path / "none"))
    file = tmp_path / "out.html"
    assert main(["report", "debt_wall", "--explorable", "--set", "ten_year_bp=482", str(file)]) == 0
    assert "ten_year_bp=482" in file.read_text(encoding="utf-8")
    assert main(["report", "debt_wall", str(tmp_path / "no" / "such" / "folder.html")]) == 2
    assert "could not be written" in capsys.readouterr().err
