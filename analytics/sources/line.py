"""The line to a service: how patiently it is asked, what its failures are called, and when it is asked no more."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from analytics.errors import SourceUnavailable, redact

T = TypeVar("T")


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
    `patience.silence` without a success, the line is closed and every later question fails at once. None is put before
    a wait that the service asked for is over.
    """

    def __init__(self, service: str, patience: Patience | None = None) -> None:
        self.service, self.patience = service, patience or Patience()
        self.failures = 0
        self.last_error = ""
        self.last_status: int | None = None
        self._closed = False
        self._silent_since: float | None = None
        self._not_before = 0.0
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
            if (rest := self._not_before - time.monotonic()) > 0.0:
                time.sleep(rest)
            if self.circuit_open:
                break
            try:
                answer = request()
            except Retryable as error:
                self._failed(error.reason)
                self.last_status = error.status
                if error.after is not None:
                    self._leave_alone(error.reason, error.after)
                elif attempt + 1 < self.patience.tries and not self.circuit_open:
                    time.sleep(self.patience.wait * 2**attempt * random.uniform(0.8, 1.2))
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

    def _leave_alone(self, reason: str, seconds: float) -> None:
        """Ask nothing for as long as the service asks for, from no thread; nothing more at all where that is long."""
        if seconds > self.patience.longest_wait:
            self.close(f"{reason}; it asks to be left alone for {seconds:.0f} s")
        else:
            self._not_before = max(self._not_before, time.monotonic() + seconds * random.uniform(1.0, 1.2))

    def _answered(self) -> None:
        self.failures, self._silent_since, self._has_answered = 0, time.monotonic(), True
        self.last_status = None

    def _failed(self, reason: str) -> None:
        self.failures += 1
        self.last_error = reason
