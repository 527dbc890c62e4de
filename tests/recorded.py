"""The recorded market: the real clients refresh a real store from the loopback services, once a run."""

from __future__ import annotations

import tempfile
from functools import cache

from analytics import load, settings
from analytics.frames.market import Market
from analytics.refresh import refresh
from analytics.store import Store
from tests.loopback import Loopback, real


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    """The store's folder, which goes with the process."""
    folder = tempfile.TemporaryDirectory()
    with Loopback(real()) as loopback:
        environment = {**loopback.environment(), "SMALLCAP_STORE": folder.name}
        outcomes = refresh(settings.read(environment), ("prices", "rates"))
    assert not [outcome.error for outcome in outcomes if outcome.error]
    return folder


def recorded_store() -> str:
    """The address of a store of prices and rates as recorded; nothing may write to it."""
    return _folder().name


@cache
def recorded_market() -> Market:
    """Prices and rates as the program itself fetched, checked, stored and read them."""
    store = Store(recorded_store())
    return load.open_world(store, *load.choose(store, "live")).market
