"""Memo: results kept beside the data they were measured on, and let go with them."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, cast

T = TypeVar("T")
P = ParamSpec("P")
ENTRIES = 16
"""Results of one kind that are kept unless its maker says otherwise."""


class Memo:
    """Results by kind and key; of each kind the ones longest unused go first once there are too many.

    Two threads that ask for the same result wait for one computation; others are not held up by it. A computation
    that raises leaves nothing behind, and whoever waited for it tries for itself.
    """

    def __init__(self) -> None:
        self._results: dict[Hashable, OrderedDict[Hashable, Any]] = {}
        self._running: dict[Hashable, threading.RLock] = {}
        self._lock = threading.Lock()

    def get(self, kind: Hashable, key: Hashable, build: Callable[[], T], entries: int = ENTRIES) -> T:
        """The result of a kind under `key`, from `build` where there is none yet; at most `entries` of the kind stay.

        Raises what `build` raises.
        """
        with self._lock:
            results = self._results.setdefault(kind, OrderedDict())
            if key in results:
                results.move_to_end(key)
                return cast(T, results[key])
            running = self._running.setdefault((kind, key), threading.RLock())
        with running:
            with self._lock:
                if key in results:
                    return cast(T, results[key])
            try:
                result = build()
            finally:
                with self._lock:
                    self._running.pop((kind, key), None)
            with self._lock:
                results[key] = result
                while len(results) > entries:
                    results.popitem(last=False)
            return result

    def count(self, kind: Hashable) -> int:
        """How many results of a kind are kept."""
        return len(self._results.get(kind, ()))


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
        key = (args, tuple(sorted(named.items())))
        return owner.memo.get((measure.__module__, measure.__qualname__), key, lambda: measure(owner, *args, **named))

    return cast(Callable[Concatenate[O, P], T], remembered)
