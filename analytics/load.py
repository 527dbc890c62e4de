"""A world of datasets in, never the network: live, pinned or illustrative, and how old each part is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

import pandas as pd

from analytics import illustrative
from analytics.catalogue import DATASETS, ENTRIES
from analytics.errors import BadInput, NoData
from analytics.frames import bank_panel, breadth
from analytics.frames.bank_panel import Panel
from analytics.frames.issuers import Filings, fit
from analytics.frames.market import Market
from analytics.freshness import State, series_of, state
from analytics.memo import Memo
from analytics.store import Publication, Store, Version, published
from analytics.store.publication import identity

WORLDS = ("live", "illustrative")
_MEMBER_WORDS = ("name", "ticker", "tickers", "exchange", "sector", "year_end", "form", "flag")


@dataclass(frozen=True, eq=False)
class World:
    """What a session shows, and never mixes: `kind` is "live", "pinned" or "illustrative".

    `versions` holds what was read of each dataset, so a world does not change when the store does.
    """

    kind: str
    publication: Publication | None
    versions: Mapping[str, Version]
    memo: Memo = field(default_factory=Memo, repr=False)

    @property
    def id(self) -> str:
        """The id of what is shown, "illustrative" in the illustrative world.

        It is the snapshot's, or one of its own where older versions stand in for damaged ones.
        """
        if self.publication is None:
            return "illustrative"
        return (
            identity({name: version.name for name, version in self.versions.items()})
            if self.substitutes
            else (self.publication.id)
        )

    @property
    def substitutes(self) -> tuple[str, ...]:
        """The datasets of which an older version stands in for a lost or damaged one, or none could be read."""
        named = self.publication.versions if self.publication else {}
        return tuple(name for name in named if name not in self.versions or not self.versions[name].intact)

    @cached_property
    def market(self) -> Market:
        """Its prices and rates, wide. Datasets that are missing have no columns."""
        if self.publication is None:
            return illustrative.market()
        prices, rates = self.versions.get("prices"), self.versions.get("rates")
        return Market(
            _wide(prices, "ticker", "close"),
            _wide(prices, "ticker", "adj_close"),
            _wide(rates, "series", "value"),
            published.read() if rates is None else published.with_releases(rates.provenance.get("releases", {})),
        )

    @cached_property
    def filings(self) -> Filings | None:
        """Its issuers and members; None where either has never been published."""
        if self.publication is None:
            return illustrative.filings()
        issuers, members = self.versions.get("issuers"), self.versions.get("members")
        if issuers is None or members is None:
            return None
        facts, warehouse, sample = (self.versions.get(name) for name in ("facts", "warehouse", "breadth"))
        listed = members.table.to_pandas().astype(dict.fromkeys(_MEMBER_WORDS, str))
        return Filings(
            listed,
            fit(issuers.table),
            pd.DataFrame() if facts is None else facts.table.to_pandas(),
            datetime.fromisoformat(issuers.provenance["fetched_at"]),
            left_out=members.provenance.get("left_out", {}),
            warehouse=None if warehouse is None else warehouse.table.to_pandas(),
            lenders={} if warehouse is None else warehouse.provenance.get("lenders", {}),
            breadth=None if sample is None else breadth.opened(sample.table, sample.provenance),
        )

    @cached_property
    def banks(self) -> Panel | None:
        """Its banks; None where they have never been published."""
        if self.publication is None:
            return illustrative.panel()
        version = self.versions.get("banks")
        return None if version is None else bank_panel.opened(version.table, version.provenance, published.read())

    def origin(self, id: str) -> Mapping[str, Any]:
        """What the store says of one series: first, last, rows, fetched_at, note; empty if not held or unreadable."""
        version = self.versions.get(ENTRIES[id].dataset)
        return series_of(version, id) if version else {}

    def holds(self, id: str) -> bool:
        """Whether a series of the catalogue is there at all, fetched or invented."""
        if self.publication is None:
            invented = ENTRIES[id].dataset == "banks"
            return invented or id in self.market.close.columns or id in self.market.rates.columns
        return bool(self.origin(id))

    def states(self, now: datetime) -> dict[str, State]:
        """How each dataset of the catalogue stands at `now` (aware)."""
        return {name: state(name, self.publication, self.versions.get(name), now) for name in DATASETS}


def choose(store: Store, world: str | None = None, pin: str | None = None) -> tuple[str, Publication | None]:
    """Which world to show: the pinned snapshot, the one asked for, else live, else illustrative.

    Raises `NoData` when the snapshot is gone or live is asked for and nothing was ever published,
    `StoreUnusable` when the store cannot be read, `BadInput` for an unknown world.
    """
    if world is not None and world not in WORLDS:
        raise BadInput(f"There is no world {world[:20]!r}.", remedy=f"Known are: {', '.join(WORLDS)}.")
    if world == "illustrative" and pin:
        raise BadInput(
            "The illustrative world has no snapshots.", remedy="Give --pin or --world illustrative, not both."
        )
    if world == "illustrative":
        return "illustrative", None
    if pin:
        return "pinned", store.snapshot(pin)
    current = store.current()
    if current is None and world == "live":
        raise NoData(
            f"Nothing has been published in the store at {store.address} yet.",
            remedy="Run 'python -m analytics refresh', or ask for the illustrative world.",
        )
    return ("live", current) if current else ("illustrative", None)


def open_world(store: Store, kind: str, publication: Publication | None) -> World:
    """Read every dataset of a publication.

    In the live world a version that is gone or damaged is made good from the newest older one; a
    pinned world never is: it raises `NoData` when one of its versions cannot be read.
    """
    if publication is None:
        return World(kind, None, {})
    versions = {}
    for name in publication.versions:
        version = store.newest(name, publication)
        if version is not None and (version.intact or kind != "pinned"):
            versions[name] = version
        elif kind == "pinned":
            raise NoData(
                f"The {name} of snapshot {publication.id} are no longer held.",
                instead="Newer figures are not shown in their place.",
                remedy="Open the page without 'data=' for current figures.",
            )
    return World(kind, publication, versions)


def due(world: World, now: datetime) -> bool:
    """Whether a refresh could make this world fresher: a dataset is missing, or stale and worth asking for."""
    return world.kind != "pinned" and any(state.is_due for state in world.states(now).values())


def _wide(version: Version | None, key: str, value: str) -> pd.DataFrame:
    """One column of a long table, a column a series, in catalogue order."""
    if version is None:
        return pd.DataFrame(index=pd.DatetimeIndex([], name="date").as_unit("us"))
    long = version.table.select(["date", key, value]).to_pandas()
    wide = long.set_index(["date", key])[value].unstack(key)
    wide.columns = pd.Index([str(id) for id in wide.columns])
    ordered: pd.DataFrame = wide[[id for id in ENTRIES if id in wide.columns]]
    return ordered.sort_index(kind="stable")
