"""A skip is honest where something is absent, and a failure where nothing may be."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from analytics.settings import ROOT

SUITE = """
import pytest

@pytest.mark.browser
def test_needs_a_browser():
    pytest.skip("no browser here")

def test_plain():
    pytest.skip("of no interest")

@pytest.mark.real
@pytest.mark.xfail(reason="known", strict=True)
def test_expected():
    raise AssertionError
"""


def test_a_required_test_may_not_skip(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(SUITE)
    real = tmp_path / "real"
    real.mkdir()
    plugins = ("-p", "tests.conftest", "-p", "no:cacheprovider")
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-c", str(ROOT / "pyproject.toml"), *plugins, str(tmp_path)],
        cwd=ROOT,
        env={**os.environ, "CI_REQUIRED": "1", "REAL_DATA": str(real), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert "1 failed, 1 skipped, 1 xfailed" in ran.stdout, ran.stdout + ran.stderr
    assert "no browser here" in ran.stdout
