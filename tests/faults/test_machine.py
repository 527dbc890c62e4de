"""Every fault of the machine in one table: pages go on or say why not, a refresh mends it, and the store is whole."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import nullcontext

import pytest

from analytics.settings import ROOT
from analytics.store import Store
from tests.faults.machine_rows import ROWS, Row
from tests.faults.place import Place, said, written
from tests.sampling import sample


@pytest.mark.parametrize("row", sample(ROWS, 8), ids=lambda row: row.name)
def test_a_fault_of_the_machine(
    row: Row, place: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in place.environment().items():
        monkeypatch.setenv(name, value)
    before = place.store.current()
    with row.harm(place) or nullcontext():
        page = written("divergence")
        assert row.shows in page or row.shows in written("sources")
        status, text = said(capsys, "show", "divergence")
        assert (status != 0) == bool(row.unread), text
        assert row.unread in text
        status, text = refreshed(row, place, capsys)
        assert status == row.status, text
        assert row.says in text
    if row.unread and row.kept:
        return
    current = Store(place.settings.store).current()
    if row.kept:
        assert current == before
    else:
        assert current != before
        assert place.store.newest(row.dataset, current).intact, "what was refreshed is whole and served"
    for dataset in current.versions:
        version = place.store.newest(dataset, current)
        assert version is None or version.table.num_rows


def refreshed(row: Row, place: Place, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """A refresh by the command line; apart, or where a limit is set, in a shell that has it."""
    if not (row.limit or row.apart):
        return said(capsys, "refresh", row.dataset)
    limit = "ulimit -f 8; " if row.limit else ""
    run = subprocess.run(
        ["sh", "-c", f"{limit}exec {sys.executable} -m analytics refresh {row.dataset}"],
        cwd=ROOT,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert "Traceback" not in run.stderr
    return run.returncode, " ".join(f"{run.stdout} {run.stderr}".split())
