"""Whole processes on another day: the turn of a year, and the last weeks that the calendars reach."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from analytics.catalogue import members
from analytics.settings import ROOT
from analytics.store import Store
from tests.loopback import Loopback, brief
from tests.sampling import sample

pytestmark = pytest.mark.browser
"""Not a browser, but like one a program that a developer's machine may lack and CI has: Debian's faketime."""


def run(day: date, loopback: Loopback, store: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A command of ours on a day at noon, its child processes included."""
    if shutil.which("faketime") is None:
        pytest.skip("needs Debian's faketime")
    return subprocess.run(
        ["faketime", f"{day} 12:00:00", sys.executable, "-m", "analytics", *arguments],
        cwd=ROOT,
        env={**os.environ, **loopback.environment(), "SMALLCAP_STORE": str(store), "FAKETIME_DONT_FAKE_MONOTONIC": "1"},
        capture_output=True,
        text=True,
        timeout=300,
    )


@pytest.mark.parametrize("day", sample([date(2027, 1, 5), date(2028, 1, 2)], 1), ids=str)
def test_no_series_is_lost_on_a_later_day(day: date, tmp_path: Path) -> None:
    """A store filled three days before keeps every series: no window, year's end or whole history takes one away."""
    last = date(day.year - 1, 12, 31)
    with Loopback(brief(date(day.year - 2, 6, 1), last)) as loopback:
        first = run(date(day.year - 1, 12, 28), loopback, tmp_path / "store", "refresh", "prices", "rates")
        again = run(day, loopback, tmp_path / "store", "refresh", "prices", "rates")
        shown = run(day, loopback, tmp_path / "store", "show", "divergence", "--format", "json")
    assert (first.returncode, again.returncode) == (0, 0), again.stdout + again.stderr
    store = Store(str(tmp_path / "store"))
    current = store.current()
    assert current.published_at.date() == day
    for dataset in ("prices", "rates"):
        signed = store.read(dataset, current.versions[dataset])[1]
        ends = [series["last"] for series in signed["series"].values()]
        assert set(signed["series"]) == {entry.id for entry in members(dataset)}
        assert min(ends) > f"{last.year}-09-30", "a survey's last quarter began in October"
        assert signed["missing"] == {}
    notes = " ".join(json.loads(shown.stdout)["notes"]).replace("\u00a0", " ")
    reach = date(date.today().year + 1, 12, 12)
    assert (f"CPI releases are listed up to {reach:%d %b %Y}" in notes) == (reach < last), notes
