"""The command line: what it prints, how it fails, and with which exit code."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from analytics.__main__ import main
from analytics.store import Store
from analytics.store.progress import lock
from tests.conftest import YIELDS_DOWN
from tests.loopback import Fault, Loopback, tiny
from tests.stores import filled

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(tmp_path_factory.mktemp("cli") / "store", tiny())


@pytest.fixture
def run(store, monkeypatch, capsysbinary):
    """Run a command over the store; return exit code, standard output and standard error."""

    def command(*arguments: str, where: Path = store, **environment: str) -> tuple[int, str, str]:
        monkeypatch.setenv("SMALLCAP_STORE", str(where))
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        code = main(arguments)
        out, err = capsysbinary.readouterr()
        return code, out.decode(), err.decode()

    return command


def test_json_has_the_promised_form(run):
    code, out, err = run("show", "divergence", "--as-of", "2025-10-14", "--set", "ten_year_bp=450", "--format", "json")
    content = json.loads(out)
    assert (code, err) == (0, "")
    assert {"view", "world", "as_of", "scenario", "metrics", "tables"} <= set(content)
    assert content["view"] == "divergence"
    assert content["world"] == "live"
    assert content["as_of"] == "2025-10-14"
    assert content["scenario"]["ten_year_bp"] == 450
    assert content["scenario"]["short_rate_bp"] is not None
    fields = {"id", "label", "value", "unit", "as_of", "method", "sources", "note"}
    assert all(set(metric) == fields for metric in content["metrics"])
    assert all(metric["value"] is not None or metric["note"] for metric in content["metrics"])
    assert content["tables"]["gap"][-1]["date"] == "2025-10-14"


def test_csv_and_table_print_the_same_figures(run):
    figures = {m["id"]: m["value"] for m in json.loads(run("show", "divergence", "--format", "json")[1])["metrics"]}
    rows = list(csv.DictReader(io.StringIO(run("show", "divergence", "--table", "metrics")[1])))
    assert {row["id"]: row["value"] for row in rows} == {k: "" if v is None else str(v) for k, v in figures.items()}
    assert {row["world"] for row in rows} == {"live"}
    text = run("show", "divergence")[1]
    assert all(row["id"] in text and row["shown"].replace("\u00a0", " ") in text for row in rows)


def test_the_illustrative_world_is_named_in_every_form(run):
    assert "ILLUSTRATIVE" in run("show", "divergence", "--world", "illustrative")[1]
    assert (
        json.loads(run("show", "divergence", "--world", "illustrative", "--format", "json")[1])["world"]
        == "illustrative"
    )
    lines = run("show", "divergence", "--world", "illustrative", "--table", "gap")[1].splitlines()
    assert lines[0].endswith(",world")
    assert all(line.endswith(",illustrative") for line in lines[1:])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["show", "nonsense"], "no view 'nonsense'"),
        (["show", "divergence", "--as-of", "2099-01-01"], "lies in the future"),
        (["show", "divergence", "--as-of", "1999-01-04"], "before the first session held"),
        (["show", "divergence", "--as-of", "14.10.2025"], "is not a date"),
        (["show", "divergence", "--as-of", "2025-02-30"], "not a day of the calendar"),
        (["show", "divergence", "--set", "ten_year_bp=1001"], "outside 0 to 1000 bp"),
        (["show", "divergence", "--set", "ten_year_bp=450.5"], "not a whole number"),
        (["show", "divergence", "--set", "window=2Y"], "is not one of"),
        (["show", "divergence", "--set", "yield=3"], "names no field"),
        (["show", "divergence", "--set", "span=1Y", "--set", "span=3Y"], "more than once"),
        (["show", "divergence", "--table", "nope"], "no table 'nope'"),
        (["refresh", "weather"], "no dataset 'weather'"),
        (["refresh", "--accept", "ZZZZ"], "no series 'ZZZZ'"),
        (["snapshot", "keep"], "needs the id"),
    ],
)
def test_bad_input_is_said_in_a_sentence(run, arguments, said):
    code, out, err = run(*arguments)
    assert code == 2
    assert said in err
    assert out == ""
    assert "Traceback" not in err


def test_a_pin_shows_its_own_publication_and_nothing_newer(run, store):
    current = Store(str(store)).current()
    assert current is not None
    content = json.loads(run("show", "divergence", "--pin", current.id, "--format", "json")[1])
    assert (content["world"], content["snapshot"]) == ("pinned", current.id)
    code, _, err = run("show", "divergence", "--pin", "0123456789")
    assert code == 1
    assert "not held here" in err
    assert run("snapshot", "keep", current.id)[0] == 0
    assert current.id in run("snapshot", "list")[1]


def test_an_empty_store_is_illustrative_unless_live_is_asked_for(run, tmp_path):
    assert json.loads(run("show", "overview", "--format", "json", where=tmp_path)[1])["world"] == "illustrative"
    code, _, err = run("show", "overview", "--world", "live", where=tmp_path)
    assert code == 1
    assert "Nothing has been published" in err
    assert run("doctor", where=tmp_path)[0] == 1


def test_doctor_names_age_and_fails_on_stale_data(run):
    code, out, _ = run("doctor")
    assert code == 1
    assert "stale" in out
    assert "2025-10-17" in out


def test_a_store_of_another_version_is_refused_and_left_alone(run, tmp_path):
    pointer = tmp_path / "current.json"
    pointer.write_text(json.dumps({"format": 99, "versions": {}}))
    for command in (["show", "divergence"], ["doctor"], ["refresh"]):
        code, _, err = run(*command, where=tmp_path)
        assert code == 1
        assert "written by another version" in err
    assert json.loads(pointer.read_text())["format"] == 99


def test_the_second_of_two_refreshes_exits_with_three(run, store):
    with lock(Store(str(store))):
        code, _, err = run("refresh")
    assert code == 3
    assert "Another refresh is running" in err


def test_one_source_down_publishes_the_other_and_exits_with_one(run, tmp_path):
    with Loopback(tiny(), faults=[Fault("500", where) for where in YIELDS_DOWN]) as loopback:
        code, out, err = run("refresh", "prices", "rates", where=tmp_path, **loopback.environment())
    assert code == 1
    assert "FRED could not be reached" in out
    assert "Traceback" not in err
    content = json.loads(run("show", "divergence", "--format", "json", where=tmp_path)[1])
    ten_year = next(m for m in content["metrics"] if m["id"] == "divergence.ten_year")
    assert ten_year["value"] is None
    assert "No Treasury yields are held" in ten_year["note"]
    assert next(m for m in content["metrics"] if m["id"] == "divergence.ytd_gap")["value"] is not None


def test_showing_imports_neither_clients_nor_streamlit(store):
    script = (
        "import sys; from analytics.__main__ import main; main(['show', 'overview'])\n"
        "bad = {'yfinance', 'fredapi', 'requests', 'streamlit', 'plotly', 'pandera'} & set(sys.modules)\n"
        "sys.exit(str(bad) if bad else 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env={"SMALLCAP_STORE": str(store)}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
