"""Published facts: the small tables that the project carries, each row with its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import pandas as pd

EVENTS = ("kind", "date", "what", "status", "change_bp", "source")


@dataclass(frozen=True, eq=False)
class Published:
    """The tables by name; shared, so not to be changed."""

    tables: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    releases: tuple[date, ...] = ()
    """Days of CPI releases by their publisher's own calendar, as last asked for."""

    def table(self, name: str) -> pd.DataFrame:
        """One table. Raises `KeyError` for one that the project does not carry."""
        return self.tables[name]

    @cached_property
    def events(self) -> pd.DataFrame:
        """FOMC decisions, minutes and CPI releases on their true dates since 2022.

        The carried table, and after the last CPI release in it those of the publisher's calendar. Columns
        `kind` ("fomc", "minutes", "cpi"), `date`, `what`, `status` ("past", "scheduled", "listed"), `source`,
        by date; no row where the project carries none. Shared: copy before changing.
        """
        if "events" not in self.tables:
            return pd.DataFrame({name: [] for name in EVENTS}).astype({"date": "datetime64[us]"})
        dated = self.table("events").assign(date=lambda rows: pd.to_datetime(rows["date"]).dt.as_unit("us"))
        listed = dated.loc[dated["kind"] == "cpi", "date"].max()
        later = [day for day in pd.DatetimeIndex(self.releases).as_unit("us") if not day <= listed]
        asked = pd.DataFrame(
            {
                "kind": "cpi",
                "date": pd.DatetimeIndex(later).as_unit("us"),
                "what": "CPI release",
                "status": "listed",
                "source": "Bureau of Labor Statistics, its calendar of releases",
            }
        )
        whole = pd.concat([dated, asked], ignore_index=True) if later else dated
        return whole.sort_values(["date", "kind"], ignore_index=True)
