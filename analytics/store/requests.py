"""What readers asked for and is not held: a small file each, which the next refresh serves."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime

from analytics.errors import BadInput
from analytics.model.control import one_spelling
from analytics.store import Store

FOLDER = "requests"
KINDS = ("facts", "prices")
MOST = 50
"""Requests that may wait; a reader is refused beyond."""
_KEY = re.compile(r"[A-Z0-9.^=-]{1,12}")
_SHARE = re.compile(r"[A-Z0-9-]{1,12}")
"""A ticker of a share: readers ask for no prices of indices, rates or currencies."""


@dataclass(frozen=True, slots=True)
class Request:
    """One thing asked for: a `kind` of `KINDS` and a ticker or CIK."""

    kind: str
    key: str
    asked_at: datetime

    @property
    def name(self) -> str:
        """Where it lies in the store."""
        return _name(self.kind, self.key)


def request(store: Store, kind: str, key: str, now: datetime | None = None) -> Request:
    """Ask for something; asking twice is asking once.

    Raises `BadInput` for an unknown kind, a key that is no ticker or CIK, or when too many requests wait,
    `StoreUnusable` when the store cannot be written.
    """
    wanted = one_spelling(key)
    if kind not in KINDS or not (_SHARE if kind == "prices" else _KEY).fullmatch(wanted):
        raise BadInput(f"{key.strip()[:20]!r} is not a ticker or a CIK.", remedy="Tickers have at most 12 signs.")
    waiting = pending(store)
    for held in waiting:
        if (held.kind, held.key) == (kind, wanted):
            return held
    if len(waiting) >= MOST:
        raise BadInput(f"{MOST} requests are waiting already.", remedy="Refresh, then ask again.")
    asked = Request(kind, wanted, now or datetime.now(UTC))
    content = {"kind": kind, "key": wanted, "asked_at": asked.asked_at.isoformat(timespec="seconds")}
    store.files.write(asked.name, json.dumps(content).encode())
    return asked


def pending(store: Store, kind: str | None = None) -> list[Request]:
    """What waits to be served, oldest first; files that are no requests are passed over."""
    found = []
    for name in store.files.names(FOLDER):
        try:
            content = json.loads(store.files.read(name))
            asked = Request(str(content["kind"]), str(content["key"]), datetime.fromisoformat(content["asked_at"]))
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            continue
        if asked.kind in KINDS and _KEY.fullmatch(asked.key) and kind in (None, asked.kind):
            found.append(asked)
    return sorted(found, key=lambda asked: (asked.asked_at, asked.key))


def served(store: Store, asked: Request) -> None:
    """Strike a request off, because it was served or never can be."""
    store.files.delete(asked.name)


def _name(kind: str, key: str) -> str:
    safe = "".join(sign if sign.isalnum() else f"_{ord(sign):02x}" for sign in key)
    return f"{FOLDER}/{kind}-{safe}.json"
