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


class App:
    """A running server; `url` is its address. Leaving the block ends it.

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
        self._command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(self.port)]
        self._command += ["--server.address", "127.0.0.1", "--server.headless", "true"]
        self._folder = store.parent if stock else ROOT
        self._command[4] = str(ROOT / script)

    def __enter__(self) -> App:
        self._file = self.log.open("wb")
        self._process = subprocess.Popen(
            self._command, cwd=self._folder, env=self._environment, stdout=self._file, stderr=subprocess.STDOUT
        )
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=1).read()
                return self
            except OSError:
                time.sleep(0.05)
        raise AssertionError(f"the app did not start:\n{self.log.read_text()[-2000:]}")

    def resident_mb(self) -> float:
        """Resident memory of the server's own process, in MB (Linux)."""
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        return int(status.partition("VmRSS:")[2].split()[0]) / 1024

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(10)
        self._file.close()
