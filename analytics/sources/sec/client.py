"""How the SEC is asked: with contact details, at most five times a second, a few questions at once."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TypeVar

import requests

from analytics.errors import SourceUnavailable
from analytics.sources.http import AGENT, LARGEST, Direct, NotServed, Patience, Retryable, ServiceClient, get, rehost

T = TypeVar("T")

SERVICE = "SEC EDGAR"
DATA = "https://data.sec.gov"
WWW = "https://www.sec.gov"
IN_FLIGHT = 4

_UNDECLARED = "undeclared automated tool"
_NO_AGENT = "The SEC refuses readers that do not say who they are."
_SET_CONTACT = "Set SEC_CONTACT to an e-mail address of yours; it is sent to the SEC alone."


class AgentRefused(SourceUnavailable):
    """The SEC answers nobody it cannot write to; it says so under load as well."""


class Pace:
    """Spaces questions out, over all threads of the process."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._next = 0.0

    def wait(self, pause: float) -> None:
        """Return when it is this question's turn, `pause` seconds after the one before."""
        with self._guard:
            turn = max(time.monotonic(), self._next)
            self._next = turn + pause
        time.sleep(max(0.0, turn - time.monotonic()))


_PACE = Pace()
"""One for the process: the limit counts questions to all hosts of the SEC together."""


class Client:
    """The SEC as one refresh speaks to it; safe to use from several threads."""

    def __init__(self, base: str = "", contact: str = "", patience: Patience | None = None) -> None:
        self.line = ServiceClient(SERVICE, patience)
        self._base = base
        self._agent = f"small-cap-dashboard {contact}" if contact else AGENT
        self._own = threading.local()
        self._answered = False

    def ask(
        self,
        subject: str,
        url: str,
        read: Callable[[requests.Response], T],
        headers: dict[str, str] | None = None,
        largest: int = LARGEST,
    ) -> T:
        """What `read` makes of one file of the SEC, status 200 or 206; it may raise `Retryable` for another try.

        A file of more than `largest` bytes is not read.
        Raises `NotServed` when there is no such file, `AgentRefused`, what `read` raises, and
        `SourceUnavailable` when the tries are used up.
        """
        return self.line.ask(subject, lambda: read(self._once(url, headers or {}, largest)))

    def _once(self, url: str, headers: dict[str, str], largest: int) -> requests.Response:
        _PACE.wait(self.line.patience.pause)
        if not hasattr(self._own, "session"):
            self._own.session = Direct()
        answer = get(
            self._own.session,
            rehost(url, self._base),
            self.line.patience,
            headers={"User-Agent": self._agent, **headers},
            largest=largest,
        )
        if answer.status_code in (200, 206):
            self._answered = True
            return answer
        if answer.status_code == 404:
            raise NotServed("The SEC has no such file.")
        if answer.status_code == 403:
            raise self._refused(answer.text[:5000].lower())
        raise SourceUnavailable(f"It answered with status {answer.status_code}.")

    def _refused(self, page: str) -> Exception:
        """What a 403 means: the same status serves for too many questions and for an unknown reader."""
        if _UNDECLARED in page and not self._answered:
            self.line.close(_NO_AGENT.rstrip("."))
            return AgentRefused(_NO_AGENT, remedy=_SET_CONTACT)
        unknown = "" if self._answered else "; it does the same to readers without SEC_CONTACT"
        return Retryable(f"it is limiting requests (403){unknown}")
