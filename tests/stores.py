"""A real store, filled by a real refresh over loopback."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from analytics import refresh, settings
from analytics.sources.http import Patience
from tests.loopback import REAL, Edgar, Loopback, Recordings, real, tiny


def recordings() -> Recordings:
    """The recorded data where they lie beside the project, else the tiny set."""
    return real() if REAL.exists() else tiny()


def filled(store: Path, held: Recordings, datasets: tuple[str, ...] = ("prices", "rates"), filers: int = 400) -> Path:
    """Refresh some datasets of a store once, without the pause that the SEC asks for, and return its folder."""
    edgar = Edgar(date.today(), filers, REAL / "sec" if REAL.exists() else None)
    with Loopback(held, edgar=edgar) as loopback:
        place = settings.read({**loopback.environment(), "SMALLCAP_STORE": str(store)})
        outcomes = refresh.refresh(place, datasets, patience=Patience(pause=0))
    failed = [outcome.error for outcome in outcomes if outcome.error]
    assert failed == []
    return store
