"""The recorded market: the real clients refresh a real store from the loopback services, once a run."""

from __future__ import annotations

import tempfile
from functools import lru_cache

from analytics import load, settings
from analytics.frames.market import Market
from analytics.refresh import refresh
from analytics.store import Store
from tests.loopback import Loopback, real


@lru_cache(maxsize=1)
def recorded_market() -> Market:
    """Prices and rates as the program itself fetched, checked, stored and read them."""
    with tempfile.TemporaryDirectory() as folder, Loopback(real()) as loopback:
        environment = {**loopback.environment(), "SMALLCAP_STORE": folder}
        outcomes = refresh(settings.read(environment), ("prices", "rates"))
        assert not [outcome.error for outcome in outcomes if outcome.error]
        store = Store(folder)
        return load.open_world(store, *load.choose(store, "live")).market
