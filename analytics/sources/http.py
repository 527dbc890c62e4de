"""How one question is put over HTTP: an agent, a time and a size that bound it, and what a refusal means."""

from __future__ import annotations

import math
import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin, urlsplit, urlunsplit

import requests
import urllib3

from analytics.errors import SourceUnavailable
from analytics.sources.line import Missing, NotServed, Patience, Refused, Retryable, ServiceClient, TimedOut

LARGEST, CHUNK = 200_000_000, 1 << 16
"""Bytes of the largest body that is read, unpacked, and of one read."""
__all__ = [
    "AGENT", "LARGEST", "Direct", "Missing", "Moved", "NotServed", "Patience", "Refused", "Retryable", "ServiceClient",
    "TimedOut", "connection_failure", "get", "get_text", "onward", "refusal", "rehost", "retry_after",
]  # fmt: skip
AGENT = "small-cap-dashboard (research; one reader)"


def rehost(url: str, base: str) -> str:
    """`url` with scheme and host taken from `base`; unchanged where `base` is empty."""
    if not base:
        return url
    there, here = urlsplit(base), urlsplit(url)
    return urlunsplit((there.scheme, there.netloc, here.path, here.query, here.fragment))


class Moved(SourceUnavailable):
    """The service sends its readers to another host, which is not asked: it would be told what only the service is,
    a key or an address of e-mail, and its answer be taken for the service's."""

    def __init__(self) -> None:
        super().__init__("It has moved: it redirects to another host, which is not asked.")


def onward(here: str, location: str, site: str = "") -> str:
    """Where a redirection leads: to the same scheme and host, or to a host of the same `site` ("yahoo.com").

    Raises `Moved` for any other.
    """
    there = urljoin(here, location)
    try:
        (scheme, host, port), (new_scheme, new_host, new_port) = _origin(here), _origin(there)
    except ValueError:
        raise Moved from None
    is_near = bool(site) and all(f".{name}".endswith(f".{site}") for name in (host, new_host))
    if scheme != new_scheme or port != new_port or not (host == new_host or is_near):
        raise Moved
    return there


def _origin(url: str) -> tuple[str, str, int | None]:
    parts = urlsplit(url)
    return parts.scheme, parts.hostname or "", parts.port or {"http": 80, "https": 443}.get(parts.scheme)


class Direct(requests.Session):
    """The session of every service: it follows a redirection within the host that was asked, and raises `Moved`
    for one that leads elsewhere."""

    def get_redirect_target(self, resp: requests.Response) -> str | None:
        location = super().get_redirect_target(resp)
        return None if location is None else onward(str(resp.url), location)


def refusal(status: int, headers: Any) -> Retryable | None:
    """What a status means for another try: `Retryable` for 429 and 5xx, with its Retry-After, else None."""
    if status == 429:
        return Retryable("it is limiting requests (429)", retry_after(headers.get("Retry-After")), status)
    if status >= 500:
        return Retryable(f"it answered with status {status}", retry_after(headers.get("Retry-After")), status)
    return None


def retry_after(value: str | None) -> float | None:
    """Seconds named by a Retry-After header, given as a number or a date; None when it names none."""
    if not value:
        return None
    try:
        seconds = float(value)
        return 0.0 if math.isnan(seconds) else max(0.0, seconds)
    except ValueError:
        pass
    try:
        return max(0.0, (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return None


def get_text(
    session: requests.Session, url: str, params: dict[str, str], patience: Patience, agent: str = AGENT
) -> str:
    """One plain GET, its body as text, by a reader that calls itself `agent`.

    Raises `Retryable` for what may pass (no connection, a time-out, a cut body, 429, 5xx), `Refused` for 403 and
    `SourceUnavailable` for any other status.
    """
    answer = get(session, url, patience, params=params, headers={"User-Agent": agent})
    if answer.status_code == 403:
        raise Refused("It answered with status 403.")
    if answer.status_code != 200:
        raise SourceUnavailable(f"It answered with status {answer.status_code}.")
    return answer.text


def refuse_page(text: str) -> None:
    """Raise `SourceUnavailable` for a web page or an empty body where data are expected."""
    if not text.strip() or text.lstrip()[:1] == "<":
        raise SourceUnavailable("It answered with a web page or nothing in place of data.")


def get(
    session: requests.Session,
    url: str,
    patience: Patience,
    params: dict[str, str] | None = None,
    headers: dict[str, str] | None = None,
    largest: int = LARGEST,
) -> requests.Response:
    """One GET and its whole body of `largest` bytes at most, whatever the status that is not worth another try.

    Raises `Retryable` for what may pass: no connection, a time-out, a cut body, 429, 5xx. Raises as its session.
    """
    try:
        answer = session.get(
            url,
            params=params,
            timeout=(patience.connect, patience.read),
            headers={"User-Agent": AGENT, **(headers or {})},
            stream=True,
        )
        _read_within_bounds(answer, patience, largest)
    except (requests.Timeout, urllib3.exceptions.TimeoutError):
        raise TimedOut(f"no answer within {patience.read:.0f} s") from None
    except (requests.RequestException, urllib3.exceptions.HTTPError) as error:
        raise Retryable(connection_failure(error)) from None
    if (again := refusal(answer.status_code, answer.headers)) is not None:
        raise again
    return answer


def _read_within_bounds(answer: requests.Response, patience: Patience, largest: int) -> None:
    """Read the whole body, unpacked, as `requests` would, but no more than `largest` bytes and not for ever.

    A body that drips keeps each single read in time, and a packed one may grow a thousandfold.
    """
    body = Body(patience, largest)
    try:
        while chunk := answer.raw.read1(CHUNK, decode_content=True):
            body.take(chunk)
    except (SourceUnavailable, TimedOut):
        answer.close()
        raise
    for name, value in {"_content": body.whole(), "_content_consumed": True}.items():
        setattr(answer, name, value)


class Body:
    """A body as it comes, in bounds: of `largest` bytes at most, within the patience of a whole answer."""

    def __init__(self, patience: Patience, largest: int = LARGEST) -> None:
        self._patience, self._largest = patience, largest
        self._until = time.monotonic() + patience.whole
        self._parts: list[bytes] = []
        self._size = 0

    def take(self, chunk: bytes) -> None:
        """Keep a part. Raises `SourceUnavailable` beyond the size, `TimedOut` beyond the time."""
        self._parts.append(chunk)
        self._size += len(chunk)
        if self._size > self._largest:
            raise SourceUnavailable("Its answer is larger than anything it serves.")
        if time.monotonic() > self._until:
            raise TimedOut(f"its answer took longer than {self._patience.whole:.0f} s")

    def whole(self) -> bytes:
        """All that came."""
        return b"".join(self._parts)


def connection_failure(error: BaseException) -> str:
    """A connection error in a few words, without its address: "its name could not be resolved"."""
    text = str(error).lower()
    for mark, words in (
        ("resol", "its name could not be resolved (no network?)"),
        ("name or service not known", "its name could not be resolved (no network?)"),
        ("nodename nor servname", "its name could not be resolved (no network?)"),
        ("redirect", "it redirects without end"),
        ("refused", "the connection was refused"),
        ("failed to connect", "the connection was refused"),
        ("timed out", "no answer in time"),
        ("timeout", "no answer in time"),
        ("reset", "the connection was reset"),
        ("incompleteread", "the answer was cut off"),
        ("bytes missing", "the answer was cut off"),
        ("incomplete", "the answer was cut off"),
        ("closed", "the connection was closed"),
        ("unreachable", "no network"),
    ):
        if mark in text:
            return words
    return f"the connection failed ({type(error).__name__})"
