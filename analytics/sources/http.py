"""How a service is asked: patiently, a bounded number of times, and not at all once it keeps failing."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, TypeVar
from urllib.parse import urlsplit, urlunsplit

import requests
import urllib3

from analytics.errors import SourceUnavailable, redact

T = TypeVar("T")

LARGEST, CHUNK = 200_000_000, 1 << 16
"""Bytes of the largest body that is read, unpacked, and of one read."""
AGENT = "small-cap-dashboard (research; one reader)"


@dataclass(frozen=True)
class Patience:
    """Seconds to wait and times to try; `wait` doubles with each try and carries jitter.

    A line is closed after `failures` in a row only once nothing has come for sixty times `wait`, a minute by
    default, so that a break of some seconds ends no pull; where it has never answered, for eight times. `pause` is
    the least time between two questions to a service that limits how many it answers.
    """

    connect: float = 5.0
    read: float = 15.0
    tries: int = 3
    wait: float = 1.0
    longest_wait: float = 30.0
    failures: int = 5
    pause: float = 0.2

    @property
    def whole(self) -> float:
        """Seconds that one answer may take from its first byte to its last."""
        return 8 * self.read

    def silence(self, has_answered: bool) -> float:
        """Seconds without any success after which a line that fails is closed."""
        return (60 if has_answered else 8) * self.wait


class Retryable(OSError):
    """A failure that may pass: worth another try after `after` seconds (None: the usual wait).

    `status` is that of the answer, None where none came.
    """

    def __init__(self, reason: str, after: float | None = None, status: int | None = None) -> None:
        super().__init__(redact(reason))
        self.reason, self.after, self.status = redact(reason), after, status


class TimedOut(Retryable):
    """Nothing came in time."""


class Refused(SourceUnavailable):
    """The service refuses this reader (403)."""


class NotServed(SourceUnavailable):
    """The service answers, and says it has no such series: no fault of the line."""


class Missing(dict[str, str]):
    """Why series did not come, by id; `unanswered` are those whose question the line failed: they may come yet."""

    def __init__(self) -> None:
        super().__init__()
        self.unanswered: set[str] = set()

    def note(self, id: str, reason: str, *, answered: bool = False) -> None:
        """Keep why one did not come, and whether the service said so itself."""
        self[id] = reason
        if not answered:
            self.unanswered.add(id)


class ServiceClient:
    """One service as one refresh speaks to it.

    Each question is tried up to `patience.tries` times; after `patience.failures` failures in a row, and
    `patience.silence` without a success, the line is closed and every later question fails at once.
    """

    def __init__(self, service: str, patience: Patience | None = None) -> None:
        self.service, self.patience = service, patience or Patience()
        self.failures = 0
        self.last_error = ""
        self.last_status: int | None = None
        self._closed = False
        self._silent_since: float | None = None
        self._has_answered = False

    @property
    def circuit_open(self) -> bool:
        """Whether nothing more is asked."""
        if self._closed:
            return True
        silent = 0.0 if self._silent_since is None else time.monotonic() - self._silent_since
        return self.failures >= self.patience.failures and silent >= self.patience.silence(self._has_answered)

    def close(self, reason: str) -> None:
        """Ask nothing more, because of `reason`."""
        self._closed, self.last_error = True, reason

    def ask(self, subject: str, request: Callable[[], T]) -> T:
        """Put one question, trying again where it raises `Retryable`.

        Raises `SourceUnavailable` when the tries are used up, the line is closed, the service asks
        for a longer wait than a refresh can give, or the question itself raises it; `NotServed`
        passes through and counts as an answer.
        """
        if self._silent_since is None:
            self._silent_since = time.monotonic()
        for attempt in range(self.patience.tries):
            if self.circuit_open:
                break
            try:
                answer = request()
            except Retryable as error:
                self._failed(error.reason)
                self.last_status = error.status
                after = error.after if error.after is not None else self.patience.wait * 2**attempt
                if after > self.patience.longest_wait:
                    self.close(f"{error.reason}; it asks to be left alone for {after:.0f} s")
                elif attempt + 1 < self.patience.tries and not self.circuit_open:
                    time.sleep(after * random.uniform(0.8, 1.2))
            except NotServed:
                self._answered()
                raise
            except SourceUnavailable as error:
                self._failed(error.failed.rstrip("."))
                self.last_status = None
                raise
            else:
                self._answered()
                return answer
        raise SourceUnavailable(f"{self.service} did not answer for {subject}: {self.last_error}.")

    def _answered(self) -> None:
        self.failures, self._silent_since, self._has_answered = 0, time.monotonic(), True
        self.last_status = None

    def _failed(self, reason: str) -> None:
        self.failures += 1
        self.last_error = reason


def rehost(url: str, base: str) -> str:
    """`url` with scheme and host taken from `base`; unchanged where `base` is empty."""
    if not base:
        return url
    there, here = urlsplit(base), urlsplit(url)
    return urlunsplit((there.scheme, there.netloc, here.path, here.query, here.fragment))


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
        return max(0.0, float(value))
    except ValueError:
        pass
    try:
        return max(0.0, (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
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


def get(
    session: requests.Session,
    url: str,
    patience: Patience,
    params: dict[str, str] | None = None,
    headers: dict[str, str] | None = None,
) -> requests.Response:
    """One GET and its whole body, whatever the status says that is not worth another try.

    Raises `Retryable` for what may pass: no connection, a time-out, a cut body, 429, 5xx.
    """
    try:
        answer = session.get(
            url,
            params=params,
            timeout=(patience.connect, patience.read),
            headers={"User-Agent": AGENT, **(headers or {})},
            stream=True,
        )
        _read_within_bounds(answer, patience)
    except (requests.Timeout, urllib3.exceptions.TimeoutError):
        raise TimedOut(f"no answer within {patience.read:.0f} s") from None
    except (requests.RequestException, urllib3.exceptions.HTTPError) as error:
        raise Retryable(connection_failure(error)) from None
    if (again := refusal(answer.status_code, answer.headers)) is not None:
        raise again
    return answer


def _read_within_bounds(answer: requests.Response, patience: Patience) -> None:
    """Read the whole body, unpacked, as `requests` would, but no more than `LARGEST` bytes and not for ever.

    A body that drips keeps each single read in time, and a packed one may grow a thousandfold.
    """
    until = time.monotonic() + patience.whole
    parts, size = [], 0
    while chunk := answer.raw.read1(CHUNK, decode_content=True):
        parts.append(chunk)
        size += len(chunk)
        if size > LARGEST:
            answer.close()
            raise SourceUnavailable("Its answer is larger than anything it serves.")
        if time.monotonic() > until:
            answer.close()
            raise TimedOut(f"its answer took longer than {patience.whole:.0f} s")
    for name, value in {"_content": b"".join(parts), "_content_consumed": True}.items():
        setattr(answer, name, value)


def connection_failure(error: BaseException) -> str:
    """A connection error in a few words, without its address: "its name could not be resolved"."""
    text = str(error).lower()
    for mark, words in (
        ("resol", "its name could not be resolved (no network?)"),
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
