"""Every fault of the clock in one table: whole processes open pages on another day, refresh, and keep what is held."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from analytics.settings import ROOT
from analytics.store import Store
from tests.conftest import settings_at
from tests.faults.clock_rows import ROWS, Row
from tests.faults.place import Place
from tests.loopback import Loopback, brief
from tests.sampling import sample

pytestmark = pytest.mark.browser
"""Not a browser, but like one a program that a developer's machine may lack and CI has: Debian's faketime."""

LIVE = """
import contextlib, io, json, sys
from analytics.__main__ import main
from tests.faults.place import written
def told(*arguments):
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        status = main(arguments)
    return status, " ".join(printed.getvalue().split())
if sys.argv[1:]:
    assert told("refresh", "prices", "rates")[0] == 0
pages = written("divergence") + written("sources")
print(json.dumps([pages, told("show", "divergence"), told("refresh", "rates")]))
"""


def lived(row: Row, place: Place, *given: str) -> tuple[str, tuple[int, str], tuple[int, str]]:
    """What a whole process at a row's moment sees on pages, and the status and words of two commands."""
    if shutil.which("faketime") is None:
        pytest.skip("needs Debian's faketime")
    moment = row.moment.replace("d", " days") if row.moment[0] in "+-" else row.moment
    run = subprocess.run(
        ["faketime", moment, sys.executable, "-c", LIVE, *given],
        cwd=ROOT,
        env={**os.environ, **place.environment(), "TZ": "UTC"},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert run.returncode == 0, run.stderr[-2000:]
    pages, shown, told = json.loads(run.stdout.splitlines()[-1])
    return pages, tuple(shown), tuple(told)


@pytest.mark.parametrize("row", sample([row for row in ROWS if row.newest], 1), ids=lambda row: row.name)
def test_a_day_without_a_close_makes_nothing_stale(row: Row, tmp_path: Path) -> None:
    last = date.fromisoformat(row.newest)
    with Loopback(brief(last - timedelta(days=500), last)) as services:
        place = Place(services, settings_at(services.url, tmp_path / "store"))
        pages, (shown, text), (status, told) = lived(row, place, "fill")
    assert row.shows in pages
    assert "days old]" not in pages
    assert (shown, status) == (0, row.status), text + told
    assert place.newest("prices").exists()


@pytest.mark.parametrize("row", sample([row for row in ROWS if not row.newest], 1), ids=lambda row: row.name)
def test_a_fault_of_the_clock(row: Row, place: Place) -> None:
    before = place.store.current()
    pages, (shown, text), (status, told) = lived(row, place)
    assert row.shows in pages
    assert (shown, status) == (0, row.status), text + told
    assert row.says in told.replace("\u00a0", " ")
    assert "This could not be done" not in text + told
    current = Store(place.settings.store).current()
    assert current == before if row.status else current.generation == before.generation + 1
    for dataset, version in before.versions.items():
        assert place.store.read(dataset, version)[0].num_rows, "what was held is kept, whatever the clock says"
        assert place.store.newest(dataset, current).intact
