"""The container's own commands, run as nobody in particular over a tree that cannot be written."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from analytics.settings import ROOT

DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
NOBODY = 65534
CACHES = shutil.ignore_patterns("__pycache__")


AS_NOBODY = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", "--no-new-privs"]
AS_NOBODY += ["--bounding-set=-all,+dac_read_search", "--inh-caps=-all,+dac_read_search"]
AS_NOBODY += ["--ambient-caps=-all,+dac_read_search"]
"""Another user, who may read everything, an interpreter in a home folder too, and write nothing of others."""


def can_become_nobody() -> bool:
    """Whether a command runs here as another user."""
    return (
        shutil.which("setpriv") is not None and not subprocess.run([*AS_NOBODY, "true"], capture_output=True).returncode
    )


def test_everything_that_is_copied_is_there_and_nothing_the_program_reads_is_left_out() -> None:
    copied = [part for line in re.findall(r"^COPY (.+)$", DOCKERFILE, re.M) for part in line.split()[:-1]]
    assert all((ROOT / part).exists() for part in copied)
    assert {"analytics", "ui", "pages", "data/published", ".streamlit/config.toml", "app.py", "asgi.py"} <= set(copied)
    listed = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert {line[1:] for line in listed if line.startswith("!")} == set(copied)
    assert "!.streamlit" not in listed, "no secrets file goes into an image"
    assert re.search(r"^USER (?!0\b|root\b)\d+", DOCKERFILE, re.M)


@pytest.mark.skipif(not can_become_nobody(), reason="only root can become another user")
def test_the_command_serves_as_another_user_over_a_read_only_tree(tmp_path: Path) -> None:
    tree, store = tmp_path / "app", tmp_path / "store"
    tree.mkdir()
    for line in re.findall(r"^COPY (.+)$", DOCKERFILE, re.M):
        for part in line.split()[:-1]:
            source, target = ROOT / part, tree / part
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copytree(source, target, ignore=CACHES) if source.is_dir() else shutil.copy(source, target)
    for path in (tree, *tree.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    store.mkdir()
    os.chown(store, NOBODY, NOBODY)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    command = [port if word == "8501" else word for word in json.loads(re.findall(r"^CMD (.+)$", DOCKERFILE, re.M)[-1])]
    command = [word.replace("0.0.0.0", "127.0.0.1") for word in command]
    environment = {
        "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
        "HOME": str(tmp_path / "no-home"),
        "SMALLCAP_STORE": str(store),
        "SMALLCAP_REFRESH": "off",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    log = (tmp_path / "log").open("w+b")
    server = subprocess.Popen([*AS_NOBODY, *command], cwd=tree, env=environment, stdout=log, stderr=log)
    try:
        for _ in range(1200):
            try:
                body = urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=30).read()
                break
            except urllib.error.URLError:
                assert server.poll() is None, (tmp_path / "log").read_text()[-2000:]
                time.sleep(0.1)
        else:
            raise AssertionError("the server is taken to be broken")
        assert json.loads(body)["world"] == "illustrative"
        assert urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=30).read() == b"ok"
    finally:
        server.terminate()
        server.wait()
        log.close()
        for path in (tree, *tree.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)
    assert not list(tree.rglob("__pycache__"))
