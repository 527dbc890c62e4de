"""Every fault of the clock in one table: whole processes open pages on another day, refresh, and keep what is held."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys

import pytest

from analytics.settings import ROOT
from analytics.store import Store
from tests.faults.clock_rows import ROWS, Row
from tests.faults.place import Place
from tests.sampling import sample

pytestmark = pytest.mark.browser
"""Not a browser, but like one a program that a developer's machine may lack and CI has: Debian's faketime."""

LIVE = """
import contextlib, io, json
from analytics.__main__ import main
from tests.faults.place import written
def told(*arguments):
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        status = main(arguments)
    return status, " ".join(printed.getvalue().split())
pages = written("divergence") + written("sources")
print(json.dumps([pages, told("show", "divergence"), told("refresh", "rates")]))
"""


@pytest.mark.parametrize("row", sample(ROWS, 1), ids=lambda row: row.name)
def test_a_fault_of_the_clock(row: Row, place: Place) -> None:
    if shutil.which("faketime") is None:
        pytest.skip("needs Debian's faketime")
    before = place.store.current()
    moment = row.moment.replace("d", " days") if row.moment[0] in "+-" else row.moment
    run = subprocess.run(
        ["faketime", moment, sys.executable, "-c", LIVE],
        cwd=ROOT,
        env={**os.environ, **place.environment(), "TZ": "UTC"},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert run.returncode == 0, run.stderr[-2000:]
    pages, (shown, text), (status, told) = json.loads(run.stdout.splitlines()[-1])
    assert row.shows in pages
    assert (shown, status) == (0, row.status), text + told
    assert row.says in told.replace("\u00a0", " ")
    assert "This could not be done" not in text + told
    current = Store(place.settings.store).current()
    assert current == before if row.status else current.generation == before.generation + 1
    for dataset, version in before.versions.items():
        assert place.store.read(dataset, version)[0].num_rows, "what was held is kept, whatever the clock says"
        assert place.store.newest(dataset, current).intact
