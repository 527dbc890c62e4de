"""The published facts carried with the project: small tables, every row with its source."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from analytics.settings import ROOT

FOLDER = ROOT / "data" / "published"


@lru_cache(maxsize=16)
def table(name: str) -> pd.DataFrame:
    """One table of `data/published` by its name without ".csv"; shared, so not to be changed."""
    return pd.read_csv(FOLDER / f"{name}.csv")
