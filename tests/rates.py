"""What a store holds of rates, what the service was asked for them, and how to let them grow."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import numpy as np
import pandas as pd

from analytics.catalogue import RATES, members
from analytics.refresh import task
from tests.conftest import House
from tests.loopback import Fault
from tests.loopback.recordings import EVERY


def values(house: House, id: str) -> pd.Series:
    """What the store holds of a series, by date, as recorded text would read."""
    table = house.store.newest("rates", house.store.current()).table.to_pandas()
    rows = table[table["series"] == id]
    return pd.Series(rows["value"].to_numpy(), index=rows["date"].dt.strftime("%Y-%m-%d")).sort_index()


def recorded(house: House, id: str) -> pd.Series:
    return pd.to_numeric(house.loopback.recordings.series[id].replace({".": None, "": None}))


def same(held: pd.Series, served: pd.Series) -> bool:
    held, served = held.dropna(), served.dropna()
    return list(held.index) == list(served.index) and np.allclose(held, served)


def origin(house: House) -> dict[str, object]:
    return house.store.newest("rates", house.store.current()).provenance


def refreshed(house: House, *faults: Fault, accept: tuple[str, ...] = ()) -> task.Outcome:
    house.misbehave(*faults)
    house.loopback.asked.clear()
    return house.refresh("rates", accept=accept)["rates"]


def asked(house: House, path: str, field: str) -> list[str]:
    """The values of a query field in every request to a path."""
    requests = [urlsplit(request) for request in house.loopback.asked]
    return [parse_qs(request.query)[field][0] for request in requests if request.path == path]


def revised_calls() -> set[str]:
    """The calls for the series whose past changes: each batch of them whole, by CSV."""
    revised = [entry for entry in RATES if entry.kind == "revised"]
    return {",".join(e.id for e in revised if e.batch == batch) for batch in {e.batch for e in revised}}


def grow(house: House, days: int = 3, level: str = "4.44") -> None:
    """Every daily series gets some days more."""
    for entry in members("rates"):
        if entry.batch not in EVERY:
            old = house.loopback.recordings.series[entry.id]
            dates = pd.bdate_range("2025-10-20", periods=days).strftime("%Y-%m-%d")
            base = old.iloc[-1]
            house.loopback.recordings.series[entry.id] = pd.concat([old, pd.Series(base, index=dates)])
