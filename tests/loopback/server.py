"""The HTTP server behind the loopback services, and its faults."""

from __future__ import annotations

import os
import socket
import threading
import time
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, unquote, urlsplit

from tests.loopback import fred, yahoo
from tests.loopback.recordings import Recordings

HTML = b"<!doctype html><html><body>Our engineers are working on it. Will be back.</body></html>"


@dataclass
class Fault:
    """Misbehaviour of requests whose path and query contain `where`, `times` times (None: always).

    `kind` is a status ("429", "500"), "html", "empty", "truncate", "hang", "reset", or one of the
    payload faults that `yahoo` and `fred` know.
    """

    kind: str
    where: str = ""
    times: int | None = None
    after: str = ""


class Loopback:
    """A running server; `url` is its address, `asked` every request it saw, `faults` what goes wrong."""

    def __init__(
        self, recordings: Recordings, faults: list[Fault] | None = None, port: int = 0, delay: float = 0
    ) -> None:
        self.recordings, self.faults, self.delay = recordings, faults or [], delay
        self.asked: list[str] = []
        self._server = _Server(("127.0.0.1", port), _handler(self))
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    def __enter__(self) -> Loopback:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def environment(self) -> dict[str, str]:
        """The settings that point the program here."""
        return {f"SMALLCAP_{name}_URL": self.url for name in ("YAHOO", "FRED", "FRED_CSV", "SEC", "FDIC")}

    def fault(self, target: str) -> Fault:
        """The fault that meets this request, counted; one of kind "" where none does."""
        for fault in self.faults:
            if fault.where in target and fault.times != 0:
                if fault.times is not None:
                    fault.times -= 1
                return fault
        return Fault("")

    def answer(self, path: str, query: dict[str, str], kind: str) -> tuple[int, bytes]:
        if path.startswith("/v8/finance/chart/"):
            return yahoo.chart(self.recordings, path.rsplit("/", 1)[1], query, kind)
        if path == "/graph/fredgraph.csv":
            return fred.graph_csv(self.recordings, query, kind)
        if path in ("/fred/series", "/fred/series/observations"):
            return fred.api(self.recordings, path, query, kind)
        if path == "/v1/test/getcrumb":
            return 200, b"crumb"
        return 404, b"not here"


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """A client that has gone away, as one does whose patience ended, is nothing to report."""


def _handler(loopback: Loopback) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            loopback.asked.append(self.path)
            parts = urlsplit(self.path)
            path, query = unquote(parts.path), dict(parse_qsl(parts.query, keep_blank_values=True))
            fault = loopback.fault(unquote(self.path))
            time.sleep(loopback.delay)
            if fault.kind == "hang":
                time.sleep(30)
                return
            if fault.kind == "reset":
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
                os.close(self.connection.detach())
                return
            if fault.kind.isdigit():
                status, body = int(fault.kind), b"Too Many Requests" if fault.kind == "429" else HTML
            elif fault.kind in ("html", "empty"):
                status, body = 200, HTML if fault.kind == "html" else b""
            else:
                status, body = loopback.answer(path, query, fault.kind)
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            if fault.after:
                self.send_header("Retry-After", fault.after)
            self.end_headers()
            if fault.kind == "truncate":
                body = body[: len(body) // 2]
                self.close_connection = True
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    return Handler
