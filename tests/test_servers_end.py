"""A test run that is ended, in whatever way, leaves no server behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.browser.server import ROOT

RUN = """
import signal, sys, threading
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs ignore it
from pathlib import Path
from tests.browser.server import App
with App(Path(sys.argv[1]) / "store", "tests/bench/empty.py") as app:
    print(app.pid, flush=True)
    threading.Event().wait()
"""
LONGEST = 60.0
"""Seconds after which the server is taken to stay."""


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are told apart by /proc")
@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_a_run_that_is_ended_takes_its_servers_along(tmp_path: Path, ending: signal.Signals) -> None:
    run = subprocess.Popen(
        [sys.executable, "-c", RUN, str(tmp_path)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    server = 0
    try:
        server = int(run.stdout.readline())
        assert _runs(server)
        run.send_signal(ending)
        assert run.wait() != 0
        until = time.monotonic() + LONGEST
        while _runs(server) and time.monotonic() < until:
            time.sleep(0.05)
        assert not _runs(server)
    finally:
        run.kill()
        run.wait()
        run.stdout.close()
        if server and _runs(server):
            os.kill(server, signal.SIGKILL)


def _runs(pid: int) -> bool:
    """Whether a process is there and no zombie, which only waits for its starter to take note."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
