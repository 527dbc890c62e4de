"""The HTTP server behind the loopback services, and its faults."""

from __future__ import annotations

import contextlib
import os
import random
import socket
import threading
import time
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, unquote, urlsplit

import pandas as pd

from tests.loopback import fdic, fred, sec, sec_answers, yahoo, yields
from tests.loopback.recordings import REAL, Recordings

SERVICES = ("YAHOO", "FRED", "FRED_CSV", "SEC", "FDIC", "TREASURY", "NYFED", "BLS", "FED")
HTML = b"<!doctype html><html><body>Our engineers are working on it. Will be back.</body></html>"
PLACES = {"circle": "", "away": "http://nowhere.invalid/consent", "other_host": "http://localhost:{port}"}
"""Where a redirection leads: back to itself, to a host that is none, or to one that lives and serves all the same."""
HOME = "127.0.0.1"


@dataclass
class Fault:
    """Misbehaviour of a `share` of the requests whose path and query contain `where`, `times` times (None: always).

    `kind` is a status ("429", "500"), "html", "empty", "truncate", "hang", "reset", "no_ranges", "drip", "bomb",
    "large", "circle" (a redirection to itself), "away" (one to no host), "other_host" (one to this server under
    another name), or one of the payload faults that `yahoo`, `fred`, `sec` and `fdic` know.
    """

    kind: str
    where: str = ""
    times: int | None = None
    after: str = ""
    share: float = 1.0


class Loopback:
    """A running server; `url` is its address, `asked` every request it saw, `faults` what goes wrong.

    An answer takes `delay` seconds, or what `delays` says of the path's beginning; `sent` counts bytes of bodies.
    `moments` says when each request came, `busiest` how many were waited for at once at most; `elsewhere` are the
    requests that came under another host's name.
    """

    def __init__(
        self,
        recordings: Recordings,
        faults: list[Fault] | None = None,
        port: int = 0,
        delay: float = 0,
        edgar: sec.Edgar | None = None,
        bankfind: fdic.BankFind | None = None,
        delays: Mapping[str, float] | None = None,
    ) -> None:
        self.recordings, self.faults, self.delay, self.delays = recordings, faults or [], delay, delays or {}
        self.asked: list[str] = []
        self.moments: list[float] = []
        self.busiest = self._open = self.sent = 0
        self._guard = threading.Lock()
        self._chance = random.Random(13)
        self.agents: set[str] = set()
        self.elsewhere: list[str] = []
        if edgar is not None:
            edgar.prepare()
            self.edgar = edgar
        if bankfind is not None:
            self.bankfind = bankfind
        self._server = _Server((HOME, port), _handler(self))
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    def __enter__(self) -> Loopback:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @cached_property
    def edgar(self) -> sec.Edgar:
        """The SEC's side: three thousand made filers as of today, and the recorded ones where they lie."""
        return _edgar(date.today())

    @cached_property
    def bankfind(self) -> fdic.BankFind:
        """The FDIC's side: the recorded banks where they lie, else made ones up to the newest quarter served."""
        if REAL.exists():
            return fdic.real()
        return fdic.made((pd.Period(pd.Timestamp.today() - pd.Timedelta(days=60), freq="Q") - 1).end_time.date())

    def environment(self) -> dict[str, str]:
        """The settings that point the program here."""
        return {f"SMALLCAP_{name}_URL": self.url for name in SERVICES}

    def fault(self, target: str) -> Fault:
        """The fault that meets this request, counted; one of kind "" where none does."""
        for fault in self.faults:
            if fault.where in target and fault.times != 0 and self._chance.random() < fault.share:
                if fault.times is not None:
                    fault.times -= 1
                return fault
        return Fault("")

    @contextmanager
    def in_flight(self) -> Iterator[None]:
        """Count a request as one of those waited for at once."""
        with self._guard:
            self._open += 1
            self.busiest = max(self.busiest, self._open)
        yield
        with self._guard:
            self._open -= 1

    def answer(self, path: str, query: dict[str, str], kind: str) -> tuple[int, bytes]:
        if path.startswith("/v8/finance/chart/"):
            return yahoo.chart(self.recordings, path.rsplit("/", 1)[1], query, kind)
        if path == "/graph/fredgraph.csv":
            return fred.graph_csv(self.recordings, query, kind)
        if path in ("/fred/series", "/fred/series/observations", "/fred/release/dates"):
            return fred.api(self.recordings, path, query, kind)
        if path.startswith(("/api/xbrl/", "/files/", "/submissions/", "/Archives/")):
            return sec_answers.answer(self.edgar, path, kind)
        if path in ("/banks/financials", "/banks/institutions"):
            return fdic.answer(self.bankfind, path, query, kind)
        if "/daily-treasury-rates.csv/" in path:
            return yields.treasury(self.recordings, path, kind)
        if path == "/datadownload/Output.aspx":
            return yields.h15(self.recordings, kind)
        if path == "/api/rates/secured/sofr/search.json":
            return yields.sofr(self.recordings, query, kind)
        if path == "/schedule/news_release/bls.ics":
            return yields.releases(kind)
        if path == "/v1/test/getcrumb":
            return 200, b"crumb"
        return 404, b"not here"


@cache
def _edgar(last: date) -> sec.Edgar:
    edgar = sec.Edgar(last, folder=REAL / "sec" if REAL.exists() else None)
    edgar.prepare()
    return edgar


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """A client that has gone away, as one does whose patience ended, is nothing to report."""


def _handler(loopback: Loopback) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            loopback.asked.append(self.path)
            loopback.moments.append(time.monotonic())
            loopback.agents.add(self.headers.get("User-Agent", ""))
            parts = urlsplit(self.path)
            path, query = unquote(parts.path), dict(parse_qsl(parts.query, keep_blank_values=True))
            fault = loopback.fault(unquote(self.path))
            if not self.headers.get("Host", "").startswith(f"{HOME}:"):
                loopback.elsewhere.append(self.path)
                fault = Fault("")
            with loopback.in_flight():
                time.sleep(next((s for start, s in loopback.delays.items() if path.startswith(start)), loopback.delay))
            if fault.kind == "hang":
                time.sleep(30)
                return
            if fault.kind == "reset":
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
                os.close(self.connection.detach())
                return
            if fault.kind.isdigit():
                status, body = int(fault.kind), b"Too Many Requests" if fault.kind == "429" else HTML
            elif fault.kind in PLACES:
                status, body = 302, b""
            elif fault.kind in ("html", "empty"):
                status, body = 200, HTML if fault.kind == "html" else b""
            else:
                status, body = loopback.answer(path, query, fault.kind)
            if fault.kind in ("drip", "bomb", "large"):
                self._endless(fault.kind)
                return
            span, size = self.headers.get("Range", ""), len(body)
            if status == 200 and span.startswith("bytes=") and fault.kind != "no_ranges":
                first, _, last = span.removeprefix("bytes=").partition("-")
                low = int(first) if first else max(0, size - int(last))
                status, body = 206, body[low : int(last) + 1 if first and last else size]
            self.send_response(status)
            if status == 206:
                self.send_header("Content-Range", f"bytes {low}-{low + len(body) - 1}/{size}")
            self.send_header("Content-Length", str(len(body)))
            if fault.after:
                self.send_header("Retry-After", fault.after)
            if fault.kind in PLACES:
                place = PLACES[fault.kind].format(port=self.server.server_address[1])
                self.send_header("Location", f"{place}{'' if fault.kind == 'away' else self.path}")
            self.end_headers()
            if fault.kind == "truncate":
                body = body[: len(body) // 2]
                self.close_connection = True
            loopback.sent += len(body)
            self.wfile.write(body)

        def _endless(self, kind: str) -> None:
            """A body that never ends: bytes one at a time, or zeroes by the megabyte, plain or packed."""
            self.send_response(200)
            self.send_header("Content-Encoding", "gzip" if kind == "bomb" else "identity")
            self.end_headers()
            packer = zlib.compressobj(wbits=31)
            with contextlib.suppress(OSError):
                for _ in range(2000):
                    if kind == "bomb":
                        self.wfile.write(packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_SYNC_FLUSH))
                    elif kind == "large":
                        self.wfile.write(bytes(1 << 20))
                    else:
                        self.wfile.write(b"x")
                        time.sleep(0.02)
            self.close_connection = True

        def log_message(self, *_: object) -> None:
            pass

    return Handler
