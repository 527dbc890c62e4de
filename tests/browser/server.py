"""The real app in a process of its own, on a free port, over a store of the test's own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TETHER = Path(__file__).with_name("tether.py")
LONGEST_START = 180.0
"""Seconds after which a server that does not answer is taken to be broken."""


class App:
    """A running server; `url` is its address. Leaving the block ends it, and so does the end of this process.

    With `stock` it runs as Streamlit does without this project's settings.
    """

    def __init__(self, store: Path, script: str = "asgi.py", *, stock: bool = False, **environment: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = store.parent / f"server-{self.port}.log"
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("SMALLCAP_", "FRED_"))}
        self._environment = {**clean, "SMALLCAP_STORE": str(store), **environment}
        self._command = [sys.executable, str(TETHER), "streamlit", "run", str(ROOT / script)]
        self._command += ["--server.port", str(self.port), "--server.address", "127.0.0.1"]
        self._command += ["--server.headless", "true"]
        self._folder = store.parent if stock else ROOT

    def __enter__(self) -> App:
        self._file = self.log.open("wb")
        self._process = subprocess.Popen(
            self._command,
            cwd=self._folder,
            env=self._environment,
            stdin=subprocess.PIPE,
            stdout=self._file,
            stderr=subprocess.STDOUT,
        )
        until = time.monotonic() + LONGEST_START
        while time.monotonic() < until and self._process.poll() is None:
            try:
                urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=10).read()
                return self
            except OSError:
                time.sleep(0.05)
        self.__exit__()
        raise AssertionError(f"the app did not start:\n{self.log.read_text()[-2000:]}")

    @property
    def pid(self) -> int:
        """The server's own process."""
        return int(self._process.pid)

    def resident_mb(self) -> float:
        """Resident memory of the server's own process, in MB (Linux)."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return int(status.partition("VmRSS:")[2].split()[0]) / 1024

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(10)
        self._process.stdin.close()
        self._file.close()
