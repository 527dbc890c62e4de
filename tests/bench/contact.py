"""The first refresh and the second, at full size and at the services' own pace."""

from __future__ import annotations

import contextlib
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pandas as pd

from analytics.store import Store
from tests.browser.server import ROOT
from tests.loopback import Edgar, Loopback, brief, fdic

FILERS, BANKS, QUARTERS = 5500, 4400, 21
DELAYS = {"/api/xbrl/": 0.12, "/files/": 0.12, "/banks/": 2.5, "/graph/": 0.6, "/v8/": 0.25, "/resource-center/": 0.6}
"""Seconds that the SEC, the FDIC, FRED, Yahoo and the Treasury take for an answer."""
PACE = 0.2
"""Seconds between two questions to the SEC, to which most are put: our own pace, and the floor of a whole pull."""
OPENING = 8
"""Requests before the first publication: seven tickers and the Treasury's curve."""


@dataclass
class Run:
    """One refresh: moments of its publications in seconds from the start, and what it took."""

    published: list[tuple[float, tuple[str, ...]]] = field(default_factory=list)
    seconds: float = 0.0
    processor: float = 0.0
    megabytes: float = 0.0
    requests: int = 0
    filings: int = 0
    sent: float = 0.0


def rows() -> Iterator[tuple[str, str, str, str]]:
    """What was measured, its value, its yardstick, the budget."""
    with tempfile.TemporaryDirectory() as folder, services() as loopback:
        bare = _bare(loopback)
        first = refresh(loopback, Path(folder) / "store")
        second = refresh(loopback, Path(folder) / "store")
    floor = PACE * first.filings
    yield (
        "first publication",
        f"{first.published[0][0]:.1f} s",
        f"{first.published[0][0] / bare:.1f} x the same {OPENING} requests ({bare:.1f} s)",
        "5 s, 3 x",
    )
    yield "everything published", f"{first.seconds:.0f} s", f"{first.seconds / floor:.1f} x our own pace", "2 x"
    yield "second run", f"{second.seconds:.0f} s", f"{second.seconds / first.seconds:.0%} of the first", "50 %"
    for name, run in (("first", first), ("second", second)):
        yield (
            f"{name} run",
            f"{run.requests} requests, {run.sent / 1e6:.0f} MB, {run.processor:.0f} s of processor time",
            "",
            "",
        )
        yield f"{name} run, peak of any process", f"{run.megabytes:.0f} MB", "", "400 MB"


def services() -> Loopback:
    """Every service at full size: filers, banks, and all series and tickers from 1990 on."""
    last = (pd.Period(pd.Timestamp.today() - pd.Timedelta(days=60), freq="Q") - 1).end_time.date()
    return Loopback(
        brief(date(1990, 1, 2), date.today() - timedelta(days=1)),
        edgar=Edgar(date.today(), FILERS),
        bankfind=fdic.made(last, BANKS, QUARTERS),
        delays=DELAYS,
    )


def refresh(loopback: Loopback, store: Path) -> Run:
    """Run one refresh as a process of its own and watch it."""
    run, asked, sent = Run(), len(loopback.asked), loopback.sent
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "analytics", "refresh"],
        cwd=ROOT,
        env={**os.environ, **loopback.environment(), "SMALLCAP_STORE": str(store)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    ended = threading.Event()
    watcher = threading.Thread(target=_watch, args=(run, process.pid, store, began, ended))
    watcher.start()
    process.wait()
    run.seconds = time.monotonic() - began
    ended.set()
    watcher.join()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    run.processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    run.requests, run.sent = len(loopback.asked) - asked, loopback.sent - sent
    run.filings = sum(path.startswith(("/api/xbrl/", "/files/")) for path in loopback.asked[asked:])
    return run


def _watch(run: Run, pid: int, store: Path, began: float, ended: threading.Event) -> None:
    """Note each publication as it comes, and the largest resident size of the process or of a child of it."""
    generation = (held := Store(str(store)).current()) and held.generation
    while not ended.wait(0.1):
        for status in [f"/proc/{pid}/status", *(f"/proc/{child}/status" for child in _children(pid))]:
            run.megabytes = max(run.megabytes, _peak(status))
        current = Store(str(store)).current()
        if current and current.generation != generation:
            generation = current.generation
            run.published.append((time.monotonic() - began, tuple(sorted(current.versions))))


def _children(pid: int) -> list[str]:
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            found += task.read_text().split()
    return found


def _peak(status: str) -> float:
    try:
        lines = Path(status).read_text().splitlines()
    except OSError:
        return 0.0
    return next((float(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)


def _bare(loopback: Loopback) -> float:
    """Seconds that eight requests of a market's opening take with nothing read of them, one after the other."""
    began = time.monotonic()
    tickers = ("IWM", "SPY", "^RUT", "^GSPC", "KRE", "XBI", "^VIX")
    year = date.today().year
    for path in (
        *(f"v8/finance/chart/{ticker}" for ticker in tickers),
        f"resource-center/daily-treasury-rates.csv/{year}/all",
    ):
        subprocess.run(["curl", "-s", "-o", os.devnull, f"{loopback.url}/{path}"], check=False)
    return time.monotonic() - began
