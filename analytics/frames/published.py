"""The small tables of published facts that the project carries, each row with its source."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from analytics.settings import ROOT

FOLDER = ROOT / "data" / "published"


@lru_cache(maxsize=16)
def table(name: str) -> pd.DataFrame:
    """One table of `data/published` by its name without ".csv"; shared, so not to be changed."""
    return pd.read_csv(FOLDER / f"{name}.csv")


@lru_cache(maxsize=1)
def events() -> pd.DataFrame:
    """FOMC decisions, minutes and CPI releases on their true dates since 2022.

    Columns `kind` ("fomc", "minutes", "cpi"), `date`, `what`, `status` ("past", "scheduled"), `source`,
    by date. Shared: copy before changing.
    """
    dated = table("events").assign(date=lambda rows: pd.to_datetime(rows["date"]).dt.as_unit("us"))
    return dated.sort_values(["date", "kind"], ignore_index=True)
