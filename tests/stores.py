"""A real store, filled by a real refresh over loopback."""

from __future__ import annotations

from pathlib import Path

from analytics import refresh, settings
from tests.loopback import REAL, Loopback, Recordings, real, tiny


def recordings() -> Recordings:
    """The recorded data where they lie beside the project, else the tiny set."""
    return real() if REAL.exists() else tiny()


def filled(store: Path, held: Recordings) -> Path:
    """Refresh a store once and return its folder."""
    with Loopback(held) as loopback:
        outcomes = refresh.refresh(settings.read({**loopback.environment(), "SMALLCAP_STORE": str(store)}))
    failed = [outcome.error for outcome in outcomes if outcome.error]
    assert failed == []
    return store
