"""What a server does before its first visitor, in a process of its own as the server's is."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from analytics.settings import ROOT

READY = "import sys; from ui import warm; warm.up(); print(*sorted(name for name in sys.modules if name[:3] == 'ui.'))"


def start(store: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "SMALLCAP_STORE": store, "SMALLCAP_REFRESH": "off"}
    return subprocess.run([sys.executable, "-c", READY], cwd=ROOT, env=environment, capture_output=True, text=True)


def test_every_module_of_the_pages_is_there_before_the_first_visitor(tmp_path: Path) -> None:
    ended = start(str(tmp_path / "store"))
    assert ended.returncode == 0
    modules = {f"ui.{path.stem}" for path in (ROOT / "ui").glob("*.py") if path.stem != "__init__"}
    assert modules <= set(ended.stdout.split())
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("store", ["s3://", "~nouser/x", "/dev/null/x"])
def test_a_store_that_cannot_be_read_holds_up_no_start(store: str) -> None:
    ended = start(store)
    assert ended.returncode == 0
    assert "Traceback" not in ended.stderr
