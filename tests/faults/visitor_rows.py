"""The faults of visitors, a row each: what is done to a running server, and what it may answer."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass

from websockets.exceptions import ConnectionClosed, InvalidHandshake
from websockets.sync.client import connect

Act = Callable[[int], AbstractContextManager[set[str]]]
"""What is done to the server on a port, for as long as the context lasts: what it answered."""
MANY, AT_ONCE = 300, 60
STREAM = "/_stcore/stream"
OPEN, CUT = "open", "cut"


@dataclass(frozen=True)
class Row:
    """One fault: what is done, and every answer that is right: a status, "open" or "cut".

    `logged` is how a traceback of Streamlit's own ends, which it writes for a message that is none.
    """

    name: str
    act: Act
    right: frozenset[str]
    logged: str = ""


def _socket(port: int, data: bytes) -> socket.socket:
    line = socket.create_connection(("127.0.0.1", port), timeout=60)
    line.sendall(data)
    return line


def _status(line: socket.socket) -> str:
    """The status of an answer, "cut" where none came; an answer from the machine's own files ends the test."""
    body = b""
    with line, contextlib.suppress(ConnectionError):
        while part := line.recv(1 << 16):
            body += part
    assert b"root:" not in body
    assert b"evil.example" not in body
    assert b"Traceback" not in body
    return body.split(b" ", 2)[1].decode() if body.startswith(b"HTTP/") else CUT


def _request(method: str = "GET", path: str = "/", host: str = "127.0.0.1", more: str = "") -> bytes:
    return f"{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{more}\r\n".encode()


def silent(data: bytes) -> Act:
    """Many connections that say something, or nothing, and stay."""

    @contextmanager
    def act(port: int) -> Iterator[set[str]]:
        with ExitStack() as lines:
            for _ in range(MANY):
                lines.enter_context(_socket(port, data))
            yield {OPEN}

    return act


def asked(*requests: bytes, times: int = 1) -> Act:
    """Requests, each many times, some sixty at once."""

    @contextmanager
    def act(port: int) -> Iterator[set[str]]:
        with ThreadPoolExecutor(AT_ONCE) as pool:
            yield set(pool.map(lambda data: _status(_socket(port, data)), requests * times))

    return act


def streams(count: int = 1, origin: str | None = None, host: str | None = None, said: bytes | str = "") -> Act:
    """Websockets as pages open them, of an origin, each with something that is no message of a page."""

    @contextmanager
    def act(port: int) -> Iterator[set[str]]:
        with ExitStack() as lines:
            answers = set()
            for _ in range(count):
                address = f"ws://{host or '127.0.0.1'}:{port}{STREAM}"
                line = socket.create_connection(("127.0.0.1", port), timeout=60)
                try:
                    stream = lines.enter_context(
                        connect(address, sock=line, origin=origin, subprotocols=["streamlit"], open_timeout=60)  # type: ignore[arg-type, list-item]
                    )
                    if said:
                        with contextlib.suppress(ConnectionClosed):
                            stream.send(said)
                    answers.add(OPEN)
                except InvalidHandshake as refused:
                    answers.add(str(getattr(getattr(refused, "response", None), "status_code", CUT)))
            yield answers

    return act


def _row(name: str, act: Act, *right: str, logged: str = "") -> Row:
    return Row(name, act, frozenset(right), logged)


UP = "/.." * 12
PATHS = (f"{UP}/etc/passwd", f"/static{UP}/etc/passwd", "/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
         "/app/static/..%2f..%2f..%2f..%2fetc%2fpasswd", "/media/..%5c..%5cetc/passwd", "/component/x/../../etc/passwd",
         "/_stcore/../../../etc/passwd")  # fmt: skip
ROWS = (
    _row("connections that say nothing", silent(b""), OPEN),
    _row("headers that never end", silent(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "), OPEN),
    _row("hundreds of pages at once", asked(_request(), times=MANY), "200"),
    _row("hundreds of questions for its health", asked(_request(path="/healthz"), times=MANY), "200", "503"),
    _row("hundreds of sessions", streams(MANY), OPEN),
    _row("a page of another origin", streams(origin="https://evil.example"), "403"),
    _row("an origin that begins as ours", streams(origin="http://127.0.0.1.evil.example"), "403"),
    _row("a page from no origin", streams(origin="null"), "403"),
    _row("a name that leads here", streams(origin="http://evil.example", host="evil.example"), "403"),
    _row("another host", asked(_request(host="evil.example")), "200", "400", "403"),
    _row("paths out of the folder", asked(*(_request(path=path) for path in PATHS)), "200", "400", "403", "404"),
    _row(
        "a query of a hundred kilobytes", asked(_request(path=f"/?x={'9' * 100_000}")), "200", "400", "414", "431", CUT
    ),
    _row("no HTTP", asked(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" * 50 + b"\r\n\r\n"), "400", CUT),
    _row(
        "methods that nobody serves",
        asked(_request("DELETE"), _request("POST", STREAM), _request("PUT", "/x")),
        "400",
        "403",
        "404",
        "405",
    ),
    _row(
        "a file without a session",
        asked(_request("PUT", "/_stcore/upload_file/x/y", more="Content-Length: 0\r\n")),
        "400",
        "403",
        "404",
        "405",
    ),
    _row("bytes that are no message", streams(said=b"\xff" * 1000), OPEN, logged="DecodeError"),
    _row("words for bytes", streams(said="<script>"), OPEN, logged="KeyError: 'bytes'"),
    _row("a message of forty megabytes", streams(said=bytes(40 << 20)), OPEN),
)
