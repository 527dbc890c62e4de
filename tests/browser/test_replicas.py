"""Three replicas behind the proxy of deploy/nginx.conf, reading one store: links and downloads outlive a replica."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from analytics.store import Store
from tests.browser import reading
from tests.browser.reading import settle
from tests.browser.server import ROOT, App
from tests.browser.test_take_away import taken
from tests.loopback import tiny
from tests.stores import filled

REPLICAS = 3


def configuration(folder: Path, port: int, replicas: list[App]) -> str:
    """The proxy's own configuration, with loopback in place of the names of containers."""
    text = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    servers = "".join(f"server 127.0.0.1:{app.port} max_fails=1 fail_timeout=5s;\n" for app in replicas)
    text = re.sub(r"server app:8501[^;]*;", servers, text)
    text = re.sub(r"resolver [^;]*;", "", text)
    text = text.replace("listen 8080", f"listen 127.0.0.1:{port}").replace("/tmp/nginx.pid", f"{folder}/nginx.pid")
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    places = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in kinds)
    return "daemon off;\n" + text.replace("http {", f"http {{\n{places}", 1).replace(
        "/dev/stdout", f"{folder}/access.log"
    )


@pytest.fixture(scope="module")
def behind(chromium: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[App], Store, Path]]:
    """The address of the proxy, the replicas behind it, their store, and the proxy's folder."""
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if nginx is None:
        assert os.environ.get("CI_REQUIRED") != "1", "nginx is missing"
        pytest.skip("no nginx on this machine")
    folder = tmp_path_factory.mktemp("replicas")
    filled(folder / "store", tiny(), ("prices", "rates"))
    with ExitStack() as stack:
        apps = [stack.enter_context(App(folder / "store", SMALLCAP_REFRESH="off")) for _ in range(REPLICAS)]
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        (folder / "nginx.conf").write_text(configuration(folder, port, apps), encoding="utf-8")
        command = [nginx, "-p", str(folder), "-e", str(folder / "error.log"), "-c", str(folder / "nginx.conf")]
        proxy = subprocess.Popen(command)
        stack.callback(proxy.wait)
        stack.callback(proxy.terminate)
        for _ in range(600):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=30).read()
                break
            except OSError:
                assert proxy.poll() is None, (folder / "error.log").read_text()
                time.sleep(0.05)
        yield f"http://127.0.0.1:{port}", apps, Store(str(folder / "store")), folder


def refused(address: str) -> int:
    with pytest.raises(urllib.error.HTTPError) as failure:
        urllib.request.urlopen(address, timeout=30)
    return failure.value.code


def test_what_stays_inside_and_what_is_too_long_is_refused(behind):
    url, _, _, folder = behind
    assert [refused(f"{url}{path}") for path in ("/metrics", "/_stcore/metrics")] == [404, 404]
    assert refused(f"{url}/divergence?x={'a' * 9000}") == 414
    assert "aaaa" not in (folder / "access.log").read_text(), "no query string is logged"


def test_a_link_opens_the_same_on_every_replica_and_outlives_one(behind, visit):
    url, apps, store, _ = behind
    link = f"divergence?ten_year_bp=450&data={store.current().id}&v=1"
    headlines = set()
    for app in apps:
        page = visit(f"{app.url}/{link}")
        settle(page)
        headlines.add((reading.headline(page), reading.words(page).split("Share this view")[0]))
    assert len(headlines) == 1
    page = visit(f"{url}/{link}")
    settle(page)
    wanted = reading.headline(page)
    page.get_by_text("Share this view").click()
    before = json.loads(taken(page, "JSON"))
    for app in apps[:-1]:
        app.__exit__()
        page = visit(f"{url}/{link}")
        settle(page)
        assert reading.headline(page) == wanted
        page.get_by_text("Share this view").click()
        assert json.loads(taken(page, "JSON")) == before
