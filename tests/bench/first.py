"""The first page of a server that was just started, over an empty store, against a one-chart app's."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench.visitor import Visitor, median
from tests.browser.server import ROOT, App
from tests.loopback import Loopback
from tests.stores import recordings

STARTS = 3


def rows() -> Iterator[tuple[str, str, str, str]]:
    """What was measured, its value, its yardstick, the budget."""
    ours, theirs = (
        median(_first(script) for _ in range(STARTS)) for script in ("asgi.py", "tests/bench/chart_asgi.py")
    )
    yield (
        "first page, cold, illustrative market",
        f"{ours:.2f} s",
        f"{ours / theirs:.1f} x a one-chart app ({theirs:.2f} s)",
        "1.5 x, 2 s",
    )
    yield "refresh of prices and rates over loopback", f"{_refresh_seconds():.1f} s of processor time", "", "20 s"


def _first(script: str) -> float:
    """Seconds from the connection of the first visitor to the whole page, the server being ready."""
    with tempfile.TemporaryDirectory() as folder, App(Path(folder) / "store", script, SMALLCAP_REFRESH="off") as app:
        visitor = Visitor(app.url)
        visitor.close()
        return visitor.opened.seconds


def _refresh_seconds() -> float:
    with tempfile.TemporaryDirectory() as folder, Loopback(recordings()) as loopback:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(
            [sys.executable, "-m", "analytics", "refresh", "prices", "rates"],
            cwd=ROOT,
            env={**loopback.environment(), "SMALLCAP_STORE": folder},
            stdout=subprocess.DEVNULL,
            check=True,
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
