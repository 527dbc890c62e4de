"""Published facts: the small tables that the project carries, each row with its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

EVENTS = ("kind", "date", "what", "status", "source")


@dataclass(frozen=True, eq=False)
class Published:
    """The tables by name; shared, so not to be changed."""

    tables: Mapping[str, pd.DataFrame] = field(default_factory=dict)

    def table(self, name: str) -> pd.DataFrame:
        """One table. Raises `KeyError` for one that the project does not carry."""
        return self.tables[name]

    @cached_property
    def events(self) -> pd.DataFrame:
        """FOMC decisions, minutes and CPI releases on their true dates since 2022.

        Columns `kind` ("fomc", "minutes", "cpi"), `date`, `what`, `status` ("past", "scheduled"), `source`,
        by date; no row where the project carries none. Shared: copy before changing.
        """
        if "events" not in self.tables:
            return pd.DataFrame({name: [] for name in EVENTS}).astype({"date": "datetime64[us]"})
        dated = self.table("events").assign(date=lambda rows: pd.to_datetime(rows["date"]).dt.as_unit("us"))
        return dated.sort_values(["date", "kind"], ignore_index=True)
