"""Memo: results kept beside the data they were measured on, and let go with them."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, cast

T = TypeVar("T")
P = ParamSpec("P")
ENTRIES = 400


class Memo:
    """At most `entries` results by key, the one longest unused going first.

    Two threads that ask for the same key wait for one computation; other keys are not held up by it. A computation
    that raises leaves nothing behind, and whoever waited for it tries for itself.
    """

    def __init__(self, entries: int = ENTRIES) -> None:
        self.entries = entries
        self._results: OrderedDict[Hashable, Any] = OrderedDict()
        self._running: dict[Hashable, threading.RLock] = {}
        self._lock = threading.Lock()

    def get(self, key: Hashable, build: Callable[[], T]) -> T:
        """The result of `key`, from `build` where there is none yet. Raises what `build` raises."""
        with self._lock:
            if key in self._results:
                self._results.move_to_end(key)
                return cast(T, self._results[key])
            running = self._running.setdefault(key, threading.RLock())
        with running:
            with self._lock:
                if key in self._results:
                    return cast(T, self._results[key])
            try:
                result = build()
            finally:
                with self._lock:
                    self._running.pop(key, None)
            with self._lock:
                self._results[key] = result
                while len(self._results) > self.entries:
                    self._results.popitem(last=False)
            return result

    def __len__(self) -> int:
        return len(self._results)


class Owner(Protocol):
    """Data that keep what was measured on them: the market, the issuers, the banks, a prepared part of these."""

    @property
    def memo(self) -> Memo: ...


O = TypeVar("O", bound=Owner)  # noqa: E741


def memoised(measure: Callable[Concatenate[O, P], T]) -> Callable[Concatenate[O, P], T]:
    """A function whose results are kept in the memo of its first argument, by the values of the others.

    The others are hashable: numbers, text, dates, a scenario, or data that are equal only to themselves.
    """

    @wraps(measure)
    def remembered(owner: O, *args: P.args, **named: P.kwargs) -> T:
        key = (measure.__module__, measure.__qualname__, args, tuple(sorted(named.items())))
        return owner.memo.get(key, lambda: measure(owner, *args, **named))

    return cast(Callable[Concatenate[O, P], T], remembered)
